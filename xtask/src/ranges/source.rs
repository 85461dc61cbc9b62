//! Where a list is from, as the README beside it says, and the notice that goes with the table.
//!
//! The README has a sentence such as `` `cloudflare.txt`: its own list, 2026-08-22, CC0. `` for a list, and may
//! have one that begins with `The others:` for all that have none. Behind MIT stands the line of its copyright.

use super::list::List;
use anyhow::{Context, Result, bail};

/// How the sentence for all other lists begins.
const OTHERS: &str = "The others:";

/// Where a list is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// In the README's words.
    pub from: String,
    /// The day of the list (ISO 8601).
    pub date: String,
    /// What its use is bound to.
    pub licence: Licence,
}

/// A licence under which data may stand in this repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Licence {
    /// CC0 1.0: nothing is asked for.
    Cc0,
    /// MIT: the notice goes along.
    Mit {
        /// The line of its copyright.
        copyright: String,
    },
}

impl Source {
    /// Finds what the README says of a list.
    pub fn of(file: &str, readme: &str) -> Result<Self> {
        let own = format!("`{file}`:");
        let sentence = readme.split_once(&own).or_else(|| readme.split_once(OTHERS));
        let (_, sentence) = sentence.with_context(|| {
            format!(
                "README.md says nothing of {file}: write \"`{file}`: its source, YYYY-MM-DD, CC0.\" there"
            )
        })?;
        // Up to the sentence for another list.
        let ends = [".txt`:", OTHERS, "\n\n"];
        let end = ends.iter().filter_map(|end| sentence.find(end)).min().unwrap_or(sentence.len());
        Self::parse(&sentence[..end]).with_context(|| format!("README.md, of {file}"))
    }

    fn parse(sentence: &str) -> Result<Self> {
        let sentence = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
        let date = sentence
            .split(|c: char| !c.is_ascii_digit() && c != '-')
            .find(|word| is_date(word))
            .context("there is no date: write the list's day as YYYY-MM-DD behind its source")?;
        let (from, rest) = sentence.split_once(date).unwrap_or_default();
        let from = from.trim_end_matches([',', ' ']).to_owned();
        let name = rest.trim_start_matches([',', ' ']).split([',', ' ']).next().unwrap_or_default();
        let licence = match name.trim_end_matches('.') {
            "CC0" | "CC0-1.0" => Licence::Cc0,
            "MIT" => {
                let at = rest.find("Copyright").context(
                    "MIT asks for the notice of its copyright: write \", Copyright (c) ...\" behind it",
                )?;
                let line = rest[at..].split_once(". ").map_or(&rest[at..], |(line, _)| line);
                Licence::Mit { copyright: format!("{}.", line.trim_end_matches('.')) }
            }
            other => {
                bail!("behind the date stands {other:?} and no licence that may be used here: CC0 or MIT")
            }
        };
        Ok(Self { from, date: date.to_owned(), licence })
    }
}

fn is_date(word: &str) -> bool {
    let shape = word.bytes().map(|byte| if byte.is_ascii_digit() { b'0' } else { byte });
    let within = |from, to, most| word.get(from..to).is_some_and(|n: &str| ("01"..=most).contains(&n));
    shape.eq(*b"0000-00-00") && within(5, 7, "12") && within(8, 10, "31")
}

/// The notice beside the table.
pub fn notice(lists: &[List]) -> String {
    let mut notice = vec![String::from(
        "ranges.bin is made by `cargo xtask ranges` from the address ranges that these providers publish, merged. \
         The\nlists were taken from:\n\n",
    )];
    let mut copyrights = Vec::new();
    // One entry for each source, in the order of the lists.
    for (at, list) in lists.iter().enumerate() {
        let source = &list.source;
        if lists[..at].iter().any(|earlier| earlier.source == *source) {
            continue;
        }
        let same = lists.iter().filter(|other| other.source == *source).map(|other| other.provider);
        let licence = match &source.licence {
            Licence::Cc0 => "CC0 1.0 (https://creativecommons.org/publicdomain/zero/1.0/)",
            Licence::Mit { copyright } => {
                if !copyrights.contains(&copyright.as_str()) {
                    copyrights.push(copyright);
                }
                "MIT, see below"
            }
        };
        let names = same.collect::<Vec<_>>().join(", ");
        notice.push(format!("{names}: {}, {}, {licence}\n", source.from, source.date));
    }
    if !copyrights.is_empty() {
        notice.push(format!("\nMIT License\n\n{}\n\n{MIT}", copyrights.join("\n")));
    }
    notice.concat()
}

/// The MIT licence without its first lines.
const MIT: &str = "\
Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the \"Software\"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED \"AS IS\", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
";

#[cfg(test)]
mod tests {
    use super::*;

    const README: &str = "# Lists\n\nAbout.\n\n`one.txt`: its own list, by a/b,\n2026-08-22, CC0. The others: c/d \
                          `e.json`, 2026-08-16, MIT, Copyright (c) 2021 Somebody, Inc. (`x` is y). More of 2025-01-01.";

    fn told(file: &str, readme: &str) -> String {
        format!("{:#}", Source::of(file, readme).unwrap_err())
    }

    #[test]
    fn a_list_has_its_own_sentence_or_that_of_the_others() {
        let one =
            Source { from: "its own list, by a/b".into(), date: "2026-08-22".into(), licence: Licence::Cc0 };
        assert_eq!(Source::of("one.txt", README).unwrap(), one);
        let copyright = "Copyright (c) 2021 Somebody, Inc.".into();
        let other = Source {
            from: "c/d `e.json`".into(),
            date: "2026-08-16".into(),
            licence: Licence::Mit { copyright },
        };
        assert_eq!(Source::of("two.txt", README).unwrap(), other);
    }

    #[test]
    fn what_is_missing_in_the_readme_is_said_of_the_list() {
        let none = told("one.txt", "# Lists\n");
        assert!(none.starts_with("README.md says nothing of one.txt: write \"`one.txt`:"), "{none}");
        // The date of the next list is not this one's.
        let undated = told("one.txt", "`one.txt`: its own, CC0. `two.txt`: its own, 2026-08-16, CC0.");
        assert!(undated.starts_with("README.md, of one.txt: there is no date"), "{undated}");
        for damaged in ["2026-13-01", "2026-00-10", "2026-08-32", "26-08-22", "2026-8-22"] {
            assert!(told("one.txt", &README.replace("2026-08-22", damaged)).contains("no date"), "{damaged}");
        }
        let unfree = told("one.txt", &README.replace("CC0", "GPL-3.0"));
        assert!(unfree.contains("\"GPL-3.0\" and no licence that may be used here"), "{unfree}");
        let unlicensed = told("one.txt", "`one.txt`: its own, 2026-08-16");
        assert!(unlicensed.contains("\"\" and no licence"), "{unlicensed}");
        let unnamed = told("two.txt", &README.replace("Copyright", "by"));
        assert!(unnamed.contains("MIT asks for the notice"), "{unnamed}");
    }
}
