//! Cloudflare's error pages: today's branded design, the bare page, and the line of text.
//!
//! Marks are markup, independent of the page's language: ids, classes and the address of the landing
//! page. The code label and the boxes have kept their names since 2014.

use super::marks::is_ray_id;
use crate::evidence::{Assertion, Evidence, Rule, Strength};
use crate::observation::outline::{Element, Outline};
use crate::observation::{Observation, page};
use crate::standards::problem;

const BRANDED: Rule =
    Rule { id: "cloudflare.branded-page", claim: Assertion::ReportsError, strength: Strength::Strong };
const NUMBERED: Rule =
    Rule { id: "cloudflare.numbered-page", claim: Assertion::ReportsError, strength: Strength::Strong };
const TOKEN_BOX: Rule =
    Rule { id: "cloudflare.token-box", claim: Assertion::ReportsError, strength: Strength::Strong };
const CHALLENGE: Rule =
    Rule { id: "cloudflare.challenge-page", claim: Assertion::Challenge, strength: Strength::Strong };
const BLOCK: Rule =
    Rule { id: "cloudflare.block-page", claim: Assertion::MadeByProvider, strength: Strength::Strong };
const STRUCTURED: Rule =
    Rule { id: "cloudflare.structured", claim: Assertion::ReportsError, strength: Strength::Strong };
const BARE: Rule =
    Rule { id: "cloudflare.bare-page", claim: Assertion::MadeByProvider, strength: Strength::Strong };
const TEXT: Rule =
    Rule { id: "cloudflare.text-code", claim: Assertion::MadeByProvider, strength: Strength::Strong };

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
    /// A problem document (RFC 9457) with Cloudflare's members.
    Structured,
    /// nginx's plain page with `cloudflare` below the line.
    Bare,
    /// `error code: NNN` as the whole text.
    Text,
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

/// The city and the Ray ID are among the first elements of their places.
const FEW: usize = 8;

/// Cloudflare's problem documents have about a thousand characters.
const LONGEST_PROBLEM: usize = 4096;

/// A security check says little; an article about one says more, in bytes.
const LITTLE_TEXT: usize = 1500;

const BOXES: [(StatusBox, &str); 3] = [
    (StatusBox::Browser, "cf-browser-status"),
    (StatusBox::Cloudflare, "cf-cloudflare-status"),
    (StatusBox::Host, "cf-host-status"),
];

/// What the content says.
#[derive(Debug, Default)]
pub struct Content {
    pub rendering: Option<Rendering>,
    pub code: Option<u16>,
    pub blames: Option<StatusBox>,
    /// The boxes disagree with each other or with the code, as generators of copies make them.
    pub contradictory: bool,
    pub ray: Option<String>,
    /// The city in the middle box, as the page writes it.
    pub place: Option<String>,
}

pub fn read(observation: &Observation, evidence: &mut Evidence) -> Content {
    let Some(page) = observation.page.as_ref().filter(|page| !page.is_empty()) else {
        return Content::default();
    };
    let outline = page.outline();
    if let Some(branded) = branded(&outline, evidence) {
        return branded;
    }
    if let Some(numbered) = numbered(&outline, evidence) {
        return numbered;
    }
    if let Some((rendering, rule, mark)) = turned_away(observation, &outline) {
        evidence.add(rule, "page", mark);
        return Content { rendering: Some(rendering), ray: ray(&outline), ..Content::default() };
    }
    let tail = page.tail.as_deref().map(Outline::of);
    if let Some(code) = [Some(&outline), tail.as_ref()].into_iter().flatten().find_map(token_box) {
        evidence.add(TOKEN_BOX, "page", &["cf-error-", &code.to_string()].concat());
        return Content { rendering: Some(Rendering::TokenBox), code: Some(code), ..Content::default() };
    }
    if let Some(code) = bare(&outline, evidence) {
        return Content { rendering: Some(Rendering::Bare), code: Some(code), ..Content::default() };
    }
    if let Some(code) = structured(observation, &outline) {
        evidence.add(STRUCTURED, "page", &["error_code: ", &code.to_string()].concat());
        return Content { rendering: Some(Rendering::Structured), code: Some(code), ..Content::default() };
    }
    if let Some(code) = text(observation, &outline, evidence) {
        return Content { rendering: Some(Rendering::Text), code: Some(code), ..Content::default() };
    }
    Content::default()
}

