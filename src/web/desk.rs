//! What the popup does on request: a report to copy, drawn with its choices beneath the card.

use std::cell::{Cell, RefCell};

use gloo_events::EventListener;
use js_sys::Date;
use wasm_bindgen::prelude::{JsCast as _, JsValue, wasm_bindgen};
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use super::element::{append, button, by_id, checkbox, element, set, text};
use super::texts::{say, word};
use super::told::{ListNeeded, Told, judge};
use super::values;
use crate::diagnosis::Diagnosis;
use crate::explanation::catalogue as key;
use crate::explanation::catalogue::Key;
use crate::options::Options;
use crate::report::{Form, Included, Report};
use crate::tabs::Run;
use crate::view::{Front, view};

#[wasm_bindgen(raw_module = "../acting.js")]
extern "C" {
    /// Puts a text on the clipboard, or marks it in this element where the browser refuses; tells it there.
    fn copy(text: &str, from: &str, told: &str, copied: &str, refused: &str);
}

/// What is reported, while the popup is open.
struct Shown {
    diagnosis: Diagnosis,
    url: String,
    host: String,
    at: Option<f64>,
    run: Option<Run>,
}

thread_local! {
    static SHOWN: RefCell<Option<Shown>> = const { RefCell::new(None) };
    /// What was chosen, which holds when the popup is drawn again.
    static CHOSEN: Cell<(Form, [bool; 3])> = const { Cell::new((Form::Text, [false; 3])) };
}

/// The choices by the ids of their elements.
const CHOICES: [(&str, Key); 3] = [
    ("report-path", key::REPORT_PATH),
    ("report-query", key::REPORT_QUERY),
    ("report-place", key::REPORT_PLACE),
];

/// Draws the report into the element with the id `desk`. Where a packed list is needed first, its file is given back.
#[wasm_bindgen]
#[allow(clippy::needless_pass_by_value)] // wasm-bindgen hands texts over so.
pub fn draw_report(told: &JsValue, list: Option<String>) -> Option<String> {
    let Told { document, url, allowed, tab, window, options, now, .. } = values::read(told)?;
    let front = Front { document, url, allowed: allowed == Some(true), fresh: false };
    let (_, shown) = view(tab.0.as_deref(), &front);
    let (document, into) = (shown?, by_id("desk")?);
    let options = Options::from_stored(options.0);
    let verdict = match judge(document, window.0, &options, now, list.as_deref()) {
        Ok((verdict, _)) => verdict,
        Err(ListNeeded(file)) => return Some(file.to_owned()),
    };
    SHOWN.set(Some(Shown {
        diagnosis: verdict?,
        url: front.url?,
        host: document.site.host.clone(),
        at: document.answered_at.or(Some(document.at)),
        run: document.run,
    }));
    if by_id("report-text").is_none() {
        draw_choices(&into);
    }
    write();
    None
}

fn draw_choices(into: &Element) {
    let form = element("select", "", &[]);
    form.set_id("report-form");
    for (value, label) in [
        (Form::Text, key::REPORT_TEXT),
        (Form::Markdown, key::REPORT_MARKDOWN),
        (Form::Json, key::REPORT_JSON),
    ] {
        let option = text("option", "", &word(label));
        set(&option, "value", value.as_str());
        if value == CHOSEN.get().0 {
            set(&option, "selected", "");
        }
        append(&form, &option);
    }
    EventListener::new(&form, "change", |_| write()).forget();
    append(into, &element("label", "", &[&text("span", "", &word(key::REPORT_FORM)), &form]));
    for ((id, label), chosen) in CHOICES.into_iter().zip(CHOSEN.get().1) {
        let label = checkbox(&word(label), chosen, write);
        label.first_element_child().expect("it begins with its box").set_id(id);
        append(into, &label);
    }
    let area = element("textarea", "", &[]);
    area.set_id("report-text");
    for (name, value) in [("readonly", ""), ("rows", "8"), ("spellcheck", "false")] {
        set(&area, name, value);
    }
    set(&area, "aria-label", &word(key::REPORT_OPEN));
    append(into, &area);
    let told = text("span", "", "");
    told.set_id("report-told");
    set(&told, "role", "status");
    let copied = (word(key::REPORT_COPIED), word(key::REPORT_REFUSED));
    let press = button(&word(key::REPORT_COPY), move || {
        if let Some(area) = area_of_report() {
            copy(&area.value(), "report-text", "report-told", &copied.0, &copied.1);
        }
    });
    append(into, &element("div", "choice", &[&told, &press]));
}

/// Writes the report anew, as it is chosen now.
fn write() {
    let chosen = |id: &str| {
        by_id(id)
            .and_then(|input| input.dyn_into::<HtmlInputElement>().ok())
            .is_some_and(|input| input.checked())
    };
    let wanted = CHOICES.map(|(id, _)| chosen(id));
    let form = by_id("report-form").and_then(|form| form.dyn_into::<HtmlSelectElement>().ok());
    let form = form.and_then(|form| Form::parse(&form.value())).unwrap_or(Form::Text);
    CHOSEN.set((form, wanted));
    let [path, query, place] = wanted;
    SHOWN.with_borrow(|shown| {
        let (Some(Shown { diagnosis, url, host, at, run }), Some(area)) = (shown, area_of_report()) else {
            return;
        };
        let at = at.map(rfc_3339);
        let since = run.map(|run| (run.times, rfc_3339(run.since)));
        let report = Report {
            diagnosis,
            url,
            host,
            at: at.as_deref(),
            run: since.as_ref().map(|(times, since)| (*times, since.as_str())),
            version: env!("CARGO_PKG_VERSION"),
        };
        area.set_value(&report.write(form, Included { path, query, place }, say));
    });
}

fn area_of_report() -> Option<HtmlTextAreaElement> {
    by_id("report-text")?.dyn_into().ok()
}

/// A time in UTC, to the second.
fn rfc_3339(milliseconds: f64) -> String {
    let whole: String = Date::new(&milliseconds.into()).to_iso_string().into();
    [crate::part::before(&whole, b'.'), "Z"].concat()
}
