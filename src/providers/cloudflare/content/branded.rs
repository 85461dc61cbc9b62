//! Cloudflare's designed pages: three boxes, a four-digit code, and the box in a customer's page.

use super::{Content, Rendering, StatusBox, code_in, known_code};
use crate::evidence::{Assertion, Evidence, Rule, Strength};
use crate::observation::outline::{Element, Outline};
use crate::observation::page::Reading;
use crate::part;
use crate::providers::cloudflare::marks::is_ray_id;

const BRANDED: Rule =
    Rule { id: "cloudflare.branded-page", claim: Assertion::ReportsError, strength: Strength::Strong };
const NUMBERED: Rule =
    Rule { id: "cloudflare.numbered-page", claim: Assertion::ReportsError, strength: Strength::Strong };
const TOKEN_BOX: Rule =
    Rule { id: "cloudflare.token-box", claim: Assertion::ReportsError, strength: Strength::Strong };

/// The city and the Ray ID are among the first elements of their places.
const FEW: usize = 8;

const BOXES: [(StatusBox, &str); 3] = [
    (StatusBox::Browser, "cf-browser-status"),
    (StatusBox::Cloudflare, "cf-cloudflare-status"),
    (StatusBox::Host, "cf-host-status"),
];

/// The branded page: its frame, all three boxes, and exactly one of them marked as the source.
pub fn branded(outline: &Outline<'_>, evidence: &mut Evidence) -> Option<Content> {
    let details = outline.by_id("cf-error-details")?;
    three_boxes(outline, details.descendants(), evidence)
}

/// The three boxes among these elements.
#[inline(never)]
pub fn three_boxes<'o, 'a>(
    outline: &'o Outline<'a>,
    elements: impl Iterator<Item = Element<'o, 'a>>,
    evidence: &mut Evidence,
) -> Option<Content> {
    let mut boxes = [None; 3];
    for element in elements {
        if let Some(index) = BOXES.iter().position(|(_, name)| element.has_id(name)) {
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
pub fn numbered(outline: &Outline<'_>, evidence: &mut Evidence) -> Option<Content> {
    let details = outline.by_id("cf-error-details")?;
    outline.by_class("cf-error-footer")?;
    let heading = details.descendants().find(|element| element.is("h1"))?.words(80);
    let code = code_in(&heading).filter(|code| *code >= 1000)?;
    evidence.add(NUMBERED, "page", &[outline.title().as_str(), " / ", &heading].concat());
    Some(Content { ray: ray(outline), ..Content::of(Rendering::Numbered, Some(code)) })
}

/// What `::CLOUDFLARE_ERROR_500S_BOX::` and `::CLOUDFLARE_ERROR_1000S_BOX::` become in a customer's page
/// (<https://developers.cloudflare.com/rules/custom-errors/reference/error-tokens/>); it may stand at the
/// end of a long one.
pub fn token_box(reading: &Reading<'_>, evidence: &mut Evidence) -> Option<Content> {
    let in_outline = |outline: &Outline<'_>| {
        let found =
            outline.elements().find(|element| element.is("div") && element.has_class("cf-error-details"))?;
        let classes = found.attribute("class")?;
        let number =
            classes.split_ascii_whitespace().find_map(|class| class.strip_prefix("cf-error-")?.parse().ok());
        // Error Pages do not exist for 500, so a box with it is not Cloudflare's.
        number.and_then(known_code).filter(|&code| code != 500)
    };
    let code = in_outline(&reading.outline).or_else(|| in_outline(reading.tail.as_ref()?))?;
    evidence.add(TOKEN_BOX, "page", &["cf-error-", &code.to_string()].concat());
    Some(Content::of(Rendering::TokenBox, Some(code)))
}

/// The Ray ID in the footer, 16 hexadecimal digits set in bold.
pub fn ray(outline: &Outline<'_>) -> Option<String> {
    let footer = outline.by_class("cf-error-footer")?;
    let mut bold =
        footer.descendants().filter(|element| element.is("strong")).take(FEW).map(|element| element.text(40));
    bold.find(|text| is_ray_id(text)).map(|ray| ray.to_ascii_lowercase())
}

/// Today's label `Error code 522`, or the `cf-error-code` of the designs before.
pub fn code_label(outline: &Outline<'_>) -> Option<u16> {
    let label = outline.by_class("code-label").or_else(|| outline.by_class("cf-error-code"))?;
    code_in(&label.text(80))
}

/// `shop.example | 522: Connection timed out`; the part before the bar may be empty.
pub fn code_of_title(title: &str) -> Option<u16> {
    let (_, rest) = part::cut_last(title, b'|')?;
    known_code(part::before(rest, b':').trim().parse().ok()?)
}

/// The landing page's address carries the code: `5xx-error-landing?utm_source=errorcode_522`.
fn code_of_landing(outline: &Outline<'_>) -> Option<u16> {
    outline.elements().filter(|element| element.is("a")).find_map(|element| {
        let address = element.attribute("href").filter(|href| part::contains(href, "5xx-error-landing"))?;
        code_in(part::split_once(&address, "errorcode_")?.1)
    })
}

/// The first line of the middle box is the data centre's city.
fn city(middle: Element<'_, '_>) -> Option<String> {
    let mut lines =
        middle.descendants().filter(|element| element.is("span")).take(FEW).map(|element| element.words(40));
    let city = lines.find(|line| !line.is_empty())?;
    (!city.chars().any(char::is_control) && !city.eq_ignore_ascii_case("cloudflare"))
        .then(|| crate::evidence::blanked(&city))
}

fn holds_class(element: Element<'_, '_>, class: &str) -> bool {
    element.descendants().any(|inner| inner.has_class(class))
}
