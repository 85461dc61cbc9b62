//! Cloudflare's answers without a design: as data, as the bare page, and as a line of text.

use super::{Content, Rendering, known_code};
use crate::evidence::{Assertion, Evidence, Rule, Strength};
use crate::observation::outline::Outline;
use crate::observation::page::{self, Reading};
use crate::observation::{Observation, Page};
use crate::part;
use crate::standards::{front_matter, problem};

const STRUCTURED: Rule =
    Rule { id: "cloudflare.structured", claim: Assertion::ReportsError, strength: Strength::Strong };
const BARE: Rule =
    Rule { id: "cloudflare.bare-page", claim: Assertion::MadeByProvider, strength: Strength::Strong };
const TEXT: Rule =
    Rule { id: "cloudflare.text-code", claim: Assertion::MadeByProvider, strength: Strength::Strong };
const SENTENCE: Rule =
    Rule { id: "cloudflare.text-sentence", claim: Assertion::MadeByProvider, strength: Strength::Strong };

/// Cloudflare's problem documents have about a thousand characters.
const LONGEST_PROBLEM: usize = 4096;
/// What other extensions put into a page is hardly longer, in bytes.
const FEW_WORDS: usize = 80;
/// The page has two of them.
const FEW_CENTERS: usize = 8;
/// The sentence has 56 characters, and at most the reason of the status behind it.
const LONGEST_SENTENCE: usize = 120;

#[inline(never)]
pub fn read(observation: &Observation, reading: &Reading<'_>, evidence: &mut Evidence) -> Option<Content> {
    if let Some((code, mark)) = bare(&reading.outline) {
        evidence.add(BARE, "page", &mark);
        return Some(Content::of(Rendering::Bare, Some(code)));
    }
    let media_type = media_type(observation);
    if let Some(code) = structured(media_type.as_deref(), &reading.outline) {
        evidence.add(STRUCTURED, "page", &["error_code: ", &code.to_string()].concat());
        return Some(Content::of(Rendering::Structured, Some(code)));
    }
    let whole = Some(reading.page).filter(|page| page.tail.is_none())?;
    if let Some((code, text)) = text(media_type.as_deref(), whole, &reading.outline) {
        evidence.add(TEXT, "page", &text);
        return Some(Content::of(Rendering::Text, Some(code)));
    }
    let text = sentence(&reading.outline)?;
    evidence.add(SENTENCE, "page", &text);
    Some(Content::of(Rendering::Text, None))
}

/// The media type that the browser used, else the one that the fields declare.
fn media_type(observation: &Observation) -> Option<String> {
    let used = observation.page.as_ref().and_then(|page| page.media_type.clone());
    used.or_else(|| Some(page::media_type(&observation.fields.as_ref()?.get("content-type")?)))
}

/// A problem document is Cloudflare's if it says so, has an integer code, and its type lies in Cloudflare's
/// documents; as Markdown it has no type, and a heading with the code instead
/// (<https://developers.cloudflare.com/fundamentals/reference/error-responses/>).
fn structured(media_type: Option<&str>, outline: &Outline<'_>) -> Option<u16> {
    let text = outline.text(LONGEST_PROBLEM);
    if media_type.is_none_or(|media_type| media_type.ends_with("json")) && text.starts_with('{') {
        let own = problem::member(&text, "cloudflare_error")?.starts_with("true")
            && problem::member(&text, "type")?.starts_with("\"https://developers.cloudflare.com/");
        let code = problem::member(&text, "error_code").filter(|_| own)?;
        let end = code.find(|c: char| !c.is_ascii_digit()).unwrap_or(code.len());
        return known_code(part::until(code, end).parse().ok()?);
    }
    if media_type.is_none_or(|media_type| media_type == "text/markdown") {
        let (front, body) = front_matter::split(&text)?;
        let own = front_matter::value(front, "cloudflare_error")? == "true";
        let code = front_matter::value(front, "error_code").filter(|_| own)?;
        let heading = ["# Error ", code, ":"].concat();
        return known_code(code.parse().ok()?).filter(|_| body.starts_with(&heading));
    }
    None
}

/// nginx's plain page: a heading with the code, a rule, `cloudflare` below it, and nothing else but a few
/// words that another extension may have put behind it.
fn bare(outline: &Outline<'_>) -> Option<(u16, String)> {
    let heading = outline.first("h1")?.text(80);
    outline.first("hr")?;
    let whole = outline.text(200);
    let below = whole.strip_prefix(heading.as_str())?.trim_start();
    let mut centers = outline.elements().filter(|element| element.is("center")).take(FEW_CENTERS);
    let name = centers.find_map(|element| {
        let text = element.text(40);
        matches!(text.as_str(), "cloudflare" | "cloudflare-nginx").then_some(text)
    })?;
    let behind = below.strip_prefix(name.as_str())?;
    let code = part::before(&heading, b' ').parse().ok().filter(|code| (300..=599).contains(code))?;
    (behind.len() <= FEW_WORDS).then(|| (code, [heading.as_str(), " / ", &name].concat()))
}

/// The whole of a `text/plain` content is `error code: NNN`. An API that numbers its own errors that way
/// sends another type or more text.
fn text(media_type: Option<&str>, page: &Page, outline: &Outline<'_>) -> Option<(u16, String)> {
    let plain = media_type.map_or_else(|| !page.head.contains('<'), |media_type| media_type == "text/plain");
    let whole = in_viewer(outline, 40);
    let code = whole.strip_prefix("error code: ").filter(|_| plain)?;
    Some((known_code(code.parse().ok()?)?, whole))
}

/// The sentence that stands alone, with at most the reason of the status behind it (seen in 2026).
fn sentence(outline: &Outline<'_>) -> Option<String> {
    let whole = in_viewer(outline, LONGEST_SENTENCE + 1);
    (whole.len() <= LONGEST_SENTENCE
        && whole.starts_with("Cloudflare encountered an error processing this request:"))
    .then_some(whole)
}

/// The text as it was sent: browsers show plain text in a `pre`, and other extensions put things behind it.
fn in_viewer(outline: &Outline<'_>, most: usize) -> String {
    let whole = outline.text(most + FEW_WORDS);
    let viewer = outline.first("pre").map(|viewer| viewer.text(most)).unwrap_or_default();
    let only = !viewer.is_empty() && whole.starts_with(&viewer) && whole.len() < viewer.len() + FEW_WORDS;
    if only { viewer } else { whole }
}
