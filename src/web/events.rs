//! Lists of events, as the worker hands them to its engines.

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::values;
use crate::plain::Record;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn complain(problem: &str);

    /// An array of JavaScript's: as a list of Rust's each event would take a place in the table of references.
    pub type Events;
    #[wasm_bindgen(method, getter)]
    fn length(this: &Events) -> u32;
    #[wasm_bindgen(method, indexing_getter)]
    fn at(this: &Events, index: u32) -> JsValue;
}

/// The events in their order. What is none is told in the console and left out.
pub fn read_all<T: Record>(events: &Events) -> impl Iterator<Item = T> {
    (0..events.length()).filter_map(|index| {
        let value = events.at(index);
        let event = values::read::<T>(&value);
        if event.is_none() {
            // What it holds may be private.
            complain("Faultline: something came that is no event which the core knows");
        }
        event
    })
}
