//! Node, which must be there, and npm's packages, which are installed from the lock file.

use super::in_path;
use crate::checkout::Checkout;
use crate::process;
use anyhow::{Context, Result, bail};
use std::fs;

/// The oldest major version whose test runner and module loader the tests and tools use.
const OLDEST_NODE: u32 = 20;

/// A copy of the lock file that was installed, beside what was installed.
const STAMP: &str = "node_modules/.faultline-package-lock.json";

/// wasm-opt, web-ext and the browsers' driver in `node_modules`, as the lock file says.
pub fn node_packages(checkout: &Checkout) -> Result<()> {
    node(checkout)?;
    let lock = checkout.root.join("package-lock.json");
    let wanted = fs::read(&lock).with_context(|| format!("cannot read {}", lock.display()))?;
    let stamp = checkout.root.join(STAMP);
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    // Nothing that we use needs its install scripts, and none of them runs with our rights.
    process::run(checkout.program("npm").args(["ci", "--ignore-scripts"]))?;
    fs::write(&stamp, wanted).with_context(|| format!("cannot write {}", stamp.display()))
}

fn node(checkout: &Checkout) -> Result<()> {
    let advice =
        format!("install Node {OLDEST_NODE} or later with npm, from https://nodejs.org or your system");
    for program in ["node", "npm"] {
        if in_path(program).is_none() {
            bail!("there is no `{program}` in PATH: {advice}");
        }
    }
    let version = process::read(checkout.program("node").arg("--version"))?;
    match major(&version) {
        Some(major) if major >= OLDEST_NODE => Ok(()),
        _ => bail!("`node --version` says {}: {advice}", version.trim()),
    }
}

/// 20 of `v20.20.2`.
fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_the_first_number() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("v8.0.0"), Some(8));
        assert_eq!(major("twenty"), None);
    }
}
