//! What a diagnosis takes, warm: in both browsers and natively.

use super::samples::{Report, Table};
use super::{in_browser, last_report};
use crate::checkout::Checkout;
use crate::{Browser, build, process};
use anyhow::{Context, Result};
use std::time::Duration;

/// A browser that hangs must not hold up the run for ever.
const LIMIT: Duration = Duration::from_mins(5);

/// What is asked of the diagnosis of 10 KB with 40 fields, in Chromium's wasm, in microseconds; it was 60 before the
/// other providers were read.
const GOAL: f64 = 80.0;
/// The contender that the goal is about.
const GOAL_OF: &str = "the diagnosis alone, 10 KB";

/// Measures, and gives the section.
pub fn run(checkout: &Checkout) -> Result<String> {
    build::bench(checkout)?;
    let mut table = Table::new();
    for browser in Browser::ALL {
        table.add(&Report::read(&in_browser(checkout, "diagnosis", browser, LIMIT)?)?);
    }
    table.add(&natively(checkout)?);
    Ok(format!("{table}{}", verdict(&table)?))
}

fn natively(checkout: &Checkout) -> Result<Report> {
    let text =
        process::read(checkout.cargo().args(["bench", "--package", "faultline", "--bench", "diagnosis"]))?;
    Report::read(&last_report(&text).context("the native bench printed no samples")?)
}

fn verdict(table: &Table) -> Result<String> {
    let median = table.median("Chrom", GOAL_OF).with_context(|| format!("{GOAL_OF} was not measured"))?;
    let met = if median <= GOAL { "met" } else { "not met" };
    Ok(format!("\nThe goal for {GOAL_OF} in Chromium is {GOAL} µs: {met}, {median:.1} µs.\n"))
}
