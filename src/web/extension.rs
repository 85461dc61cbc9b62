//! What the extension's own pages have the browser do (`extension/acting.js`), and what the shell stores for
//! them.

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::browser::object;
use super::values;
use crate::memory::Keys;
use crate::options::Options;
use crate::plain::{Lenient, Record};
use crate::{neighbours, tabs, watching};

#[wasm_bindgen(raw_module = "../acting.js")]
extern "C" {
    /// Mutes a site or hears it again, draws the page, and puts the focus on what fits this selector.
    pub fn mute(host: &str, muted: bool, next: &str);
    /// Forgets every site, and says whether visits are remembered from now on; then as `mute`.
    pub fn forget(remembers: bool, next: &str);
    /// Has every page read once after its load, or no longer; then as `mute`.
    #[wasm_bindgen(js_name = lookAtPages)]
    pub fn look_at_pages(wanted: bool, next: &str);
    /// Has a tab watched that shows this document at this address.
    pub fn watch(tab: i32, document: &str, url: &str);
    /// Ends that.
    pub fn unwatch(tab: i32);
    /// Asks for the permission to see sites.
    pub fn allow(tab: i32);
    /// Loads a tab anew.
    pub fn reload(tab: i32);
    /// Opens the options' page.
    #[wasm_bindgen(js_name = openOptions)]
    pub fn open_options();
    /// Draws the report of what is shown.
    #[wasm_bindgen(js_name = drawReport)]
    pub fn draw_report();
    /// Draws the page once more, from what is known by then.
    #[wasm_bindgen(js_name = drawAgain)]
    pub fn draw_again();
}

/// Where things are in the storages, for the shell.
#[wasm_bindgen]
pub fn keys() -> JsValue {
    written(&Keys)
}

/// Where the session's storage has what was seen of a tab and of all, and the options, for the shell.
#[wasm_bindgen]
pub fn session_keys(tab: i32) -> JsValue {
    object([
        ("tab", &tabs::key(tab).into()),
        ("window", &neighbours::KEY.into()),
        ("watch", &watching::key(tab).into()),
        ("options", &Keys::OPTIONS.into()),
    ])
}

/// The options with a site muted, or no longer muted.
#[wasm_bindgen]
pub fn with_muted(stored: &JsValue, host: &str, muted: bool) -> JsValue {
    written(&options(stored).with_muted(host, muted))
}

/// The options when all was forgotten at this time, in milliseconds since 1970.
#[wasm_bindgen]
pub fn with_memory(stored: &JsValue, remembers: bool, at: f64) -> JsValue {
    written(&options(stored).with_memory(remembers, at))
}

/// The options with whether every page is read after its load.
#[wasm_bindgen]
pub fn with_parts(stored: &JsValue, wanted: bool) -> JsValue {
    written(&options(stored).with_parts(wanted))
}

fn options(stored: &JsValue) -> Options {
    Options::from_stored(values::read::<Lenient<Options>>(stored).and_then(|value| value.0))
}

fn written(record: &impl Record) -> JsValue {
    // Plain data of ours are values that JavaScript knows.
    values::write(record).unwrap_or(JsValue::NULL)
}
