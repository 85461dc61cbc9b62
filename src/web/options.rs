//! The options' page: the sites that are muted, what is remembered of those that work, the key that opens the popup,
//! and what happens in private windows.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::Element;

use super::browser::{body, root};
use super::element::{append, checkbox, element, focus, quiet_button, set, text};
use super::extension::{count_remembered, forget, mute, on_kept, read_options, say, shortcut, word};
use crate::explanation::catalogue as key;
use crate::explanation::catalogue::Key;

/// Draws the page, and again when the options change.
#[wasm_bindgen]
pub async fn show_options() {
    draw().await;
    let changed = Closure::<dyn Fn(JsValue)>::new(|_| wasm_bindgen_futures::spawn_local(draw()));
    // The listener lives as long as the page.
    on_kept(&changed.into_js_value());
}

async fn draw() {
    let options = read_options().await;
    let count = count_remembered().await;
    let shortcut = shortcut().await;
    let into = body();
    into.set_text_content(None);
    append(&into, &text("h1", "", &word(key::UI_OPTIONS_TITLE)));
    append(&into, &muted(options.muted()));
    append(&into, &remembered(options.remembers(), count));
    let keyboard = match shortcut {
        Some(keys) => say(key::UI_OPTIONS_SHORTCUT.as_str(), &[keys]),
        None => word(key::UI_OPTIONS_NO_SHORTCUT),
    };
    append(&into, &section(key::UI_OPTIONS_KEYBOARD, &keyboard, "keyboard"));
    append(&into, &section(key::UI_OPTIONS_PRIVATE, &word(key::UI_OPTIONS_PRIVATE_DETAIL), "private"));
    append(&into, &text("footer", "", &word(key::UI_UNAFFILIATED)));
    set(&root(), "data-ready", "true");
}

fn section(heading: Key, detail: &str, id: &str) -> Element {
    let section = element("section", "", &[&text("h2", "", &word(heading)), &text("p", "", detail)]);
    section.set_id(id);
    section
}

/// What is remembered of sites that work: a switch, how many there are, and a button that forgets them.
fn remembered(on: bool, count: usize) -> Element {
    let section = section(key::UI_OPTIONS_MEMORY, &word(key::UI_OPTIONS_MEMORY_DETAIL), "memory");
    let switch = checkbox(&word(key::UI_OPTIONS_MEMORY_SWITCH), on, || {
        wasm_bindgen_futures::spawn_local(async {
            forget(!read_options().await.remembers()).await;
            draw().await;
            focus("#memory input");
        });
    });
    append(&section, &switch);
    let told = if on {
        say(key::UI_OPTIONS_MEMORY_COUNT.as_str(), &[count.to_string()])
    } else {
        word(key::UI_OPTIONS_MEMORY_OFF)
    };
    let row = element("p", "count", &[&text("span", "", &told)]);
    if on && count > 0 {
        let button = quiet_button(&word(key::UI_OPTIONS_FORGET), || {
            wasm_bindgen_futures::spawn_local(async {
                forget(true).await;
                draw().await;
                // The pressed button is gone: whoever uses the keyboard goes on from the heading.
                focus("#memory h2");
            });
        });
        append(&row, &button);
    }
    append(&section, &row);
    section
}

fn muted(hosts: &[String]) -> Element {
    let detail = if hosts.is_empty() { key::UI_OPTIONS_NONE_MUTED } else { key::UI_OPTIONS_MUTED_DETAIL };
    let section = section(key::UI_OPTIONS_MUTED, &word(detail), "muted");
    if !hosts.is_empty() {
        let list = element("ul", "", &[]);
        for host in hosts {
            let name = text("span", "host", host);
            let host = host.clone();
            let again = quiet_button(&word(key::UI_UNMUTE), move || {
                let host = host.clone();
                wasm_bindgen_futures::spawn_local(async move {
                    mute(&host, false).await;
                    draw().await;
                    // The pressed button is gone: whoever uses the keyboard goes on from the list's heading.
                    focus("#muted h2");
                });
            });
            // Several buttons have the same words, so each says which site it is about.
            let about = [&word(key::UI_UNMUTE), ": ", &name.text_content().unwrap_or_default()].concat();
            set(&again, "aria-label", &about);
            append(&list, &element("li", "", &[&name, &again]));
        }
        append(&section, &list);
    }
    section
}
