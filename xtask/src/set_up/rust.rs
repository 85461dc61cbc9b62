//! The parts of Rust that are not there from the start: the standard library for wasm, and the two tools of the
//! tests. Installed by rustup itself: `RUSTUP_AUTO_INSTALL` may be off, and then cargo does not do it.

use super::in_path;
use crate::process;
use anyhow::{Result, bail};
use std::path::Path;
use std::process::{Command, Stdio};

const TARGET: &str = "wasm32-unknown-unknown";

/// The standard library for wasm.
pub fn wasm_target() -> Result<()> {
    let library =
        process::read(Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]))?;
    if Path::new(library.trim()).is_dir() {
        return Ok(());
    }
    rustup(&["target", "add", TARGET], "the standard library for wasm32-unknown-unknown")
}

/// rustfmt and clippy, which a minimal installation leaves out.
pub fn rust_components() -> Result<()> {
    for (command, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        let mut asked = Command::new("cargo");
        asked.args([command, "--version"]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        if !asked.status().is_ok_and(|status| status.success()) {
            rustup(&["component", "add", component], component)?;
        }
    }
    Ok(())
}

fn rustup(arguments: &[&str], what: &str) -> Result<()> {
    if in_path("rustup").is_none() {
        bail!(
            "{what} is not installed and there is no rustup to add it: install rustup from https://rustup.rs and \
             run `rustup {}`, or install it with the package manager that Rust came from",
            arguments.join(" ")
        );
    }
    process::run(Command::new("rustup").args(arguments))
}
