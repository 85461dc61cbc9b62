//! The worker's one function: an event in, effects out.

use std::cell::RefCell;

use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};

use super::values;
use crate::tabs::{Event, Tabs};

thread_local! {
    static TABS: RefCell<Tabs> = RefCell::new(Tabs::new());
}

/// Takes an event and gives the list of effects.
///
/// # Errors
/// When the value is no event of [`Event`]; nothing was changed then.
#[wasm_bindgen]
pub fn handle(event: &JsValue) -> Result<JsValue, JsError> {
    let event: Event =
        values::read(event).ok_or_else(|| JsError::new("this is no event that the core knows"))?;
    let effects = TABS.with_borrow_mut(|tabs| tabs.handle(event));
    Ok(values::write(&effects)?)
}
