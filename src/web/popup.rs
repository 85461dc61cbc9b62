//! The popup: reads the stored state of the tab and draws it. It judges nothing, and it does not need
//! the worker, which may be asleep.

use std::cell::RefCell;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::Element;

use super::browser::{body, object, root};
use super::card::{Card, PartsOf, mark_root};
use super::element::{append, button, by_id, element, quiet_button, set, text};
use super::extension::{allow, draw_again, draw_report, mute, open_options, reload};
use super::texts::{say, word};
use super::told::{ListNeeded, Told, judge};
use super::{parts, values};
use crate::diagnosis::{Condition, Diagnosis, Party};
use crate::explanation::catalogue as key;
use crate::explanation::catalogue::Key;
use crate::explanation::{Message, check_headline};
use crate::memory;
use crate::neighbours::Finding;
use crate::observation::Site;
use crate::options::Options;
use crate::parts::{Question, RawParts, Summary, ThirdParties, summarize, third_parties};
use crate::plain::{Lenient, record};
use crate::suffixes;
use crate::tabs::{Document, Witness};
use crate::view::{Front, View, view};
use crate::watching::Watch;

/// How long until a document without its response is looked at again, in milliseconds.
const LOOK_AGAIN: u32 = 300;
/// How long the worker may take to find out about a page that it does not know, in milliseconds.
const FRESH: f64 = 2500.0;

thread_local! {
    /// The next look at a page whose answer is not there yet; a newer one takes its place.
    static NEXT: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// What the page and its frames told of their parts.
#[derive(Default)]
struct Parts {
    /// Of which document.
    of: Option<String>,
    /// The page's own first; a frame that cannot be read is damaged, and left out.
    raw: Vec<Lenient<RawParts>>,
}
record!(Parts { of, raw });

/// The texts of the packed lists that were read by now, and the answer of the page.
#[wasm_bindgen]
pub struct Read {
    suffixes: Option<String>,
    companies: Option<String>,
    parts: Parts,
}

#[wasm_bindgen]
impl Read {
    /// Nothing was read yet.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self { suffixes: None, companies: None, parts: Parts::default() }
    }

    /// A packed list; an empty text for one that cannot be read.
    pub fn list(&mut self, path: &str, content: String) {
        let list = if path == suffixes::FILE { &mut self.suffixes } else { &mut self.companies };
        *list = Some(content);
    }

    /// What the page told.
    pub fn parts(&mut self, told: &JsValue) {
        self.parts = values::read(told).unwrap_or_default();
    }
}

impl Read {
    /// What failed of the document's parts: as they were seen, and else as the page tells of them.
    fn summary(&self, (document, verdict): (&Document, &Diagnosis), watch: Option<&Watch>) -> Summary {
        let companies = self.companies.as_ref().and_then(|list| ThirdParties::read(list.as_bytes()));
        let told = self.parts.raw.iter().filter_map(|raw| raw.0.clone());
        let raw: Vec<RawParts> = watch.map(Watch::parts).into_iter().chain(told).collect();
        let mut summary = summarize(&raw, &document.site, &verdict.path, companies.as_ref());
        if let Some(watch) = watch {
            summary.more += watch.more;
            if watch.whole {
                // How they ended was seen.
                (summary.unknown, summary.unseen, summary.full) = (0, 0, false);
            }
        }
        if document.witness != Witness::Events {
            // Whether somebody stands in front of the site is not known.
            summary.groups.iter_mut().for_each(|group| group.party = Party::Unknown);
        }
        summary
    }
}

