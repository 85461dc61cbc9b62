//! The repository's own rules: each test says in a sentence what is missing and where.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use faultline::explanation::catalogue::ENGLISH;
use faultline::providers::Provider;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{} cannot be read: {error}", path.display()))
}

/// The files below a folder with one of these endings, as paths from the root, in order.
fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap_or_else(|error| panic!("{}: {error}", next.display())) {
            let path = entry.expect("a folder can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted)) {
                found.push(path.strip_prefix(root()).expect("it lies below the root").to_owned());
            }
        }
    }
    found.sort();
    found
}

fn shell_scripts() -> Vec<PathBuf> {
    let scripts = files("extension", &["js"]);
    assert!(scripts.iter().any(|path| path.ends_with("background.js")), "extension/background.js is missing");
    scripts
}

/// A source without its comments and its tests, in which words may stand that the code must not hold.
fn code_of(path: &Path) -> String {
    let all = text(path);
    let code = all.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

#[test]
fn only_the_boundary_names_browser_crates() {
    let browser_crates = ["wasm_bindgen", "web_sys", "js_sys", "serde_wasm_bindgen", "gloo_", "JsValue"];
    let sources = files("src", &["rs"])
        .into_iter()
        .filter(|path| !path.starts_with("src/web") && !path.ends_with("src/web.rs"));
    for path in sources {
        let code = code_of(&path);
        for name in browser_crates {
            assert!(!code.contains(name), "{}: {name} belongs into src/web", path.display());
        }
    }
}

#[test]
fn browser_crates_are_dependencies_of_wasm32_only() {
    let manifest = text("Cargo.toml");
    let (native, wasm) = manifest
        .split_once("[target.'cfg(target_arch = \"wasm32\")'.dependencies]")
        .expect("the table of wasm32's dependencies");
    for name in [
        "wasm-bindgen",
        "web-sys",
        "js-sys",
        "serde-wasm-bindgen",
        "gloo-events",
        "gloo-timers",
        "gloo-utils",
    ] {
        assert!(wasm.contains(name), "Cargo.toml: {name} is missing among wasm32's dependencies");
        assert!(
            !native.lines().any(|line| line.starts_with(&format!("{name} ="))),
            "Cargo.toml: {name} is a dependency of every target"
        );
    }
}

#[test]
fn the_boundary_and_the_shell_hold_no_status_code_and_no_provider() {
    let boundary = files("src/web", &["rs"]).into_iter().chain(shell_scripts());
    for path in boundary {
        let mut code = code_of(&path);
        if path.ends_with("hosts.js") {
            // The one place where addresses stand: each is the core's own.
            code = text(&path).lines().filter(|line| !line.starts_with("//")).collect();
            for pattern in faultline::observation::check::PATTERNS {
                assert!(code.contains(&format!("'{pattern}'")), "extension/hosts.js: {pattern} is missing");
                code = code.replace(pattern, "");
            }
        }
        if path.ends_with("after-load.js") {
            // It runs in pages, where the core is not: the one status in it is the core's own.
            let least = format!("const FAILED = {};", faultline::parts::FAILED.start());
            assert!(code.contains(&least), "extension/after-load.js: `{least}` is missing");
            code = code.replace(&least, "");
        }
        // Ids such as "render" are common words: as a text, or with their capital, they are names.
        for provider in Provider::ALL {
            let id = provider.as_str();
            let texts = [format!("\"{id}\""), format!("'{id}'"), format!("Provider::{provider:?}")];
            assert!(
                !texts.iter().any(|text| code.contains(text)) && !code.to_lowercase().contains("cloudflare"),
                "{}: {provider} is the core's to know",
                path.display()
            );
        }
        let numbers = code.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '.');
        for number in numbers.filter_map(|word| word.parse::<u16>().ok()) {
            assert!(
                !(400..=599).contains(&number),
                "{}: {number} looks like a status code, which is the core's to know",
                path.display()
            );
        }
    }
}

