//! What the extension's own pages ask of the browser, the options that they store, and the memory that they clear.

use js_sys::{Array, Object};
use wasm_bindgen::prelude::{JsCast as _, JsValue, wasm_bindgen};

use super::browser::{member, object};
use super::values;
use crate::explanation::catalogue::Key;
use crate::memory::Keys;
use crate::neighbours::{self, Window};
use crate::options::{self, Options};
use crate::plain::{Lenient, record};
use crate::tabs::{self, Tab};

#[wasm_bindgen(raw_module = "../asking.js")]
extern "C" {
    #[wasm_bindgen(js_name = askAbout, catch)]
    async fn ask_about(
        tab: i32,
        tab_key: &str,
        window_key: &str,
        options_key: &str,
    ) -> Result<JsValue, JsValue>;
    /// The text of a file of the package.
    #[wasm_bindgen(js_name = readFile, catch)]
    pub async fn read_file(path: &str) -> Result<JsValue, JsValue>;
}

/// What the browser tells of a tab, and what is stored of it and of all tabs.
pub struct Told {
    /// The document that the tab shows.
    pub document: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Whether the extension may see the site; `None` where that cannot be asked.
    pub allowed: Option<bool>,
    /// The stored state of the tab.
    pub tab: Lenient<Box<Tab>>,
    /// What all tabs saw.
    pub window: Lenient<Window>,
    /// The user's choices.
    pub options: Lenient<Options>,
    /// Whether the tab is in a private window; `None` where it cannot be asked.
    pub private: Option<bool>,
    /// The time, in milliseconds since 1970.
    pub now: f64,
}
record!(Told { document, url, allowed, tab, window, options, private, now });

/// All that the popup draws from; `None` where the browser tells nothing.
pub async fn ask(tab: i32) -> Option<Told> {
    let told = ask_about(tab, &tabs::key(tab), neighbours::KEY, options::KEY).await.ok()?;
    values::read(&told)
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["browser", "i18n"], js_name = getMessage)]
    fn get_message(key: &str, args: Array) -> String;
    #[wasm_bindgen(js_namespace = ["browser", "tabs"], js_name = query, catch)]
    async fn query_tabs(query: JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "tabs"], js_name = reload, catch)]
    pub async fn reload_tab(tab: i32) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "storage", "session", "onChanged"], js_name = addListener)]
    pub fn on_stored(listener: &JsValue);
    #[wasm_bindgen(js_namespace = ["browser", "storage", "local"], js_name = get, catch)]
    async fn get_kept(key: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "storage", "local"], js_name = set, catch)]
    async fn keep(values: JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "storage", "local"], js_name = get, catch)]
    async fn get_all_kept() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "storage", "local"], js_name = remove, catch)]
    async fn drop_kept(keys: Array) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "storage", "local", "onChanged"], js_name = addListener)]
    pub fn on_kept(listener: &JsValue);
    #[wasm_bindgen(js_namespace = ["browser", "permissions"], js_name = request, catch)]
    pub async fn request_permissions(wanted: JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "runtime"], js_name = sendMessage, catch)]
    pub async fn send_message(message: JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "runtime"], js_name = openOptionsPage, catch)]
    pub async fn open_options() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "runtime"], js_name = getManifest)]
    fn manifest() -> JsValue;
    #[wasm_bindgen(js_namespace = ["browser", "commands"], js_name = getAll, catch)]
    async fn get_commands() -> Result<JsValue, JsValue>;
}

/// A text of the catalogue in the reader's language.
pub fn say(key: &str, args: &[String]) -> String {
    get_message(key, args.iter().map(|argument| JsValue::from_str(argument)).collect())
}

/// A text without arguments.
pub fn word(key: Key) -> String {
    say(key.as_str(), &[])
}

/// The active tab of this window.
pub async fn active_tab() -> Option<i32> {
    let query = object([("active", &true.into()), ("currentWindow", &true.into())]);
    let found: Array = query_tabs(query).await.ok()?.dyn_into().ok()?;
    as_id(&member(&found.get(0), "id"))
}

#[allow(clippy::cast_possible_truncation)] // Tab ids are whole numbers of 31 bits.
fn as_id(value: &JsValue) -> Option<i32> {
    value.as_f64().map(|id| id as i32)
}

/// The permission that the manifest asks for.
pub fn all_sites() -> JsValue {
    object([("origins", &member(&manifest(), "host_permissions"))])
}

/// The user's choices.
pub async fn read_options() -> Options {
    let kept = get_kept(options::KEY).await.map(|all| member(&all, options::KEY));
    Options::from_stored(kept.ok().and_then(|value| values::read(&value)))
}

/// Mutes a site or hears it again.
pub async fn mute(host: &str, muted: bool) {
    write_options(&read_options().await.with_muted(host, muted)).await;
}

async fn write_options(options: &Options) {
    if let Ok(value) = values::write(options) {
        // A storage that refuses leaves what was there, and the page is drawn from that.
        let _ = keep(object([(options::KEY, &value)])).await;
    }
}

/// The names of all entries of the memory.
async fn remembered() -> Vec<JsValue> {
    let names = match get_all_kept().await {
        Ok(all) if all.is_object() => Object::keys(&all.unchecked_into::<Object>()),
        _ => Array::new(),
    };
    let ours = |name: &JsValue| name.as_string().is_some_and(|name| name.starts_with(Keys::ENTRIES));
    names.iter().filter(ours).collect()
}

/// How many sites are remembered.
pub async fn count_remembered() -> usize {
    remembered().await.len()
}

/// Forgets every site with the secret under which their names were made, and says whether visits are remembered
/// from now on.
pub async fn forget(remembers: bool) {
    // The worker is told first, so that it writes nothing that it had in mind.
    write_options(&read_options().await.with_memory(remembers, js_sys::Date::now())).await;
    let keys: Array = remembered().await.into_iter().collect();
    for key in [Keys::SECRET, Keys::PRUNED] {
        keys.push(&JsValue::from_str(key));
    }
    // A storage that refuses leaves what was there, and the page is drawn from that.
    let _ = drop_kept(keys).await;
}

/// The key that opens the popup, as the browser spells it; `None` where there is none.
pub async fn shortcut() -> Option<String> {
    let commands: Array = get_commands().await.ok()?.dyn_into().ok()?;
    commands.iter().find_map(|command| member(&command, "shortcut").as_string().filter(|key| !key.is_empty()))
}