/// Draws the popup from what the shell found out. Where a packed list is needed first, `list` names its file; where
/// the page shall be asked about its parts, `parts` is the question; where the worker shall look at the tab, `looked` is
/// what to tell it, and where its badge is out of date, `mended`.
#[wasm_bindgen]
pub fn draw(tab: i32, told: &JsValue, opened: f64, read: &Read) -> JsValue {
    let Some(Told { document, url, allowed, tab: state, window, watch, options, private, now }) =
        values::read(told)
    else {
        draw_note(View::BrowserPage, tab);
        return object([]);
    };
    let options = Options::from_stored(options.0);
    let host = url.as_deref().and_then(Site::from_url).map(|site| site.host).unwrap_or_default();
    let front = Front { document, url, allowed: allowed == Some(true), fresh: now - opened < FRESH };
    let (view, document) = view(state.0.as_deref(), &front);
    let (mut alarms, watched) = (true, watch.0.as_deref());
    if let Some(document) = document {
        let list = read.suffixes.as_deref();
        let (verdict, finding) = match judge(document, window.0, &options, now, list) {
            Ok(both) => both,
            Err(ListNeeded(file)) => return object([("list", &file.into())]),
        };
        let watch = watched.filter(|watch| watch.document.as_ref() == Some(&document.id));
        let told = read.parts.of.as_ref() == Some(&document.id);
        let summary =
            verdict.as_ref().filter(|_| told).map(|verdict| read.summary((document, verdict), watch));
        // Who only counts or advertises is known by the list alone.
        let fails = summary.as_ref().is_some_and(|summary| !summary.groups.is_empty());
        if fails && read.companies.is_none() {
            return object([("list", &third_parties::FILE.into())]);
        }
        alarms = summary.as_ref().is_none_or(Summary::raises_an_alarm);
        // A tab that cannot be asked is treated as a private one.
        draw_card((document, verdict, finding), summary.as_ref(), &options, private != Some(false), now);
        if watched.is_some() || (view == View::Healthy && front.allowed) {
            let whole = watch.is_some_and(|watch| watch.whole);
            let since = watched.map(|watch| watch.since);
            let row = parts::watching(tab, &document.id, &front, since, (whole, fails));
            by_id("footer")
                .expect("the card ends with it")
                .before_with_node_1(&row)
                .expect("it takes a neighbour");
        }
        // For tests, which wait for it.
        set(&root(), "data-parts", if told { "told" } else { "" });
        if view == View::Waiting {
            let headline = by_id("headline").expect("the card has a headline");
            headline.set_text_content(Some(&word(key::UI_READING)));
        }
        finish(view);
    } else if view == View::Waiting {
        // What stands there may be the same page before it was loaded anew, so it stays for now.
        if root().get_attribute("data-host").as_deref() != Some(&host) {
            draw_note(view, tab);
        }
        NEXT.set(Some(Timeout::new(LOOK_AGAIN, draw_again)));
    } else {
        draw_note(view, tab);
    }
    set(&root(), "data-host", &host);
    let untold = document.filter(|document| read.parts.of.as_ref() != Some(&document.id));
    if let Some(document) = untold.filter(|_| front.allowed && view != View::Waiting) {
        let question = values::write(&Question::about(document.id.clone()));
        return object([("parts", &question.unwrap_or(JsValue::NULL))]);
    }
    // Parts that failed may have come since: the badge shall say so too.
    if let Some(document) = document.filter(|document| document.half_broken && !alarms) {
        let parts = object([
            ("tab", &tab.into()),
            ("document", &document.id.as_str().into()),
            ("failing", &false.into()),
            ("at", &now.into()),
        ]);
        return object([("mended", &parts)]);
    }
    if !matches!(view, View::Waiting | View::NotSeen) {
        // A worker that died meanwhile goes on watching.
        return if watched.is_some() { object([("opened", &true.into())]) } else { object([]) };
    }
    // The worker may have died with a question open, or before it knew the page.
    let text = |value: Option<String>| value.map_or(JsValue::NULL, Into::into);
    let looked = object([
        ("tab", &tab.into()),
        ("document", &text(front.document)),
        ("url", &text(front.url)),
        ("at", &now.into()),
    ]);
    object([("looked", &looked)])
}

fn note_below_detail(id: &str, sentence: &str) {
    let note = text("p", "aside", sentence);
    note.set_id(id);
    let detail = by_id("detail").expect("the card has a detail");
    detail.after_with_node_1(&note).expect("an element takes a neighbour");
}

