//! `build` and `package`: from `extension/`, `www/` and the crate to `dist/`.
//!
//! The two unpacked extensions differ in `manifest.json` alone: everything else is put together once.

mod archive;
mod budget;
mod manifest;
mod wasm;

use crate::checkout::Checkout;
use crate::folder::{self, Files};
use crate::process;
use crate::{Browser, set_up};
use anyhow::{Context, Result};
use budget::Sizes;
use std::fs;
use std::path::PathBuf;
use wasm::Part;

/// The manifests' one source, which is not shipped itself.
const MANIFEST_SOURCE: &str = "manifest.source.json";

/// The card's style, which stands once in `extension/`; the playground shows the same card.
const SHARED_STYLES: [&str; 1] = ["card.css"];

/// What a build made, beside the folders in `dist/`.
pub struct Built {
    /// The packed extensions, not yet written: only their size counts for a build.
    pub zips: Vec<Zip>,
    /// What everything weighs.
    pub sizes: Sizes,
}

/// A packed extension.
pub struct Zip {
    /// Where `package` puts it.
    pub path: PathBuf,
    /// The archive.
    pub bytes: Vec<u8>,
}

/// Builds everything into `dist/`, prints the sizes, and fails where one is over its budget.
pub fn run(checkout: &Checkout) -> Result<()> {
    let built = everything(checkout)?;
    println!("{}", built.sizes);
    built.sizes.check()
}

/// Builds everything and writes the zips too.
pub fn package(checkout: &Checkout) -> Result<()> {
    let built = everything(checkout)?;
    println!("{}", built.sizes);
    built.sizes.check()?;
    for zip in built.zips {
        fs::write(&zip.path, &zip.bytes).with_context(|| format!("cannot write {}", zip.path.display()))?;
        println!("wrote {}", zip.path.display());
    }
    Ok(())
}

/// Builds everything into `dist/`, whatever it weighs.
pub fn everything(checkout: &Checkout) -> Result<Built> {
    set_up::wasm_target()?;
    set_up::node_packages(checkout)?;

    let version = checkout.version()?;
    let manifest = manifest::Source::read(&checkout.root.join("extension").join(MANIFEST_SOURCE))?;
    let common = extension(checkout)?;
    let mut sizes = Sizes::of(&common, "");
    let mut zips = Vec::new();
    for browser in Browser::ALL {
        let mut files = common.clone();
        files.insert("manifest.json".into(), manifest.for_browser(browser, version)?);
        folder::write(&files, &checkout.dist(browser))?;
        let name = format!("faultline-{}-{version}.zip", browser.name());
        let bytes = archive::pack(&files)?;
        sizes.add(&name, &bytes);
        zips.push(Zip { path: checkout.dist_folder().join(name), bytes });
    }
    sizes.extend(Sizes::of(&playground(checkout)?, "www/"));
    Ok(Built { zips, sizes })
}

/// Builds `dist/www` and returns what is in it.
pub fn playground(checkout: &Checkout) -> Result<Files> {
    let mut files = folder::read(&checkout.root.join("www"))?;
    files.retain(|name, _| is_shipped(name));
    for name in SHARED_STYLES {
        let path = checkout.root.join("extension").join(name);
        let style = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        files.insert(name.into(), style);
    }
    files.extend(wasm::compile(checkout, Part::PLAYGROUND)?);
    folder::write(&files, &checkout.dist_folder().join("www"))?;
    Ok(files)
}

/// Builds `target/bench`, what the benches load into a browser: the worker's wasm, and the same with the engine alone.
pub fn bench(checkout: &Checkout) -> Result<PathBuf> {
    set_up::wasm_target()?;
    set_up::node_packages(checkout)?;
    let mut files = wasm::compile(checkout, Part::BACKGROUND)?;
    files.extend(wasm::compile(checkout, Part::BENCH)?);
    files.insert("empty.html".into(), b"<!doctype html><title>Bench</title>".to_vec());
    let folder = checkout.target.join("bench");
    folder::write(&files, &folder)?;
    Ok(folder)
}

/// What both extensions hold: all but the manifest.
fn extension(checkout: &Checkout) -> Result<Files> {
    let mut files = folder::read(&checkout.root.join("extension"))?;
    files.retain(|name, _| is_shipped(name));
    files.extend(wasm::compile(checkout, Part::BACKGROUND)?);
    files.extend(wasm::compile(checkout, Part::WATCHING)?);
    files.extend(wasm::compile(checkout, Part::PAGES)?);
    files.extend(wasm::compile(checkout, Part::DESK)?);
    Ok(files)
}

/// Whether a file of the sources is for the user: notes to developers and the manifests' source are not.
fn is_shipped(name: &str) -> bool {
    let is_note = std::path::Path::new(name).extension().is_some_and(|extension| extension == "md");
    name != MANIFEST_SOURCE && !is_note
}

/// Builds the command, with the profile and the features of the native tests, so that nothing is compiled twice.
pub fn command(checkout: &Checkout) -> Result<PathBuf> {
    process::run(checkout.cargo().args(["build", "--workspace", "--features", "cli", "--bin", "faultline"]))?;
    Ok(checkout.target.join("debug/faultline"))
}