/// The branded page: its frame, all three boxes, and exactly one of them marked as the source.
fn branded(outline: &Outline<'_>, evidence: &mut Evidence) -> Option<Content> {
    let details = outline.by_id("cf-error-details")?;
    let mut boxes = [None; 3];
    for element in details.descendants() {
        let Some(id) = element.attribute("id") else { continue };
        if let Some(index) = BOXES.iter().position(|(_, name)| *name == id) {
            boxes[index] = boxes[index].or(Some(element));
        }
    }
    let [Some(browser), Some(middle), Some(host)] = boxes else { return None };
    let sources = [browser, middle, host].map(|element| element.has_class("cf-error-source"));
    let broken = [browser, middle, host].map(|element| holds_class(element, "cf-icon-error"));
    let source = sources.iter().position(|&marked| marked);
    let codes = [code_label(outline), code_of_landing(outline), code_of_title(&outline.title())];
    let code = codes.into_iter().flatten().next();
    let one_code = codes.into_iter().flatten().all(|found| Some(found) == code);
    let blames = source.map(|index| BOXES[index].0);
    let agree = sources == broken && sources.iter().filter(|&&marked| marked).count() == 1;
    let mark = [outline.title().as_str(), " #", source.map_or("no cf-error-source", |index| BOXES[index].1)]
        .concat();
    evidence.add(BRANDED, "page", &mark);
    Some(Content {
        rendering: Some(Rendering::Branded),
        code,
        blames,
        contradictory: !agree || !one_code,
        ray: ray(outline),
        place: city(middle),
    })
}

/// The page of a 1xxx code: the same frame and footer, and the number in the first heading.
fn numbered(outline: &Outline<'_>, evidence: &mut Evidence) -> Option<Content> {
    let details = outline.by_id("cf-error-details")?;
    outline.by_class("cf-error-footer")?;
    let heading = details.descendants().find(|element| element.is("h1"))?.text(80);
    let code = code_in(&heading).filter(|code| *code >= 1000)?;
    evidence.add(NUMBERED, "page", &[outline.title().as_str(), " / ", &heading].concat());
    Some(Content {
        rendering: Some(Rendering::Numbered),
        code: Some(code),
        ray: ray(outline),
        ..Content::default()
    })
}

/// Security checks and blocks, told by the names that their elements have had since 2016; today's check
/// is built by its script and has only its title.
fn turned_away(observation: &Observation, outline: &Outline<'_>) -> Option<(Rendering, Rule, &'static str)> {
    const CHALLENGE_ADDRESSES: [&str; 2] = ["__cf_chl", "/cdn-cgi/l/chk_"];
    let challenge_form = outline.by_id("challenge-form").is_some_and(|form| {
        let action = form.attribute("action").unwrap_or_default();
        CHALLENGE_ADDRESSES.iter().any(|address| action.contains(address))
    });
    if challenge_form {
        return Some((Rendering::Challenge, CHALLENGE, "#challenge-form"));
    }
    for class in ["cf-browser-verification", "cf-captcha-container"] {
        if outline.by_class(class).is_some() {
            return Some((Rendering::Challenge, CHALLENGE, class));
        }
    }
    let title = outline.title();
    if title == "Just a moment..."
        && may_be_a_check(observation)
        && outline.text(LITTLE_TEXT + 1).len() <= LITTLE_TEXT
    {
        return Some((Rendering::Challenge, CHALLENGE, "Just a moment..."));
    }
    let block_headline = || {
        outline
            .elements()
            .any(|element| element.attribute("data-translate").as_deref() == Some("block_headline"))
    };
    let named = title == "Attention Required! | Cloudflare";
    if named && (block_headline() || outline.text(1).is_empty())
        || outline.by_id("cf-error-details").is_some() && block_headline()
    {
        return Some((Rendering::Block, BLOCK, "Attention Required! | Cloudflare"));
    }
    None
}

/// A title alone needs the status of a check, and Cloudflare on the path where the fields are known.
fn may_be_a_check(observation: &Observation) -> bool {
    let status = observation.status.is_none_or(|status| matches!(status.code(), 403 | 429 | 503));
    status && observation.fields.as_ref().is_none_or(|fields| fields.has("cf-ray"))
}

/// What `::CLOUDFLARE_ERROR_500S_BOX::` and `::CLOUDFLARE_ERROR_1000S_BOX::` become in a customer's page
/// (<https://developers.cloudflare.com/rules/custom-errors/reference/error-tokens/>).
fn token_box(outline: &Outline<'_>) -> Option<u16> {
    let found =
        outline.elements().find(|element| element.is("div") && element.has_class("cf-error-details"))?;
    let classes = found.attribute("class")?;
    let number =
        classes.split_ascii_whitespace().find_map(|class| class.strip_prefix("cf-error-")?.parse().ok());
    // Error Pages do not exist for 500, so a box with it is not Cloudflare's.
    number.and_then(known_code).filter(|&code| code != 500)
}

