//! Cloudflare's content: in which rendering its edge answered, and what that says.
//!
//! Marks are markup, independent of the page's language: ids, classes and the address of the landing
//! page. The code label and the boxes have kept their names since 2014.

mod branded;
#[cfg(not(feature = "background"))]
mod fragments;
mod turned_away;
mod written;

use crate::evidence::Evidence;
use crate::observation::{Observation, page::Reading};

/// How the edge answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rendering {
    /// The page with three boxes: browser, Cloudflare, host.
    Branded,
    /// The page of a 1xxx code, which has no boxes.
    Numbered,
    /// A customer's own page with Cloudflare's box in it.
    TokenBox,
    /// A security check, of any generation.
    Challenge,
    /// The page that turns a visitor away without a code.
    Block,
    /// The page in the place of a protected e-mail address.
    Harmless,
    /// A problem document (RFC 9457) with Cloudflare's members, as JSON or as Markdown.
    Structured,
    /// nginx's plain page with `cloudflare` below the line.
    Bare,
    /// `error code: NNN` as the whole text, or the sentence that stands for it.
    Text,
    /// The words of a page without its markup, as people copy them; the fields are never known with it.
    Copied,
    /// Only the fields are there, or the content tells nothing.
    FieldsOnly,
}

/// A box of the branded page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusBox {
    /// The visitor's browser.
    Browser,
    /// Cloudflare itself.
    Cloudflare,
    /// The site's host.
    Host,
}

/// What the content says.
#[derive(Debug, Default)]
pub struct Content {
    pub rendering: Option<Rendering>,
    pub code: Option<u16>,
    /// The box that the page marks as broken; `None` where it has no boxes or was cut before them.
    pub blames: Option<StatusBox>,
    /// The boxes disagree with each other or with the code, as generators of copies make them.
    pub contradictory: bool,
    pub ray: Option<String>,
    /// The city in the middle box, as the page writes it.
    pub place: Option<String>,
}

impl Content {
    fn of(rendering: Rendering, code: Option<u16>) -> Self {
        Self { rendering: Some(rendering), code, ..Self::default() }
    }
}

#[inline(never)]
pub fn read(observation: &Observation, reading: Option<&Reading<'_>>, evidence: &mut Evidence) -> Content {
    let Some(reading) = reading.filter(|reading| !reading.is_empty()) else { return Content::default() };
    let found = branded::branded(&reading.outline, evidence)
        .or_else(|| branded::numbered(&reading.outline, evidence))
        .or_else(|| turned_away::read(observation, &reading.outline, evidence))
        .or_else(|| branded::token_box(reading, evidence))
        .or_else(|| written::read(observation, reading, evidence));
    #[cfg(not(feature = "background"))]
    let found = found.or_else(|| fragments::read(observation, reading, evidence));
    found.unwrap_or_default()
}

/// A number that can be a code of Cloudflare's.
fn known_code(code: u16) -> Option<u16> {
    matches!(code, 500..=599 | 1000..=1299).then_some(code)
}

/// The first code in a text: `Error code 522`, `Error 1101 Ray ID: …`, and `Error1101` where a page was
/// minified.
fn code_in(text: &str) -> Option<u16> {
    text.split(|c: char| !c.is_ascii_digit()).find_map(|digits| known_code(digits.parse().ok()?))
}
