//! The popup: reads the stored state of the tab and draws it. It judges nothing, and it does not need
//! the worker, which may be asleep.

use std::cell::{Cell, RefCell};

use gloo_timers::callback::Timeout;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::Element;

use super::browser::{body, member, object, root};
use super::card::{Card, mark_root};
use super::element::{append, button, by_id, element, focus, quiet_button, set, text};
use super::extension::{
    Told, active_tab, all_sites, ask, mute, on_stored, open_options, reload_tab, request_permissions, say,
    send_message, word,
};
use super::neighbours;
use crate::diagnosis::Condition;
use crate::explanation::catalogue as key;
use crate::explanation::catalogue::Key;
use crate::explanation::{Message, check_headline};
use crate::memory;
use crate::neighbours::{Finding, Window};
use crate::observation::Site;
use crate::options::Options;
use crate::tabs::{self, Document, Witness};
use crate::view::{Front, View, verdict, view};

/// How long until a document without its response is looked at again, in milliseconds.
const LOOK_AGAIN: u32 = 300;
/// How long the worker may take to find out about a page that it does not know, in milliseconds.
const FRESH: f64 = 2500.0;

thread_local! {
    /// The number of the newest drawing: an older one that had to wait draws nothing any more.
    static DRAWING: Cell<u32> = const { Cell::new(0) };
    /// The next look at a page whose answer is not there yet; a newer one takes its place.
    static NEXT: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// Draws the popup for a tab, or for the active tab of this window, and again when its state changes.
#[wasm_bindgen]
pub async fn show(tab: Option<i32>) {
    let Some(tab) = (match tab {
        Some(tab) => Some(tab),
        None => active_tab().await,
    }) else {
        draw_note(View::BrowserPage, 0);
        return;
    };
    let opened = js_sys::Date::now();
    let view = draw(tab, opened).await;
    let changed = Closure::<dyn Fn(JsValue)>::new(move |changes: JsValue| {
        if !member(&changes, &tabs::key(tab)).is_undefined() {
            draw_soon(tab, opened);
        }
    });
    // The listener lives as long as the popup.
    on_stored(&changed.into_js_value());
    if matches!(view, Some(View::Waiting | View::NotSeen)) {
        look(tab).await;
    }
}

/// Tells the worker what the tab shows: it may have died with a question open, or before it knew the page.
async fn look(tab: i32) {
    let Some(told) = ask(tab).await else { return };
    let text = |value: Option<String>| value.map_or(JsValue::NULL, Into::into);
    let looked = object([
        ("tab", &tab.into()),
        ("document", &text(told.document)),
        ("url", &text(told.url)),
        ("at", &told.now.into()),
    ]);
    // Nobody answers, and no answer is wanted.
    let _ = send_message(object([("looked", &looked)])).await;
}

fn draw_soon(tab: i32, opened: f64) {
    wasm_bindgen_futures::spawn_local(async move {
        draw(tab, opened).await;
    });
}

/// Draws what is known now, and says which view that is; `None` where a newer drawing has overtaken it.
async fn draw(tab: i32, opened: f64) -> Option<View> {
    let number = DRAWING.get().wrapping_add(1);
    DRAWING.set(number);
    let told = ask(tab).await;
    if DRAWING.get() != number {
        return None;
    }
    let Told { document, url, allowed, tab: state, window, options, private, now } = told?;
    let options = Options::from_stored(options.0);
    let host = url.as_deref().and_then(Site::from_url).map(|site| site.host).unwrap_or_default();
    let front = Front { document, url, allowed: allowed == Some(true), fresh: now - opened < FRESH };
    let (view, document) = view(state.0.as_deref(), &front);
    if let Some(document) = document {
        let finding = match document.sighting() {
            Some(own) => neighbours::ask(own, Window::from_stored(window.0), &options, now).await,
            None => None,
        };
        if DRAWING.get() != number {
            return None;
        }
        // A tab that cannot be asked is treated as a private one.
        draw_card(tab, opened, (document, finding), &options, private != Some(false));
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
        let again = Timeout::new(LOOK_AGAIN, move || draw_soon(tab, opened));
        NEXT.set(Some(again));
    } else {
        draw_note(view, tab);
    }
    set(&root(), "data-host", &host);
    Some(view)
}

fn note_below_detail(id: &str, sentence: &str) {
    let note = text("p", "aside", sentence);
    note.set_id(id);
    let detail = by_id("detail").expect("the card has a detail");
    detail.after_with_node_1(&note).expect("an element takes a neighbour");
}

fn draw_card(
    tab: i32,
    opened: f64,
    (document, finding): (&Document, Option<Finding>),
    options: &Options,
    private: bool,
) {
    let Some(diagnosis) = &verdict(document, finding.as_ref()) else { return };
    let muted = options.mutes(&document.site.host);
    let unfolded = UNFOLDED.map(|id| (id, by_id(id).is_some_and(|details| details.has_attribute("open"))));
    let (at, run) = (document.answered_at.or(Some(document.at)), document.run);
    let into = body();
    Card { diagnosis, host: &document.site.host, at, run, texts: say }.draw(&into);
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
    if let Some(sentence) =
        recalled.and_then(|known| memory::tell(known, memory::day(js_sys::Date::now()), say))
    {
        note_below_detail("memory", &sentence);
    }
    // Where it does not turn the verdict it is told all the same: a log-in may hang on it.
    if let Some(failed) = document.check.as_ref().filter(|_| diagnosis.condition == Condition::Healthy) {
        let Message { key, args } = check_headline(failed, &document.site.host);
        note_below_detail("check", &say(key.as_str(), &args));
    }
    if let Some(finding) = finding {
        note_below_detail("neighbours", &finding.tell(say));
    }
    // Whoever mutes a site in a private window would leave its name behind.
    if !private && (muted || document.badge().is_some()) {
        append(&into, &muting(tab, opened, &document.site.host, muted));
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
const UNFOLDED: [&str; 2] = ["owner", "known"];

/// The button that mutes the site, or hears it again.
fn muting(tab: i32, opened: f64, host: &str, muted: bool) -> Element {
    let (label, about) =
        if muted { (key::UI_UNMUTE, key::UI_MUTED) } else { (key::UI_MUTE, key::UI_MUTE_DETAIL) };
    let host = host.to_owned();
    let about = text("span", "", &say(about.as_str(), std::slice::from_ref(&host)));
    let button = quiet_button(&word(label), move || {
        let host = host.clone();
        wasm_bindgen_futures::spawn_local(async move {
            mute(&host, !muted).await;
            draw(tab, opened).await;
            // The button is another one now, and whoever uses the keyboard stays where they were.
            focus("#mute button");
        });
    });
    let row = element("div", "mute", &[&about, &button]);
    row.set_id("mute");
    row
}

fn footer() -> Element {
    let options = quiet_button(&word(key::UI_OPTIONS), || {
        wasm_bindgen_futures::spawn_local(async {
            // A browser that cannot open it says so itself.
            let _ = open_options().await;
        });
    });
    options.set_id("options");
    element("footer", "", &[&text("span", "", &word(key::UI_UNAFFILIATED)), &options])
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

fn allow(tab: i32) {
    // Firefox wants the request inside the click itself, so nothing is awaited before it.
    let answer = request_permissions(all_sites());
    wasm_bindgen_futures::spawn_local(async move {
        if answer.await.is_ok_and(|granted| granted.is_truthy()) {
            reload(tab);
            draw(tab, js_sys::Date::now()).await;
        }
    });
}

fn reload(tab: i32) {
    wasm_bindgen_futures::spawn_local(async move {
        // A tab that is gone needs no reload.
        let _ = reload_tab(tab).await;
    });
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
