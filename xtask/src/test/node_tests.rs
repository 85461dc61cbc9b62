//! Tests under Node's test runner: the wasm boundary, and the cases in real browsers.

use crate::checkout::Checkout;
use crate::process::{self, Show};
use crate::{Browser, set_up};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// A browser that hangs must not hold up the run for ever.
const LIMIT: Duration = Duration::from_mins(20);
/// One file for each theme; the runner starts a process for each, and so a browser.
const CASES: &str = "tests/browsers/cases";

/// Runs the tests of the built wasm; the note is the runner's own count.
pub fn boundary(checkout: &Checkout) -> Result<String> {
    let mut node = test_runner(checkout);
    node.arg("tests/boundary.test.mjs");
    run(checkout, "boundary", node)
}

/// Runs all cases in one browser; the note is the runner's own count.
pub fn cases(checkout: &Checkout, browser: Browser) -> Result<String> {
    let mut node = test_runner(checkout);
    // Two browsers at once would take each other's time.
    node.arg("--test-concurrency=1").args(case_files(&checkout.root)?);
    node.env("FAULTLINE_BROWSER", browser.name()).envs(set_up::browser_program(browser));
    run(checkout, &format!("cases-{}", browser.name()), node)
}

fn test_runner(checkout: &Checkout) -> Command {
    let mut node = checkout.program("node");
    // The reporter is named because the one by default depends on Node's version and on the terminal.
    node.args(["--test", "--test-reporter=tap"]);
    node
}

/// The files of cases, as paths below the root, in the order of their names.
fn case_files(root: &Path) -> Result<Vec<PathBuf>> {
    let folder = root.join(CASES);
    let mut files = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let name = entry.with_context(|| format!("cannot list {}", folder.display()))?.file_name();
        if name.to_string_lossy().ends_with(".test.mjs") {
            files.push(Path::new(CASES).join(name));
        }
    }
    files.sort();
    Ok(files)
}

fn run(checkout: &Checkout, name: &str, mut node: Command) -> Result<String> {
    let log = checkout.target.join(format!("{name}.log"));
    process::run_logged(&mut node, &log, LIMIT, Show::Everything)?;
    let text = fs::read_to_string(&log).with_context(|| format!("cannot read {}", log.display()))?;
    let count = Count::of(&text).with_context(|| format!("no count of tests in {}", log.display()))?;
    if count.passed == 0 {
        bail!("no test ran, see {}", log.display());
    }
    Ok(format!("{} of {} passed, {} skipped", count.passed, count.tests, count.skipped))
}

/// The closing lines of a TAP report.
struct Count {
    tests: usize,
    passed: usize,
    skipped: usize,
}

impl Count {
    fn of(report: &str) -> Option<Self> {
        let number = |name: &str| {
            let line = report.lines().rev().find_map(|line| line.strip_prefix("# ")?.strip_prefix(name))?;
            line.trim().parse().ok()
        };
        Some(Self { tests: number("tests ")?, passed: number("pass ")?, skipped: number("skipped ")? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_lines_are_read() {
        let report = "TAP version 13\n# tests are nice\nok 1 - a\n1..1\n# tests 3\n# suites 0\n# pass 2\n# fail 0\n# skipped 1\n";
        let count = Count::of(report).unwrap();
        assert_eq!((count.tests, count.passed, count.skipped), (3, 2, 1));
        assert!(Count::of("TAP version 13\n").is_none());
    }
}
