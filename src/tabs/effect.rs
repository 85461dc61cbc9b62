//! What the browser shall do. The shell performs it and decides nothing.

use std::borrow::Cow;

use super::Tab;
use crate::badge::Tone;
use crate::explanation::Message;
use crate::explanation::catalogue::ACTION_TITLE;
use crate::plain::variants;

/// An effect.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Show a badge on a tab; an empty text takes it away.
    SetBadge {
        /// The tab.
        tab: i32,
        /// The text, at most four characters.
        text: String,
        /// The background as a CSS colour.
        colour: Cow<'static, str>,
        /// The tooltip, as a message of the catalogue.
        title: Message,
    },
    /// Read a stored value; the answer is `Event::Stored`.
    Read {
        /// The tab.
        tab: i32,
        /// The key.
        key: String,
    },
    /// Store a value.
    Save {
        /// The key.
        key: String,
        /// The state of the tab.
        value: Box<Tab>,
    },
    /// Remove a stored value.
    Remove {
        /// The key.
        key: String,
    },
    /// Read the document; the answer is `Event::PageRead`.
    ReadPage {
        /// The tab.
        tab: i32,
        /// The document: if it is gone, so is the question.
        document: String,
        /// The number of the question, to be given back.
        ask: u32,
        /// At most so many characters of the beginning.
        head: u32,
        /// At most so many of the end.
        tail: u32,
        /// How long the function in the page waits for the document to be whole, in milliseconds.
        wait: u32,
        /// After how many milliseconds of silence the page counts as one that cannot be read.
        patience: u32,
    },
}
variants!(Effect {
    SetBadge { tab, text, colour, title },
    Read { tab, key },
    Save { key, value },
    Remove { key },
    ReadPage { tab, document, ask, head, tail, wait, patience },
});

impl Effect {
    /// Takes the badge of a tab away.
    pub(super) fn no_badge(tab: i32) -> Self {
        let title = Message { key: ACTION_TITLE, args: Vec::new() };
        Self::SetBadge { tab, text: String::new(), colour: Tone::Grey.colour().into(), title }
    }
}
