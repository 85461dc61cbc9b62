//! Events of watched tabs and of pages that are read after their load, as the shell hands them over.

use super::Watch;
use crate::parts::RawParts;
use crate::plain::{Lenient, record, variants};
use crate::tabs::RawField;

/// An event of one tab. Times are in milliseconds since 1970.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The user wants the tab watched, or a worker woke and finds that it is.
    Watched {
        /// The tab.
        tab: i32,
        /// The document that it shows.
        document: Option<String>,
        /// Its address, where it is told.
        url: Option<String>,
        /// What is stored of it; a damaged value counts as none.
        value: Lenient<Box<Watch>>,
        /// When that was.
        at: f64,
    },
    /// The tab is closed, or the user has seen enough.
    Unwatched {
        /// The tab.
        tab: i32,
    },
    /// `webNavigation.onCommitted` of the outermost frame.
    Committed {
        /// The tab.
        tab: i32,
        /// The document.
        document: Option<String>,
        /// Its address.
        url: String,
        /// `prerender` for a page that is not shown yet.
        lifecycle: Option<String>,
        /// When, in milliseconds.
        at: f64,
    },
    /// A request of a watched tab was answered, or ended with an error.
    Ended {
        /// The request.
        request: Request,
    },
    /// A page that is read once after its load may have parts that failed.
    Loaded {
        /// The tab.
        tab: i32,
        /// The document.
        document: String,
        /// Its address.
        url: String,
    },
    /// The answer to [`super::Effect::ReadParts`].
    PartsRead {
        /// The tab.
        tab: i32,
        /// The document.
        document: String,
        /// Its address.
        url: String,
        /// When that was.
        at: f64,
        /// What the document and its frames told; what does not fit is left out.
        raw: Vec<Lenient<RawParts>>,
    },
}
variants!(Event {
    Watched { tab, document, url, value, at },
    Unwatched { tab },
    Committed { tab, document, url, lifecycle, at },
    Ended { request },
    Loaded { tab, document, url },
    PartsRead { tab, document, url, at, raw },
});

/// `webRequest.onHeadersReceived` or `onErrorOccurred` of a watched tab.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The tab.
    pub tab: i32,
    /// The frame that asked, or that it is for; 0 is the page itself.
    pub frame: i32,
    /// The frame around that one.
    pub parent: i32,
    /// The browser's id of the document that asked, where it tells one.
    pub document: Option<String>,
    /// `prerender` for what a page asks for that is not shown yet.
    pub lifecycle: Option<String>,
    /// The method, such as `GET`.
    pub method: String,
    /// What is asked for: the browser's `ResourceType`.
    pub kind: String,
    /// The address.
    pub url: String,
    /// The status code, where an answer came.
    pub status: Option<u16>,
    /// Its fields.
    pub fields: Option<Vec<RawField>>,
    /// The browser's name of the error, where none came.
    pub error: Option<String>,
    /// When, in milliseconds since 1970.
    pub at: f64,
}
record!(Request { tab, frame, parent, document, lifecycle, method, kind, url, status, fields, error, at });

impl Request {
    /// Whether the page itself is asked for, and not a part of it.
    #[must_use]
    pub fn is_the_page(&self) -> bool {
        self.kind == "main_frame"
    }

    /// Whether nobody sees what comes: a page is loaded in advance, which in Chromium has an initiator's document or
    /// stands in a frame of its own; or it is only asked whether something may be asked (CORS-preflight, Fetch §3.2.2).
    #[must_use]
    pub fn is_unseen(&self) -> bool {
        let in_advance = self.is_the_page() && (self.document.is_some() || self.frame != 0);
        in_advance || self.lifecycle.as_deref() == Some("prerender") || self.method == "OPTIONS"
    }

    /// Whether it stands inside of a frame: what that asks for is the frame's affair.
    #[must_use]
    pub fn is_inside_a_frame(&self) -> bool {
        self.frame != 0 && (self.kind != "sub_frame" || self.parent != 0)
    }
}

/// A document that a tab shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// The browser's id of it.
    pub document: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When it was committed, or found, in milliseconds since 1970.
    pub at: f64,
}
