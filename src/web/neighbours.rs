//! What the other tabs say, fetched for the popup: the window that the worker keeps, and the list that tells unrelated
//! sites apart, which is read only where a failure is to be counted.

use wasm_bindgen::prelude::{JsCast as _, JsValue, wasm_bindgen};

use super::browser::member;
use super::extension::get_stored;
use super::values;
use crate::neighbours::{self, Finding, Sighting, Sign, Window, weigh};
use crate::options::Options;
use crate::suffixes::Suffixes;

/// Where the list is in the package.
const SUFFIXES: &str = "data/suffixes.txt";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = fetch, catch)]
    async fn fetch(address: &str) -> Result<JsValue, JsValue>;
    type Response;
    #[wasm_bindgen(method, catch)]
    async fn text(this: &Response) -> Result<JsValue, JsValue>;
}

/// What the others say of a visit now, in milliseconds since 1970.
pub async fn ask(own: Sighting, options: &Options, now: f64) -> Option<Finding> {
    if own.sign == Sign::Answered {
        return None;
    }
    let stored = get_stored(neighbours::KEY).await.map(|all| member(&all, neighbours::KEY));
    let mut window = Window::from_stored(stored.ok().and_then(|value| values::read(&value)));
    window.list.retain(|seen| !options.forgot(seen.at));
    if window.list.len() < 2 {
        return None;
    }
    let list = read(SUFFIXES).await?;
    let suffixes = Suffixes::new(list.as_bytes())?;
    weigh(&window, &own, now, &|host| suffixes.registrable(host))
}

/// The text of a file of the package; `None` where it cannot be read, and then nothing is said.
async fn read(path: &str) -> Option<String> {
    let response: Response = fetch(path).await.ok()?.unchecked_into();
    response.text().await.ok()?.as_string()
}
