//! The packed public suffix list as the extension carries it: the list's own test cases, and our reader beside
//! another one, over hosts that are made from every rule.

use faultline::suffixes::Suffixes;
use std::collections::BTreeSet;

const PACKED: &str = include_str!("../extension/data/suffixes.txt");

fn suffixes() -> Suffixes<'static> {
    Suffixes::new(PACKED.as_bytes()).expect("extension/data/suffixes.txt is whole")
}

/// The rules as they stand in the file.
fn rules() -> impl Iterator<Item = &'static str> {
    PACKED.lines().filter(|line| !line.starts_with("//"))
}

#[track_caller]
fn assert_registrable(cases: &[(&str, &str)]) {
    for (host, domain) in cases {
        assert_eq!(suffixes().registrable(host), *domain, "{host}");
    }
}

/// The cases of the list, `tests/tests.txt` in <https://github.com/publicsuffix/list> (public domain), without those
/// in Unicode and a few that say the same twice. Where they say that there is no registrable domain, the host stands for itself.
#[test]
fn the_cases_of_the_list_have_the_answers_of_the_list() {
    assert_registrable(&[
        (".com", ".com"),
        (".example.com", ".example.com"),
        (".example.example", ".example.example"),
        ("example", "example"),
        ("b.example.example", "example.example"),
        ("a.b.example.example", "example.example"),
        ("biz", "biz"),
        ("a.b.domain.biz", "domain.biz"),
        ("com", "com"),
        ("b.example.com", "example.com"),
        ("a.b.example.com", "example.com"),
        ("uk.com", "uk.com"),
        ("a.b.example.uk.com", "example.uk.com"),
        ("test.ac", "test.ac"),
        ("mm", "mm"),
        ("c.mm", "c.mm"),
        ("b.c.mm", "b.c.mm"),
        ("a.b.c.mm", "b.c.mm"),
        ("jp", "jp"),
        ("test.jp", "test.jp"),
        ("www.test.jp", "test.jp"),
        ("ac.jp", "ac.jp"),
        ("www.test.ac.jp", "test.ac.jp"),
        ("kyoto.jp", "kyoto.jp"),
        ("ide.kyoto.jp", "ide.kyoto.jp"),
        ("b.ide.kyoto.jp", "b.ide.kyoto.jp"),
        ("a.b.ide.kyoto.jp", "b.ide.kyoto.jp"),
        ("c.kobe.jp", "c.kobe.jp"),
        ("b.c.kobe.jp", "b.c.kobe.jp"),
        ("a.b.c.kobe.jp", "b.c.kobe.jp"),
        ("city.kobe.jp", "city.kobe.jp"),
        ("www.city.kobe.jp", "city.kobe.jp"),
        ("ck", "ck"),
        ("test.ck", "test.ck"),
        ("b.test.ck", "b.test.ck"),
        ("a.b.test.ck", "b.test.ck"),
        ("www.ck", "www.ck"),
        ("www.www.ck", "www.ck"),
        ("us", "us"),
        ("www.test.us", "test.us"),
        ("ak.us", "ak.us"),
        ("www.test.ak.us", "test.ak.us"),
        ("k12.ak.us", "k12.ak.us"),
        ("test.k12.ak.us", "test.k12.ak.us"),
        ("www.test.k12.ak.us", "test.k12.ak.us"),
        ("xn--85x722f.com.cn", "xn--85x722f.com.cn"),
        ("xn--85x722f.xn--55qx5d.cn", "xn--85x722f.xn--55qx5d.cn"),
        ("www.xn--85x722f.xn--55qx5d.cn", "xn--85x722f.xn--55qx5d.cn"),
        ("shishi.xn--55qx5d.cn", "shishi.xn--55qx5d.cn"),
        ("xn--55qx5d.cn", "xn--55qx5d.cn"),
        ("xn--85x722f.xn--fiqs8s", "xn--85x722f.xn--fiqs8s"),
        ("www.xn--85x722f.xn--fiqs8s", "xn--85x722f.xn--fiqs8s"),
        ("xn--fiqs8s", "xn--fiqs8s"),
    ]);
}

