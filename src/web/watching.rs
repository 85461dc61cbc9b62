//! The boundary of the worker's second engine: events of watched tabs and of pages that are read after their load.

use std::cell::Cell;

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::events::{Events, read_all};
use super::values;
use crate::diagnosis::Blame;
use crate::options::Options;
use crate::parts::third_parties;
use crate::plain::Lenient;
use crate::tabs::Answer;
use crate::watching::{Watching, key};

#[wasm_bindgen(raw_module = "../judging.js")]
extern "C" {
    /// The first engine's word on an answer.
    fn judge(answer: &JsValue) -> JsValue;
}

fn ask_first_engine(answer: &Answer) -> Option<Blame> {
    values::read(&judge(&values::write(answer).ok()?))
}

thread_local! {
    static WATCHING: Cell<Option<Box<Watching>>> = const { Cell::new(None) };
}

/// Where the list of third parties is in the package.
#[wasm_bindgen]
#[must_use]
pub fn companies_file() -> String {
    third_parties::FILE.to_owned()
}

/// Takes the list of third parties; an empty text where it cannot be read.
#[wasm_bindgen]
pub fn know(companies: String) {
    WATCHING.set(Some(Box::new(Watching::new(companies.into_bytes(), ask_first_engine))));
}

/// The key under which a watched tab is stored.
#[wasm_bindgen]
#[must_use]
pub fn watch_key(tab: i32) -> String {
    key(tab)
}

/// Whether the stored options want every page read after its load.
#[wasm_bindgen]
#[must_use]
pub fn reads_parts(stored: &JsValue) -> bool {
    Options::from_stored(values::read::<Lenient<Options>>(stored).and_then(|value| value.0)).reads_parts()
}

/// Takes a list of events and gives the list of effects, as the worker's first engine does.
///
/// # Errors
/// When the effects are no value that JavaScript knows, which no effect of ours is.
#[wasm_bindgen]
pub fn handle(events: &Events) -> Result<JsValue, JsValue> {
    // The shell tells of the list first.
    let Some(mut watching) = WATCHING.take() else { return Ok(JsValue::NULL) };
    let effects = watching.handle_all(read_all(events));
    WATCHING.set(Some(watching));
    values::write(&effects)
}
