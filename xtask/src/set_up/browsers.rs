//! The browsers: named in the environment, found in PATH, or installed with apt-get where we may.

use super::in_path;
use crate::{Browser, process};
use anyhow::{Result, bail};
use rustix::process::geteuid;
use std::env;
use std::path::PathBuf;
use std::process::Command;

/// Fonts, without which a screenshot shows boxes.
const FONTS: &str = "fonts-dejavu-core";

/// The variable that `tests/browsers` reads, and the browser's program.
pub type Program = (&'static str, PathBuf);

/// Makes sure that these browsers are installed.
pub fn browsers(wanted: &[Browser]) -> Result<()> {
    let missing: Vec<Browser> = wanted.iter().copied().filter(|browser| find(*browser).is_none()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<&str> = missing.iter().map(|browser| package(*browser)).collect();
    let install = ["install", "-y", "--no-install-recommends"];
    if !geteuid().is_root() || in_path("apt-get").is_none() {
        let names: Vec<&str> = missing.iter().flat_map(|browser| programs(*browser)).copied().collect();
        let variables: Vec<&str> = missing.iter().map(|browser| variable(*browser)).collect();
        bail!(
            "no {} found in PATH (looked for {}): run `sudo apt-get update && sudo apt-get {} {} {FONTS}`, install it \
             as your system does, or name the program in {}",
            packages.join(" and no "),
            names.join(", "),
            install.join(" "),
            packages.join(" "),
            variables.join(" and "),
        );
    }
    println!("{} not found: installing with apt-get", packages.join(" and "));
    process::run(Command::new("apt-get").arg("update"))?;
    let mut apt = Command::new("apt-get");
    apt.args(install).args(packages).arg(FONTS).env("DEBIAN_FRONTEND", "noninteractive");
    process::run(&mut apt)
}

/// Where the browser is, for the environment of the browser tests.
pub fn browser_program(browser: Browser) -> Option<Program> {
    Some((variable(browser), find(browser)?))
}

fn find(browser: Browser) -> Option<PathBuf> {
    let named = env::var_os(variable(browser)).map(PathBuf::from).filter(|path| path.is_file());
    named.or_else(|| programs(browser).iter().find_map(|name| in_path(name)))
}

/// The variable that names another program than the one in PATH.
fn variable(browser: Browser) -> &'static str {
    match browser {
        Browser::Chromium => "FAULTLINE_CHROMIUM",
        Browser::Firefox => "FAULTLINE_FIREFOX",
    }
}

/// What the browser's program may be called.
fn programs(browser: Browser) -> &'static [&'static str] {
    match browser {
        Browser::Chromium => &["chromium", "chromium-browser", "google-chrome"],
        Browser::Firefox => &["firefox-esr", "firefox"],
    }
}

/// What Debian calls it.
fn package(browser: Browser) -> &'static str {
    match browser {
        Browser::Chromium => "chromium",
        Browser::Firefox => "firefox-esr",
    }
}