#[test]
fn the_shell_tests_nothing_but_the_frame_and_the_tab() {
    let background = text("extension/background.js");
    let conditions = background.lines().filter(|line| line.trim_start().starts_with("if ("));
    for line in conditions {
        let allowed = [
            "if (details.frameId !== 0 || !(details.tabId >= 0)) return;",
            "if (browser.runtime.getManifest().background.service_worker) {",
            "if (!(details.tabId >= 0)) return;",
            "if (events.push(event) > 1) return;",
            "if (!isOurs(sender)) return;",
        ];
        assert!(allowed.contains(&line.trim()), "extension/background.js decides something: {}", line.trim());
    }
}

#[test]
fn no_status_line_is_read_and_no_text_names_a_protocol() {
    // Chromium's says HTTP/1.1 whatever the protocol was.
    let readers = files("src/tabs", &["rs"]).into_iter().chain(files("src/web", &["rs"]));
    for path in readers.chain(shell_scripts()) {
        let code = code_of(&path);
        for source in ["statusLine", "status_line", "nextHopProtocol", "next_hop_protocol"] {
            assert!(!code.contains(source), "{}: {source} is no source of a protocol", path.display());
        }
    }
    for (key, message) in ENGLISH {
        let named = ["HTTP/1", "HTTP/2", "HTTP/3"].iter().any(|protocol| message.contains(protocol));
        assert!(!named, "extension/_locales/en/messages.json: {key} names a protocol that nobody knows");
    }
}

#[test]
fn every_provider_has_its_file_and_its_cases_or_a_row_in_the_table_of_names() {
    assert_eq!(Provider::ALL.len(), 118);
    let names = text("src/providers/named.rs");
    for provider in Provider::ALL {
        let id = provider.as_str();
        let file = format!("src/providers/{}.rs", id.replace('-', "_"));
        let row = format!("pub const {}: Story", id.replace('-', "_").to_ascii_uppercase());
        if !root().join(&file).exists() {
            assert!(names.contains(&row), "{id} has neither {file} nor a row in src/providers/named.rs");
            continue;
        }
        assert!(!names.contains(&row), "{id} has a file and a row in src/providers/named.rs");
        let folder = if id == "cloudflare" { id.to_owned() } else { format!("providers/{id}") };
        let cases: Vec<String> =
            files(&format!("tests/responses/{folder}"), &["http"]).iter().map(text).collect();
        assert!(!cases.is_empty(), "{id} has no case in tests/responses/{folder}");
        let pairs = cases.iter().any(|case| case.contains("\nlook-alike: "));
        assert!(
            pairs || provider.story().rows().1.is_empty(),
            "{id} has answers, and no case in tests/responses/{folder} names its look-alike"
        );
    }
}

#[test]
fn patterns_and_phrases_are_written_as_they_are_compared() {
    use faultline::providers::story::At;
    for provider in Provider::ALL {
        let story = provider.story();
        let marks = story.rows().0.iter().flat_map(|mark| mark.values.split('|').chain([mark.field]));
        let answers = story.rows().1.iter().flat_map(|answer| answer.words.split('|'));
        for word in marks.chain(answers) {
            assert_eq!(word, word.to_ascii_lowercase(), "{provider}: write {word:?} in lower case");
            assert!(!word.is_empty() && word.trim() == word, "{provider}: {word:?} can never fit");
        }
        let patterns = story.rows().1.iter().filter(|answer| matches!(answer.at, At::Field(_)));
        let patterns = patterns.flat_map(|answer| answer.words.split('|'));
        for pattern in story.rows().0.iter().flat_map(|mark| mark.values.split('|')).chain(patterns) {
            // A sign takes all it can, so that nothing of the kind is left after it.
            for (sign, next) in pattern.bytes().zip(pattern.bytes().skip(1)) {
                let taken = match sign {
                    b'#' => next.is_ascii_digit(),
                    b'%' => next.is_ascii_hexdigit(),
                    b'@' => next.is_ascii_alphabetic(),
                    _ => false,
                };
                assert!(!taken, "{provider}: {pattern:?} can never fit");
            }
        }
        let cookies = story.rows().0.iter().any(|mark| mark.field == "set-cookie");
        assert!(!cookies, "{provider}: cookies are the visitor's, and no rule sees them");
        for answer in story.rows().1.iter().filter(|answer| !matches!(answer.at, At::Field(_))) {
            let a_word = |word: &str| word.bytes().any(|byte| byte.is_ascii_alphanumeric());
            assert!(answer.words.split('|').all(a_word), "{provider}: signs alone are no phrase");
        }
    }
}

