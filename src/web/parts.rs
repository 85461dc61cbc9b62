//! The parts of a page that failed, as the popup lists them below the verdict.

use web_sys::Element;

use super::browser::time;
use super::element::{append, element, quiet_button, set, text};
use super::extension::{unwatch, watch};
use super::texts::{say, word};
use crate::diagnosis::Party;
use crate::explanation::catalogue as key;
use crate::explanation::catalogue::Key;
use crate::parts::{Group, Kind, Summary};
use crate::view::Front;

/// The section, or nothing where nothing is to be told; `healthy` says whether the page itself is.
pub fn section(summary: &Summary, healthy: bool) -> Option<Element> {
    let Summary { groups, more, unknown, quiet, unseen, full, .. } = summary;
    // Of a page that failed itself only what is known counts.
    if groups.is_empty() && (*unknown == 0 || !healthy) {
        return None;
    }
    let section = element("section", "parts", &[]);
    section.set_id("parts");
    if groups.is_empty() {
        append(&section, &text("p", "", &word(key::PARTS_NONE)));
    } else {
        append(&section, &text("h2", "", &word(key::PARTS_HEADING)));
        let list = element("ul", "", &[]);
        for group in groups {
            append(&list, &item(group));
        }
        append(&section, &list);
    }
    // What only counts is told beside what breaks.
    let quiet = if groups.is_empty() { 0 } else { *quiet };
    for (key, number) in [(key::PARTS_MORE, *more), (key::PARTS_QUIET, quiet), (key::PARTS_UNKNOWN, *unknown)]
    {
        if number > 0 {
            append(&section, &text("p", "", &say(key.as_str(), &[number.to_string()])));
        }
    }
    if *full || *unseen > 0 {
        append(&section, &text("p", "", &word(key::PARTS_UNSEEN)));
    }
    Some(section)
}

/// Whether the tab is watched, and since when, in milliseconds since 1970; and the button that begins or ends it. `whole`
/// is whether the page was watched from its first request on, and `failed` whether something of it did.
pub fn watching(
    tab: i32,
    document: &str,
    front: &Front,
    since: Option<f64>,
    (whole, failed): (bool, bool),
) -> Element {
    let (about, button) = if let Some(since) = since {
        let about = match (whole, failed) {
            (false, _) => key::PARTS_WATCHED_LATE,
            (true, true) => key::PARTS_WATCHED,
            (true, false) => key::PARTS_WATCHED_WELL,
        };
        let stop = quiet_button(&word(key::PARTS_UNWATCH), move || unwatch(tab));
        (say(about.as_str(), &[time(since)]), stop)
    } else {
        let (document, url) = (document.to_owned(), front.url.clone().unwrap_or_default());
        let begin = quiet_button(&word(key::PARTS_WATCH), move || watch(tab, &document, &url));
        (word(key::PARTS_WATCH_DETAIL), begin)
    };
    let about = text("span", "", &about);
    about.set_id("watch-detail");
    set(&button, "aria-describedby", "watch-detail");
    let row = element("div", "choice", &[&about, &button]);
    row.set_id("watch");
    row
}

/// What breaks, from where, how, and how often.
fn item(group: &Group) -> Element {
    let host = match (&group.host, &group.company) {
        (None, _) => word(key::PARTS_OWN),
        (Some(host), Some(company)) => say(key::PARTS_COMPANY.as_str(), &[host.clone(), company.clone()]),
        (Some(host), None) => host.clone(),
    };
    let kind = match group.kind {
        Kind::Check => key::PARTS_CHECK,
        Kind::Scripts => key::PARTS_SCRIPTS,
        Kind::Styles => key::PARTS_STYLES,
        Kind::Frames => key::PARTS_FRAMES,
        Kind::Data => key::PARTS_DATA,
        Kind::Fonts => key::PARTS_FONTS,
        Kind::Images => key::PARTS_IMAGES,
        Kind::Other => key::PARTS_OTHER,
    };
    let status = group.status.map(|status| status.to_string());
    let how: (Key, Vec<String>) = match (status, group.provider) {
        (None, _) => (key::PARTS_NO_ANSWER, Vec::new()),
        (Some(status), None) if group.party == Party::Origin => (key::PARTS_STATUS_ORIGIN, vec![status]),
        (Some(status), None) => (key::PARTS_STATUS, vec![status]),
        (Some(status), Some(provider)) => {
            let its_own = group.party == Party::Edge;
            let key = if its_own { key::PARTS_STATUS_OF } else { key::PARTS_STATUS_THROUGH };
            (key, vec![status, provider.name().to_owned()])
        }
    };
    let item = element(
        "li",
        "",
        &[
            &text("span", "", &[&say(kind.as_str(), &[host]), " "].concat()),
            &text("strong", "", &say(how.0.as_str(), &how.1)),
        ],
    );
    if group.times > 1 {
        append(&item, &text("em", "", &["× ", &group.times.to_string()].concat()));
    }
    for (name, value) in [
        ("data-kind", group.kind.as_str()),
        ("data-party", group.party.as_str()),
        ("data-provider", group.provider.map_or("", crate::providers::Provider::as_str)),
    ] {
        set(&item, name, value);
    }
    item
}
