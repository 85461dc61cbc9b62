//! `suffixes`: from the public suffix list to `extension/data/suffixes.txt`, and the notice beside it. The form of
//! the file stands in `src/suffixes.rs`.
//!
//! The list is that of the crate `psl`, which is published whenever the list has changed and holds the rules as
//! they were written, in the file `data/rules.txt`. `Cargo.lock` says which one it is, so the same checkout makes
//! the same bytes.

use crate::checkout::Checkout;
use anyhow::{Context, Result, ensure};
use std::collections::BTreeSet;
use std::fs;

/// The version of `psl` whose list is packed, and the day on which it was published. The crate does not say of
/// which day its list is; no list is newer than its publication.
const LIST: (&str, &str) = ("2.1.247", "2026-11-05");

/// Where the two files belong.
const FOLDER: &str = "extension/data";

/// The two files by their names.
type Made = [(&'static str, String); 2];

/// Packs the list and writes both files.
pub fn run(checkout: &Checkout) -> Result<()> {
    let folder = checkout.root.join(FOLDER);
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    for (name, content) in make(checkout)? {
        let path = folder.join(name);
        fs::write(&path, &content).with_context(|| format!("cannot write {}", path.display()))?;
        println!("wrote {}, {} bytes", path.display(), content.len());
    }
    Ok(())
}

fn make(checkout: &Checkout) -> Result<Made> {
    let (version, day) = LIST;
    let found = checkout.version_of("psl")?;
    ensure!(
        found == version,
        "Cargo.lock holds psl {found}: write that and its day of publication into LIST of xtask/src/suffixes.rs"
    );
    let path = checkout.folder_of("psl")?.join("data/rules.txt");
    let list = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let packed = pack(&list, day).with_context(|| format!("in {}", path.display()))?;
    Ok([("suffixes.txt", packed), ("suffixes.LICENSE", notice(version, day))])
}

/// The packed file. An error names the first rule that its reader could not follow.
fn pack(list: &str, day: &str) -> Result<String> {
    let mut rules = BTreeSet::new();
    for rule in list.lines().filter_map(|line| line.split_whitespace().next()) {
        if !rule.starts_with("//") {
            rules.insert(in_ascii(rule)?);
        }
    }
    check(&rules)?;
    // The default rule says what those of one label say.
    let mut rules: Vec<&String> = rules.iter().filter(|rule| rule.contains('.')).collect();
    rules.sort_by(|one, other| one.bytes().rev().cmp(other.bytes().rev()));
    ensure!(!rules.is_empty(), "the list holds no rule of two labels or more");

    let mut packed = format!(
        "// Public suffixes, form 1: the list of publicsuffix.org of {day}, MPL-2.0, see suffixes.LICENSE\n"
    );
    for rule in rules {
        packed.push_str(rule);
        packed.push('\n');
    }
    packed.push_str("// end\n");
    Ok(packed)
}

/// A rule with its name as browsers write it.
fn in_ascii(rule: &str) -> Result<String> {
    let (mark, name) = match (rule.strip_prefix('!'), rule.strip_prefix("*.")) {
        (Some(name), _) => ("!", name),
        (None, Some(name)) => ("*.", name),
        (None, None) => ("", rule),
    };
    let name = idna::domain_to_ascii_strict(name).with_context(|| format!("{rule:?} is no rule"))?;
    Ok([mark, &name].concat())
}

/// The reader takes the longest rule that fits, so none may stand below an exception, which prevails over all.
fn check(rules: &BTreeSet<String>) -> Result<()> {
    for exception in rules.iter().filter_map(|rule| rule.strip_prefix('!')) {
        let below = format!(".{exception}");
        let other = rules.iter().find(|rule| rule.ends_with(&below) || *rule == exception);
        ensure!(other.is_none(), "!{exception} and {} contradict each other", other.map_or("", |rule| rule));
    }
    Ok(())
}

fn notice(version: &str, day: &str) -> String {
    format!(
        "\
suffixes.txt is made by `cargo xtask suffixes` from the public suffix list (https://publicsuffix.org/list/), as
the crate psl {version} of {day} ships it. The rules were written in ASCII and sorted, and those of one label
left out.

This Source Code Form is subject to the terms of the Mozilla Public
License, v. 2.0. If a copy of the MPL was not distributed with this
file, You can obtain one at https://mozilla.org/MPL/2.0/.
"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_of_the_extension_are_what_this_command_makes() {
        let checkout = Checkout::read().unwrap();
        for (name, made) in make(&checkout).unwrap() {
            let path = checkout.root.join(FOLDER).join(name);
            let kept = fs::read_to_string(&path).unwrap_or_default();
            // Not assert_eq!: a difference would print both lists.
            assert!(kept == made, "{FOLDER}/{name} is not what the list makes: run cargo xtask suffixes");
        }
    }

    #[test]
    fn rules_are_sorted_from_their_end_and_written_in_ascii() {
        let list = "// a comment\n\nuk\nco.uk and a word\n公司.cn\n*.ck\n!www.ck\nco.uk\nstraße.example\n*.食狮.ck\r\n";
        let packed = pack(list, "2026-11-05").unwrap();
        let (first, rules) = packed.split_once('\n').unwrap();
        assert_eq!(
            first,
            "// Public suffixes, form 1: the list of publicsuffix.org of 2026-11-05, MPL-2.0, see suffixes.LICENSE"
        );
        assert_eq!(
            rules,
            "xn--strae-oqa.example\n*.ck\n*.xn--85x722f.ck\n!www.ck\nco.uk\nxn--55qx5d.cn\n// end\n"
        );
    }

    #[test]
    fn a_list_that_the_reader_could_not_follow_is_refused() {
        let error = |list: &str| format!("{:#}", pack(list, "2026-11-05").unwrap_err());
        assert!(error("uk\n").starts_with("the list holds no rule of two labels"), "{}", error("uk\n"));
        for rule in ["a.*.uk", "a..uk", "!*.uk", "a_b.uk", ".uk"] {
            let error = error(&format!("co.uk\n{rule}\n"));
            assert!(error.starts_with(&format!("{rule:?} is no rule")), "{error}");
        }
        let below = error("*.ck\n!www.ck\na.www.ck\n");
        assert_eq!(below, "!www.ck and a.www.ck contradict each other");
    }
}
