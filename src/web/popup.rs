//! The popup: reads the stored state of the tab and draws it. It judges nothing, and it does not need
//! the worker, which may be asleep.

use gloo_timers::callback::Timeout;
use js_sys::Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::{JsCast as _, JsValue, wasm_bindgen};
use web_sys::Element;

use super::browser::{member, object, root};
use super::card::{Card, mark_root};
use super::element::{append, element, set, text};
use super::values;
use crate::explanation::catalogue as key;
use crate::explanation::catalogue::Key;
use crate::tabs::{self, Tab};
use crate::view::{View, view};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["browser", "i18n"], js_name = getMessage)]
    fn get_message(key: &str, args: Array) -> String;
    #[wasm_bindgen(js_namespace = ["browser", "tabs"], js_name = query, catch)]
    async fn query_tabs(query: JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "tabs"], js_name = get, catch)]
    async fn get_tab(tab: i32) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "tabs"], js_name = reload, catch)]
    async fn reload_tab(tab: i32) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "storage", "session"], js_name = get, catch)]
    async fn get_stored(key: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "storage", "session", "onChanged"], js_name = addListener)]
    fn on_stored(listener: &JsValue);
    #[wasm_bindgen(js_namespace = ["browser", "permissions"], js_name = contains, catch)]
    async fn has_permissions(wanted: JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "permissions"], js_name = request, catch)]
    async fn request_permissions(wanted: JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "runtime"], js_name = sendMessage, catch)]
    async fn send_message(message: JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["browser", "runtime"], js_name = getManifest)]
    fn manifest() -> JsValue;
}

/// How long until a document without its response is looked at again, in milliseconds.
const LOOK_AGAIN: u32 = 300;

fn say(key: &str, args: &[String]) -> String {
    get_message(key, args.iter().map(|argument| JsValue::from_str(argument)).collect())
}

/// Draws the popup for a tab, or for the active tab of this window, and again when its state changes.
#[wasm_bindgen]
pub async fn show(tab: Option<i32>) {
    let Some(tab) = (match tab {
        Some(tab) => Some(tab),
        None => active_tab().await,
    }) else {
        draw_note(View::BrowserPage, 0);
        return;
    };
    draw(tab).await;
    let changed = Closure::<dyn Fn(JsValue)>::new(move |changes: JsValue| {
        if !member(&changes, &tabs::key(tab)).is_undefined() {
            wasm_bindgen_futures::spawn_local(draw(tab));
        }
    });
    // The listener lives as long as the popup.
    on_stored(&changed.into_js_value());
}

async fn active_tab() -> Option<i32> {
    let query = object([("active", &true.into()), ("currentWindow", &true.into())]);
    let found: Array = query_tabs(query).await.ok()?.dyn_into().ok()?;
    as_id(&member(&found.get(0), "id"))
}

#[allow(clippy::cast_possible_truncation)] // Tab ids are whole numbers of 31 bits.
fn as_id(value: &JsValue) -> Option<i32> {
    value.as_f64().map(|id| id as i32)
}

async fn draw(tab: i32) {
    let about = get_tab(tab).await.unwrap_or(JsValue::UNDEFINED);
    let url = member(&about, "url").as_string();
    let allowed = is_allowed().await;
    let stored = get_stored(&tabs::key(tab)).await.map(|all| member(&all, &tabs::key(tab)));
    let state: Option<Tab> = stored.ok().and_then(|value| values::read(&value));
    match view(state.as_ref(), url.as_deref(), allowed, js_sys::Date::now()) {
        (view, Some(document)) => {
            let Some(diagnosis) = &document.diagnosis else { return };
            let (at, run) = (document.answered_at.or(Some(document.at)), document.run);
            Card { diagnosis, host: &document.site.host, at, run, texts: say }.draw(&body());
            append(&body(), &text("footer", "", &say(key::UI_UNAFFILIATED.as_str(), &[])));
            if view == View::Waiting {
                gloo_utils::document()
                    .get_element_by_id("headline")
                    .expect("the card has a headline")
                    .set_text_content(Some(&say(key::UI_READING.as_str(), &[])));
                // The worker may have died before the page answered.
                let looked = object([("looked", &tab.into())]);
                wasm_bindgen_futures::spawn_local(async move {
                    // Nobody answers, and no answer is wanted.
                    let _ = send_message(looked).await;
                });
            }
            finish(view);
        }
        (View::Waiting, None) => {
            // What stands there may be the same page before it was loaded anew, so it stays for now.
            if !root().has_attribute("data-ready") {
                draw_note(View::Waiting, tab);
            }
            Timeout::new(LOOK_AGAIN, move || wasm_bindgen_futures::spawn_local(draw(tab))).forget();
        }
        (view, None) => draw_note(view, tab),
    }
}

/// Whether the extension may see websites at all: the user can take that back in both browsers.
async fn is_allowed() -> bool {
    has_permissions(origins()).await.is_ok_and(|allowed| allowed.is_truthy())
}

fn origins() -> JsValue {
    object([("origins", &member(&manifest(), "host_permissions"))])
}

/// A button: its label, and what a click does for the tab.
type Button = (Key, fn(i32));

/// A view without a verdict: a sentence, what it means, and a button where one helps.
fn draw_note(view: View, tab: i32) {
    let (headline, detail, button): (Key, Key, Option<Button>) = match view {
        View::NoPermission => {
            (key::UI_NO_PERMISSION, key::UI_NO_PERMISSION_DETAIL, Some((key::UI_NO_PERMISSION_BUTTON, allow)))
        }
        View::Waiting => (key::UI_READING, key::UI_READING_DETAIL, None),
        View::NotSeen => (key::UI_NOT_SEEN, key::UI_NOT_SEEN_DETAIL, Some((key::UI_RELOAD_BUTTON, reload))),
        _ => (key::UI_BROWSER_PAGE, key::UI_BROWSER_PAGE_DETAIL, None),
    };
    let into = body();
    into.set_text_content(None);
    let headline = text("h1", "headline", &say(headline.as_str(), &[]));
    headline.set_id("headline");
    let detail = text("p", "detail", &say(detail.as_str(), &[]));
    detail.set_id("detail");
    append(&into, &element("section", "note", &[&headline, &detail]));
    if let Some((label, action)) = button {
        let button = text("button", "", &say(label.as_str(), &[]));
        set(&button, "type", "button");
        gloo_events::EventListener::new(&button, "click", move |_| action(tab)).forget();
        append(&into, &button);
    }
    mark_root(None);
    finish(view);
}

fn allow(tab: i32) {
    // Firefox wants the request inside the click itself, so nothing is awaited before it.
    let answer = request_permissions(origins());
    wasm_bindgen_futures::spawn_local(async move {
        if answer.await.is_ok_and(|granted| granted.is_truthy()) {
            reload(tab);
            draw(tab).await;
        }
    });
}

fn reload(tab: i32) {
    wasm_bindgen_futures::spawn_local(async move {
        // A tab that is gone needs no reload.
        let _ = reload_tab(tab).await;
    });
}

fn finish(view: View) {
    set(&root(), "data-view", view.as_str());
    set(&root(), "data-ready", "true");
}

fn body() -> Element {
    gloo_utils::document().get_element_by_id("card").expect("popup.html has a place for the card")
}
