//! Mozilla's linter on the Firefox extension: what it says, the store says too.

use crate::Browser;
use crate::checkout::Checkout;
use crate::process::{self, Show};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fs;
use std::time::Duration;

const LIMIT: Duration = Duration::from_mins(3);

/// The linter's kinds of message; there must be none of any.
const KINDS: [&str; 3] = ["errors", "warnings", "notices"];

/// Lints `dist/firefox` and names what was found.
pub fn run(checkout: &Checkout) -> Result<String> {
    let log = checkout.target.join("web-ext-lint.json");
    let mut lint = checkout.node_program("web-ext");
    lint.args(["lint", "--no-input", "--self-hosted=false", "--output", "json", "--source-dir"]);
    lint.arg(checkout.dist(Browser::Firefox));
    // It exits with 1 where it found an error; the report says which, so it is read first.
    let ran = process::run_logged(&mut lint, &log, LIMIT, Show::Nothing);
    let text = fs::read_to_string(&log).with_context(|| format!("cannot read {}", log.display()))?;
    let messages = messages(&text).with_context(|| match &ran {
        Err(problem) => format!("web-ext printed no report; {problem}"),
        Ok(()) => format!("web-ext printed no report, see {}", log.display()),
    })?;
    if !messages.is_empty() {
        bail!("web-ext lint complains:\n{}", messages.join("\n"));
    }
    ran?;
    Ok("0 errors, 0 warnings, 0 notices".into())
}

/// One line for each message of the report.
fn messages(report: &str) -> Result<Vec<String>> {
    let report: Value = serde_json::from_str(report).context("the report is not JSON")?;
    let mut lines = Vec::new();
    for kind in KINDS {
        let found = report[kind].as_array().with_context(|| format!("the report has no list of {kind}"))?;
        for message in found {
            let text = |member: &str| message[member].as_str().unwrap_or("-").to_owned();
            let (file, line) = (text("file"), &message["line"]);
            lines.push(format!("  {kind}: {} in {file} line {line}: {}", text("code"), text("message")));
        }
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_message_counts() {
        let report = r#"{"errors": [], "notices": [{"code": "A", "message": "b", "file": "c.js", "line": 3}],
            "warnings": [{"code": "MANIFEST", "message": "m"}]}"#;
        assert_eq!(
            messages(report).unwrap(),
            ["  warnings: MANIFEST in - line null: m", "  notices: A in c.js line 3: b"]
        );
        assert!(messages(r#"{"errors": [], "warnings": [], "notices": []}"#).unwrap().is_empty());
    }

    #[test]
    fn a_report_of_another_shape_is_no_clean_report() {
        assert!(messages("{}").is_err());
        assert!(messages("").is_err());
    }
}
