//! The worker's one function: events in, effects out.

use std::cell::Cell;

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::values;
use crate::tabs::{Event, Tabs};

thread_local! {
    /// Taken out while events are being handled: the texts of a borrow that fails would weigh half a kilobyte.
    static TABS: Cell<Option<Box<Tabs>>> = const { Cell::new(None) };
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn complain(problem: &str, value: &JsValue);

    /// An array of JavaScript's: as a list of Rust's each event would take a place in the table of references.
    pub type Events;
    #[wasm_bindgen(method, getter)]
    fn length(this: &Events) -> u32;
    #[wasm_bindgen(method, indexing_getter)]
    fn at(this: &Events, index: u32) -> JsValue;
}

/// Takes a list of events and gives the list of effects. What is no event of [`Event`] is named in the
/// console and left out.
///
/// # Errors
/// When the effects are no value that JavaScript knows, which no effect of ours is.
#[wasm_bindgen]
pub fn handle(events: &Events) -> Result<JsValue, JsValue> {
    let events = (0..events.length()).filter_map(|index| {
        let value = events.at(index);
        let event = values::read::<Event>(&value);
        if event.is_none() {
            complain("Faultline: this is no event that the core knows", &value);
        }
        event
    });
    let mut tabs = TABS.take().unwrap_or_default();
    let effects = tabs.handle_all(events);
    TABS.set(Some(tabs));
    values::write(&effects)
}
