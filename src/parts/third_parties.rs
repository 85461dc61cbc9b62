//! The known third parties: whose a host is, and what for. The file is `extension/data/third-parties.txt`, made by
//! `cargo xtask third-parties` from third-party-web (MIT).
//!
//! Its first line names the source: `third-party-web 0.30.0`. Then there is a line for each host, sorted by the bytes of
//! its name from the last to the first: the name, `*` where the hosts below it are meant too and a blank where they are
//! not, the letter of the category, and the company, which is left out where the host names it itself and where nothing
//! but the category counts. The last line is `~*`, so that a file that was cut off is known.

use crate::part;
use std::cmp::Ordering;

/// Where the file is in the package.
pub const FILE: &str = "data/third-parties.txt";

/// The letters of what only counts or advertises: ad, analytics, marketing, tag-manager.
const QUIET: &[u8] = b"anmt";

/// The list, over the bytes of its file.
#[derive(Clone, Copy, Debug)]
pub struct ThirdParties<'t> {
    lines: &'t [u8],
}

/// What is known of a host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThirdParty<'t> {
    /// The letter of its category.
    category: u8,
    company: &'t [u8],
}

impl<'t> ThirdParties<'t> {
    /// Reads the list; `None` where the file is another or is not whole.
    #[must_use]
    pub fn read(file: &'t [u8]) -> Option<Self> {
        let whole = file.starts_with(b"third-party-web ") && file.ends_with(b"\n~*\n");
        let lines = file.iter().position(|&byte| byte == b'\n').filter(|_| whole)?;
        Some(Self { lines: file.get(lines + 1..)? })
    }

    /// Whose this host is: by the longest name that stands for it. Hosts are in lower case, as browsers have them.
    #[must_use]
    pub fn find(&self, host: &str) -> Option<ThirdParty<'t>> {
        let mut name = host;
        loop {
            if let Some(&[mark, category, ref company @ ..]) = self.line(name)
                && (mark == b'*' || name.len() == host.len())
            {
                return Some(ThirdParty { category, company });
            }
            name = part::split_once(name, ".")?.1;
        }
    }

    /// What stands behind this name in its line.
    fn line(&self, name: &str) -> Option<&'t [u8]> {
        let (mut from, mut to) = (0, self.lines.len());
        while from < to {
            let middle = usize::midpoint(from, to);
            let before = self.lines.get(from..middle)?.iter().rposition(|&byte| byte == b'\n');
            let start = before.map_or(from, |at| from + at + 1);
            let end = middle + self.lines.get(middle..to)?.iter().position(|&byte| byte == b'\n')?;
            let line = self.lines.get(start..end)?;
            let mark = line.iter().position(|byte| b"* ".contains(byte))?;
            match line.get(..mark)?.iter().rev().cmp(name.as_bytes().iter().rev()) {
                Ordering::Less => from = end + 1,
                Ordering::Equal => return line.get(mark..),
                Ordering::Greater => to = start,
            }
        }
        None
    }
}

impl ThirdParty<'_> {
    /// Whether it only counts or advertises.
    #[must_use]
    pub fn is_quiet(self) -> bool {
        QUIET.contains(&self.category)
    }

    /// The company, where it is known and the host does not name it.
    #[must_use]
    pub fn company(self) -> Option<String> {
        core::str::from_utf8(self.company).ok().filter(|name| !name.is_empty()).map(str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACKED: &[u8] = include_bytes!("../../extension/data/third-parties.txt");

    fn known() -> ThirdParties<'static> {
        ThirdParties::read(PACKED).expect("the list is whole")
    }

    #[test]
    fn a_host_is_found_by_its_name_or_by_one_above_it() {
        let company = |host: &str| known().find(host).and_then(ThirdParty::company);
        assert_eq!(company("use.typekit.net").as_deref(), Some("Adobe"));
        assert_eq!(company("typekit.net").as_deref(), Some("Adobe"));
        assert_eq!(company("cdn.jsdelivr.net").as_deref(), Some("JSDelivr CDN"));
        for host in ["shop.example", "nottypekit.net", "net", "typekit.net.shop.example", "", "192.0.2.1"] {
            assert_eq!(company(host), None, "{host}");
        }
    }

    #[test]
    fn a_name_without_those_below_it_stands_for_itself_alone() {
        let file = b"third-party-web 1\na.example cLtd.\nb.a.example*n\nc.example*v\n~*\n";
        let known = ThirdParties::read(file).expect("it is whole");
        assert_eq!(known.find("a.example").and_then(ThirdParty::company).as_deref(), Some("Ltd."));
        assert_eq!(known.find("x.a.example"), None);
        assert_eq!(known.find("x.b.a.example").map(ThirdParty::is_quiet), Some(true));
        assert_eq!(known.find("c.example").map(ThirdParty::is_quiet), Some(false));
    }

    #[test]
    fn what_counts_or_advertises_is_quiet_and_a_library_is_not() {
        for host in ["www.google-analytics.com", "stats.g.doubleclick.net", "www.googletagmanager.com"] {
            assert!(known().find(host).is_some_and(ThirdParty::is_quiet), "{host}");
        }
        assert!(known().find("use.typekit.net").is_some_and(|third| !third.is_quiet()));
    }

    #[test]
    fn every_line_is_found_and_the_lines_are_sorted() {
        let text = core::str::from_utf8(PACKED).expect("it is UTF-8");
        let mut last = String::new();
        for line in text.lines().skip(1).filter(|line| *line != "~*") {
            let name = line.split(['*', ' ']).next().unwrap_or_default();
            let backwards: String = name.chars().rev().collect();
            assert!(last < backwards, "{name} stands too late");
            last = backwards;
            let found = known().find(name).map(|third| third.company().unwrap_or_default());
            assert_eq!(found.as_deref(), line.get(name.len() + 2..), "{line}");
        }
        assert!(text.lines().count() > 2000);
    }

    #[test]
    fn a_file_that_is_damaged_is_none_and_one_that_lies_does_no_harm() {
        for length in [0, 1, 20, 23, 24, 500, PACKED.len() - 1] {
            assert!(ThirdParties::read(&PACKED[..length]).is_none(), "cut to {length} bytes");
        }
        for lines in ["", "\n\n", "abc\n", "x*\n", "~*\n"] {
            let file = ["third-party-web 1\n", lines, "~*\n"].concat();
            let known = ThirdParties::read(file.as_bytes()).expect("it has both ends");
            for host in ["abc", "x", "~", "a.b", "", "."] {
                assert_eq!(known.find(host), None, "{host} in {file:?}");
            }
        }
    }

    #[test]
    fn the_list_stands_beside_its_notice() {
        let notice = include_str!("../../extension/data/third-parties.LICENSE");
        let first = PACKED.split(|&byte| byte == b'\n').next().unwrap_or_default();
        let version = core::str::from_utf8(first).expect("it is UTF-8");
        assert!(notice.contains("The MIT License") && notice.contains(version), "{version}");
    }
}
