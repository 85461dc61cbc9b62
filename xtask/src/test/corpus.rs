//! The built command on the recorded responses of `../shared/corpus`, where that folder stands beside the
//! checkout. For information: the responses are not ours to commit, so no run may depend on them.

use crate::checkout::Checkout;
use crate::process::{self, Show};
use anyhow::{Context, Result};
use std::fs;
use std::time::Duration;

/// The command judges a response in well under a millisecond; the rest is for a machine that has other work.
const LIMIT: Duration = Duration::from_mins(3);

/// The last line of the score, or why there is none.
pub fn score(checkout: &Checkout) -> Result<String> {
    let score = checkout.root.join("../shared/corpus/score.py");
    if !score.is_file() {
        return Ok("skipped: no ../shared/corpus beside the checkout".into());
    }
    // The profile and the features of the native tests, so that nothing is compiled twice.
    let build = ["build", "--workspace", "--features", "cli", "--bin", "faultline"];
    if let Err(problem) = process::run(checkout.cargo().args(build)) {
        return Ok(format!("skipped: {problem}"));
    }
    let log = checkout.target.join("corpus.log");
    let mut python = checkout.program("python3");
    let ran = process::run_logged(
        python.arg(score).arg(checkout.target.join("debug/faultline")),
        &log,
        LIMIT,
        Show::Nothing,
    );
    // It exits with 1 unless every verdict is right, which is no reason to fail here.
    let text = fs::read_to_string(&log).with_context(|| format!("cannot read {}", log.display()))?;
    let last = text.lines().rev().find(|line| !line.trim().is_empty());
    Ok(last.map_or_else(
        || format!("no score: {}", ran.map_or_else(|e| e.to_string(), |()| "it printed nothing".into())),
        str::to_owned,
    ))
}
