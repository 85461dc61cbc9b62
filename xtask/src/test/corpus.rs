//! The built command on the recorded responses of `../shared/corpus`, where that folder stands beside the
//! checkout. They are not ours to commit, so no run may depend on them; where they are, what counts most must
//! hold on them too.

use crate::build;
use crate::checkout::Checkout;
use crate::process::{self, Show};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::time::Duration;

/// The command judges a response in well under a millisecond; the rest is for a machine that has other work.
const LIMIT: Duration = Duration::from_mins(3);

/// The score in one line, or why there is none. Fails where Cloudflare is blamed wrongly, or where less than 98
/// of 100 responses of Cloudflare's part are judged right.
pub fn score(checkout: &Checkout) -> Result<String> {
    let score = checkout.root.join("../shared/corpus/score.py");
    if !score.is_file() {
        return Ok("skipped: no ../shared/corpus beside the checkout; the project's own responses ran".into());
    }
    let command = build::command(checkout)?;
    let log = checkout.target.join("corpus.log");
    let mut python = checkout.program("python3");
    let ran = process::run_logged(python.arg(score).arg(command), &log, LIMIT, Show::Nothing);
    // It exits with 1 unless every verdict is right, of other providers' pages too, which is no reason to fail.
    let text = fs::read_to_string(&log).with_context(|| format!("cannot read {}", log.display()))?;
    let last = text.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let Some(score) = Score::of(last) else {
        let problem = ran.err().map_or_else(|| "it printed no score".into(), |error| format!("{error:#}"));
        return Ok(format!("skipped: the scorer did not run here ({problem}), see {}", log.display()));
    };
    ensure!(score.wrongly_blamed == 0, "Cloudflare is blamed for what others did: {last}");
    ensure!(
        score.right * 100 >= score.of_cloudflare * 98,
        "less than 98 % of Cloudflare's responses are judged right: {last}"
    );
    Ok(last.to_owned())
}

/// What the scorer's last line says of Cloudflare.
#[derive(Debug, PartialEq)]
struct Score {
    right: u32,
    of_cloudflare: u32,
    wrongly_blamed: u32,
}

impl Score {
    fn of(line: &str) -> Option<Self> {
        let behind = |words: &str| line.split_once(words).map(|(_, rest)| rest);
        let (right, rest) = behind("of Cloudflare ")?.split_once('/')?;
        let of_cloudflare = rest.split(';').next()?;
        let wrongly_blamed = behind("Cloudflare wrongly blamed ")?;
        Some(Self {
            right: right.parse().ok()?,
            of_cloudflare: of_cloudflare.parse().ok()?,
            wrongly_blamed: wrongly_blamed.trim().parse().ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scorers_last_line_is_read() {
        let line = "421/456 verdicts right (92.3 %), of Cloudflare 289/293; false alarms 3; Cloudflare wrongly blamed 0";
        assert_eq!(Score::of(line), Some(Score { right: 289, of_cloudflare: 293, wrongly_blamed: 0 }));
        assert_eq!(Score::of("Traceback"), None);
    }
}
