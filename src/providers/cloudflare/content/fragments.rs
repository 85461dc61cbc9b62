//! Pieces of Cloudflare's pages: documents that were cut off before their marks, and words that people
//! copied from a page. Browsers hand over whole documents, so the worker does without these rules; saved
//! and pasted responses are often such pieces. They count only where the fields are not known.

use super::branded::{code_label, code_of_title, three_boxes};
use super::{Content, Rendering, code_in, known_code};
use crate::evidence::{Assertion, Evidence, Rule, Strength};
use crate::observation::outline::Outline;
use crate::observation::page::Reading;
use crate::observation::{Observation, fields};
use crate::providers::cloudflare::codes;
use crate::providers::cloudflare::marks::is_ray_id;

const CUT: Rule =
    Rule { id: "cloudflare.cut-page", claim: Assertion::ReportsError, strength: Strength::Hint };
const COPIED: Rule =
    Rule { id: "cloudflare.copied-text", claim: Assertion::ReportsError, strength: Strength::Hint };

/// The words of Cloudflare's longest page have less; an article about one has more, in bytes.
const LONGEST_COPY: usize = 2500;
/// A page's heading stands among its first words.
const BEGINNING: usize = 160;

pub fn read(observation: &Observation, reading: &Reading<'_>, evidence: &mut Evidence) -> Option<Content> {
    let status = observation.status.map(crate::observation::Status::code);
    let succeeded = status.is_some_and(|status| status < 400);
    if succeeded || observation.fields.is_some() || reading.page.tail.is_some() {
        return None;
    }
    let outline = &reading.outline;
    if let Some(content) = cut(outline) {
        evidence.add(CUT, "page", &outline.title());
        return Some(content);
    }
    // The beginning is missing, and with it the frame around the boxes.
    if let Some(content) = three_boxes(outline, outline.elements(), evidence) {
        return Some(content);
    }
    let text = words(&outline.text(LONGEST_COPY + 1));
    let content = (text.len() <= LONGEST_COPY).then(|| copied(&text, status))??;
    evidence.add(COPIED, "page", fields::cut_words(&text, BEGINNING));
    Some(content)
}

/// The words without the signs by which people quote.
fn words(text: &str) -> String {
    let quoted = |word: &&str| matches!(*word, ">" | "```" | "*" | "-");
    let words: Vec<&str> = text.split(' ').filter(|word| !quoted(word)).collect();
    words.join(" ")
}

