//! The texts in the reader's language.

use js_sys::Array;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::explanation::catalogue::Key;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["browser", "i18n"], js_name = getMessage)]
    fn get_message(key: &str, args: Array) -> String;
}

/// A text of the catalogue in the reader's language.
pub fn say(key: &str, args: &[String]) -> String {
    get_message(key, args.iter().map(|argument| JsValue::from_str(argument)).collect())
}

/// A text without arguments.
pub fn word(key: Key) -> String {
    say(key.as_str(), &[])
}
