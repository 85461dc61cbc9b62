//! What the worker shall do for watched tabs and for pages that are read after their load. The shell decides nothing.

use crate::parts::Question;
use crate::plain::{Plain, variants};

/// An effect.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Store a value in the session's storage.
    Save {
        /// The key.
        key: String,
        /// The state, without the names of its members.
        value: Plain,
    },
    /// Remove a stored value.
    Remove {
        /// The key.
        key: String,
    },
    /// Read the parts of a page and of its frames; the answer is [`super::Event::PartsRead`].
    ReadParts {
        /// The tab.
        tab: i32,
        /// The address of the page, to be given back.
        url: String,
        /// What to ask.
        question: Question,
    },
    /// Tell [`crate::tabs::Event::Parts`] to the engine of the tabs.
    Tell {
        /// The tab.
        tab: i32,
        /// The document.
        document: String,
        /// Whether parts of it fail that it may not work without.
        failing: bool,
        /// When that was, in milliseconds since 1970.
        at: f64,
    },
}
variants!(Effect {
    Save { key, value },
    Remove { key },
    ReadParts { tab, url, question },
    Tell { tab, document, failing, at },
});

impl Effect {
    /// Whether nobody would see anything of an earlier effect when this one follows at once.
    pub(super) fn replaces(&self, earlier: &Self) -> bool {
        match (self, earlier) {
            (
                Self::Save { key, .. } | Self::Remove { key },
                Self::Save { key: before, .. } | Self::Remove { key: before },
            ) => key == before,
            (Self::Tell { tab, .. }, Self::Tell { tab: before, .. }) => tab == before,
            _ => false,
        }
    }
}
