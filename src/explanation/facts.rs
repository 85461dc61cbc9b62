//! What a report needs of a diagnosis, in the order in which support desks ask for it.

use super::catalogue::{self as key, Key};
use super::{reference, reference_key, shown_code, telling, title};
use crate::diagnosis::Diagnosis;

/// One fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Its name, for style sheets and tests.
    pub name: &'static str,
    /// What it is called.
    pub label: Key,
    /// Its value.
    pub value: String,
}

/// The status where it is another than the code, the code with its title, and the provider's reference. Time and place are
/// added by who writes them.
#[must_use]
pub fn facts(diagnosis: &Diagnosis) -> Vec<Fact> {
    let code = diagnosis.code.as_ref().map(|_| shown_code(diagnosis));
    let status =
        diagnosis.status.map(|status| status.to_string()).filter(|status| code.as_ref() != Some(status));
    let named = |code: String| match title(diagnosis) {
        Some(title) => [&code, ", ", title].concat(),
        None => code,
    };
    let told = telling(diagnosis);
    let rows = [
        ("status", key::UI_FACT_STATUS, status),
        ("code", key::UI_FACT_CODE, code.map(named)),
        ("reference", told.map_or(key::UI_FACT_REFERENCE, reference_key), told.and_then(reference)),
    ];
    rows.into_iter()
        .filter_map(|(name, label, value)| {
            let value = value.filter(|value| !value.is_empty())?;
            Some(Fact { name, label, value })
        })
        .collect()
}
