//! Security checks and blocks: somebody stands in the way on purpose, and nothing failed.

use super::branded::ray;
use super::{Content, Rendering};
use crate::evidence::{Assertion, Evidence, Rule, Strength};
use crate::observation::Observation;
use crate::observation::outline::Outline;

const CHALLENGE: Rule =
    Rule { id: "cloudflare.challenge-page", claim: Assertion::Challenge, strength: Strength::Strong };
const BLOCK: Rule =
    Rule { id: "cloudflare.block-page", claim: Assertion::MadeByProvider, strength: Strength::Strong };
const EMAIL: Rule =
    Rule { id: "cloudflare.email-page", claim: Assertion::MadeByProvider, strength: Strength::Strong };

/// A security check says little; an article about one says more, in bytes.
const LITTLE_TEXT: usize = 1500;

/// Both, told by the names that their elements have had since 2016; today's check is built by its script
/// and has only its title.
pub fn read(observation: &Observation, outline: &Outline<'_>, evidence: &mut Evidence) -> Option<Content> {
    let (rendering, rule, mark) = if let Some(mark) = challenge(observation, outline) {
        (Rendering::Challenge, CHALLENGE, mark)
    } else if let Some(mark) = email(outline) {
        (Rendering::Harmless, EMAIL, mark)
    } else {
        (Rendering::Block, BLOCK, block(outline)?)
    };
    evidence.add(rule, "page", mark);
    Some(Content { ray: ray(outline), ..Content::of(rendering, None) })
}

fn challenge(observation: &Observation, outline: &Outline<'_>) -> Option<&'static str> {
    const ADDRESSES: [&str; 2] = ["__cf_chl", "/cdn-cgi/l/chk_"];
    let form = outline.by_id("challenge-form").is_some_and(|form| {
        let action = form.attribute("action").unwrap_or_default();
        ADDRESSES.iter().any(|address| action.contains(address))
    });
    if form {
        return Some("#challenge-form");
    }
    let class = ["cf-browser-verification", "cf-captcha-container"];
    if let Some(class) = class.into_iter().find(|class| outline.by_class(class).is_some()) {
        return Some(class);
    }
    let title = "Just a moment...";
    (outline.title() == title
        && may_be_a_check(observation)
        && outline.text(LITTLE_TEXT + 1).len() <= LITTLE_TEXT)
        .then_some(title)
}

/// A title alone needs the status of a check, and Cloudflare on the path where the fields are known.
fn may_be_a_check(observation: &Observation) -> bool {
    let status = observation.status.is_none_or(|status| matches!(status.code(), 403 | 429 | 503));
    status && observation.fields.as_ref().is_none_or(|fields| fields.has("cf-ray"))
}

fn block(outline: &Outline<'_>) -> Option<&'static str> {
    let title = "Attention Required! | Cloudflare";
    let named = outline.title() == title;
    if named && (has_headline(outline) || outline.text(1).is_empty())
        || outline.by_id("cf-error-details").is_some() && has_headline(outline)
    {
        return Some(title);
    }
    // The warning before a site that was reported offers a way past it.
    let bypass = "/cdn-cgi/phish-bypass";
    let past = outline
        .elements()
        .any(|element| element.attribute("action").is_some_and(|address| address.starts_with(bypass)));
    past.then_some(bypass)
}

fn has_headline(outline: &Outline<'_>) -> bool {
    let mut marks = outline.elements().filter_map(|element| element.attribute("data-translate"));
    marks.any(|mark| mark == "block_headline")
}

/// What stands in the place of an e-mail address that is kept from robots: the same frame, and no error
/// (<https://developers.cloudflare.com/waf/tools/scrape-shield/email-address-obfuscation/>).
fn email(outline: &Outline<'_>) -> Option<&'static str> {
    let title = "Email Protection | Cloudflare";
    (outline.title() == title && outline.by_id("cf-error-details").is_some()).then_some(title)
}