fn draw_card(
    (document, diagnosis, finding): (&Document, Option<Diagnosis>, Option<Finding>),
    summary: Option<&Summary>,
    options: &Options,
    private: bool,
    now: f64,
) {
    let Some(diagnosis) = &diagnosis else { return };
    let muted = options.mutes(&document.site.host);
    let unfolded = UNFOLDED.map(|id| (id, by_id(id).is_some_and(|details| details.has_attribute("open"))));
    let (at, run) = (document.answered_at.or(Some(document.at)), document.run);
    let into = body();
    let healthy = diagnosis.condition == Condition::Healthy;
    let failed = summary.filter(|summary| healthy && !summary.groups.is_empty());
    let parts = match failed {
        // Until the page has told, and the list is there, what the badge says holds.
        _ if healthy && document.half_broken && summary.is_none() => PartsOf::Broken,
        None => PartsOf::Whole,
        Some(summary) if summary.raises_an_alarm() => PartsOf::Broken,
        Some(_) => PartsOf::Poorer,
    };
    Card { diagnosis, host: &document.site.host, at, run, parts, texts: say }.draw(&into);
    if let Some(section) = summary.and_then(|summary| parts::section(summary, healthy)) {
        // What failed of a page that came is the news; where the page failed itself it stands behind that.
        match by_id("detail").filter(|_| failed.is_some()) {
            Some(detail) => detail.after_with_node_1(&section).expect("an element takes a neighbour"),
            None => append(&into, &section),
        }
    }
    let known_by = match document.witness {
        Witness::Events => None,
        Witness::Timing => Some(key::UI_SEEN_BY_TIMING),
        Witness::ServiceWorker => Some(key::UI_SEEN_BY_WORKER),
    };
    if let Some(sentence) = known_by {
        // It says how far the sentences above it can be trusted.
        note_below_detail("witness", &word(sentence));
    }
    let recalled = document.recalled.as_ref().filter(|_| options.covers(document.at));
    if let Some(sentence) = recalled.and_then(|known| memory::tell(known, memory::day(now), say)) {
        note_below_detail("memory", &sentence);
    }
    // Where it does not turn the verdict it is told all the same: a log-in may hang on it.
    if let Some(failed) = document.check.as_ref().filter(|_| healthy) {
        let Message { key, args } = check_headline(failed, &document.site.host);
        note_below_detail("check", &say(key.as_str(), &args));
    }
    if let Some(finding) = finding {
        note_below_detail("neighbours", &finding.tell(say));
    }
    if diagnosis.condition != Condition::Healthy {
        append(&into, &report());
    }
    // Whoever mutes a site in a private window would leave its name behind.
    if !private && (muted || document.badged) {
        append(&into, &muting(&document.site.host, muted));
    }
    append(&into, &footer());
    // What a reader has opened stays open while the same page is loaded anew beneath it.
    for (id, _) in unfolded.into_iter().filter(|(_, open)| *open) {
        if let Some(details) = by_id(id) {
            set(&details, "open", "");
        }
    }
}

/// The parts of the card that can be folded away.
const UNFOLDED: [&str; 3] = ["owner", "known", "report"];

/// The report, folded away: what is in it is drawn when somebody opens it.
fn report() -> Element {
    let desk = element("div", "", &[]);
    desk.set_id("desk");
    let details = element("details", "report", &[&text("summary", "", &word(key::REPORT_OPEN)), &desk]);
    details.set_id("report");
    EventListener::new(&details, "toggle", |_| draw_report()).forget();
    details
}

/// The button that mutes the site, or hears it again.
fn muting(host: &str, muted: bool) -> Element {
    let (label, about) =
        if muted { (key::UI_UNMUTE, key::UI_MUTED) } else { (key::UI_MUTE, key::UI_MUTE_DETAIL) };
    let host = host.to_owned();
    let about = text("span", "", &say(about.as_str(), std::slice::from_ref(&host)));
    let button = quiet_button(&word(label), move || mute(&host, !muted, "#mute button"));
    let row = element("div", "choice", &[&about, &button]);
    row.set_id("mute");
    row
}

fn footer() -> Element {
    let options = quiet_button(&word(key::UI_OPTIONS), open_options);
    options.set_id("options");
    let footer = element("footer", "", &[&text("span", "", &word(key::UI_UNAFFILIATED)), &options]);
    footer.set_id("footer");
    footer
}

/// A button: its label, and what a click does for the tab.
type Button = (Key, fn(i32));

/// A view without a verdict: a sentence, what it means, and a button where one helps.
fn draw_note(view: View, tab: i32) {
    let (headline, detail, action): (Key, Key, Option<Button>) = match view {
        View::NoPermission => {
            (key::UI_NO_PERMISSION, key::UI_NO_PERMISSION_DETAIL, Some((key::UI_NO_PERMISSION_BUTTON, allow)))
        }
        View::Waiting => (key::UI_READING, key::UI_READING_DETAIL, None),
        View::NotSeen => (key::UI_NOT_SEEN, key::UI_NOT_SEEN_DETAIL, Some((key::UI_RELOAD_BUTTON, reload))),
        _ => (key::UI_BROWSER_PAGE, key::UI_BROWSER_PAGE_DETAIL, None),
    };
    let into = body();
    into.set_text_content(None);
    let headline = text("h1", "headline", &word(headline));
    headline.set_id("headline");
    let detail = text("p", "detail", &word(detail));
    detail.set_id("detail");
    append(&into, &element("section", "note", &[&headline, &detail]));
    if let Some((label, action)) = action {
        append(&into, &button(&word(label), move || action(tab)));
    }
    append(&into, &footer());
    mark_root(None);
    finish(view);
}

fn finish(view: View) {
    // Whoever listens to the page hears each new headline once.
    let headline = by_id("headline").and_then(|headline| headline.text_content());
    if let Some(status) = by_id("status").filter(|status| status.text_content() != headline) {
        status.set_text_content(headline.as_deref());
    }
    set(&root(), "data-view", view.as_str());
    set(&root(), "data-ready", "true");
}
