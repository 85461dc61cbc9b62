//! JavaScript values as plain data, and back.
//!
//! What comes in is read here: serde-wasm-bindgen's reader brings the texts of all its type errors along,
//! with the formatting of floating-point numbers, a sixth of the worker's budget, and a value that does
//! not fit needs no text here. What goes out of the pages is written by serde-wasm-bindgen; what goes out
//! of the worker, on every page that fails, as one JSON text that the browser parses.

use std::borrow::Cow;

#[cfg(feature = "background")]
use js_sys::Number;
use js_sys::{Array, Object};
#[cfg(feature = "pages")]
use serde::Serialize as _;
use wasm_bindgen::prelude::{JsCast as _, JsValue};

#[cfg(feature = "background")]
use crate::plain::json;
use crate::plain::{Plain, Record};

/// Deeper values are none of ours.
const DEEPEST: usize = 16;

/// The value as a record of ours, or `None` when it does not fit.
pub fn read<T: Record>(value: &JsValue) -> Option<T> {
    T::from_plain(plain(value, DEEPEST))
}

/// The record as a JavaScript value: null for what is missing, plain objects and no maps, so that it can
/// be stored and read back.
#[cfg(feature = "background")]
pub fn write(record: &impl Record) -> Result<JsValue, JsValue> {
    let spell = |number| {
        Number::from(number).to_string_with_radix(10).map_or_else(|_| "null".to_owned(), String::from)
    };
    js_sys::JSON::parse(&json::write(&record.to_plain(), spell))
}

/// As in the worker.
#[cfg(feature = "pages")]
pub fn write(record: &impl Record) -> Result<JsValue, serde_wasm_bindgen::Error> {
    record.to_plain().serialize(&serde_wasm_bindgen::Serializer::json_compatible())
}

#[allow(clippy::cast_possible_truncation)] // Checked to be whole and within 53 bits.
fn plain(value: &JsValue, depth: usize) -> Plain {
    const LARGEST: f64 = 9_007_199_254_740_991.0;
    if let Some(text) = value.as_string() {
        return Plain::Text(Cow::Owned(text));
    }
    if let Some(number) = value.as_f64() {
        let whole = number.abs() <= LARGEST && number.trunc().to_bits() == number.to_bits();
        return if whole { Plain::Whole(number as i64) } else { Plain::Number(number) };
    }
    if let Some(truth) = value.as_bool() {
        return Plain::Bool(truth);
    }
    if depth == 0 {
        return Plain::Null;
    }
    if let Some(list) = value.dyn_ref::<Array>() {
        return Plain::List(list.iter().map(|value| plain(&value, depth - 1)).collect());
    }
    let Some(object) = value.dyn_ref::<Object>() else { return Plain::Null };
    let members = Object::entries(object).into_iter().filter_map(|entry| {
        let entry: Array = entry.unchecked_into();
        Some((Cow::Owned(entry.get(0).as_string()?), plain(&entry.get(1), depth - 1)))
    });
    Plain::Record(members.collect())
}
