//! `demo`: a browser with the extension on the local broken web. The show itself is `tests/browsers/demo.mjs`,
//! which shares its servers and its driver with the browser cases.

use crate::checkout::Checkout;
use crate::process::{self, Show};
use crate::{Browser, build, set_up};
use anyhow::{Result, bail};
use std::env;
use std::time::Duration;

/// The headless show has an end; with a window the user ends it.
const HEADLESS_LIMIT: Duration = Duration::from_mins(5);

/// Builds, then shows.
pub fn run(checkout: &Checkout, browser: Option<Browser>, headless: bool) -> Result<()> {
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
        .filter_map(|browser| show(checkout, *browser, headless).err())
        .map(|e| format!("{e:#}"))
        .collect();
    if !failures.is_empty() {
        bail!("{}", failures.join("\n"));
    }
    Ok(())
}

fn show(checkout: &Checkout, browser: Browser, headless: bool) -> Result<()> {
    // The sites are the same in both browsers, and so are the names of their pictures.
    let out = checkout.target.join("demo").join(browser.name());
    let mut node = checkout.program("node");
    node.args(["tests/browsers/demo.mjs", "--browser", browser.name()])
        .envs(set_up::browser_program(browser));
    node.arg("--extension").arg(checkout.dist(browser)).arg("--out").arg(&out);
    if !headless {
        return process::run(&mut node);
    }
    let log = checkout.target.join(format!("demo-{}.log", browser.name()));
    process::run_logged(node.arg("--headless"), &log, HEADLESS_LIMIT, Show::Everything)?;
    println!("pictures: {}", out.display());
    Ok(())
}

/// Whether a window can open. Only systems with X11 or Wayland say so in the environment.
fn has_display() -> bool {
    !cfg!(target_os = "linux")
        || ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| env::var_os(name).is_some_and(|v| !v.is_empty()))
}
