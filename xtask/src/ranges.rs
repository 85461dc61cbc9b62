//! `ranges`: from lists of published address ranges to the table `src/addresses/ranges.bin` and the notice beside
//! it. Nothing is downloaded: a folder holds one list a provider, and a `README.md` that says where each is from.
//!
//! What cannot be right is named with its file and line and left out; the rest is done, and the command fails at
//! the end. The same folder makes the same bytes. The table's format stands in `src/addresses.rs`.

mod list;
mod prefix;
mod source;

use crate::checkout::Checkout;
use anyhow::{Context, Result, bail, ensure};
use list::List;
use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;

/// The providers whose whole list is edge, in the order of their indexes: the same as in `src/addresses.rs`. A
/// new one is added at the end, so that the others keep their indexes.
const PROVIDERS: [&str; 4] = ["cloudflare", "cloudfront", "fastly", "imperva"];

/// The lists that are known and left out, and why.
const LEFT_OUT: [(&str, &str); 3] = [
    ("google", "the addresses of Google's edge are not told from those that its cloud's customers rent"),
    ("qrator", "derived from what its networks announce, links to other networks too; it publishes no list"),
    ("zscaler", "a filter on the visitor's side, no edge of websites"),
];

/// What went wrong in one place, and what to do about it.
#[derive(Debug, PartialEq, Eq)]
pub struct Problem {
    file: String,
    /// Counted from 1.
    line: usize,
    what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}: {}", self.file, self.line, self.what)
    }
}

/// The two files, and what is to be told about their making.
#[derive(Debug, PartialEq, Eq)]
struct Made {
    table: Vec<u8>,
    notice: String,
    /// One sentence for each list.
    told: Vec<String>,
    problems: Vec<Problem>,
}

/// Makes the table and its notice from a folder of lists.
pub fn run(checkout: &Checkout, folder: &Path) -> Result<()> {
    let made = make(&read(folder)?).with_context(|| format!("in {}", folder.display()))?;
    for sentence in &made.told {
        println!("{sentence}");
    }
    for problem in &made.problems {
        eprintln!("{problem}");
    }
    let addresses = checkout.root.join("src/addresses");
    fs::create_dir_all(&addresses).with_context(|| format!("cannot create {}", addresses.display()))?;
    for (name, content) in [("ranges.bin", &made.table[..]), ("ranges.LICENSE", made.notice.as_bytes())] {
        let path = addresses.join(name);
        fs::write(&path, content).with_context(|| format!("cannot write {}", path.display()))?;
        println!("wrote {}, {} bytes", path.display(), content.len());
    }
    let skipped = made.problems.len();
    ensure!(
        skipped == 0,
        "{skipped} {} left out, see above; the rest was written",
        if skipped == 1 { "line was" } else { "lines were" }
    );
    Ok(())
}

/// The texts of a folder by their names. A text may hold anything: what is no UTF-8 fails where it is parsed.
type Texts = BTreeMap<String, String>;