#[test]
fn every_rule_has_a_sentence_and_every_sentence_a_rule() {
    let mut ids = BTreeSet::new();
    for path in files("src", &["rs"]) {
        let code = code_of(&path);
        // No other struct has an id that is written into the source.
        for part in code.split("id: \"").skip(1) {
            ids.insert(part.split('"').next().unwrap_or_default().to_owned());
        }
    }
    let keys: BTreeSet<String> = ids.iter().map(|id| faultline::explanation::rule_key(id)).collect();
    let sentences: BTreeSet<String> = ENGLISH
        .iter()
        .filter(|(key, _)| key.starts_with("rule_"))
        .map(|(key, _)| (*key).to_owned())
        .collect();
    assert_eq!(keys, sentences, "src's rules and extension/_locales/en/messages.json differ");
}

#[test]
fn every_message_is_used() {
    let mut used: String = files("src", &["rs"]).iter().map(|path| code_of(path)).collect();
    used.push_str(&text("extension/manifest.source.json"));
    for (key, _) in ENGLISH.iter().filter(|(key, _)| !key.starts_with("rule_")) {
        let constant = key.to_ascii_uppercase();
        let named = used.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').any(|word| word == constant);
        assert!(
            named || used.contains(&format!("__MSG_{key}__")),
            "extension/_locales/en/messages.json: {key} is never used"
        );
    }
}

#[test]
fn every_page_and_script_that_is_named_exists() {
    for (page, folder) in [("extension/popup.html", "extension"), ("www/index.html", "www")] {
        let html = text(page);
        for part in html.split("href=\"").skip(1).chain(html.split("src=\"").skip(1)) {
            let name = part.split('"').next().unwrap_or_default();
            // The card's style sheet is one file; the build puts it beside the playground.
            let shared = name == "card.css" && root().join("extension/card.css").exists();
            assert!(
                shared || root().join(folder).join(name).exists(),
                "{page} names {name}, which is missing"
            );
        }
        assert!(
            !html.contains("style=") && !html.contains("onclick"),
            "{page}: style and scripts stand in files of their own"
        );
    }
}

#[test]
fn the_manifest_asks_for_the_listed_permissions_and_no_more() {
    let manifest: serde_json::Value =
        serde_json::from_str(&text("extension/manifest.source.json")).expect("it is JSON");
    let common = &manifest["common"];
    assert_eq!(
        common["permissions"],
        serde_json::json!(["webRequest", "webNavigation", "storage", "scripting"])
    );
    assert_eq!(common["host_permissions"], serde_json::json!(["http://*/*", "https://*/*"]));
    assert!(common.get("web_accessible_resources").is_none(), "nothing is accessible to web pages");
    let policy = common["content_security_policy"]["extension_pages"].as_str().unwrap_or_default();
    assert!(
        policy.contains("script-src 'self' 'wasm-unsafe-eval'") && policy.contains("default-src 'none'"),
        "{policy}"
    );
}

#[test]
fn files_are_named_for_what_they_hold_and_stay_readable() {
    const LONGEST: usize = 420;
    for folder in ["src", "extension", "www", "xtask/src", "tests"] {
        for path in files(folder, &["rs", "js", "mjs"]) {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            for vague in ["util", "utils", "helper", "helpers", "manager", "common", "misc"] {
                assert_ne!(name, vague, "{}: name it for what it holds", path.display());
            }
            let lines = text(&path).lines().count();
            assert!(lines <= LONGEST, "{} has {lines} lines; split it by noun", path.display());
        }
    }
}

