//! What the pages ask of the browser. Both browsers' interfaces are reached under `browser`, see
//! `extension/browser.js`.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::{JsCast as _, JsValue, wasm_bindgen};

/// An object with these members.
pub fn object<const N: usize>(members: [(&str, &JsValue); N]) -> JsValue {
    let object = Object::new();
    for (name, value) in members {
        // A plain object takes every member.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type DisplayNames;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(locales: &JsValue, options: &JsValue) -> Result<DisplayNames, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn of(this: &DisplayNames, code: &str) -> Result<JsValue, JsValue>;
}

/// The name of a country in the reader's language; the code itself where the browser knows none.
pub fn country(code: &str) -> String {
    let options = object([("type", &"region".into())]);
    let name = DisplayNames::new(&Array::new(), &options).and_then(|names| names.of(code));
    name.ok().and_then(|name| name.as_string()).unwrap_or_else(|| code.to_owned())
}

/// A time of the reader's clock, as the reader writes it; milliseconds since 1970.
pub fn time(milliseconds: f64) -> String {
    let date = js_sys::Date::new(&milliseconds.into());
    // The long form names the time zone, which whoever gets the report needs.
    let form = object([("dateStyle", &"medium".into()), ("timeStyle", &"long".into())]);
    date.to_locale_string("default", &form).into()
}

/// The root element of the page.
pub fn root() -> web_sys::Element {
    gloo_utils::document_element().unchecked_into()
}

/// The place that the page's HTML leaves for what is drawn.
#[cfg(not(feature = "www"))]
pub fn body() -> web_sys::Element {
    super::element::by_id("card").expect("the page has a place for the card")
}
