//! What the browser shall do. The shell performs it and decides nothing.

use std::borrow::Cow;

use crate::badge::Tone;
use crate::explanation::Message;
use crate::explanation::catalogue::ACTION_TITLE;
use crate::memory::{Keys, Memory};
use crate::plain::{Compact, Plain, variants};

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
    /// Read the stored state of a tab, whether it is private, and which document it shows now; the answer is
    /// `Event::Stored`.
    Read {
        /// The tab.
        tab: i32,
        /// The key.
        key: String,
        /// The key of what all tabs saw, which is read beside it.
        window: Cow<'static, str>,
    },
    /// The same, and what is remembered of the host that it is about to show; both answers come in `Event::Stored`.
    ReadAndRecall {
        /// The tab.
        tab: i32,
        /// The key.
        key: String,
        /// The key of what all tabs saw, which is read beside it.
        window: Cow<'static, str>,
        /// The host.
        host: String,
        /// Where it is in the local storage.
        keys: Keys,
    },
    /// Find what is remembered of a host; the answer is `Event::Recalled`.
    Recall {
        /// The tab.
        tab: i32,
        /// The host.
        host: String,
        /// Where it is in the local storage.
        keys: Keys,
    },
    /// Remember this of a host, under the name that it has by the secret, which is drawn where there is none.
    Remember {
        /// The host.
        host: String,
        /// What is remembered.
        value: Compact<Memory>,
        /// Where it goes in the local storage.
        keys: Keys,
    },
    /// Forget what is old: a value's first member is its day.
    Prune {
        /// Entries of an earlier day go.
        before: u32,
        /// Of the others so many stay, the newest.
        most: u32,
        /// The day on which this is done, which is stored.
        day: u32,
        /// Where it is in the local storage.
        keys: Keys,
    },
    /// Read the options from the local storage; the answer is `Event::Options`.
    ReadOptions {
        /// The key.
        key: Cow<'static, str>,
    },
    /// List the tabs; the answer is `Event::Listed`.
    List {},
    /// Store a value.
    Save {
        /// The key.
        key: String,
        /// The state of a tab, or what all tabs saw, without the names of its members.
        value: Plain,
    },
    /// Remove a stored value.
    Remove {
        /// The key.
        key: String,
    },
    /// Send `Event::Waited` after a while, in place of one that is still to come in this tab.
    Wait {
        /// The tab.
        tab: i32,
        /// The document that is waited for.
        document: String,
        /// How long, in milliseconds.
        milliseconds: u32,
    },
    /// What was waited for has come.
    StopWaiting {
        /// The tab.
        tab: i32,
    },
    /// Ask whether the extension may see a site; the answer is `Event::Access`.
    CheckAccess {
        /// The tab.
        tab: i32,
        /// The document.
        document: String,
        /// The number of the question, to be given back.
        ask: u32,
        /// The site as a match pattern.
        origin: String,
    },
    /// Read what the document's own navigation timing tells of its response; the answer is
    /// `Event::TimingRead`.
    ReadTiming {
        /// The tab.
        tab: i32,
        /// The document: if it is gone, so is the question.
        document: String,
        /// The number of the question, to be given back.
        ask: u32,
        /// After how many milliseconds of silence the page counts as one that cannot be read.
        patience: u32,
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
    Read { tab, key, window },
    ReadAndRecall { tab, key, window, host, keys },
    Recall { tab, host, keys },
    Remember { host, value, keys },
    Prune { before, most, day, keys },
    ReadOptions { key },
    List {},
    Save { key, value },
    Remove { key },
    Wait { tab, document, milliseconds },
    StopWaiting { tab },
    CheckAccess { tab, document, ask, origin },
    ReadTiming { tab, document, ask, patience },
    ReadPage { tab, document, ask, head, tail, wait, patience },
});

impl Effect {
    /// The key whose stored value it changes.
    pub(super) fn written(&self) -> Option<&str> {
        match self {
            Self::Save { key, .. } | Self::Remove { key } => Some(key),
            _ => None,
        }
    }

    /// Whether nobody would see anything of an earlier effect when this one follows at once.
    pub(super) fn replaces(&self, earlier: &Self) -> bool {
        match (self, earlier) {
            (Self::SetBadge { tab, .. }, Self::SetBadge { tab: before, .. }) => tab == before,
            _ => self.written().is_some() && self.written() == earlier.written(),
        }
    }

    /// Takes the badge of a tab away.
    pub(super) fn no_badge(tab: i32) -> Self {
        let title = Message { key: ACTION_TITLE, args: Vec::new() };
        Self::SetBadge { tab, text: String::new(), colour: Tone::Grey.colour().into(), title }
    }
}