#[test]
fn every_rust_file_begins_by_saying_what_it_is_for() {
    for path in files("src", &["rs"]).into_iter().chain(files("xtask/src", &["rs"])) {
        assert!(text(&path).starts_with("//! "), "{} begins without //!", path.display());
    }
}

#[test]
fn recorded_responses_have_invented_hosts() {
    let real = [
        "x.com",
        "dash.cloudflare.com",
        "one.one.one.one",
        "app.workers.dev",
        "site.pages.dev",
        "router.local",
    ];
    for path in files("tests/responses", &["http"]) {
        let all = text(&path);
        let url = all.lines().find_map(|line| line.strip_prefix("url: ")).unwrap_or_default();
        let host = url.split('/').nth(2).unwrap_or_default();
        assert!(
            host.ends_with(".example") || real.contains(&host),
            "{}: {host} is not invented",
            path.display()
        );
    }
}

#[test]
fn copied_data_stand_beside_their_notice() {
    assert!(text("src/providers/cloudflare/places.LICENSE").contains("MIT License"));
    assert!(text("extension/data/suffixes.LICENSE").contains("https://mozilla.org/MPL/2.0/"));
    assert!(text("extension/data/third-parties.LICENSE").contains("MIT License"));
}

#[test]
fn the_changelog_tells_of_this_version() {
    let version = env!("CARGO_PKG_VERSION");
    assert!(
        text("CHANGELOG.md").contains(&format!("## {version}")),
        "CHANGELOG.md says nothing of {version}"
    );
}

#[test]
fn the_readme_names_both_commands_and_shows_pictures_that_exist() {
    let readme = text("README.md");
    for command in ["cargo xtask demo", "cargo xtask test"] {
        assert!(readme.contains(command), "README.md does not name {command}");
    }
    let pictures: Vec<&str> =
        readme.split("src=\"docs/").skip(1).filter_map(|part| part.split('"').next()).collect();
    assert!(!pictures.is_empty(), "README.md shows no picture of docs/");
    for picture in pictures {
        assert!(
            root().join("docs").join(picture).exists(),
            "README.md shows docs/{picture}, which is missing"
        );
    }
}

#[test]
fn the_architecture_names_every_room() {
    let architecture = text("ARCHITECTURE.md");
    let rooms = fs::read_dir(root().join("src")).expect("src can be listed");
    for room in rooms {
        let name = room.expect("src can be listed").file_name().to_string_lossy().into_owned();
        let name = name.trim_end_matches(".rs");
        assert!(architecture.contains(name), "ARCHITECTURE.md does not name {name}");
    }
}

#[test]
fn every_hard_case_names_what_exists() {
    let cases: String = files("tests/browsers/cases", &["mjs"]).iter().map(text).collect();
    let cases = [cases, text("tests/boundary.test.mjs")].concat();
    let cases = cases.replace("\\'", "'");
    let sources = files("src", &["rs"]).into_iter().chain(files("tests", &["rs"]));
    let functions: String = sources.map(text).collect();
    let responses: Vec<PathBuf> = files("tests/responses", &["http"]);
    let table = text("docs/hard-cases.md");
    let rows: Vec<&str> =
        table.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| #")).collect();
    assert_eq!(rows.len(), 24, "docs/hard-cases.md has a row for each case");
    for row in rows {
        let shown = row.split(" | ").nth(2).unwrap_or_default();
        assert!(shown.contains(['"', '`']), "docs/hard-cases.md: nothing shows {row}");
        for sentence in shown.split('"').skip(1).step_by(2) {
            assert!(cases.contains(sentence), "docs/hard-cases.md: no case says {sentence:?}");
        }
        for name in shown.split('`').skip(1).step_by(2) {
            let is_test = || {
                ["", "    "].iter().any(|indent| functions.contains(&format!("#[test]\n{indent}fn {name}()")))
            };
            assert!(
                responses.iter().any(|path| path.ends_with(name)) || is_test(),
                "docs/hard-cases.md: no response and no test is called {name}"
            );
        }
    }
}
