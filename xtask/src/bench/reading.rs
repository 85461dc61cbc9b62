//! What it costs to have every page looked at once after its load, beside the same browser without that.

use super::in_browser;
use super::paired::Report;
use crate::Browser;
use crate::checkout::Checkout;
use anyhow::Result;
use std::fmt::Write;
use std::time::Duration;

/// Some hundred loads, and a rest after each.
const LIMIT: Duration = Duration::from_mins(20);

const HOW: &str = "\
Pages with 300 parts that all come (`benches/reading.mjs`), in a browser whose user wants every page looked at after its
load, and in browsers without that, which take turns; differences and ratios are medians of those within a round. A \
sample is the time that all threads of all the browser's processes ran (`schedstat`) from the order to load the page
until 1.6 s after its load, with the look in it. The last column is the difference of two browsers without the option:
what is smaller cannot be told from nothing.
";

/// Measures, and gives the section.
pub fn run(checkout: &Checkout) -> Result<String> {
    let mut section = HOW.to_owned();
    for browser in Browser::ALL {
        let report = Report::read(&in_browser(checkout, "reading", browser, LIMIT)?)?;
        write!(section, "\n{report}")?;
    }
    Ok(section)
}
