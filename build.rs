//! Turns the English catalogue, `extension/_locales/en/messages.json`, into Rust: a constant for every
//! key, so that a misspelt one does not compile, and the texts for the command and the playground.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

const CATALOGUE: &str = "extension/_locales/en/messages.json";

fn main() {
    println!("cargo::rerun-if-changed={CATALOGUE}");
    let text =
        fs::read_to_string(CATALOGUE).unwrap_or_else(|error| panic!("cannot read {CATALOGUE}: {error}"));
    let catalogue: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&text)
        .unwrap_or_else(|error| panic!("{CATALOGUE} is not a JSON object: {error}"));

    let mut keys = String::new();
    let mut english = String::from(
        "/// Every key of the catalogue with its English text.\npub const ENGLISH: &[(&str, &str)] = &[\n",
    );
    for (key, entry) in &catalogue {
        let message =
            entry["message"].as_str().unwrap_or_else(|| panic!("{CATALOGUE}: `{key}` has no `message`"));
        let description = entry["description"].as_str().unwrap_or("");
        // In code marks, so that nothing in a text is taken for Markdown.
        let shown = format!("`{message}`");
        writeln!(keys, "#[doc = {shown:?}]\n#[doc = \"\"]\n#[doc = {description:?}]")
            .expect("a string takes text");
        writeln!(keys, "pub const {}: Key = Key({key:?});", key.to_ascii_uppercase())
            .expect("a string takes text");
        writeln!(english, "    ({key:?}, {message:?}),").expect("a string takes text");
    }
    english.push_str("];\n");

    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&out).join("keys.rs"), keys).expect("OUT_DIR can be written");
    fs::write(Path::new(&out).join("english.rs"), english).expect("OUT_DIR can be written");
}
