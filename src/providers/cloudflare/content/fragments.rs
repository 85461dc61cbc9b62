//! Pieces of Cloudflare's pages: documents that were cut off before their marks, and words that people
//! copied from a page. Browsers hand over whole documents, so the worker does without these rules; saved
//! and pasted responses are often such pieces. They count only where the fields are not known.

use super::branded::{code_label, code_of_title};
use super::{Content, Rendering, code_in};
use crate::evidence::{Assertion, Evidence, Rule, Strength};
use crate::observation::outline::Outline;
use crate::observation::page::Reading;
use crate::observation::{Observation, fields};
use crate::providers::cloudflare::codes;

const CUT: Rule =
    Rule { id: "cloudflare.cut-page", claim: Assertion::ReportsError, strength: Strength::Hint };
const COPIED: Rule =
    Rule { id: "cloudflare.copied-text", claim: Assertion::ReportsError, strength: Strength::Hint };

/// The words of Cloudflare's longest page have less; an article about one has more, in bytes.
const LONGEST_COPY: usize = 2500;
/// A page's heading stands among its first words.
const BEGINNING: usize = 160;

pub fn read(observation: &Observation, reading: &Reading<'_>, evidence: &mut Evidence) -> Option<Content> {
    let succeeded = observation.status.is_some_and(|status| status.code() < 400);
    if succeeded || observation.fields.is_some() || reading.page.tail.is_some() {
        return None;
    }
    if let Some(content) = cut(reading, &reading.outline) {
        evidence.add(CUT, "page", &reading.outline.title());
        return Some(content);
    }
    let text = reading.outline.text(LONGEST_COPY + 1);
    let content = (text.len() <= LONGEST_COPY).then(|| copied(&text))??;
    evidence.add(COPIED, "page", fields::cut(&text, BEGINNING));
    Some(content)
}

/// A document that ends early, with a title or heading of Cloudflare's pages, and their style sheet unless
/// it ends before any text.
fn cut(reading: &Reading<'_>, outline: &Outline<'_>) -> Option<Content> {
    let end = fields::cut_start(&reading.page.head, 200);
    if end.to_ascii_lowercase().contains("</html") {
        return None;
    }
    let title = outline.title();
    let frame = outline.by_id("cf_styles-css").or_else(|| outline.by_id("cf-error-details"));
    if frame.is_none() && !outline.text(1).is_empty() {
        return None;
    }
    if let Some(code) = code_of_title(&title).or_else(|| code_label(outline)) {
        return codes::row(code).map(|_| Content::of(Rendering::Branded, Some(code)));
    }
    let heading = outline.first("h1").map(|heading| heading.text(80)).unwrap_or_default();
    if let Some(code) = code_in(&heading).filter(|_| frame.is_some()) {
        return Some(Content::of(Rendering::Numbered, Some(code)));
    }
    if title == "Please Wait... | Cloudflare" {
        return Some(Content::of(Rendering::Challenge, None));
    }
    if title.ends_with(" used Cloudflare to restrict access") || title == "Attention Required! | Cloudflare" {
        return Some(Content::of(Rendering::Block, None));
    }
    let reason = title.strip_suffix("| Cloudflare")?.split('|').next()?.trim();
    let row = codes::rows().find(|row| row.code >= 1000 && row.title.eq_ignore_ascii_case(reason))?;
    Some(Content::of(Rendering::Numbered, Some(row.code)))
}

/// Whole sentences of security checks, which nobody else writes.
const CHECKS: [&str; 8] = [
    "Checking your browser before accessing ",
    "This process is automatic. Your browser will redirect to your requested content shortly.",
    "Completing the CAPTCHA proves you are a human and gives you temporary access to the web property.",
    "Please stand by, while we are checking your browser...",
    "Verifying you are human. This may take a few seconds.",
    "Verify you are human by completing the action below.",
    "needs to review the security of your connection before proceeding.",
    "Enable JavaScript and cookies to continue",
];
/// The headings of pages that turn visitors away.
const BLOCKS: [&str; 3] =
    ["Sorry, you have been blocked", "Attention Required! | Cloudflare", "Access denied | "];

/// What the words of a page say.
fn copied(text: &str) -> Option<Content> {
    if CHECKS.iter().any(|check| text.contains(check)) {
        return Some(Content::of(Rendering::Challenge, None));
    }
    let text = text.strip_prefix("Please enable cookies. ").unwrap_or(text);
    let named = text.contains("loudflare") || text.contains("Ray ID");
    if BLOCKS.iter().any(|block| text.starts_with(block)) && named {
        return Some(Content::of(Rendering::Block, None));
    }
    let beginning = fields::cut(text, BEGINNING);
    let code = numbered(beginning).or_else(|| labelled(beginning))?;
    let own = named || text.contains("The owner of this website (") || text.contains("What happened?");
    codes::row(code).filter(|_| own).map(|_| Content::of(Rendering::Copied, Some(code)))
}

/// `Error 1016 Ray ID: …`: the heading of a page with a number, and of the first design.
fn numbered(beginning: &str) -> Option<u16> {
    let rest =
        beginning.strip_prefix("Error ").or_else(|| beginning.split_once(" Error ").map(|(_, rest)| rest))?;
    let number = rest.split(' ').next()?;
    code_in(number.trim_end_matches([':', '.'])).filter(|_| number.starts_with(|c: char| c.is_ascii_digit()))
}

/// `Bad gateway Error code 502`: the heading with three boxes below it.
fn labelled(beginning: &str) -> Option<u16> {
    let (reason, rest) = beginning.split_once(" Error code ")?;
    let code = code_in(rest.split(' ').next()?)?;
    let reason = reason.rsplit(" | ").next().unwrap_or(reason);
    codes::row(code)
        .filter(|row| reason.to_ascii_lowercase().ends_with(&row.title.to_ascii_lowercase()))
        .map(|row| row.code)
}
