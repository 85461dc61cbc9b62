//! One wasm file of the product: compiled, given its JavaScript by wasm-bindgen, made small by wasm-opt.

use crate::checkout::Checkout;
use crate::folder::{self, Files};
use crate::process;
use anyhow::{Context, Result, bail};
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

/// Built for size, rustc inlines next to nothing; with this a diagnosis takes about a fifth less time, for 0.5 KB.
const INLINING: &str = "-Cllvm-args=--inline-threshold=5";

/// Chromium compiles a function of wasm when it is first called: what only one place calls stays a function of
/// its own, unless it is small, so that the first event after a wake does not pay for all the others.
const LARGEST_INLINED: &str = "--one-caller-inline-max-function-size=60";

/// Nothing is read or written below 1024: there is the end of the stack, which grows downwards through a megabyte.
/// So a small constant that is added to an address can always move into the instruction that uses it.
const LOW_MEMORY: &str = "--low-memory-unused";

/// Functions that were made from one piece of code have names that begin alike, and compress better side by side. The
/// names themselves are not written.
const ORDER: &str = "--reorder-functions-by-name";

/// As it does by itself, wasm-opt cuts the data at every run of zeros. In one piece they compress better, by 0.5 KB of
/// the worker's.
const DATA: &str = "--skip-pass=memory-packing";

/// A wasm file of the product.
#[derive(Clone, Copy)]
pub struct Part {
    /// The feature of the crate that selects what is in it.
    feature: &'static str,
    /// What its files are called.
    name: &'static str,
}

impl Part {
    /// The engine, for the extension's worker.
    pub const BACKGROUND: Part = Part { feature: "background", name: "background" };
    /// The worker's second engine: tabs that are watched, pages that are read after their load.
    pub const WATCHING: Part = Part { feature: "watching", name: "watching" };
    /// The worker's, with the engine alone beside it: only the benches load it.
    pub const BENCH: Part = Part { feature: "bench", name: "bench" };
    /// The views, for the extension's pages.
    pub const PAGES: Part = Part { feature: "pages", name: "pages" };
    /// What the pages do on request.
    pub const DESK: Part = Part { feature: "desk", name: "desk" };
    /// Both, for the web page.
    pub const PLAYGROUND: Part = Part { feature: "www", name: "playground" };
}

/// Makes `wasm/NAME.js` and `wasm/NAME_bg.wasm`.
pub fn compile(checkout: &Checkout, part: Part) -> Result<Files> {
    check_bindgen_version(checkout)?;
    let compiled = rustc(checkout, part)?;

    let folder = checkout.target.join("bindgen").join(part.name);
    folder::clear(&folder)?;
    bindgen(&compiled, &folder, part).with_context(|| format!("wasm-bindgen on {}", compiled.display()))?;

    // In place: the folder then holds what is shipped and nothing else. What wasm-opt may take for granted (bulk
    // memory, sign extension, reference types and so on) it reads from the section that rustc wrote, so that no list
    // here can fall behind rustc's; the browser does not read that section.
    let wasm = folder.join(format!("{}_bg.wasm", part.name));
    let mut optimizer = checkout.node_program("wasm-opt");
    process::run(
        optimizer
            .args(["--converge", "-Oz", LARGEST_INLINED, LOW_MEMORY, ORDER, DATA, "--strip-target-features"])
            .arg(&wasm)
            .arg("-o")
            .arg(&wasm),
    )?;

    let files = folder::read(&folder)?;
    Ok(files.into_iter().map(|(name, content)| (format!("wasm/{name}"), content)).collect())
}

/// The features' files have one name, so each is used right after it was compiled; what they depend on is
/// compiled once. `--crate-type cdylib` is what makes `lto` work: Cargo leaves it out, silently, where the same
/// run makes an rlib too.
fn rustc(checkout: &Checkout, part: Part) -> Result<PathBuf> {
    let mut cargo = checkout.cargo();
    cargo.args(["rustc", "--package", "faultline", "--lib", "--crate-type", "cdylib", "--profile", "wasm"]);
    cargo.args(["--target", "wasm32-unknown-unknown", "--no-default-features", "--features", part.feature]);
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags(&checkout.root)?);
    process::run(&mut cargo)?;
    Ok(checkout.target.join("wasm32-unknown-unknown/wasm/faultline.wasm"))
}

fn bindgen(compiled: &Path, folder: &Path, part: Part) -> Result<()> {
    Bindgen::new()
        .input_path(compiled)
        .out_name(part.name)
        .web(true)?
        .typescript(false)
        .remove_name_section(false)
        .remove_producers_section(true)
        .generate(folder)
}

/// The flags for rustc, of which most keep the builder's folders, with the user's name, out of the panic messages
/// in the wasm.
fn flags(root: &Path) -> Result<String> {
    let cargo_home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(env::home_dir()?.join(".cargo")))
        .context("neither CARGO_HOME nor HOME is set")?;
    let sysroot = process::read(Command::new("rustc").args(["--print", "sysroot"]))?;
    let folders = [(root, "."), (&cargo_home, "/cargo"), (Path::new(sysroot.trim()), "/rust")];
    let flags = folders.map(|(folder, name)| format!("--remap-path-prefix={}={name}", folder.display()));
    let flags = flags.into_iter().chain([INLINING.to_owned()]).collect::<Vec<_>>();
    // Cargo separates the flags in this variable by the unit separator, because a path may hold spaces.
    Ok(flags.join("\x1f"))
}

/// Its two halves talk in a format that changes with every version.
fn check_bindgen_version(checkout: &Checkout) -> Result<()> {
    let library = checkout.version_of("wasm-bindgen")?;
    let tool = checkout.version_of("wasm-bindgen-cli-support")?;
    if library != tool {
        bail!(
            "Cargo.lock has wasm-bindgen {library}, but xtask was built with wasm-bindgen-cli-support {tool}: \
             write `wasm-bindgen-cli-support = \"={library}\"` into xtask/Cargo.toml, or run \
             `cargo update -p wasm-bindgen --precise {tool}`"
        );
    }
    Ok(())
}
