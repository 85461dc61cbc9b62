//! `bench`: what the parts take, measured in real browsers and natively, beside other ways to do the same.
//! A time never fails a run: machines differ. What could not be measured does.

mod samples;

use crate::build;
use crate::checkout::Checkout;
use crate::process::{self, Show};
use crate::{Browser, set_up};
use anyhow::{Context, Result, bail};
use samples::{Report, Table};
use std::fs;
use std::time::Duration;

/// A browser that hangs must not hold up the run for ever.
const LIMIT: Duration = Duration::from_mins(5);

/// What issue and design ask of the diagnosis of 10 KB with 40 fields, in Chromium's wasm, in microseconds.
const GOAL: f64 = 60.0;
/// The contender that the goal is about.
const GOAL_OF: &str = "the diagnosis alone, 10 KB";

/// Measures, prints the table, and writes it where that was asked for.
pub fn run(checkout: &Checkout, write: bool) -> Result<()> {
    set_up::browsers(&Browser::ALL)?;
    build::run(checkout)?;
    build::bench(checkout)?;
    let mut table = Table::new();
    for browser in Browser::ALL {
        table.add(&in_browser(checkout, browser)?);
    }
    table.add(&natively(checkout)?);
    let text = format!("{table}{}", verdict(&table)?);
    println!("\n{text}");
    if write {
        let file = checkout.root.join("docs/benchmarks.md");
        fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))?;
        println!("wrote {}", file.display());
    }
    Ok(())
}

fn in_browser(checkout: &Checkout, browser: Browser) -> Result<Report> {
    let log = checkout.target.join(format!("bench-{}.log", browser.name()));
    let mut node = checkout.program("node");
    node.arg("benches/diagnosis.mjs").env("FAULTLINE_BROWSER", browser.name());
    node.envs(set_up::browser_program(browser));
    process::run_logged(&mut node, &log, LIMIT, Show::Nothing)?;
    let text = fs::read_to_string(&log).with_context(|| format!("cannot read {}", log.display()))?;
    last_report(&text).with_context(|| format!("no samples in {}", log.display()))
}

fn natively(checkout: &Checkout) -> Result<Report> {
    let text =
        process::read(checkout.cargo().args(["bench", "--package", "faultline", "--bench", "diagnosis"]))?;
    last_report(&text).context("the native bench printed no samples")
}

fn last_report(text: &str) -> Result<Report> {
    let Some(line) = text.lines().rev().find(|line| line.starts_with('{')) else {
        bail!("there is no line of JSON")
    };
    Report::read(line)
}

fn verdict(table: &Table) -> Result<String> {
    let median = table.median("Chrom", GOAL_OF).with_context(|| format!("{GOAL_OF} was not measured"))?;
    let met = if median <= GOAL { "met" } else { "not met" };
    Ok(format!("\nThe goal for {GOAL_OF} in Chromium is {GOAL} µs: {met}, {median:.1} µs.\n"))
}
