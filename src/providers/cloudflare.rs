//! Cloudflare: the marks in fields and content, and what they amount to.
//!
//! `cf-ray` says that Cloudflare carried the response. Whether it also made it is told by the *edge
//! quartet* of fields, or by a body that only its edge sends. Its own pages then say who is at fault,
//! and most of them say: not Cloudflare
//! (<https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/>).

pub mod codes;
mod content;
mod marks;
#[cfg(not(feature = "background"))]
pub mod places;

use crate::evidence::{Assertion, Evidence, Rule, Strength};
use crate::observation::page::Reading;
use crate::observation::{Fields, Observation, Site};

use crate::providers::story::{Kind, Story};

/// Its name and its status page; its marks are read by [`testify`].
pub const STORY: Story = Story::of("Cloudflare", Kind::Edge).status_page("https://www.cloudflarestatus.com/");

pub use content::{Rendering, StatusBox};
pub use marks::{Marks, Notice, READ, Served, Sign, is_cloudflares_server};

/// Who made the response, seen from Cloudflare.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Maker {
    /// Nothing of Cloudflare's was seen.
    #[default]
    NotOnPath,
    /// Cloudflare's edge made it; the fields prove it.
    Edge,
    /// The content is one of Cloudflare's pages, or the status one that it invented; the fields, which
    /// would prove it, are not known.
    EdgeByContent,
    /// It came from behind the edge.
    Behind,
    /// It is on the path, and neither is shown: no fields that prove it, and no content was read.
    Undecided,
    /// The content is Cloudflare's page, and the fields say that Cloudflare did not make it.
    Copy,
}

/// What Cloudflare's marks in one response amount to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Testimony {
    /// Who made the response.
    pub maker: Maker,
    /// What the fields say; nothing where they are not known.
    pub marks: Marks,
    /// How the edge rendered its answer, where it made one.
    pub rendering: Option<Rendering>,
    /// The code in the content, else the status where the edge made the response.
    pub code: Option<u16>,
    /// The box that the page marks as the broken one.
    pub blames: Option<StatusBox>,
    /// The content contradicts itself: boxes that do not agree with the code.
    pub contradictory: bool,
    /// The Ray ID, 16 hexadecimal digits.
    pub ray: Option<String>,
    /// The place of the data centre; from the page where the fields name no data centre.
    pub place: Option<String>,
}

const STATUS: Rule =
    Rule { id: "cloudflare.status", claim: Assertion::ReportsError, strength: Strength::Hint };
const FOREIGN: Rule =
    Rule { id: "cloudflare.foreign-fields", claim: Assertion::Copy, strength: Strength::Decisive };
const UNMARKED: Rule =
    Rule { id: "cloudflare.copy-from-behind", claim: Assertion::Copy, strength: Strength::Strong };
const OTHER_RAY: Rule =
    Rule { id: "cloudflare.other-ray-id", claim: Assertion::Copy, strength: Strength::Strong };

