//! `third-parties`: from npm's `third-party-web` (MIT) to `extension/data/third-parties.txt`, which says whose a host
//! is and what for, and the notice beside it. The version is the one that `package-lock.json` pins, so the same
//! checkout makes the same bytes. The form of the file stands in `src/parts/third_parties.rs`.

use crate::checkout::Checkout;
use crate::set_up;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;

const PACKAGE: &str = "node_modules/third-party-web";

/// The categories and their letters; of the first four nothing but the letter is kept, because their failures are
/// counted and not shown. The same letters stand in `src/parts/third_parties.rs`.
const CATEGORIES: [(&str, char); 13] = [
    ("ad", 'a'),
    ("analytics", 'n'),
    ("marketing", 'm'),
    ("tag-manager", 't'),
    ("cdn", 'c'),
    ("consent-provider", 'p'),
    ("content", 'e'),
    ("customer-success", 's'),
    ("hosting", 'h'),
    ("other", 'o'),
    ("social", 'l'),
    ("utility", 'u'),
    ("video", 'v'),
];
const QUIET: &str = "anmt";

/// What is kept of a host.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    /// Whether the hosts below it are meant too.
    below: bool,
    category: char,
    company: String,
}

/// Writes both files.
pub fn run(checkout: &Checkout) -> Result<()> {
    set_up::node_packages(checkout)?;
    let read = |name: &str| {
        let path = checkout.root.join(PACKAGE).join(name);
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let package: Value = serde_json::from_str(&read("package.json")?)?;
    let version = package["version"].as_str().context("third-party-web says no version")?;
    let table = table(version, &serde_json::from_str(&read("dist/entities-nostats.json")?)?)?;
    let notice = format!(
        "third-parties.txt is made by `cargo xtask third-parties` from npm's third-party-web {version}, shortened.\n\n{}",
        read("LICENSE")?
    );
    let data = checkout.root.join("extension/data");
    fs::create_dir_all(&data).with_context(|| format!("cannot create {}", data.display()))?;
    for (name, text) in [("third-parties.txt", table), ("third-parties.LICENSE", notice)] {
        let path = data.join(name);
        fs::write(&path, &text).with_context(|| format!("cannot write {}", path.display()))?;
        println!("wrote {}, {} bytes", path.display(), text.len());
    }
    Ok(())
}

/// The file: a first line with the source, a line for each host, and a last line that says that it is whole.
fn table(version: &str, entities: &Value) -> Result<String> {
    let mut entries = BTreeMap::new();
    for entity in entities.as_array().context("the entities are no list")? {
        let (Some(name), Some(category)) = (entity["name"].as_str(), entity["category"].as_str()) else {
            bail!("an entity has no name or no category: {entity}");
        };
        let known = CATEGORIES.iter().find(|(known, _)| *known == category);
        let (_, letter) =
            known.with_context(|| format!("the category {category} is new: give it a letter"))?;
        let company = repaired(entity["company"].as_str().unwrap_or(name).trim());
        let quiet = QUIET.contains(*letter);
        for domain in entity["domains"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            let (below, host) = domain.strip_prefix("*.").map_or((false, domain), |host| (true, host));
            // Literals say nothing for long; two entities are named for being unknown.
            if host.parse::<std::net::IpAddr>().is_ok() || ["Unknown", "test"].contains(&name) {
                continue;
            }
            let company = if quiet { String::new() } else { company.clone() };
            entries
                .insert(backwards(&host.to_ascii_lowercase()), Entry { below, category: *letter, company });
        }
    }
    let mut lines = String::new();
    for (host, entry) in entries.iter().filter(|(host, entry)| !is_useless(host, entry, &entries)) {
        lines.push_str(&backwards(host));
        lines.push(if entry.below { '*' } else { ' ' });
        lines.push(entry.category);
        lines.push_str(&entry.company);
        lines.push('\n');
    }
    Ok(format!("third-party-web {version}\n{lines}~*\n"))
}

/// The name from its last letter to its first, by which the lines are sorted: a name stands beside those below it.
fn backwards(host: &str) -> String {
    host.chars().rev().collect()
}

/// Whether a line would say nothing: what a broader one says already, or a company that the host names itself.
fn is_useless(host: &str, entry: &Entry, entries: &BTreeMap<String, Entry>) -> bool {
    let broader = |name: &str| entries.get(name).filter(|entry| entry.below);
    let mut parents = host.rmatch_indices('.').map(|(at, _)| &host[..at]);
    if let Some(parent) = parents.find_map(broader) {
        return parent.category == entry.category && parent.company == entry.company;
    }
    let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let company = bare(&entry.company);
    !company.is_empty() && bare(&backwards(host)).contains(&company)
}

/// A name whose UTF-8 was once taken for Latin-1, as it was meant.
fn repaired(name: &str) -> String {
    let bytes: Option<Vec<u8>> = name.chars().map(|c| u8::try_from(c).ok()).collect();
    bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_else(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn lines(entities: &Value) -> Vec<String> {
        let table = table("1.2.3", entities).unwrap();
        let (first, rest) = table.split_once('\n').unwrap();
        assert_eq!(first, "third-party-web 1.2.3");
        rest.strip_suffix("~*\n").unwrap().lines().map(str::to_owned).collect()
    }

    #[test]
    fn hosts_are_sorted_from_the_end_of_their_names_and_quiet_ones_have_no_company() {
        let entities = json!([
            {"name": "Fonts", "company": "Foundry", "category": "cdn", "domains": ["f.type.example", "*.Type.test"]},
            {"name": "Counter", "category": "analytics", "domains": ["*.count.example"]},
        ]);
        assert_eq!(lines(&entities), ["f.type.example cFoundry", "count.example*n", "type.test*cFoundry"]);
    }

    #[test]
    fn what_says_nothing_is_left_out_and_an_exception_below_a_broader_line_is_kept() {
        let entities = json!([
            {"name": "Shop Ltd.", "category": "hosting", "domains": ["*.shopltd.example"]},
            {"name": "Big", "category": "social", "domains": ["*.large.example", "a.large.example", "23.62.3.183"]},
            {"name": "Large", "category": "utility", "domains": ["b.large.example"]},
            {"name": "Unknown", "category": "other", "domains": ["*.x.example"]},
        ]);
        assert_eq!(lines(&entities), ["large.example*lBig", "b.large.example uLarge"]);
    }

    #[test]
    fn a_name_that_was_misread_is_mended_and_a_right_one_stays() {
        assert_eq!(repaired("StrÃ¶er"), "Ströer");
        assert_eq!(repaired("Ströer"), "Ströer");
    }

    #[test]
    fn a_new_category_is_an_error_that_says_so() {
        let entities = json!([{"name": "A", "category": "robots", "domains": ["a.example"]}]);
        let error = format!("{:#}", table("1", &entities).unwrap_err());
        assert!(error.contains("the category robots is new"), "{error}");
    }
}