/// A problem document is Cloudflare's if it is JSON and says so, has an integer code, and its type lies in
/// Cloudflare's documents (<https://developers.cloudflare.com/fundamentals/reference/error-responses/>).
fn structured(observation: &Observation, outline: &Outline<'_>) -> Option<u16> {
    let json = outline.text(LONGEST_PROBLEM);
    if !media_type(observation).is_none_or(|media_type| media_type.ends_with("json")) {
        return None;
    }
    let own = problem::member(&json, "cloudflare_error")?.starts_with("true")
        && problem::member(&json, "type")?.starts_with("\"https://developers.cloudflare.com/");
    let code = problem::member(&json, "error_code").filter(|_| own)?;
    let end = code.find(|c: char| !c.is_ascii_digit()).unwrap_or(code.len());
    known_code(code[..end].parse().ok()?)
}

/// The media type that the browser used, else the one that the fields declare.
fn media_type(observation: &Observation) -> Option<String> {
    let used = observation.page.as_ref().and_then(|page| page.media_type.clone());
    used.or_else(|| Some(page::media_type(&observation.fields.as_ref()?.get("content-type")?)))
}

fn holds_class(element: Element<'_, '_>, class: &str) -> bool {
    element.descendants().any(|inner| inner.has_class(class))
}

/// Today's label `Error code 522`, or the `cf-error-code` of the designs before.
fn code_label(outline: &Outline<'_>) -> Option<u16> {
    let label = outline.by_class("code-label").or_else(|| outline.by_class("cf-error-code"))?;
    code_in(&label.text(80))
}

/// The landing page's address carries the code: `5xx-error-landing?utm_source=errorcode_522`.
fn code_of_landing(outline: &Outline<'_>) -> Option<u16> {
    outline.elements().find_map(|element| {
        let address = element.attribute("href").filter(|href| href.contains("5xx-error-landing"))?;
        code_in(address.split_once("errorcode_")?.1)
    })
}

/// `shop.example | 522: Connection timed out`; the part before the bar may be empty.
fn code_of_title(title: &str) -> Option<u16> {
    let (_, rest) = title.rsplit_once('|')?;
    known_code(rest.split_once(':')?.0.trim().parse().ok()?)
}

/// The first code in a text: `Error code 522`, `Error 1101 Ray ID: …`, and `Error1101` where a page was
/// minified.
fn code_in(text: &str) -> Option<u16> {
    text.split(|c: char| !c.is_ascii_digit()).find_map(|digits| known_code(digits.parse().ok()?))
}

fn known_code(code: u16) -> Option<u16> {
    matches!(code, 500..=599 | 1000..=1299).then_some(code)
}

/// The Ray ID in the footer, 16 hexadecimal digits set in bold.
fn ray(outline: &Outline<'_>) -> Option<String> {
    let footer = outline.by_class("cf-error-footer")?;
    let mut bold =
        footer.descendants().filter(|element| element.is("strong")).take(FEW).map(|element| element.text(40));
    bold.find(|text| is_ray_id(text)).map(|ray| ray.to_ascii_lowercase())
}

/// The first line of the middle box is the data centre's city.
fn city(middle: Element<'_, '_>) -> Option<String> {
    let mut lines =
        middle.descendants().filter(|element| element.is("span")).take(FEW).map(|element| element.text(40));
    let city = lines.find(|line| !line.is_empty())?;
    (!city.chars().any(char::is_control) && !city.eq_ignore_ascii_case("cloudflare"))
        .then(|| crate::evidence::blanked(&city))
}

/// nginx's plain page: a heading with the code, a rule, `cloudflare` below it, and nothing else.
fn bare(outline: &Outline<'_>, evidence: &mut Evidence) -> Option<u16> {
    let heading = outline.first("h1")?.text(80);
    outline.first("hr")?;
    let below = outline.elements().filter(|element| element.is("center")).last()?.text(40);
    if !matches!(below.as_str(), "cloudflare" | "cloudflare-nginx") {
        return None;
    }
    let whole = outline.text(200);
    let rest = whole.strip_prefix(heading.as_str())?.trim();
    if rest != below {
        return None;
    }
    let code = heading.split(' ').next()?.parse().ok().filter(|code| (300..=599).contains(code))?;
    evidence.add(BARE, "page", &[heading.as_str(), " / ", &below].concat());
    Some(code)
}

/// The whole of a `text/plain` content is `error code: NNN`. An API that numbers its own errors that way
/// sends another type or more text.
fn text(observation: &Observation, outline: &Outline<'_>, evidence: &mut Evidence) -> Option<u16> {
    let read = observation.page.as_ref()?;
    let plain = match media_type(observation) {
        Some(media_type) => media_type == "text/plain",
        None => !read.head.contains('<'),
    };
    let whole = outline.text(40);
    let code = whole.strip_prefix("error code: ").filter(|_| plain && read.tail.is_none())?;
    let code = known_code(code.parse().ok()?)?;
    evidence.add(TEXT, "page", &whole);
    Some(code)
}
