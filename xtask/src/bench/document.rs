//! docs/benchmarks.md: a section for each bench, which can be written alone.

use crate::checkout::Checkout;
use crate::process;
use anyhow::{Context, Result};
use std::fmt;
use std::fs;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

const TITLE: &str = "# Benchmarks\n";

/// The document, as its sections by heading.
#[derive(Debug, PartialEq, Eq)]
pub struct Document {
    sections: Vec<(String, String)>,
}

impl Document {
    /// Reads the sections; what stands before the first heading is no part of one.
    pub fn read(text: &str) -> Self {
        let parts = text.split("\n## ").skip(1);
        let sections = parts.map(|part| {
            let (heading, content) = part.split_once('\n').unwrap_or((part, ""));
            (heading.trim().to_owned(), content.trim().to_owned())
        });
        Self { sections: sections.collect() }
    }

    /// Puts a section in its place among all `headings`; one that has none of them any more is dropped.
    pub fn put(&mut self, heading: &str, content: &str, headings: &[&str]) {
        self.sections.retain(|(known, _)| known != heading && headings.contains(&known.as_str()));
        self.sections.push((heading.to_owned(), content.trim().to_owned()));
        self.sections.sort_by_key(|(known, _)| headings.iter().position(|heading| heading == known));
    }
}

impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(TITLE)?;
        for (heading, content) in &self.sections {
            write!(f, "\n## {heading}\n\n{content}\n")?;
        }
        Ok(())
    }
}

/// When, where and of what a section was measured, in one sentence.
pub fn circumstances(checkout: &Checkout, bench: &str) -> Result<String> {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or("an unnamed processor", |(_, model)| model);
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let system =
        if kernel.is_empty() { std::env::consts::OS.to_owned() } else { format!("Linux {}", kernel.trim()) };
    // Whoever reads the figures should know whether the machine had other things to do.
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().filter(|load| !load.is_empty()).unwrap_or("unknown");
    let rust = process::read(Command::new("rustc").arg("--version"))?;
    let rust = rust.split(" (").next().unwrap_or_default().trim().to_owned();
    // Without a repository, as in an unpacked archive, the version has to do.
    let commit = process::read(checkout.program("git").args(["rev-parse", "--short", "HEAD"]));
    let commit = commit.map_or_else(|_| String::new(), |commit| format!(" ({})", commit.trim()));
    let (version, date) = (checkout.version()?, today()?);
    Ok(format!(
        "Measured by `cargo xtask bench {bench}` on {date}: Faultline {version}{commit}, {rust}, {system}, {model}, {cores} cores, load average {load} before."
    ))
}

fn today() -> Result<String> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).context("the clock is before 1970")?.as_secs();
    Ok(date(seconds / 86_400))
}

/// The date of a day since 1970, by the Gregorian calendar's cycle of 400 years, whose years begin in March.
fn date(days: u64) -> String {
    let days = days + 719_468;
    let (cycle, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (month, later) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    format!("{:04}-{month:02}-{day:02}", cycle * 400 + year + later)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_replaced_alone_and_stands_in_its_place() {
        let headings = ["A", "B"];
        let mut document =
            Document::read("# Benchmarks\n\nOld words.\n\n## B\n\nb\n\n| t |\n\n## Gone\n\nx\n");
        document.put("A", "a\n", &headings);
        assert_eq!(document.to_string(), "# Benchmarks\n\n## A\n\na\n\n## B\n\nb\n\n| t |\n");
        document.put("B", "new", &headings);
        let text = document.to_string();
        assert_eq!(text, "# Benchmarks\n\n## A\n\na\n\n## B\n\nnew\n");
        assert_eq!(Document::read(&text), document);
    }

    #[test]
    fn days_have_their_dates() {
        let dates = [0, 59, 11_016, 11_017, 20_782, 20_817].map(date);
        assert_eq!(
            dates,
            ["1970-01-01", "1970-03-01", "2000-02-29", "2000-03-01", "2026-11-25", "2026-12-30"]
        );
    }
}
