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
        /// The address that it shows, where it is told.
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
    Watched { tab, url, value, at },
    Unwatched { tab },
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
    /// The browser's id of the document that asked, where it tells one.
    pub document: Option<String>,
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
record!(Request { tab, frame, document, kind, url, status, fields, error, at });

impl Request {
    /// Whether it is the page itself that is asked for, and not a part of it.
    #[must_use]
    pub fn is_the_page(&self) -> bool {
        self.kind == "main_frame"
    }

    /// The document that asked, where that is the page's own.
    #[must_use]
    pub fn of_the_page(&self) -> Option<String> {
        self.document.clone().filter(|_| self.frame == 0)
    }
}
