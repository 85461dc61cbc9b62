//! The two manifests from one source, so that they cannot drift apart.
//!
//! The source is `{"common": {...}, "chromium": {...}, "firefox": {...}}`. A browser's manifest is the common one
//! with the browser's own laid over it by the rules of JSON Merge Patch (RFC 7396): objects are merged member by
//! member, `null` takes a member away, anything else, lists too, takes the place of what was there. The version
//! comes from `Cargo.toml`.

use crate::Browser;
use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};
use std::fs;
use std::path::Path;

/// The members that the source must have, and no others.
const MEMBERS: [&str; 3] = ["common", "chromium", "firefox"];

/// `extension/manifest.source.json`, checked for its shape.
pub struct Source(Map<String, Value>);

impl Source {
    /// Reads and checks the file.
    pub fn read(path: &Path) -> Result<Self> {
        let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        Self::parse(&text).with_context(|| format!("in {}", path.display()))
    }

    fn parse(text: &str) -> Result<Self> {
        let source: Map<String, Value> = serde_json::from_str(text).context("not a JSON object")?;
        for name in MEMBERS {
            let member = source.get(name).with_context(|| format!("the member \"{name}\" is missing"))?;
            let member = member.as_object().with_context(|| format!("\"{name}\" must be an object"))?;
            if member.contains_key("version") {
                bail!("\"{name}\" holds a version: take it out, it comes from Cargo.toml");
            }
        }
        if let Some(name) = source.keys().find(|name| !MEMBERS.contains(&name.as_str())) {
            bail!("\"{name}\" is none of {}: put it into one of them", MEMBERS.join(", "));
        }
        Ok(Self(source))
    }

    /// The text of a browser's `manifest.json`.
    pub fn for_browser(&self, browser: Browser, version: &str) -> Result<Vec<u8>> {
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !version.split('.').all(is_number) {
            bail!(
                "the version {version} in Cargo.toml cannot stand in a manifest: use numbers and dots only"
            );
        }
        let mut manifest = self.0["common"].clone();
        merge(&mut manifest, &self.0[browser.name()]);
        merge(&mut manifest, &json!({ "version": version }));
        let mut text = serde_json::to_string_pretty(&manifest).context("cannot write the manifest")?;
        text.push('\n');
        Ok(text.into_bytes())
    }
}

/// JSON Merge Patch: `MergePatch(Target, Patch)` of RFC 7396, section 2.
fn merge(target: &mut Value, patch: &Value) {
    let Value::Object(patch) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = Value::Object(Map::new());
    }
    let Value::Object(target) = target else { return };
    for (name, value) in patch {
        if value.is_null() {
            target.remove(name);
        } else {
            merge(target.entry(name.as_str()).or_insert(Value::Null), value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = r#"{
        "common": {"name": "F", "background": {"type": "module"}, "permissions": ["a", "b"], "incognito": "spanning"},
        "chromium": {"background": {"service_worker": "background.js"}},
        "firefox": {"background": {"scripts": ["background.js"]}, "permissions": ["a"], "incognito": null}
    }"#;

    fn manifest(browser: Browser) -> Value {
        let text = Source::parse(SOURCE).unwrap().for_browser(browser, "1.2.3").unwrap();
        serde_json::from_slice(&text).unwrap()
    }

    #[test]
    fn objects_are_merged_and_lists_are_replaced() {
        assert_eq!(
            manifest(Browser::Chromium),
            json!({"name": "F", "background": {"type": "module", "service_worker": "background.js"},
                   "permissions": ["a", "b"], "incognito": "spanning", "version": "1.2.3"})
        );
        assert_eq!(
            manifest(Browser::Firefox),
            json!({"name": "F", "background": {"type": "module", "scripts": ["background.js"]},
                   "permissions": ["a"], "version": "1.2.3"})
        );
    }

    #[test]
    fn a_source_of_another_shape_is_refused_with_the_reason() {
        let problem = |text: &str| format!("{:#}", Source::parse(text).map(drop).unwrap_err());
        assert_eq!(problem(r#"{"common": {}, "chromium": {}}"#), "the member \"firefox\" is missing");
        assert_eq!(
            problem(r#"{"common": 1, "chromium": {}, "firefox": {}}"#),
            "\"common\" must be an object"
        );
        let with_version = r#"{"common": {"version": "1"}, "chromium": {}, "firefox": {}}"#;
        assert!(problem(with_version).contains("comes from Cargo.toml"));
        let with_more = r#"{"common": {}, "chromium": {}, "firefox": {}, "safari": {}}"#;
        assert!(problem(with_more).starts_with("\"safari\" is none of common, chromium, firefox"));
    }

    #[test]
    fn a_version_that_no_browser_takes_is_refused() {
        let source = Source::parse(SOURCE).unwrap();
        assert!(source.for_browser(Browser::Firefox, "1.0.0-beta").is_err());
    }
}
