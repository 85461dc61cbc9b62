//! What the shell found out about a tab, and the verdict on it as of now.

use crate::diagnosis::Diagnosis;
use crate::neighbours::{Finding, Sign, Window, weigh};
use crate::options::Options;
use crate::plain::{Lenient, record};
use crate::suffixes::{self, Suffixes};
use crate::tabs::{Document, Tab};
use crate::view::verdict;
use crate::watching::Watch;

/// What the shell found out before something is drawn (`aboutTab` in `extension/asking.js`).
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
    /// What was seen of the tab while it is watched.
    pub watch: Lenient<Box<Watch>>,
    /// The user's choices.
    pub options: Lenient<Options>,
    /// Whether the tab is in a private window; `None` where it cannot be asked.
    pub private: Option<bool>,
    /// When that was, in milliseconds since 1970.
    pub now: f64,
}
record!(Told { document, url, allowed, tab, window, watch, options, private, now });

/// A packed list that has to be read first: where it is in the package.
pub struct ListNeeded(pub &'static str);

/// The verdict on a document as of now, and what the other tabs say. `list` is the public suffix list, where it was read.
pub fn judge(
    document: &Document,
    window: Option<Window>,
    options: &Options,
    now: f64,
    list: Option<&str>,
) -> Result<(Option<Diagnosis>, Option<Finding>), ListNeeded> {
    let mut window = Window::from_stored(window);
    window.forget(|at| options.forgot(at));
    let own = document.sighting().filter(|own| own.sign != Sign::Answered && window.list.len() > 1);
    let finding = match (own, list) {
        (Some(_), None) => return Err(ListNeeded(suffixes::FILE)),
        // Where the list cannot be read nothing is said.
        (Some(own), Some(list)) => Suffixes::new(list.as_bytes())
            .and_then(|suffixes| weigh(&window, &own, now, &|host| suffixes.registrable(host))),
        (None, _) => None,
    };
    Ok((verdict(document, finding.as_ref()), finding))
}
