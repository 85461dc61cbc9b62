//! The recorded responses of `tests/responses/`, in whatever folder below it: what was received, without
//! what is expected.

use std::sync::LazyLock;

use faultline::Observation;
use faultline::observation::{Fields, Page};

use crate::reader::{Recorded, all};

/// A recorded response.
#[derive(Clone)]
pub struct Case {
    pub name: String,
    pub observation: Observation,
}

/// Every recorded response, in the order of their names.
pub static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let case = |Recorded { name, observation, .. }| Case { name, observation };
    let mut cases: Vec<Case> = all().into_iter().map(case).collect();
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

    /// Whether the fields say that the content is XML.
    pub fn is_xml(&self) -> bool {
        let content_type = self.observation.fields.as_ref().and_then(|fields| fields.get("content-type"));
        content_type.is_some_and(|value| value.contains("xml"))
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