#[test]
fn sites_that_share_a_platform_or_a_country_are_unrelated() {
    assert_registrable(&[
        ("www.shop.co.uk", "shop.co.uk"),
        ("a.city.kawasaki.jp", "city.kawasaki.jp"),
        ("a.b.c.kawasaki.jp", "b.c.kawasaki.jp"),
        ("a.workers.dev", "a.workers.dev"),
        ("x.a.workers.dev", "a.workers.dev"),
        ("preview.a.pages.dev", "a.pages.dev"),
        ("a.github.io", "a.github.io"),
        ("a.vercel.app", "a.vercel.app"),
        ("workers.dev", "workers.dev"),
        ("github.io", "github.io"),
        ("dash.cloudflare.com", "cloudflare.com"),
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8::1", "2001:db8::1"),
    ]);
}

#[test]
fn the_file_is_sorted_from_the_end_and_holds_each_rule_once() {
    let lines: Vec<&str> = rules().collect();
    assert!(lines.len() > 8_000, "{} rules are no whole list", lines.len());
    for pair in lines.windows(2) {
        assert!(pair[0].bytes().rev().lt(pair[1].bytes().rev()), "{} stands before {}", pair[0], pair[1]);
    }
    let signs = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-*!".contains(byte);
    for line in lines {
        assert!(line.bytes().all(|byte| signs(&byte)), "{line} is not written as browsers write hosts");
    }
}

/// The other reader is the crate `publicsuffix`. Where a longer rule is named like a label that a wildcard stands
/// for, it passes over the wildcard: `*.futurecms.at` makes a suffix of `ex.futurecms.at`, although there is
/// `*.ex.futurecms.at` too. By the list's algorithm every rule that fits counts, so these hosts are left out.
#[test]
fn another_reader_of_the_same_rules_gives_the_same_domains() {
    use publicsuffix::{List, Psl};
    let list: List = ["// ===BEGIN ICANN DOMAINS===\n", PACKED].concat().parse().expect("it reads the file");
    let passed_over = passed_over();
    let (mut compared, mut left_out) = (0, 0);
    for host in hosts() {
        if ends(&host).any(|name| passed_over.contains(name)) {
            left_out += 1;
            continue;
        }
        let domain = list.domain(host.as_bytes());
        let domain = domain.as_ref().map_or(host.as_bytes(), |domain| domain.as_bytes());
        assert_eq!(suffixes().registrable(&host).as_bytes(), domain, "{host}");
        compared += 1;
    }
    assert!(compared > 300_000, "only {compared} hosts were compared");
    assert!(left_out < compared / 100, "{left_out} hosts were left out, of {compared}");
}

/// The names under a wildcard that lead to longer rules without being one themselves.
fn passed_over() -> BTreeSet<&'static str> {
    let all: BTreeSet<&str> = rules().collect();
    let names = all.iter().map(|rule| rule.trim_start_matches(['!', '*', '.']));
    names
        .flat_map(ends)
        .filter(|name| !all.contains(name) && !all.contains(["!", name].concat().as_str()))
        .filter(|name| {
            name.split_once('.').is_some_and(|(_, parent)| all.contains(["*.", parent].concat().as_str()))
        })
        .collect()
}

/// A name and all names that it lies under, the longest first.
fn ends(name: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(name), |name| name.split_once('.').map(|(_, rest)| rest))
}

/// Hosts around every rule, and hosts of labels that stand in any of them.
fn hosts() -> Vec<String> {
    let mut random = Random(1);
    let labels: Vec<&str> = rules().flat_map(|rule| rule.trim_start_matches('!').split('.')).collect();
    let mut hosts = Vec::new();
    for rule in rules() {
        let name = rule.trim_start_matches(['!', '*', '.']);
        let (first, parent) = name.split_once('.').unwrap_or((name, "example"));
        for front in ["", "a.", "b.a.", "c.b.a.", "www.", "x", "x-", "-", "0", "xn--a.", "com.", "a.x"] {
            hosts.push([front, name].concat());
        }
        for host in [format!("b.{first}x.{parent}"), format!("b.{first}-.{parent}"), format!("a.b.{parent}")]
        {
            hosts.push(host);
        }
        hosts.extend(ends(parent).map(str::to_owned));
        for _ in 0..20 {
            let other = labels[random.below(labels.len())];
            let another = labels[random.below(labels.len())];
            hosts.push(match random.below(3) {
                0 => format!("{other}.{name}"),
                1 => format!("{another}.{other}.{parent}"),
                _ => format!("a.{another}.{other}"),
            });
        }
    }
    // `*` is a label of the rules and of no host, and a host that ends in a digit is an IPv4 address or none.
    hosts.retain(|host| !host.contains('*') && !host.ends_with(|last: char| last.is_ascii_digit()));
    hosts
}

/// The same numbers in every run, by xorshift.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).expect("it is below a usize")
    }
}
