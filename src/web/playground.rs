//! The playground: fields and content pasted into a page, the same card from the same engine. Nothing
//! is sent anywhere.

use std::cell::RefCell;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use wasm_bindgen::prelude::{JsCast as _, wasm_bindgen};
use web_sys::{Element, HtmlInputElement, HtmlTextAreaElement};

use super::browser::root;
use super::card::{Card, PartsOf, mark_root};
use super::element::{append, set, text};
use crate::explanation::catalogue::{self as key, Key, english};
use crate::observation::pasted::Pasted;
use crate::observation::{Observation, Page, Site};

/// How long typing rests before the card is drawn anew, in milliseconds.
const REST: u32 = 150;

thread_local! {
    static PENDING: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// Draws the card, and again whenever something is typed or pasted.
#[wasm_bindgen]
pub fn play() {
    diagnose();
    let form = by_id("response");
    EventListener::new(&form, "input", |_| {
        let timeout = Timeout::new(REST, diagnose);
        // A new one takes the place of the last, which is cancelled when it is dropped.
        PENDING.set(Some(timeout));
    })
    .forget();
}

fn diagnose() {
    let card = by_id("card");
    let (url, fields, content) = (input("url"), area("fields"), area("content"));
    let pasted = Pasted::read(&fields);
    let site = Site::from_url(&url);
    let observation = Observation {
        site: site.clone(),
        status: pasted.status,
        // An empty box means that the fields are not known, which is something else than none.
        fields: (!fields.trim().is_empty()).then(|| pasted.fields.clone()),
        page: (!content.trim().is_empty()).then(|| Page::whole(content)),
        ..Observation::default()
    };
    if observation.status.is_none() && observation.page.is_none() {
        card.set_text_content(None);
        append(&card, &text("p", "detail", &say(key::UI_PLAYGROUND_EMPTY, &[])));
        mark_root(None);
    } else {
        let diagnosis = crate::diagnose(&observation);
        let host = site.as_ref().map_or_else(|| say(key::UI_THIS_SITE, &[]), |site| site.host.clone());
        Card {
            diagnosis: &diagnosis,
            host: &host,
            at: None,
            run: None,
            parts: PartsOf::Whole,
            texts: english,
        }
        .draw(&card);
    }
    note_problems(&url, site.is_some(), &pasted);
    set(&root(), "data-ready", "true");
}

/// Says which lines were not understood; the rest was read.
fn note_problems(url: &str, understood: bool, pasted: &Pasted) {
    let problems = by_id("problems");
    problems.set_text_content(None);
    if !url.trim().is_empty() && !understood {
        append(&problems, &text("li", "", &say(key::UI_PLAYGROUND_ADDRESS, &[])));
    }
    for line in &pasted.skipped {
        append(&problems, &text("li", "", &say(key::UI_PLAYGROUND_LINE, &[line.to_string()])));
    }
}

fn say(key: Key, args: &[String]) -> String {
    english(key.as_str(), args)
}

fn by_id(id: &str) -> Element {
    gloo_utils::document().get_element_by_id(id).expect("the playground's page has its elements")
}

fn input(id: &str) -> String {
    by_id(id).unchecked_into::<HtmlInputElement>().value()
}

fn area(id: &str) -> String {
    by_id(id).unchecked_into::<HtmlTextAreaElement>().value()
}