/// Reads Cloudflare's marks; the claims go into the evidence.
#[must_use]
pub fn testify(
    observation: &Observation,
    reading: Option<&Reading<'_>>,
    evidence: &mut Evidence,
) -> Testimony {
    let fields = observation.fields.as_ref().map(|fields| marks::read(fields, evidence));
    let content = content::read(observation, reading, evidence);
    let mut testimony =
        Testimony { contradictory: content.contradictory, blames: content.blames, ..Testimony::default() };
    let status = observation.status.map(crate::observation::Status::code);
    let has_content = reading.is_some_and(|reading| !reading.is_empty());
    let ray_of_field = fields.as_ref().and_then(|marks| marks.ray.clone());
    testimony.maker = match (&fields, content.rendering) {
        (None, Some(_)) => Maker::EdgeByContent,
        // A status that Cloudflare invented, on a response of which the fields are not known.
        (None, None) if status.is_some_and(codes::is_cloudflares_own) => Maker::EdgeByContent,
        (None, None) => Maker::NotOnPath,
        // A line of text is nobody's design: from another server it is that server's own.
        (Some(marks), Some(Rendering::Text)) if !marks.carried => Maker::NotOnPath,
        (Some(marks), Some(_)) if !marks.carried => {
            evidence.add(FOREIGN, "fields", &marks.server);
            Maker::Copy
        }
        (Some(marks), None) if !marks.carried => Maker::NotOnPath,
        (Some(_), Some(_))
            if content.ray.is_some() && ray_of_field.is_some() && content.ray != ray_of_field =>
        {
            evidence.add(OTHER_RAY, "page", content.ray.as_deref().unwrap_or_default());
            Maker::Copy
        }
        (Some(marks), Some(Rendering::Branded | Rendering::Numbered)) if marks.served.is_some() => {
            evidence.add(UNMARKED, "fields", &marks.served_mark);
            Maker::Copy
        }
        // Whatever else came from behind the edge was made there: an application that passes on an error
        // that it got itself, or numbers its own. Only the bare page is left to `judgement`.
        (Some(marks), Some(rendering)) if marks.served.is_some() && rendering != Rendering::Bare => {
            if status.is_some_and(codes::is_cloudflares_own) { Maker::Undecided } else { Maker::Behind }
        }
        (Some(marks), Some(Rendering::Branded)) if marks.sign != Some(Sign::Quartet) => Maker::Undecided,
        (Some(_), Some(_)) => Maker::Edge,
        (Some(marks), None) if matches!(marks.sign, Some(Sign::Quartet | Sign::ErrorType)) => Maker::Edge,
        // The line of text, told by its length where nobody could read it.
        (Some(marks), None) if marks.sign.is_some() && reading.is_none() && is_refusal(status) => Maker::Edge,
        // Cloudflare's own codes come without the quartet too: with a customer's own page around them, or
        // (seen with 520) with no content at all and with cf-cache-status.
        (Some(_), None) if status.is_some_and(codes::is_cloudflares_own) => Maker::Undecided,
        (Some(marks), None) if marks.served.is_some() || has_content => Maker::Behind,
        (Some(_), None) => Maker::Undecided,
    };

    let error_type = fields.as_ref().and_then(|marks| marks.error_type);
    let edge_made = matches!(testimony.maker, Maker::Edge | Maker::EdgeByContent);
    testimony.rendering = content.rendering.or(edge_made.then_some(Rendering::FieldsOnly));
    testimony.code = content.code.or(if edge_made {
        error_type.or(status).filter(|&code| codes::row(code).is_some())
    } else {
        None
    });
    if let (None, Some(code)) = (content.code, testimony.code) {
        evidence.add(STATUS, "status", &code.to_string());
    }
    if let (Some(Rendering::Branded), Some(code), Some(blamed)) =
        (content.rendering, testimony.code, content.blames)
    {
        // Only 500 marks Cloudflare's box, and every other code the host's.
        let expected = if code == 500 { StatusBox::Cloudflare } else { StatusBox::Host };
        testimony.contradictory |= blamed != expected;
    }
    testimony.ray = ray_of_field.or(if testimony.maker == Maker::Copy { None } else { content.ray });
    testimony.marks = fields.unwrap_or_default();
    testimony.place = match testimony.marks.pop.as_deref() {
        Some(pop) => place_of(pop),
        None => content.place.filter(|_| testimony.maker == Maker::EdgeByContent),
    };
    testimony
}

/// The worker has no room for the table of places: its pages look them up.
#[cfg(feature = "background")]
const fn place_of(_: &str) -> Option<String> {
    None
}

#[cfg(not(feature = "background"))]
fn place_of(pop: &str) -> Option<String> {
    places::place(pop)
}

/// Whether a status says that the request was refused, or that there were too many.
fn is_refusal(status: Option<u16>) -> bool {
    matches!(status, Some(403 | 429))
}

/// Whether the edge may have made a response with these fields, so that a 4xx is worth reading: its 1xxx
/// codes come with 403, 409, 429 and others. Sites' own 4xx carry `cf-cache-status`, and so does its
/// error 1000, which has the edge quartet as well.
#[must_use]
pub fn may_have_made(fields: &Fields) -> bool {
    let passed_on = fields.has("cf-cache-status") && !marks::has_quartet(fields);
    fields.has("cf-ray") && !fields.has("cf-mitigated") && !passed_on
}

/// Cloudflare's own public names: there, what fails behind the edge is Cloudflare's as well. Its status
/// page is hosted elsewhere on purpose.
#[must_use]
pub fn is_own_service(site: &Site) -> bool {
    ["cloudflare.com", "one.one.one.one"].iter().any(|name| site.is_under(name))
}

/// Cloudflare's platforms, on which others run their sites
/// (<https://developers.cloudflare.com/workers/configuration/routing/workers-dev/>).
#[must_use]
pub fn is_platform(site: &Site) -> bool {
    ["workers.dev", "pages.dev", "r2.dev"].iter().any(|name| site.is_under(name))
}

#[cfg(test)]
mod tests;