fn read(folder: &Path) -> Result<Texts> {
    let failed = || {
        format!(
            "cannot read {}: name a folder that holds {}.txt, and a README.md that says where they are from",
            folder.display(),
            PROVIDERS.join(".txt, ")
        )
    };
    let mut texts = Texts::new();
    for entry in fs::read_dir(folder).with_context(failed)? {
        let path = entry.with_context(failed)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name == "README.md" || path.extension().is_some_and(|ending| ending == "txt") {
            let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            texts.insert(name, String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    Ok(texts)
}

/// Fails only where nothing good can be made: a whole list or what is said of it is missing.
fn make(texts: &Texts) -> Result<Made> {
    let readme = texts.get("README.md").context(
        "README.md is missing: it says of each list where it is from, of which day and under which licence",
    )?;
    let (mut lists, mut problems, mut missing) = (Vec::new(), Vec::new(), Vec::new());
    for provider in PROVIDERS {
        match List::read(provider, texts, readme, &mut problems) {
            Ok(list) => lists.push(list),
            Err(error) => missing.push(format!("{error:#}")),
        }
    }
    if !missing.is_empty() {
        let broken = problems.iter().map(|problem| format!("\n{problem}"));
        bail!("nothing was written:\n{}{}", missing.join("\n"), broken.collect::<String>());
    }
    list::leave_out_what_two_claim(&mut lists, &mut problems);
    let told = lists.iter().map(ToString::to_string).chain(left_out(texts)).collect();
    Ok(Made { table: table(&lists)?, notice: source::notice(&lists), told, problems })
}

/// A sentence for each list that is not used.
fn left_out(texts: &Texts) -> impl Iterator<Item = String> {
    let names = texts.keys().filter_map(|name| name.strip_suffix(".txt"));
    names.filter(|name| !PROVIDERS.contains(name)).map(|name| {
        let why = LEFT_OUT.iter().find(|(known, _)| *known == name).map_or(
            "not among the providers of xtask/src/ranges.rs, which are those whose whole list is edge",
            |(_, why)| why,
        );
        format!("{name}: left out, {why}")
    })
}

/// The bytes of the table, in the format that `src/addresses.rs` tells.
fn table(lists: &[List]) -> Result<Vec<u8>> {
    let mut prefixes = Vec::new();
    for (index, list) in (0_u8..).zip(lists) {
        prefixes.extend(list.merged().into_iter().map(|prefix| (prefix, index)));
    }
    // IPv4 first, then by address.
    prefixes.sort_unstable();
    let v4 = prefixes.iter().filter(|(prefix, _)| !prefix.v6).count();
    let v4 =
        u16::try_from(v4).with_context(|| format!("{v4} IPv4 prefixes are more than the table counts"))?;
    let newest = lists.iter().map(|list| list.source.date.as_str()).max().unwrap_or_default();
    let mut table = newest.as_bytes().to_vec();
    table.extend(v4.to_be_bytes());
    for (prefix, index) in prefixes {
        let start = prefix.start.to_be_bytes();
        table.extend(if prefix.v6 { &start[..] } else { &start[..4] });
        table.extend([prefix.length, index]);
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::folder::Temporary;

    const README: &str = "# Lists\n\n`cloudflare.txt`: its own, by a/b, 2026-08-22, CC0. The others: c/d `e.json`, \
                          2026-08-16, MIT, Copyright (c) 2021 Somebody, Inc. (`google` is a cloud). Nothing else.\n";

    fn texts() -> Texts {
        [
            ("README.md", README),
            ("cloudflare.txt", "104.24.0.0/14\n104.16.0.0/13\n2606:4700::/32\n"),
            ("cloudfront.txt", "# All of it.\n13.32.0.0/16\r\n\r\n13.33.0.0/16\n13.33.7.0/24\n"),
            ("fastly.txt", "151.101.0.0/16\n2a04:4e40::/32"),
            ("imperva.txt", "45.60.0.0/16\n"),
            ("google.txt", "8.8.8.0/24\n"),
            ("new.txt", "9.9.9.0/24\n"),
        ]
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .into()
    }

    fn with(name: &str, text: &str) -> Texts {
        let mut texts = texts();
        texts.insert(name.to_owned(), text.to_owned());
        texts
    }

    fn problems(texts: &Texts) -> Vec<String> {
        make(texts).unwrap().problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_table_is_sorted_merged_and_dated_by_the_newest_list() {
        let made = make(&texts()).unwrap();
        assert_eq!(made.problems, []);
        let mut expected = b"2026-08-22\0\x05".to_vec();
        expected.extend([13, 32, 0, 0, 15, 1]);
        expected.extend([45, 60, 0, 0, 16, 3]);
        expected.extend([104, 16, 0, 0, 13, 0]);
        expected.extend([104, 24, 0, 0, 14, 0]);
        expected.extend([151, 101, 0, 0, 16, 2]);
        expected.extend([0x26, 0x06, 0x47, 0, 0, 0, 0, 0, 32, 0]);
        expected.extend([0x2a, 0x04, 0x4e, 0x40, 0, 0, 0, 0, 32, 2]);
        assert_eq!(made.table, expected);
    }

    #[test]
    fn every_list_is_told_of_also_where_it_is_not_used() {
        let told = make(&texts()).unwrap().told;
        assert_eq!(told[0], "cloudflare: 2 IPv4 and 1 IPv6 prefixes, 2026-08-22");
        assert_eq!(told[1], "cloudfront: 1 IPv4 and 0 IPv6 prefixes, 2026-08-16");
        assert!(told[4].starts_with("google: left out, the addresses"), "{}", told[4]);
        assert!(told[5].starts_with("new: left out, not among the providers"), "{}", told[5]);
    }

    #[test]
    fn the_notice_names_each_source_once_with_its_day_and_licence() {
        let notice = make(&texts()).unwrap().notice;
        assert!(notice.contains("\ncloudflare: its own, by a/b, 2026-08-22, CC0 1.0 (https://"), "{notice}");
        assert!(
            notice.contains("\ncloudfront, fastly, imperva: c/d `e.json`, 2026-08-16, MIT, "),
            "{notice}"
        );
        assert_eq!(
            notice.matches("Copyright (c) 2021 Somebody, Inc.\n\nPermission is").count(),
            1,
            "{notice}"
        );
        assert!(!notice.contains("google"), "{notice}");
    }

    #[test]
    fn a_broken_line_is_named_and_left_out_and_the_rest_is_done() {
        let broken = with("imperva.txt", "45.60.0.0/16\n\n45.64.64.1/22\nshop.example\n");
        let [host, no_prefix] = &problems(&broken)[..] else { panic!("{:?}", problems(&broken)) };
        assert!(host.starts_with("imperva.txt, line 3: \"45.64.64.1/22\""), "{host}");
        assert!(no_prefix.starts_with("imperva.txt, line 4: \"shop.example\""), "{no_prefix}");
        assert_eq!(make(&broken).unwrap().table, make(&texts()).unwrap().table);
    }

    #[test]
    fn what_two_providers_claim_is_nobodys() {
        let claimed = with("imperva.txt", "45.60.0.0/16\n104.16.0.0/24\n");
        let [first, second] = &problems(&claimed)[..] else { panic!("{:?}", problems(&claimed)) };
        assert!(
            first.starts_with("cloudflare.txt, line 2: ") && first.contains("imperva.txt, line 2"),
            "{first}"
        );
        assert!(
            second.starts_with("imperva.txt, line 2: ") && second.contains("cloudflare.txt, line 2"),
            "{second}"
        );
        assert!(!make(&claimed).unwrap().table.windows(2).any(|pair| pair == [104, 16]));
    }

    #[test]
    fn nothing_is_made_without_a_whole_list_or_without_what_is_said_of_it() {
        let error = |texts: &Texts| format!("{:#}", make(texts).unwrap_err());
        let mut none = texts();
        none.remove("fastly.txt");
        assert!(error(&none).contains("fastly.txt is missing"), "{}", error(&none));
        let empty = with("fastly.txt", "# Nothing yet.\nfastly\n");
        assert!(error(&empty).contains("fastly.txt holds no prefix"), "{}", error(&empty));
        assert!(error(&empty).contains("fastly.txt, line 2: \"fastly\""), "{}", error(&empty));
        let undated = with("README.md", &README.replace("2026-08-16", "lately"));
        assert!(error(&undated).contains("fastly.txt"), "{}", error(&undated));
        none.remove("README.md");
        assert!(error(&none).starts_with("README.md is missing"), "{}", error(&none));
        let error = format!("{:#}", read(Path::new("/no/such/folder")).unwrap_err());
        assert!(error.starts_with("cannot read /no/such/folder: name a folder that holds"), "{error}");
    }

    #[test]
    fn a_folder_is_read_in_whatever_order_and_makes_the_same_bytes() {
        let folder = Temporary::new("ranges");
        for (name, text) in texts().iter().rev() {
            fs::write(folder.path().join(name), text).unwrap();
        }
        fs::write(folder.path().join("notes.json"), "{}").unwrap();
        fs::write(folder.path().join("zscaler.txt"), b"\xFF\xFE").unwrap();
        let made = make(&read(folder.path()).unwrap()).unwrap();
        assert_eq!(made.table, make(&texts()).unwrap().table);
        assert_eq!(made.notice, make(&texts()).unwrap().notice);
    }

    #[test]
    fn the_providers_are_those_of_the_core_in_the_same_order() {
        let core = include_str!("../../src/addresses.rs");
        let ids = PROVIDERS.map(|id| format!("{id:?}")).join(", ");
        assert!(
            core.contains(&format!("[{ids}];")),
            "src/addresses.rs has other PROVIDERS than xtask/src/ranges.rs"
        );
    }
}
