//! `test`: everything that CI runs, in stages. A failing stage does not hide the others; only what it was needed
//! for is left out, and the end lists all of it.

mod corpus;
mod extension_lint;
mod node_tests;
mod reproducible;
mod stages;

use crate::checkout::Checkout;
use crate::{Browser, build, process, set_up};
use anyhow::{Result, bail};
use stages::Stages;
use std::process::Command;

/// The feature sets that are compiled to wasm.
const WASM_FEATURES: [&str; 5] = ["background", "watching", "pages", "desk", "www"];

/// Runs the stages, prints their times, and fails where one did.
pub fn run(checkout: &Checkout, long: bool) -> Result<()> {
    let mut stages = Stages::default();
    stages.run("set-up rust", &[], || set_up::rust_components().and_then(|()| set_up::wasm_target()));
    stages.run("set-up node", &[], || set_up::node_packages(checkout));
    stages.run("set-up browsers", &[], || set_up::browsers(&Browser::ALL));

    stages.run("rustfmt", &["set-up rust"], || rustfmt(checkout));
    stages.run("clippy", &["set-up rust"], || {
        cargo(
            checkout,
            &["clippy", "--workspace", "--all-targets", "--features", "cli", "--", "-D", "warnings"],
        )
    });
    for feature in WASM_FEATURES {
        stages.run(&format!("clippy wasm {feature}"), &["set-up rust"], || clippy_wasm(checkout, feature));
    }
    stages.run("native tests", &[], || {
        let mut arguments = vec!["test", "--workspace", "--features", "cli"];
        if long {
            arguments.extend(["--", "--include-ignored"]);
        }
        cargo(checkout, &arguments)
    });
    stages.run("corpus", &[], || corpus::score(checkout));

    let mut built = None;
    stages.run("build", &["set-up rust", "set-up node"], || {
        let built = built.insert(build::everything(checkout)?);
        println!("{}", built.sizes);
        Ok(())
    });
    if let Some(built) = &built {
        stages.run("budgets", &[], || built.sizes.check());
    }
    stages.run("wasm boundary", &["build"], || node_tests::boundary(checkout));
    stages.run("web-ext lint", &["build"], || extension_lint::run(checkout));
    for browser in Browser::ALL {
        let name = format!("cases {}", browser.name());
        stages.run(&name, &["set-up browsers", "build"], || node_tests::cases(checkout, browser));
    }
    if let (true, Some(built)) = (long, &built) {
        stages.run("reproducible", &[], || reproducible::run(checkout, &built.zips));
    }

    println!("\n{stages}");
    let failures = stages.failures();
    if !failures.is_empty() {
        bail!("{} of the stages failed or could not run:\n{}", failures.len(), failures.join("\n"));
    }
    Ok(())
}

/// Cargo's formatter follows the modules that are written out. Those of the providers are declared by a macro.
fn rustfmt(checkout: &Checkout) -> Result<()> {
    cargo(checkout, &["fmt", "--all", "--check"])?;
    let mut files = Vec::new();
    for entry in std::fs::read_dir(checkout.root.join("src/providers"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    process::run(
        Command::new("rustfmt")
            .current_dir(&checkout.root)
            .args(["--check", "--edition", "2024"])
            .args(files),
    )
}

fn cargo(checkout: &Checkout, arguments: &[&str]) -> Result<()> {
    process::run(checkout.cargo().args(arguments))
}

fn clippy_wasm(checkout: &Checkout, feature: &str) -> Result<()> {
    let target = ["clippy", "--lib", "--target", "wasm32-unknown-unknown", "--no-default-features"];
    process::run(checkout.cargo().args(target).args(["--features", feature, "--", "-D", "warnings"]))
}
