//! The list of one provider: its prefixes with the lines they stand in, and where it is from.

use super::prefix::{self, Prefix};
use super::source::Source;
use super::{Problem, Texts};
use anyhow::{Context, Result, ensure};
use std::fmt;

/// What is shown of a broken line: its beginning, as a whole line may be a whole file.
const SHOWN: usize = 60;

/// A list that was read.
pub struct List {
    /// The stable id of the provider.
    pub provider: &'static str,
    /// What the README says of the list.
    pub source: Source,
    /// The prefixes and their lines, counted from 1.
    prefixes: Vec<(Prefix, usize)>,
}

impl List {
    /// Reads a list; broken lines go to the problems. Fails where there is no list, or nothing in it.
    pub fn read(
        provider: &'static str,
        texts: &Texts,
        readme: &str,
        problems: &mut Vec<Problem>,
    ) -> Result<Self> {
        let file = file_of(provider);
        let text = texts.get(&file).with_context(|| {
            format!("{file} is missing: put the provider's list there, a prefix such as 104.16.0.0/13 a line")
        })?;
        let source = Source::of(&file, readme)?;
        let mut prefixes = Vec::new();
        for (line, content) in (1..).zip(text.lines()) {
            // A byte order mark is no part of the first line.
            let content = content.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
            if content.is_empty() || content.starts_with('#') {
                continue;
            }
            match Prefix::read(content) {
                Ok(prefix) => prefixes.push((prefix, line)),
                Err(why) => {
                    let shown: String = content.chars().take(SHOWN).collect();
                    let what = format!("{shown:?} is left out: {why}; correct the line or delete it");
                    problems.push(Problem { file: file.clone(), line, what });
                }
            }
        }
        ensure!(!prefixes.is_empty(), "{file} holds no prefix: put the provider's list there");
        Ok(Self { provider, source, prefixes })
    }

    /// The fewest prefixes that hold the same addresses, in order.
    pub fn merged(&self) -> Vec<Prefix> {
        prefix::merged(self.prefixes.iter().map(|&(prefix, _)| prefix).collect())
    }
}

impl fmt::Display for List {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (v6, v4): (Vec<_>, Vec<_>) = self.merged().into_iter().partition(|prefix| prefix.v6);
        let (provider, date) = (self.provider, &self.source.date);
        write!(f, "{provider}: {} IPv4 and {} IPv6 prefixes, {date}", v4.len(), v6.len())
    }
}

/// The file of a provider's list.
fn file_of(provider: &str) -> String {
    format!("{provider}.txt")
}

/// Leaves out the prefixes that lie in another provider's, and those too: whoever answers from there, one of the
/// two lists is wrong about it.
pub fn leave_out_what_two_claim(lists: &mut [List], problems: &mut Vec<Problem>) {
    let claims = lists.iter().enumerate().flat_map(|(owner, list)| {
        list.prefixes.iter().map(move |&(prefix, line)| (owner, list.provider, prefix, line))
    });
    let claims: Vec<_> = claims.collect();
    for (owner, list) in lists.iter_mut().enumerate() {
        list.prefixes.retain(|&(prefix, line)| {
            let rival = claims.iter().find(|(other, _, theirs, _)| *other != owner && theirs.meets(&prefix));
            let Some((_, rival, _, their_line)) = rival else { return true };
            problems.push(Problem {
                file: file_of(list.provider),
                line,
                what: format!(
                    "shares addresses with {}, line {their_line}, and both are left out; find out whose they \
                     are and delete the other line",
                    file_of(rival)
                ),
            });
            false
        });
    }
}
