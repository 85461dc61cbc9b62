//! The command `faultline`: the engine of the extension for one response or a stream of them.

mod diagnose;
mod input;
mod ndjson;
mod text;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Who answered, whose fault is it, and how do we know?
#[derive(Parser)]
#[command(name = "faultline", version, after_help = EXAMPLES)]
struct Command {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Diagnose one response, or a stream of them with --ndjson.
    Diagnose(diagnose::Options),
}

const EXAMPLES: &str = "Examples:
  curl -si https://shop.example/ -o answer.txt; faultline diagnose --url https://shop.example/ --headers answer.txt
  faultline diagnose --url https://shop.example/ --status 522 --body page.html --json
  faultline diagnose --ndjson < observations.ndjson > diagnoses.ndjson

Exit status: 0 nothing failing, 3 a failure diagnosed, 2 wrong usage, 1 bad input.";

fn main() -> ExitCode {
    let Task::Diagnose(options) = Command::parse().task;
    match options.run() {
        Ok(status) => ExitCode::from(status),
        Err(problem) => {
            eprintln!("faultline: {problem}");
            ExitCode::from(1)
        }
    }
}