/// A document that ends early, with a title or heading of Cloudflare's pages, and their style sheet unless
/// it ends before any text.
fn cut(outline: &Outline<'_>) -> Option<Content> {
    if outline.ends() {
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
const CHECKS: [&str; 9] = [
    "Checking your browser before accessing ",
    "This process is automatic. Your browser will redirect to your requested content shortly.",
    "Completing the CAPTCHA proves you are a human and gives you temporary access to the web property.",
    "Please stand by, while we are checking your browser...",
    "Verifying you are human. This may take a few seconds.",
    "Verify you are human by completing the action below.",
    "needs to review the security of your connection before proceeding.",
    "This page is displayed while the website verifies you are not a bot.",
    "Enable JavaScript and cookies to continue",
];
const BLOCK: &str = "Sorry, you have been blocked You are unable to access ";
/// The sentence of 500, by which Cloudflare blames itself.
const OWN_FAULT: &str = "There is an internal server error on Cloudflare's network.";

/// What the words of a page say.
fn copied(text: &str, status: Option<u16>) -> Option<Content> {
    if CHECKS.iter().any(|check| text.contains(check)) {
        return Some(Content::of(Rendering::Challenge, None));
    }
    let beginning = fields::cut(text, BEGINNING);
    let restricted = text.len() <= BEGINNING && text.ends_with(" used Cloudflare to restrict access");
    if beginning.contains(BLOCK) || restricted {
        return Some(Content::of(Rendering::Block, None));
    }
    if let Some(code) = bare(text) {
        return Some(Content::of(Rendering::Bare, Some(code)));
    }
    let named = text.contains("loudflare") || text.contains("Ray ID") || text.contains("loudFlare");
    let own = named || text.contains("The owner of this website (") || text.contains("What happened?");
    let found = beside_ray(beginning).or_else(|| numbered(beginning).filter(|_| own));
    let found = found.or_else(|| labelled(beginning).filter(|_| own)).or_else(|| titled(text));
    if let Some(code) = found.filter(|&code| codes::row(code).is_some()) {
        return Some(Content::of(Rendering::Copied, Some(code)));
    }
    if text.contains(OWN_FAULT) && status.is_some_and(|status| status >= 500) {
        return Some(Content::of(Rendering::Copied, Some(500)));
    }
    // In whatever language: the footer that names its Ray ID stands below pages that turn visitors away.
    let footer = named && ["Ray ID:", "Ray-ID:"].iter().any(|ray| text.contains(ray));
    (footer && matches!(status, Some(403 | 429))).then(|| Content::of(Rendering::Block, None))
}

/// `Error 1016 Ray ID: …`, in whatever language: the number beside the Ray ID in a page's heading.
fn beside_ray(beginning: &str) -> Option<u16> {
    let (before, ray) = beginning.split_once(" Ray ID: ")?;
    let number = before.rsplit(' ').next()?;
    let code = number.parse().ok().and_then(known_code)?;
    ray.get(..16).is_some_and(is_ray_id).then_some(code)
}

/// `Error 1016`: the heading of a page with a number.
fn numbered(beginning: &str) -> Option<u16> {
    let beginning = beginning.strip_prefix("Please enable cookies. ").unwrap_or(beginning);
    let number = beginning.strip_prefix("Error ")?.split(' ').next()?;
    number.trim_end_matches([':', '.']).parse().ok().and_then(known_code)
}

/// `Bad gateway Error code 502`: the heading with three boxes below it.
fn labelled(beginning: &str) -> Option<u16> {
    let (reason, rest) = beginning.split_once(" Error code ")?;
    let code = code_in(rest.split(' ').next()?)?;
    let reason = reason.to_ascii_lowercase();
    codes::row(code).filter(|row| reason.ends_with(&row.title.to_ascii_lowercase())).map(|row| row.code)
}

/// `shop.example | 522: Connection timed out`: nothing but the title.
fn titled(text: &str) -> Option<u16> {
    let row = codes::row(code_of_title(text)?)?;
    text.ends_with(&[": ", row.title].concat()).then_some(row.code)
}

/// `502 Bad Gateway cloudflare`: the words of the bare page.
fn bare(text: &str) -> Option<u16> {
    let mut words = text.split(' ');
    let code = words.next()?.parse().ok().and_then(known_code)?;
    let name = words.next_back()?;
    (text.len() <= 80 && matches!(name, "cloudflare" | "cloudflare-nginx")).then_some(code)
}

#[cfg(test)]
mod tests {
    use crate::diagnose;
    use crate::observation::{Observation, Page, Status};

    fn is_cut(start: &str, end: &str) -> bool {
        const HEAD: &str =
            "<head><title>shop.example | 522: Connection timed out</title><link id=cf_styles-css></head>";
        let page = Some(Page::whole([start, HEAD, "<body>", end].concat()));
        let diagnosis = diagnose(&Observation { status: Status::new(522), page, ..Observation::default() });
        diagnosis.evidence.iter().any(|claim| claim.rule == super::CUT.id)
    }

    #[test]
    fn a_page_is_cut_off_where_its_end_was_not_sent_whatever_stands_open_in_it() {
        assert!(is_cut("<!doctype html><html>", "<p>Hello"));
        assert!(is_cut("<!doctype html><html>", "<p>Hello<!-- </html> -->"));
        assert!(!is_cut("<!doctype html><html>", "<p>Hello</p></body></html>"));
        assert!(!is_cut("<!doctype html>", "<p>Hello</p></body></html>"));
        let open = ["<p>Hello".repeat(65), "</body></html>".to_owned()].concat();
        assert!(!is_cut("<!doctype html><html>", &open));
    }
}
