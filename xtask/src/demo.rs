//! `demo`: a browser with the extension on the local broken web. The show itself is `tests/browsers/demo.mjs`,
//! which shares its servers and its driver with the browser cases, and their stories of outages.

use crate::checkout::Checkout;
use crate::process::{self, Show};
use crate::{Browser, build, set_up};
use anyhow::{Context, Result, bail};
use std::path::Path;
use std::time::Duration;
use std::{env, fs};

/// The headless show has an end; with a window the user ends it.
const HEADLESS_LIMIT: Duration = Duration::from_mins(5);
/// An outage has some two dozen steps, with a popup each.
const OUTAGE_LIMIT: Duration = Duration::from_mins(15);
/// One file for each outage, whose name begins with its day.
const STORIES: &str = "tests/stories";

/// Builds, then shows the broken web, or the outage of a day.
pub fn run(
    checkout: &Checkout,
    browser: Option<Browser>,
    headless: bool,
    outage: Option<&str>,
) -> Result<()> {
    if let Some(day) = outage {
        // Before the build, which takes minutes.
        check_day(day, &days(&checkout.root.join(STORIES))?)?;
    }
    if !headless && !has_display() {
        println!(
            "no display (neither DISPLAY nor WAYLAND_DISPLAY is set): headless, with pictures instead of a window"
        );
    }
    let headless = headless || !has_display();
    let shown = match browser {
        Some(browser) => vec![browser],
        None if headless => Browser::ALL.to_vec(),
        None => vec![Browser::Chromium],
    };
    set_up::browsers(&shown)?;
    // What is over its budget can be looked at all the same.
    build::everything(checkout)?;

    let failures: Vec<String> = shown
        .iter()
        .filter_map(|browser| show(checkout, *browser, headless, outage).err())
        .map(|e| format!("{e:#}"))
        .collect();
    if !failures.is_empty() {
        bail!("{}", failures.join("\n"));
    }
    Ok(())
}

fn show(checkout: &Checkout, browser: Browser, headless: bool, outage: Option<&str>) -> Result<()> {
    // The sites are the same in both browsers, and so are the names of their pictures.
    let mut out = checkout.target.join("demo").join(browser.name());
    let mut node = checkout.program("node");
    node.args(["tests/browsers/demo.mjs", "--browser", browser.name()])
        .envs(set_up::browser_program(browser));
    if let Some(day) = outage {
        out.push(day);
        node.args(["--outage", day]);
    }
    node.arg("--extension").arg(checkout.dist(browser)).arg("--out").arg(&out);
    if !headless {
        return process::run(&mut node);
    }
    let log = checkout.target.join(format!("demo-{}.log", browser.name()));
    let limit = if outage.is_some() { OUTAGE_LIMIT } else { HEADLESS_LIMIT };
    process::run_logged(node.arg("--headless"), &log, limit, Show::Everything)?;
    println!("pictures: {}", out.display());
    Ok(())
}

/// The days of the outages that there are, in their order.
fn days(folder: &Path) -> Result<Vec<String>> {
    let mut days = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let path = entry.with_context(|| format!("cannot list {}", folder.display()))?.path();
        let name = path.file_stem().filter(|_| path.extension().is_some_and(|ending| ending == "json"));
        days.extend(name.and_then(|name| name.to_str()?.get(..10)).map(str::to_owned));
    }
    days.sort();
    Ok(days)
}

fn check_day(day: &str, days: &[String]) -> Result<()> {
    if !days.iter().any(|known| known == day) {
        bail!("there is no story of an outage on {day}; there are: {}", days.join(", "));
    }
    Ok(())
}

/// Whether a window can open. Only systems with X11 or Wayland say so in the environment.
fn has_display() -> bool {
    !cfg!(target_os = "linux")
        || ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| env::var_os(name).is_some_and(|v| !v.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_without_an_outage_is_told_which_days_there_are() {
        let stories = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(STORIES);
        let days = days(&stories).unwrap();
        check_day("2025-11-18", &days).unwrap();
        for other in ["2025-11-17", "2025-11", "", "2025-11-18-cloudflare"] {
            let error = check_day(other, &days).unwrap_err().to_string();
            assert!(error.contains("2025-11-18"), "{error}");
        }
    }
}
