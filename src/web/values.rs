//! JavaScript values as plain data, and back: as JSON text, which the browser writes and parses.
//!
//! What goes out of the pages is written by serde-wasm-bindgen. Its reader brings the texts of all its type errors
//! along, and a value that does not fit needs no text here.

use js_sys::{Array, JSON, Number};
#[cfg(feature = "pages")]
use serde::Serialize as _;
use wasm_bindgen::prelude::JsValue;

use crate::plain::{Plain, Record, json};

/// Stands before every value. wasm-bindgen takes a text over letter by letter, in JavaScript that a worker which just
/// woke has not compiled, up to the first letter that is not ASCII: from there on the browser's encoder does it.
const BEFORE: &str = "é";

/// The value as a record of ours, or `None` when it does not fit.
pub fn read<T: Record>(value: &JsValue) -> Option<T> {
    let text = JSON::stringify(&Array::of2(&JsValue::from_str(BEFORE), value)).ok()?.as_string()?;
    let Plain::List(mut both) = json::read(&text, Number::parse_float)? else { return None };
    T::from_plain(both.pop()?)
}

/// The record as a JavaScript value: null for what is missing, plain objects and no maps, so that it can
/// be stored and read back.
#[cfg(feature = "background")]
pub fn write(record: &impl Record) -> Result<JsValue, JsValue> {
    let spell = |number| {
        Number::from(number).to_string_with_radix(10).map_or_else(|_| "null".to_owned(), String::from)
    };
    JSON::parse(&json::write(&record.to_plain(), spell))
}

/// As in the worker.
#[cfg(feature = "pages")]
pub fn write(record: &impl Record) -> Result<JsValue, serde_wasm_bindgen::Error> {
    record.to_plain().serialize(&serde_wasm_bindgen::Serializer::json_compatible())
}
