//! `bench`: what the parts take, measured in real browsers and natively, beside other ways to do the same.
//! A time never fails a run: machines differ. What could not be measured does.

mod attribution;
mod diagnosis;
mod document;
mod interval;
mod paired;
mod reading;
mod samples;
mod wake;

use crate::build;
use crate::checkout::Checkout;
use crate::process::{self, Show};
use crate::{Browser, set_up};
use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use document::Document;
use std::fs;
use std::time::Duration;

/// A bench, which writes one section of docs/benchmarks.md.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Bench {
    /// What a diagnosis takes, warm: in both browsers and natively.
    Diagnosis,
    /// What wasm adds to a worker that wakes: time and memory, beside the same worker without it.
    Wake,
    /// What it costs to have every page looked at once after its load.
    Reading,
    /// Which providers are found, beside other tools; needs the labelled responses beside the checkout.
    Attribution,
}

impl Bench {
    const ALL: [Bench; 4] = [Bench::Diagnosis, Bench::Wake, Bench::Reading, Bench::Attribution];

    /// The heading of its section.
    const fn heading(self) -> &'static str {
        match self {
            Bench::Diagnosis => "Diagnosis",
            Bench::Wake => "Wake",
            Bench::Reading => "Reading",
            Bench::Attribution => "Attribution",
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Bench::Diagnosis => "diagnosis",
            Bench::Wake => "wake",
            Bench::Reading => "reading",
            Bench::Attribution => "attribution",
        }
    }

    fn measure(self, checkout: &Checkout) -> Result<String> {
        match self {
            Bench::Diagnosis => diagnosis::run(checkout),
            Bench::Wake => wake::run(checkout),
            Bench::Reading => reading::run(checkout),
            Bench::Attribution => attribution::run(checkout),
        }
    }
}

/// Measures one bench or all of them, prints their sections, and writes them where that was asked for.
pub fn run(checkout: &Checkout, only: Option<Bench>, write: bool) -> Result<()> {
    set_up::browsers(&Browser::ALL)?;
    build::run(checkout)?;
    let file = checkout.root.join("docs/benchmarks.md");
    for bench in only.map_or_else(|| Bench::ALL.to_vec(), |bench| vec![bench]) {
        let circumstances = document::circumstances(checkout, bench.name())?;
        let section = format!("{circumstances}\n\n{}", bench.measure(checkout)?);
        println!("\n## {}\n\n{section}", bench.heading());
        if write {
            let before = fs::read_to_string(&file).unwrap_or_default();
            let mut document = Document::read(&before);
            document.put(bench.heading(), &section, &Bench::ALL.map(Bench::heading));
            fs::write(&file, document.to_string())
                .with_context(|| format!("cannot write {}", file.display()))?;
            println!("wrote {}", file.display());
        }
    }
    Ok(())
}

/// Runs a script of `benches/` in one browser; gives its report, which is the last line of JSON.
fn in_browser(checkout: &Checkout, script: &str, browser: Browser, limit: Duration) -> Result<String> {
    let log = checkout.target.join(format!("bench-{script}-{}.log", browser.name()));
    let mut node = checkout.program("node");
    node.arg(format!("benches/{script}.mjs")).env("FAULTLINE_BROWSER", browser.name());
    node.envs(set_up::browser_program(browser));
    process::run_logged(&mut node, &log, limit, Show::Nothing)?;
    let text = fs::read_to_string(&log).with_context(|| format!("cannot read {}", log.display()))?;
    last_report(&text).with_context(|| format!("no samples in {}", log.display()))
}

fn last_report(text: &str) -> Result<String> {
    let Some(line) = text.lines().rev().find(|line| line.starts_with('{')) else {
        bail!("there is no line of JSON")
    };
    Ok(line.to_owned())
}
