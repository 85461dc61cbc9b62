//! The recorded responses of `tests/responses/`, in whatever folder below it: what was received, without
//! what is expected.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use faultline::Observation;
use faultline::observation::pasted::Pasted;
use faultline::observation::{Fields, Page, Site};

/// A recorded response.
#[derive(Clone)]
pub struct Case {
    pub name: String,
    pub observation: Observation,
}

/// Every recorded response, in the order of their names.
pub static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let mut cases: Vec<Case> = files().iter().map(|file| read(file)).collect();
    cases.sort_by(|one, other| one.name.cmp(&other.name));
    assert!(cases.len() >= 57, "{} recorded responses", cases.len());
    cases
});

/// Those of which the content was read and is not empty.
pub static WITH_PAGE: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let has_page = |case: &&Case| !case.page().trim().is_empty();
    CASES.iter().filter(has_page).cloned().collect()
});

impl Case {
    /// The content, or nothing.
    pub fn page(&self) -> &str {
        self.observation.page.as_ref().map_or("", |page| &page.head)
    }

    /// Whether the content is HTML; the fields say so, and a saved page is.
    pub fn is_html(&self) -> bool {
        let content_type = self.observation.fields.as_ref().and_then(|fields| fields.get("content-type"));
        content_type.is_none_or(|value| value.contains("html"))
    }

    /// The same response with another content.
    pub fn with_page(&self, content: impl Into<String>) -> Observation {
        Observation { page: Some(Page::whole(content)), ..self.observation.clone() }
    }
}

/// A failing property prints the name; the file has the rest.
impl std::fmt::Debug for Case {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.name)
    }
}

/// The case of this name.
pub fn case(name: &str) -> &'static Case {
    CASES.iter().find(|case| case.name == name).unwrap_or_else(|| panic!("there is no {name}"))
}

/// The fields as name and value.
pub fn pairs(observation: &Observation) -> Vec<(String, String)> {
    let fields = observation.fields.iter().flat_map(Fields::iter);
    fields.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn files() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/responses")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder can be listed") {
            let path = entry.expect("a folder can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "http") {
                found.push(path);
            }
        }
    }
    found
}

fn read(path: &Path) -> Case {
    let name = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{name}: {error}"));
    let (head, response) = text.split_once("\n---\n").unwrap_or_else(|| panic!("{name} has no line ---"));
    let says = |line: &str| head.lines().any(|known| known == line);
    let url = head.lines().find_map(|line| line.strip_prefix("url: "));
    let (fields, content) =
        response.split_once("\n\n").map_or((response, None), |(fields, content)| (fields, Some(content)));
    let pasted = Pasted::read(fields);
    let observation = Observation {
        site: url.and_then(Site::from_url),
        status: pasted.status,
        fields: (!says("fields: unknown")).then_some(pasted.fields),
        page: content.filter(|_| !says("page: unread")).map(Page::whole),
        error: None,
    };
    Case { name, observation }
}
