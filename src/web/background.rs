//! The worker's one function: events in, effects out.

use std::cell::RefCell;

use js_sys::Array;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::values;
use crate::tabs::{Event, Tabs};

thread_local! {
    static TABS: RefCell<Tabs> = RefCell::new(Tabs::new());
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn complain(problem: &str, value: &JsValue);
}

/// Takes a list of events and gives the list of effects. What is no event of [`Event`] is named in the
/// console and left out.
///
/// # Errors
/// When the effects are no value that JavaScript knows, which no effect of ours is.
#[wasm_bindgen]
pub fn handle(events: &Array) -> Result<JsValue, JsValue> {
    let events = events.iter().filter_map(|value| {
        let event = values::read::<Event>(&value);
        if event.is_none() {
            complain("Faultline: this is no event that the core knows", &value);
        }
        event
    });
    values::write(&TABS.with_borrow_mut(|tabs| tabs.handle_all(events)))
}
