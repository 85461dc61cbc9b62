//! A diagnosis as text for a terminal.

use std::fmt::Write as _;

use faultline::diagnosis::Diagnosis;
use faultline::explanation::{
    Summary, catalogue, reference, reference_key, rule_key, shown_code, telling, title,
};

/// The card of the popup as plain lines.
pub fn card(diagnosis: &Diagnosis, summary: &Summary) -> String {
    let mut card = String::new();
    // Writing into a string does not fail.
    let _ = writeln!(card, "{}\n{}\n", summary.headline, summary.detail);
    let _ = writeln!(card, "{} ({})", diagnosis.condition, diagnosis.certainty);
    for (label, value) in facts(diagnosis) {
        let _ = writeln!(card, "  {label}: {value}");
    }
    section(&mut card, "What you can do", summary.advice.iter().cloned());
    section(&mut card, "For the site's owner", summary.owner.iter().chain(&summary.link).cloned());
    let evidence = diagnosis.evidence.iter().map(|claim| {
        let sentence = catalogue::english(&rule_key(&claim.rule), &[]);
        format!("{sentence} ({}; {}: {})", claim.strength, claim.source, claim.excerpt)
    });
    section(&mut card, "How we know", evidence);
    card
}

fn facts(diagnosis: &Diagnosis) -> Vec<(&'static str, String)> {
    let mut facts = vec![("fault", diagnosis.fault.party.to_string())];
    let code = shown_code(diagnosis);
    if !code.is_empty() {
        facts.push(("code", title(diagnosis).map_or(code.clone(), |title| format!("{code}, {title}"))));
    }
    if let Some(failure) = diagnosis.failure {
        facts.push(("failure", failure.to_string()));
    }
    if let Some(hop) = telling(diagnosis) {
        let label = if reference_key(hop) == catalogue::UI_FACT_RAY { "Ray ID" } else { "reference" };
        facts.extend(reference(hop).map(|reference| (label, reference)));
        facts.extend(hop.place.clone().or(hop.pop.clone()).map(|place| ("data centre", place)));
    }
    facts
}

fn section(card: &mut String, heading: &str, lines: impl Iterator<Item = String>) {
    let mut lines = lines.peekable();
    if lines.peek().is_some() {
        let _ = writeln!(card, "\n{heading}");
        for line in lines {
            let _ = writeln!(card, "  - {line}");
        }
    }
}
