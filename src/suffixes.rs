//! Which part of a host was registered, by the public suffix list: hosts of one registrable domain belong to one
//! owner, and those of two are unrelated sites as far as names can tell. The list's private section counts too:
//! `a.workers.dev` and `b.workers.dev` are two customers' sites.
//!
//! The list is no part of the wasm. The packed file `extension/data/suffixes.txt` is made by `cargo xtask suffixes`,
//! and `suffixes.LICENSE` beside it names its source. It is text in ASCII, and each of its lines ends with a line feed:
//!
//! | line | what |
//! |---|---|
//! | first | begins with `// Public suffixes, form 1:`; the rest says whose list it is and of which day |
//! | all between | a rule as the list writes it: `co.uk`, `*.ck`, `!www.ck`; international names in punycode |
//! | last | `// end`, so that a file that was cut off is no file |
//!
//! The rules are sorted by their bytes read from the end, so that bisection finds one without an index. Those of
//! one label are left out: the list's default rule `*` says the same of every top-level domain.

use crate::part;
use core::cmp::Ordering;

/// Where the packed file is in the package.
pub const FILE: &str = "data/suffixes.txt";

const HEAD: &[u8] = b"// Public suffixes, form 1:";
const END: &[u8] = b"\n// end\n";

/// The rules of a packed file: lines between line feeds.
#[derive(Clone, Copy, Debug)]
pub struct Suffixes<'a>(&'a [u8]);

impl<'a> Suffixes<'a> {
    /// Reads a packed file. `None` for one of another form, without a rule, or without its end. Whether the rules
    /// are sorted is not looked at: in a file that was changed, rules are not found, and nothing worse happens.
    #[must_use]
    pub fn new(packed: &'a [u8]) -> Option<Self> {
        let end = packed.len().checked_sub(END.len())?;
        let (lines, end) = packed.split_at_checked(end)?;
        let first = lines.iter().position(|&byte| byte == b'\n')?;
        let whole = lines.starts_with(HEAD) && end == END;
        lines.get(first + 1..).filter(|_| whole).map(Self)
    }

    /// The registrable domain of a host, one label more than its public suffix:
    /// <https://github.com/publicsuffix/list/wiki/Format#formal-algorithm>.
    ///
    /// The host is in lower case and ASCII, as browsers give it, IPv6 without brackets. A host stands for itself
    /// where it has no such domain: a public suffix, a single label, an address, or a name with an empty label.
    #[must_use]
    pub fn registrable<'h>(&self, host: &'h str) -> &'h str {
        // Browsers take every host that ends in a number for an IPv4 address. An IPv6 address does so too where it
        // has a dot, and is a single label else. Nothing behind the last dot is an empty label.
        if host.bytes().rev().take_while(|&byte| byte != b'.').all(|byte| byte.is_ascii_digit()) {
            return host;
        }
        // From the longest on: the first rule that fits is the one that prevails.
        let (mut longer, mut name) = (host, host);
        loop {
            let (label, rest) = part::split_once(name, ".").unwrap_or((name, ""));
            if label.is_empty() {
                return host;
            }
            if self.holds("!", name) {
                return name;
            }
            if rest.is_empty() || self.holds("", name) || self.holds("*.", rest) {
                return longer;
            }
            (longer, name) = (name, rest);
        }
    }

    /// Whether this mark and this name together are a rule.
    fn holds(&self, mark: &str, name: &str) -> bool {
        let mut lines = self.0;
        while let Some((before, line, after)) = middle(lines) {
            lines = match line.iter().copied().rev().cmp(name.bytes().rev().chain(mark.bytes().rev())) {
                Ordering::Less => after,
                Ordering::Equal => return true,
                Ordering::Greater => before,
            }
        }
        false
    }
}

