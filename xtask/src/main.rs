//! `cargo xtask`: everything that is done to this repository, with one command each.
//!
//! A command does the set-up that it needs by itself (the wasm target, npm's packages, the browsers), so that
//! a fresh clone needs nothing but Rust and Node.

mod bench;
mod build;
mod checkout;
mod demo;
mod folder;
mod process;
mod ranges;
mod set_up;
mod suffixes;
mod test;
mod third_parties;
mod www;

use anyhow::Result;
use checkout::Checkout;
use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use std::process::ExitCode;

/// Builds, tests and shows Faultline.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", after_help = EXAMPLES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  cargo xtask demo                     see the extension on broken pages, in a real browser
  cargo xtask test                     everything that CI runs
  cargo xtask build                    dist/chromium and dist/firefox, to load unpacked
  cargo xtask package                  the zips for the stores";

#[derive(Subcommand)]
enum Command {
    /// Opens a browser with the extension on a local broken web.
    #[command(after_help = "\
Examples:
  cargo xtask demo                                  Chromium, kept open until Ctrl-C; without a display: both, headless
  cargo xtask demo --browser firefox                the same in Firefox
  cargo xtask demo --browser firefox --headless     one line a site, screenshots in target/demo
  cargo xtask demo --outage 2025-11-18              lives through the outage of a day, a step every few seconds
  cargo xtask demo --outage 2025-11-18 --headless   one line a step, screenshots in target/demo
The outages are the files of tests/stories.")]
    Demo {
        /// The browser to open; without it Chromium, and both where it runs headless.
        #[arg(long)]
        browser: Option<Browser>,
        /// Opens no window, prints what the badge says and writes screenshots; the default without a display.
        #[arg(long)]
        headless: bool,
        /// Lives through the outage of this day, YYYY-MM-DD, instead.
        #[arg(long, value_name = "DAY")]
        outage: Option<String>,
    },
    /// Runs every check: formatting, lints, native tests, the build with its budgets, both browsers.
    #[command(after_help = "\
Examples:
  cargo xtask test             what CI runs; all failures are listed at the end, with the time of each stage
  cargo xtask test --long      also the ignored tests, and the packages built twice and compared")]
    Test {
        /// Adds what takes long: the ignored native tests, and a second build from nothing, compared byte for byte.
        #[arg(long)]
        long: bool,
    },
    /// Builds dist/chromium, dist/firefox and dist/www, and fails where one is over its budget.
    #[command(after_help = "\
Examples:
  cargo xtask build
  chromium: chrome://extensions, Developer mode, Load unpacked, dist/chromium
  firefox:  about:debugging, This Firefox, Load Temporary Add-on, dist/firefox/manifest.json")]
    Build,
    /// Builds, then writes dist/faultline-<browser>-<version>.zip, byte-identical from one build to the next.
    #[command(after_help = "\
Examples:
  cargo xtask package && sha256sum dist/*.zip")]
    Package,
    /// Measures what the parts take, in both browsers and natively, beside other ways to do the same.
    #[command(after_help = "\
Examples:
  cargo xtask bench                 prints all tables: medians, 95 % intervals, ratios within one run
  cargo xtask bench wake            only what wasm adds to a worker that wakes
  cargo xtask bench --write         and writes docs/benchmarks.md
  cargo xtask bench wake --write    and replaces one section of it")]
    Bench {
        /// The only one to run; all of them without it.
        name: Option<bench::Bench>,
        /// Writes what was measured to docs/benchmarks.md as well.
        #[arg(long)]
        write: bool,
    },
    /// Builds the playground and serves it on this machine, port 8000.
    #[command(after_help = "\
Examples:
  cargo xtask www              serves until Ctrl-C
  cargo xtask www --build      only writes dist/www")]
    Www {
        /// Builds dist/www and serves nothing.
        #[arg(long)]
        build: bool,
    },
    /// Makes the table of the address ranges that providers publish, src/addresses/ranges.bin, and its notice.
    #[command(after_help = "\
Examples:
  cargo xtask ranges ../shared/domain/ranges     reads the lists there; downloads nothing
The folder holds one list a provider, such as cloudflare.txt with a prefix such as 104.16.0.0/13 a line, and a
README.md that says where each is from:
  `cloudflare.txt`: its own list, 2026-08-22, CC0. The others: owner/name, 2026-08-16, MIT, Copyright (c) ...
A line that cannot be right is named and left out, the rest is written, and the command fails at the end.")]
    Ranges {
        /// The folder of the lists.
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Packs the public suffix list into extension/data/suffixes.txt, and writes the notice beside it.
    #[command(after_help = "\
Examples:
  cargo xtask suffixes
The list is that of the crate psl. For a newer one, write its version into xtask/Cargo.toml, and the version and
the day on which it was published into xtask/src/suffixes.rs.")]
    Suffixes,
    /// Makes the list of known third parties, extension/data/third-parties.txt, from npm's third-party-web.
    ThirdParties,
}

/// A browser that the extension is built for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Browser {
    /// Chromium, Chrome and their relatives.
    Chromium,
    /// Firefox 153 and later.
    Firefox,
}

impl Browser {
    /// Both, in the order in which they are built and tested.
    const ALL: [Browser; 2] = [Browser::Chromium, Browser::Firefox];

    /// The name in paths, arguments and the manifest's source.
    fn name(self) -> &'static str {
        match self {
            Browser::Chromium => "chromium",
            Browser::Firefox => "firefox",
        }
    }
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        // As one sentence: a backtrace says nothing to somebody whose browser is missing.
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    if std::env::args().nth(1).as_deref() == Some("bench-build") {
        return build::bench(&Checkout::read()?).map(|_| ());
    }
    let command = Arguments::parse().command;
    let checkout = Checkout::read()?;
    match command {
        Command::Demo { browser, headless, outage } => {
            demo::run(&checkout, browser, headless, outage.as_deref())
        }
        Command::Test { long } => test::run(&checkout, long),
        Command::Build => build::run(&checkout),
        Command::Package => build::package(&checkout),
        Command::Bench { name, write } => bench::run(&checkout, name, write),
        Command::Www { build } => www::run(&checkout, build),
        Command::Ranges { folder } => ranges::run(&checkout, &folder),
        Command::Suffixes => suffixes::run(&checkout),
        Command::ThirdParties => third_parties::run(&checkout),
    }
}
