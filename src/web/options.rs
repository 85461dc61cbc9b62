//! The options' page: the sites that are muted, what is remembered of those that work, the key that opens the popup,
//! and what happens in private windows.

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::Element;

use super::browser::{body, root};
use super::element::{append, checkbox, element, quiet_button, set, text};
use super::extension::{forget, look_at_pages, mute};
use super::texts::{say, word};
use super::values;
use crate::explanation::catalogue as key;
use crate::explanation::catalogue::Key;
use crate::options::Options;
use crate::plain::{Lenient, record};

/// What the shell found out before the page is drawn.
struct Told {
    /// The user's choices.
    options: Lenient<Options>,
    /// How many sites are remembered.
    remembered: u32,
    /// The key that opens the popup, as the browser spells it.
    shortcut: Option<String>,
}
record!(Told { options, remembered, shortcut });

/// Draws the page from what the shell found out.
#[wasm_bindgen]
pub fn draw_options(told: &JsValue) {
    let Some(Told { options, remembered: count, shortcut }) = values::read(told) else { return };
    let options = Options::from_stored(options.0);
    let into = body();
    into.set_text_content(None);
    append(&into, &text("h1", "", &word(key::UI_OPTIONS_TITLE)));
    append(&into, &muted(options.muted()));
    append(&into, &remembered(options.remembers(), count));
    append(&into, &read_after_load(options.reads_parts()));
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
fn remembered(on: bool, count: u32) -> Element {
    let section = section(key::UI_OPTIONS_MEMORY, &word(key::UI_OPTIONS_MEMORY_DETAIL), "memory");
    let switch = checkbox(&word(key::UI_OPTIONS_MEMORY_SWITCH), on, move || forget(!on, "#memory input"));
    append(&section, &switch);
    let told = if on {
        say(key::UI_OPTIONS_MEMORY_COUNT.as_str(), &[count.to_string()])
    } else {
        word(key::UI_OPTIONS_MEMORY_OFF)
    };
    let row = element("p", "count", &[&text("span", "", &told)]);
    if on && count > 0 {
        // The pressed button is gone then: whoever uses the keyboard goes on from the heading.
        let button = quiet_button(&word(key::UI_OPTIONS_FORGET), || forget(true, "#memory h2"));
        append(&row, &button);
    }
    append(&section, &row);
    section
}

/// The switch that has every page read once after its load, with what that costs.
fn read_after_load(on: bool) -> Element {
    let section = section(key::UI_OPTIONS_PARTS, &word(key::UI_OPTIONS_PARTS_DETAIL), "parts");
    let label = word(key::UI_OPTIONS_PARTS_SWITCH);
    append(&section, &checkbox(&label, on, move || look_at_pages(!on, "#parts input")));
    append(&section, &text("p", "", &word(key::UI_OPTIONS_PARTS_COST)));
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
            let again = quiet_button(&word(key::UI_UNMUTE), move || mute(&host, false, "#muted h2"));
            // Several buttons have the same words, so each says which site it is about.
            let about = [&word(key::UI_UNMUTE), ": ", &name.text_content().unwrap_or_default()].concat();
            set(&again, "aria-label", &about);
            append(&list, &element("li", "", &[&name, &again]));
        }
        append(&section, &list);
    }
    section
}