/// The line that holds the middle of these, and the lines before and after it. Both are shorter than all together.
fn middle(lines: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let start = lines.get(..lines.len() / 2)?.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    let (before, rest) = lines.split_at_checked(start)?;
    let line = rest.split(|&byte| byte == b'\n').next().filter(|_| !rest.is_empty())?;
    Some((before, line, rest.get(line.len() + 1..).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACKED: &str = "\
// Public suffixes, form 1: invented
*.ck
!www.ck
co.uk
xn--55qx5d.cn
github.io
ac.jp
*.kobe.jp
!city.kobe.jp
workers.dev
// end
";

    fn suffixes() -> Suffixes<'static> {
        Suffixes::new(PACKED.as_bytes()).expect("it is whole")
    }

    #[track_caller]
    fn assert_registrable(host: &str, domain: &str) {
        assert_eq!(suffixes().registrable(host), domain, "{host}");
    }

    #[test]
    fn a_domain_is_one_label_more_than_its_suffix() {
        for host in ["shop.co.uk", "www.shop.co.uk", "a.b.c.shop.co.uk"] {
            assert_registrable(host, "shop.co.uk");
        }
        assert_registrable("www.shop.uk", "shop.uk");
        assert_registrable("www.shop.xn--55qx5d.cn", "shop.xn--55qx5d.cn");
        assert_registrable("xco.uk", "xco.uk");
        assert_registrable("a.xco.uk", "xco.uk");
    }

    #[test]
    fn customers_of_one_platform_are_two_sites() {
        assert_registrable("a.workers.dev", "a.workers.dev");
        assert_registrable("x.b.workers.dev", "b.workers.dev");
        assert_registrable("pages.a.github.io", "a.github.io");
    }

    #[test]
    fn a_wildcard_is_any_one_label_and_an_exception_ends_it() {
        assert_registrable("a.b.test.ck", "b.test.ck");
        assert_registrable("test.ck", "test.ck");
        assert_registrable("a.b.c.kobe.jp", "b.c.kobe.jp");
        assert_registrable("www.www.ck", "www.ck");
        assert_registrable("a.city.kobe.jp", "city.kobe.jp");
        // The parent of a wildcard is no suffix by that: `jp` is.
        assert_registrable("kobe.jp", "kobe.jp");
    }

    #[test]
    fn a_top_level_domain_that_has_no_rule_is_a_suffix() {
        assert_registrable("a.shop.example", "shop.example");
        assert_registrable("shop.com", "shop.com");
        assert_registrable("a.shop.xn--p1ai", "shop.xn--p1ai");
    }

    #[test]
    fn what_has_no_domain_stands_for_itself() {
        for host in ["co.uk", "workers.dev", "ck", "test.ck", "com", "localhost", ""] {
            assert_registrable(host, host);
        }
        for address in ["203.0.113.7", "10.0.0.1", "2001:db8::1", "::", "fe80::a:b", "::ffff:203.0.113.7"] {
            assert_registrable(address, address);
        }
        for damaged in [".", "..", ".co.uk", "a.co.uk.", "a..co.uk", ".a.co.uk", "a.b..uk", "a.co.uk.."] {
            assert_registrable(damaged, damaged);
        }
    }

    #[test]
    fn any_text_has_an_answer_that_is_an_end_of_it() {
        let long = ["a.".repeat(5_000), "b".repeat(300), ".co.uk".to_owned()].concat();
        let suffixes = suffixes();
        for host in
            [long.as_str(), "é.co.uk", "a.é", "b.ü.ck", "食.é.co.uk", "a\n.co.uk", "!www.ck", "*.ck", "ck\n"]
        {
            assert!(host.ends_with(suffixes.registrable(host)), "{host}");
        }
        assert_eq!(suffixes.registrable(&long).len(), 306);
        assert_eq!(suffixes.registrable("食.é.co.uk"), "é.co.uk");
    }

    #[test]
    fn a_file_that_is_cut_off_or_of_another_form_is_none() {
        for length in 0..PACKED.len() {
            assert!(Suffixes::new(&PACKED.as_bytes()[..length]).is_none(), "cut to {length} bytes");
        }
        for (right, wrong) in [("form 1:", "form 2:"), ("\n", "\r\n"), ("// P", " // P"), ("// end", "")] {
            let damaged = PACKED.replace(right, wrong);
            assert!(Suffixes::new(damaged.as_bytes()).is_none(), "{wrong:?} for {right:?}");
        }
        assert!(Suffixes::new([HEAD, b" no rule", END].concat().as_slice()).is_none());
    }

    #[test]
    fn rules_that_were_changed_do_no_harm() {
        for rules in
            ["\n", "\n\n\n\n", "\n\0\n\u{ff}", "\nuk\nco.uk\n\n.\n..", "\nb.uk\na.uk\nco.uk\n!\n*.\n*"]
        {
            let packed = [HEAD, rules.as_bytes(), END].concat();
            let suffixes = Suffixes::new(&packed).expect("its ends are right");
            for host in ["a.co.uk", "uk", "", ".", "a.b.c", "*.uk", "!"] {
                assert!(host.ends_with(suffixes.registrable(host)), "{host:?} by {rules:?}");
            }
        }
    }
}
