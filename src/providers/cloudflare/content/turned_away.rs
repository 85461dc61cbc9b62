//! Security checks and blocks: somebody stands in the way on purpose, and nothing failed.

use super::branded::ray;
use super::{Content, Rendering};
use crate::evidence::{Assertion, Evidence, Rule, Strength};
use crate::observation::Observation;
use crate::observation::outline::Outline;
use crate::part;

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
#[inline(never)]
pub fn read(observation: &Observation, outline: &Outline<'_>, evidence: &mut Evidence) -> Option<Content> {
    let (rendering, rule, mark) = if let Some(mark) = challenge(observation, outline) {
        (Rendering::Challenge, CHALLENGE, mark)
    } else if let Some(mark) = email(outline) {
        (Rendering::Harmless, EMAIL, mark)
    } else {
        (Rendering::Block, BLOCK, block(observation, outline)?)
    };
    evidence.add(rule, "page", mark);
    Some(Content { ray: ray(outline), ..Content::of(rendering, None) })
}

fn challenge(observation: &Observation, outline: &Outline<'_>) -> Option<&'static str> {
    const ADDRESSES: [&str; 2] = ["__cf_chl", "/cdn-cgi/l/chk_"];
    let form = outline.by_id("challenge-form").is_some_and(|form| {
        let action = form.attribute("action").unwrap_or_default();
        ADDRESSES.iter().any(|address| part::contains(&action, address))
    });
    if form {
        return Some("#challenge-form");
    }
    let class = ["cf-browser-verification", "cf-captcha-container"];
    if let Some(class) = class.into_iter().find(|class| outline.by_class(class).is_some()) {
        return Some(class);
    }
    // The script that builds the check; `scripts/jsd`, beside it, is on pages that work.
    let builder = "/cdn-cgi/challenge-platform/";
    let built = outline.elements().filter(|element| element.is("script")).any(|element| {
        let address = element.attribute("src").unwrap_or_default();
        address.starts_with(builder) && part::contains(&address, "/orchestrate/")
    });
    if built && may_be_a_check(observation) {
        return Some(builder);
    }
    // Where scripts were saved with the page, the check's own settings are in one.
    #[cfg(not(feature = "background"))]
    if may_be_a_check(observation)
        && outline
            .elements()
            .any(|element| element.is("script") && part::contains(element.source(), "window._cf_chl_opt"))
    {
        return Some("_cf_chl_opt");
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

fn block(observation: &Observation, outline: &Outline<'_>) -> Option<&'static str> {
    let title = "Attention Required! | Cloudflare";
    let found = outline.title();
    let named = found == title;
    let heading = || outline.first("h1").is_some_and(|h1| h1.text(40) == "Sorry, you have been blocked");
    if named && (has_headline(outline) || heading() || outline.text(1).is_empty())
        || outline.by_id("cf-error-details").is_some() && has_headline(outline)
    {
        return Some(title);
    }
    // Who is not let in by Access (<https://developers.cloudflare.com/cloudflare-one/>).
    let access = "\u{30FB} Cloudflare Access";
    if found.ends_with(access) && observation.status_at_least(400) {
        return Some("Cloudflare Access");
    }
    // The warning before a site that was reported offers a way past it.
    let bypass = "/cdn-cgi/phish-bypass";
    let mut forms = outline.elements().filter(|element| element.is("form"));
    let past = forms.any(|form| form.attribute("action").is_some_and(|address| address.starts_with(bypass)));
    past.then_some(bypass)
}

fn has_headline(outline: &Outline<'_>) -> bool {
    let mut headings = outline.elements().filter(|element| element.is("h1"));
    headings.any(|heading| heading.attribute("data-translate").as_deref() == Some("block_headline"))
}

/// What stands in the place of an e-mail address that is kept from robots: the same frame, and no error
/// (<https://developers.cloudflare.com/waf/tools/scrape-shield/email-address-obfuscation/>).
fn email(outline: &Outline<'_>) -> Option<&'static str> {
    let title = "Email Protection | Cloudflare";
    (outline.title() == title && outline.by_id("cf-error-details").is_some()).then_some(title)
}
