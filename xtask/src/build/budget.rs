//! What the parts weigh, and what they may weigh at most.

use crate::folder::Files;
use anyhow::{Context, Result, bail};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fmt;
use std::io::Write;

/// The budgets, in KB of 1024 bytes: of the first row whose ending fits the name.
///
/// Scripts and wasm count as gzip -9 makes them, the common measure; a zip is compressed already.
const BUDGETS: [(&str, Measure, usize); 7] = [
    ("wasm/background_bg.wasm", Measure::Gzip, 90),
    ("wasm/watching_bg.wasm", Measure::Gzip, 30),
    ("wasm/pages_bg.wasm", Measure::Gzip, 60),
    // What is loaded on request may weigh a little more than what the first paint waits for.
    ("wasm/desk_bg.wasm", Measure::Gzip, 70),
    (".js", Measure::Gzip, 10),
    (".mjs", Measure::Gzip, 10),
    (".zip", Measure::Raw, 500),
];

/// The endings of the files that are measured: what is compiled before it runs.
const MEASURED: [&str; 3] = [".js", ".mjs", ".wasm"];

#[derive(Clone, Copy)]
enum Measure {
    Raw,
    Gzip,
}

/// The sizes of the scripts, the wasm and the zips of one build.
pub struct Sizes(Vec<Size>);

struct Size {
    name: String,
    raw: usize,
    gzip: usize,
}

impl Sizes {
    /// Measures the scripts and the wasm among the files; `folder` goes before their names.
    pub fn of(files: &Files, folder: &str) -> Self {
        let mut sizes = Self(Vec::new());
        for (name, content) in files {
            if MEASURED.iter().any(|ending| name.ends_with(ending)) {
                sizes.add(&format!("{folder}{name}"), content);
            }
        }
        sizes
    }

    /// Measures one file.
    pub fn add(&mut self, name: &str, content: &[u8]) {
        self.0.push(Size { name: name.into(), raw: content.len(), gzip: gzip(content) });
    }

    /// Takes over the sizes of another part of the build.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// An error that names every file over its budget.
    pub fn check(&self) -> Result<()> {
        let over: Vec<String> = self.0.iter().filter_map(Size::complaint).collect();
        if !over.is_empty() {
            bail!(
                "over budget: {}; make it smaller, or change the table in xtask/src/build/budget.rs with a reason",
                over.join(", ")
            );
        }
        Ok(())
    }
}

impl Size {
    /// What counts of this file, and the most that it may be, in bytes.
    fn budget(&self) -> Option<(usize, usize)> {
        let (_, measure, kilobytes) = BUDGETS.iter().find(|(ending, ..)| self.name.ends_with(ending))?;
        let counted = match measure {
            Measure::Raw => self.raw,
            Measure::Gzip => self.gzip,
        };
        Some((counted, kilobytes * 1024))
    }

    fn complaint(&self) -> Option<String> {
        let (counted, budget) = self.budget()?;
        (counted > budget)
            .then(|| format!("{} has {} KB of {} KB", self.name, tenths(counted), tenths(budget)))
    }
}

impl fmt::Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        writeln!(f, "{:40} {:>9} {:>9} {:>9}", "KB of 1024 bytes", "raw", "gzip -9", "budget")?;
        for size in &self.0 {
            let budget = size.budget().map_or("-".into(), |(_, budget)| tenths(budget));
            let mark = if size.complaint().is_some() { "  over" } else { "" };
            writeln!(
                f,
                "{:40} {:>9} {:>9} {budget:>9}{mark}",
                size.name,
                tenths(size.raw),
                tenths(size.gzip)
            )?;
        }
        Ok(())
    }
}

/// Kilobytes with one decimal, rounded up: what is over its budget never looks as if it were not.
fn tenths(bytes: usize) -> String {
    let tenths = (bytes * 10).div_ceil(1024);
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn gzip(content: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let written = encoder.write_all(content).and_then(|()| encoder.finish());
    written.context("gzip in memory").map_or(content.len(), |bytes| bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes that do not compress.
    fn noise(length: usize) -> Vec<u8> {
        let mut state = 1_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        };
        (0..length).map(|_| next()).collect()
    }

    #[test]
    fn a_script_over_its_budget_is_named_with_both_sizes() {
        let files = Files::from([("big.js".into(), noise(11 * 1024)), ("small.js".into(), noise(9 * 1024))]);
        let error = Sizes::of(&files, "www/").check().unwrap_err().to_string();
        assert!(error.starts_with("over budget: www/big.js has 11.1 KB of 10.0 KB;"), "{error}");
    }

    #[test]
    fn what_compresses_well_may_be_long_and_other_files_have_no_budget() {
        let files =
            Files::from([("long.js".into(), vec![b'a'; 100 * 1024]), ("icon.png".into(), noise(99 * 1024))]);
        Sizes::of(&files, "").check().unwrap();
    }

    #[test]
    fn one_byte_over_shows() {
        assert_eq!(tenths(10 * 1024), "10.0");
        assert_eq!(tenths(10 * 1024 + 1), "10.1");
    }
}
