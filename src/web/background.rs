//! The worker's first engine: events in, effects out; and its word on an answer, for the second one.

use std::cell::Cell;

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::events::{Events, read_all};
use super::values;
use crate::tabs::{Answer, Tabs};

thread_local! {
    /// Taken out while events are being handled: the texts of a borrow that fails would weigh half a kilobyte.
    static TABS: Cell<Option<Box<Tabs>>> = const { Cell::new(None) };
}

/// Takes a list of events and gives the list of effects.
///
/// # Errors
/// When the effects are no value that JavaScript knows, which no effect of ours is.
#[wasm_bindgen]
pub fn handle(events: &Events) -> Result<JsValue, JsValue> {
    let mut tabs = TABS.take().unwrap_or_default();
    let effects = tabs.handle_all(read_all(events));
    TABS.set(Some(tabs));
    values::write(&effects)
}

/// Who is failing behind an answer; nothing where it is none.
#[wasm_bindgen]
#[must_use]
pub fn judge(answer: &JsValue) -> JsValue {
    let answer = values::read::<Answer>(answer);
    answer.and_then(|answer| values::write(&answer.blame()).ok()).unwrap_or(JsValue::NULL)
}
