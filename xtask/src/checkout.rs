//! The checkout: where things lie, and what `cargo metadata` knows about the packages.

use crate::{Browser, process};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The repository that this xtask belongs to.
pub struct Checkout {
    /// The folder of the root `Cargo.toml`.
    pub root: PathBuf,
    /// Cargo's target folder, which the environment may have put elsewhere.
    pub target: PathBuf,
    packages: Vec<Value>,
}

impl Checkout {
    /// Finds the checkout and reads its resolved packages.
    pub fn read() -> Result<Self> {
        // Cargo tells `cargo run` where the package lies now; what was true at compile time is the second best.
        let package = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = Path::new(&package).parent().context("xtask must be a folder of the checkout")?.to_owned();

        let mut command = cargo_in(&root);
        command.args(["metadata", "--format-version", "1"]);
        let metadata: Value = serde_json::from_str(&process::read(&mut command)?)
            .context("cargo metadata printed something else than JSON")?;
        let target =
            metadata["target_directory"].as_str().context("cargo metadata names no target_directory")?.into();
        let packages = metadata["packages"].as_array().context("cargo metadata lists no packages")?.clone();
        Ok(Self { root, target, packages })
    }

    /// The cargo that runs this xtask, so that a `+toolchain` on the command line reaches every step.
    pub fn cargo(&self) -> Command {
        let mut command = cargo_in(&self.root);
        command.env("CARGO_TARGET_DIR", &self.target);
        command
    }

    /// The same checkout, building elsewhere.
    pub fn with_target(&self, target: PathBuf) -> Self {
        Self { root: self.root.clone(), target, packages: self.packages.clone() }
    }

    /// A program that runs in the root of the checkout.
    pub fn program(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command
    }

    /// A program that npm installed.
    pub fn node_program(&self, name: &str) -> Command {
        let mut command = self.program(self.root.join("node_modules/.bin").join(name));
        // These tools ask the registry for a newer version of themselves otherwise.
        command.env("NO_UPDATE_NOTIFIER", "1");
        command
    }

    /// The unpacked extension of a browser.
    pub fn dist(&self, browser: Browser) -> PathBuf {
        self.dist_folder().join(browser.name())
    }

    /// The folder of everything built to be given away.
    pub fn dist_folder(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The version of the product, which stands in the root `Cargo.toml` alone.
    pub fn version(&self) -> Result<&str> {
        self.version_of("faultline")
    }

    /// The version that Cargo.lock holds of a package.
    pub fn version_of(&self, name: &str) -> Result<&str> {
        let mut versions = self.told_of(name, "version");
        let version = versions.next().with_context(|| format!("Cargo.lock holds no package {name}"))?;
        if let Some(other) = versions.next() {
            bail!(
                "Cargo.lock holds {name} twice, {version} and {other}: run `cargo update -p {name}@{other}` \
                 or make the versions asked for agree"
            );
        }
        Ok(version)
    }

    /// The folder into which cargo unpacked a package.
    pub fn folder_of(&self, name: &str) -> Result<&Path> {
        let manifest = self.told_of(name, "manifest_path").next();
        let folder = manifest.and_then(|path| Path::new(path).parent());
        folder.with_context(|| format!("cargo metadata does not say where the package {name} lies"))
    }

    fn told_of<'a>(&'a self, package: &str, member: &str) -> impl Iterator<Item = &'a str> {
        self.packages.iter().filter(move |p| p["name"] == package).filter_map(move |p| p[member].as_str())
    }
}

fn cargo_in(root: &Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root);
    command
}
