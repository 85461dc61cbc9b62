//! JavaScript values as plain data, and back: as JSON text, which the browser writes and parses.
//!
//! What goes out of the pages is written by serde-wasm-bindgen. Its reader brings the texts of all its type errors
//! along, and a value that does not fit needs no text here.

#[cfg(feature = "pages")]
use serde::Serialize as _;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::plain::{Plain, Record, json};

// Named here and not taken from js-sys: its tasks come along in every wasm that names it, 1.4 KB of gzip.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Array, js_name = of)]
    fn pair(first: &str, second: &JsValue) -> JsValue;
    #[wasm_bindgen(catch, js_namespace = JSON)]
    fn stringify(value: &JsValue) -> Result<Option<String>, JsValue>;
    #[wasm_bindgen(js_name = parseFloat)]
    fn parse_float(text: &str) -> f64;
}

#[cfg(any(feature = "background", feature = "watching"))]
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = JSON)]
    fn parse(text: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = String)]
    fn spell(number: f64) -> String;
}

/// Stands before every value. wasm-bindgen takes a text over letter by letter, in JavaScript that a worker which just
/// woke has not compiled, up to the first letter that is not ASCII: from there on the browser's encoder does it.
const BEFORE: &str = "é";

/// The value as a record of ours, or `None` when it does not fit.
pub fn read<T: Record>(value: &JsValue) -> Option<T> {
    let text = stringify(&pair(BEFORE, value)).ok()??;
    let Plain::List(mut both) = json::read(&text, parse_float)? else { return None };
    T::from_plain(both.pop()?)
}

/// The record as a JavaScript value: null for what is missing, plain objects and no maps, so that it can
/// be stored and read back.
#[cfg(any(feature = "background", feature = "watching"))]
pub fn write(record: &impl Record) -> Result<JsValue, JsValue> {
    parse(&json::write(&record.to_plain(), spell))
}

/// As in the worker.
#[cfg(feature = "pages")]
pub fn write(record: &impl Record) -> Result<JsValue, serde_wasm_bindgen::Error> {
    record.to_plain().serialize(&serde_wasm_bindgen::Serializer::json_compatible())
}
