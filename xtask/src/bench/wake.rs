//! What wasm adds to a worker that wakes, in time and memory: the shipped worker beside the same without wasm.

use super::in_browser;
use super::paired::Report;
use crate::Browser;
use crate::checkout::Checkout;
use anyhow::{Context, Result};
use std::fmt::Write;
use std::time::Duration;

/// Some hundred wakes and some dozen launches; a browser that hangs must not hold up the run for ever.
const LIMIT: Duration = Duration::from_mins(30);

/// What wasm may add at most in Chromium, by the row's name.
const GOALS: [(&str, f64); 5] = [
    ("a cold wake", 7.0),
    ("the first diagnosis, 10 KB", 12.0),
    ("the first diagnosis, 100 KB", 15.0),
    ("the first diagnosis, 1 MB", 25.0),
    ("private memory after 50 pages", 2.0),
];

const HOW: &str = "\
Each row is the worker that ships beside the same worker with a small module of JavaScript in the place of its wasm
(`benches/wake/twin.js`), in browsers that take turns; differences and ratios are medians of those within a round. \
The last column is the difference of two browsers with the twin: what is smaller cannot be told from nothing.

- *A cold wake*: the worker is killed; from a message of an extension's page until that page knows that the core's
  first call has returned. Its parts are those of the worker, and the twin's `init()`, which does nothing, lasts until
  all listeners are registered.
- *The first diagnosis*: the worker is killed, and a broken page with 40 fields is loaded; from its `DOMContentLoaded`
  until the badge is set that the page's content decides. The worker wakes before that moment, so its wake is partly
  hidden behind the loading. Nothing is stored of the tab, except in the row that says so.
- *Private memory*: `Private_Dirty` of the extension's process after 50 broken pages of 100 KB, in a new browser each
  time, with one empty page of the extension's open beside its worker.
";

/// Measures, and gives the section.
pub fn run(checkout: &Checkout) -> Result<String> {
    let mut section = HOW.to_owned();
    for browser in Browser::ALL {
        let report = Report::read(&in_browser(checkout, "wake", browser, LIMIT)?)?;
        write!(section, "\n{report}")?;
        if browser == Browser::Chromium {
            section.push('\n');
            section.push_str(&verdicts(&report)?);
        }
    }
    Ok(section)
}

/// One line for every goal.
fn verdicts(report: &Report) -> Result<String> {
    let mut lines = String::new();
    for (what, goal) in GOALS {
        let row = report.rows.iter().find(|row| row.what == what);
        let row = row.with_context(|| format!("{what} was not measured"))?;
        let (unit, more) = (&row.unit, row.difference.value);
        let met = if more <= goal { "met" } else { "not met" };
        let (low, high) = row.difference.interval;
        let doubt = if low <= goal && goal < high { ", and the interval has it on both sides" } else { "" };
        writeln!(
            lines,
            "- The goal for {what} in Chromium is at most +{goal} {unit}: {met}, {more:+.1} {unit}{doubt}."
        )?;
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(differences: &[u32]) -> Report {
        let list = |value: u32| format!("{:?}", [value; 15]);
        let rows = GOALS.iter().zip(differences).map(|((what, _), more)| {
            let (wasm, twin) = (list(10 + more), list(10));
            format!(r#"{{"what":"{what}","unit":"ms","wasm":{wasm},"twin":{twin},"control":{twin}}}"#)
        });
        let rows = rows.collect::<Vec<_>>().join(",");
        Report::read(&format!(r#"{{"browser":"Chrome/1","rows":[{rows}]}}"#)).unwrap()
    }

    #[test]
    fn a_verdict_says_where_the_run_does_not_decide_it() {
        let mut report = report(&[7, 13, 15, 0, 2]);
        report.rows[0].difference.interval = (6.5, 7.5);
        report.rows[1].difference.interval = (12.5, 13.5);
        let lines = verdicts(&report).unwrap();
        let words: Vec<&str> = lines.lines().take(2).map(|line| line.rsplit(": ").next().unwrap()).collect();
        assert_eq!(words, ["met, +7.0 ms, and the interval has it on both sides.", "not met, +13.0 ms."]);
    }

    #[test]
    fn every_goal_has_a_verdict_and_one_that_was_not_measured_fails() {
        let lines = verdicts(&report(&[7, 13, 15, 0, 2])).unwrap();
        let words: Vec<&str> = lines.lines().map(|line| line.rsplit(": ").next().unwrap()).collect();
        assert_eq!(
            words,
            ["met, +7.0 ms.", "not met, +13.0 ms.", "met, +15.0 ms.", "met, +0.0 ms.", "met, +2.0 ms."]
        );
        let problem = verdicts(&report(&[7, 13])).unwrap_err().to_string();
        assert_eq!(problem, "the first diagnosis, 100 KB was not measured");
    }
}
