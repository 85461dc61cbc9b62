//! Browser events, as the shell hands them over: facts with their time, in milliseconds since 1970.

use super::Tab;
use crate::memory::Memory;
use crate::neighbours::Window;
use crate::options::Options;
use crate::plain::{Lenient, record, variants};

/// An event: of one tab, most of them.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// `webRequest.onHeadersReceived` of a main frame.
    Response {
        /// The tab.
        tab: i32,
        /// The browser's id of the request, the same over redirects.
        request: String,
        /// The address asked for.
        url: String,
        /// The method of the request; `None` where it is not told.
        method: Option<String>,
        /// The status code.
        status: u16,
        /// The header fields.
        fields: Vec<RawField>,
        /// The address of who answered, which Firefox tells here; only the provider that publishes it is kept.
        address: Option<String>,
        /// Whether that is a proxy's.
        proxied: Option<bool>,
        /// When, in milliseconds.
        at: f64,
        /// Chromium gives an initiator's document only for speculation: a prefetch in disguise.
        document: Option<String>,
        /// `prerender` for what is loaded in advance.
        lifecycle: Option<String>,
    },
    /// `webRequest.onErrorOccurred` of a main frame.
    RequestFailed {
        /// The tab.
        tab: i32,
        /// The browser's id of the request.
        request: String,
        /// The address asked for.
        url: String,
        /// The browser's name of the error.
        error: String,
        /// When, in milliseconds.
        at: f64,
        /// As in `Response`.
        document: Option<String>,
        /// As in `Response`.
        lifecycle: Option<String>,
    },
    /// `webNavigation.onErrorOccurred` of the outermost frame: in Chromium an error page is shown.
    NavigationFailed {
        /// The tab.
        tab: i32,
        /// The address asked for.
        url: String,
        /// The browser's name of the error.
        error: String,
        /// The document that is shown; zeros where none is.
        document: Option<String>,
        /// When, in milliseconds.
        at: f64,
    },
    /// `webNavigation.onCommitted` of the outermost frame: this is the document that the user sees.
    Committed {
        /// The tab.
        tab: i32,
        /// The document.
        document: String,
        /// Its address.
        url: String,
        /// When, in milliseconds.
        at: f64,
        /// `prerender` for a page that is not shown yet.
        lifecycle: Option<String>,
    },
    /// The answer to `Effect::ReadPage`.
    PageRead {
        /// The tab.
        tab: i32,
        /// The document that was to be read.
        document: String,
        /// The number of the question.
        ask: u32,
        /// What was read; `None` when the page cannot be read.
        page: Lenient<RawPage>,
    },
    /// The answer to `Effect::Read`.
    Stored {
        /// The tab.
        tab: i32,
        /// Its stored state; `None` when there is none. A damaged one counts as none.
        value: Lenient<Box<Tab>>,
        /// The document that the tab shows; `None` where there is none, as in a discarded tab.
        document: Option<String>,
        /// Its address.
        url: Option<String>,
        /// When that was asked, in milliseconds: what it tells is not older.
        at: f64,
        /// Whether the tab is in a private window; `None` where it cannot be asked.
        private: Option<bool>,
        /// What all tabs saw. A damaged one counts as none.
        window: Lenient<Window>,
        /// What is remembered of the host, where that was asked too.
        recollection: Lenient<Recollection>,
    },
    /// The answer to `Effect::Recall`.
    Recalled {
        /// The tab.
        tab: i32,
        /// What is remembered; `None` where the storage or the tab could not be asked.
        recollection: Lenient<Recollection>,
    },
    /// The answer to `Effect::CheckAccess`.
    Access {
        /// The tab.
        tab: i32,
        /// The document that was asked about.
        document: String,
        /// The number of the question.
        ask: u32,
        /// Whether the extension may see its site.
        granted: bool,
    },
    /// The answer to `Effect::ReadTiming`.
    TimingRead {
        /// The tab.
        tab: i32,
        /// The document that was to be read.
        document: String,
        /// The number of the question.
        ask: u32,
        /// What was read; `None` when the page cannot be read.
        timing: Lenient<RawTiming>,
    },
    /// The time of `Effect::Wait` is over.
    Waited {
        /// The tab.
        tab: i32,
        /// The document that was waited for.
        document: String,
    },
    /// The popup was opened on a page of which not all is known, or all tabs are gone through: what a worker
    /// asked that died is asked again, and the badge is set again.
    Looked {
        /// The tab.
        tab: i32,
        /// As in `Stored`.
        document: Option<String>,
        /// As in `Stored`.
        url: Option<String>,
        /// As in `Stored`.
        at: f64,
    },
    /// `webRequest.onCompleted` or `onErrorOccurred` of a part of a security check.
    Checked {
        /// The tab.
        tab: i32,
        /// The frame that asked for it, or that it is for; 0 is the page itself.
        frame: i32,
        /// The frame around that one.
        parent: i32,
        /// The browser's id of the document in the frame.
        document: Option<String>,
        /// That of the document around it.
        above: Option<String>,
        /// Whether it is of the host that is there for checks alone. What a site has under its own name for them counts
        /// where the page is one.
        widget: bool,
        /// The status code, where an answer came.
        status: Option<u16>,
        /// The browser's name of the error, where none came.
        error: Option<String>,
        /// When, in milliseconds.
        at: f64,
    },
    /// Parts of a document failed that it may not work without, or came at last: a tab that is watched, or a page that was
    /// read after its load (`crate::watching`).
    Parts {
        /// The tab.
        tab: i32,
        /// The document.
        document: String,
        /// Whether parts of it fail.
        failing: bool,
        /// When, in milliseconds.
        at: f64,
    },
    /// `tabs.onRemoved`.
    Removed {
        /// The tab.
        tab: i32,
    },
    /// `webNavigation.onTabReplaced`: Chromium gives a discarded tab another number.
    Replaced {
        /// The tab that is gone.
        tab: i32,
        /// The one in its place.
        by: i32,
    },
    /// The extension was installed, updated, or given a permission, or the browser was started: there may
    /// be tabs whose responses were not seen.
    Started {},
    /// `online` of the worker: the device has a connection again, or another one.
    Online {
        /// When, in milliseconds.
        at: f64,
    },
    /// The answer to `Effect::List`.
    Listed {
        /// The tabs.
        tabs: Vec<i32>,
    },
    /// The options were changed, in the popup or on their page.
    OptionsChanged {},
    /// The answer to `Effect::ReadOptions`.
    Options {
        /// The stored options; `None` when there are none. Damaged ones count as none.
        value: Lenient<Options>,
    },
}
variants!(Event {
    Response { tab, request, url, method, status, fields, address, proxied, at, document, lifecycle },
    RequestFailed { tab, request, url, error, at, document, lifecycle },
    NavigationFailed { tab, url, error, document, at },
    Committed { tab, document, url, at, lifecycle },
    PageRead { tab, document, ask, page },
    Stored { tab, value, document, url, at, private, window, recollection },
    Recalled { tab, recollection },
    Access { tab, document, ask, granted },
    TimingRead { tab, document, ask, timing },
    Waited { tab, document },
    Looked { tab, document, url, at },
    Checked { tab, frame, parent, document, above, widget, status, error, at },
    Parts { tab, document, failing, at },
    Removed { tab },
    Replaced { tab, by },
    Started {},
    Online { at },
    Listed { tabs },
    OptionsChanged {},
    Options { value },
});

/// A header field as the browser gives it; Chromium gives a value that is not UTF-8 as bytes only.
#[derive(Clone, Debug, PartialEq)]
pub struct RawField {
    /// The name.
    pub name: String,
    /// The value, where it is text.
    pub value: Option<String>,
}
record!(RawField { name, value });

/// What is remembered of a host, and what is needed to know whether anything may be.
#[derive(Clone, Debug, PartialEq)]
pub struct Recollection {
    /// The host.
    pub host: String,
    /// The stored options; `None` when there are none. Damaged ones count as none.
    pub options: Lenient<Options>,
    /// The day on which was last looked for what is to be forgotten.
    pub pruned: Option<u32>,
    /// What is stored of the host; `None` when nothing is.
    pub value: Lenient<Memory>,
}
record!(Recollection { host, options, pruned, value });

/// What the function in the page returns.
#[derive(Clone, Debug, PartialEq)]
pub struct RawPage {
    /// `document.contentType`.
    pub media_type: String,
    /// The serialised document, or its beginning.
    pub head: String,
    /// The end, when something was cut.
    pub tail: Option<String>,
    /// Whether the document was still being received.
    pub loading: bool,
}
record!(RawPage { media_type, head, tail, loading });

/// What a document's `PerformanceNavigationTiming` tells of its response.
#[derive(Clone, Debug, PartialEq)]
pub struct RawTiming {
    /// `responseStatus`; 0 where the browser does not tell.
    pub status: u16,
    /// Whether a service worker of the site controls the document.
    pub worker: bool,
    /// When the response came, in milliseconds since 1970.
    pub at: f64,
}
record!(RawTiming { status, worker, at });

impl Event {
    /// The tab that the event is about; `None` for those that are about all.
    #[must_use]
    pub const fn tab(&self) -> Option<i32> {
        match self {
            Self::Response { tab, .. }
            | Self::RequestFailed { tab, .. }
            | Self::NavigationFailed { tab, .. }
            | Self::Committed { tab, .. }
            | Self::PageRead { tab, .. }
            | Self::Stored { tab, .. }
            | Self::Recalled { tab, .. }
            | Self::Access { tab, .. }
            | Self::TimingRead { tab, .. }
            | Self::Waited { tab, .. }
            | Self::Looked { tab, .. }
            | Self::Checked { tab, .. }
            | Self::Parts { tab, .. }
            | Self::Removed { tab }
            | Self::Replaced { tab, .. } => Some(*tab),
            Self::Started {}
            | Self::Online { .. }
            | Self::Listed { .. }
            | Self::OptionsChanged {}
            | Self::Options { .. } => None,
        }
    }

    /// When it happened, in milliseconds since 1970; `None` for those that do not tell.
    #[must_use]
    pub const fn at(&self) -> Option<f64> {
        match self {
            Self::Response { at, .. }
            | Self::RequestFailed { at, .. }
            | Self::NavigationFailed { at, .. }
            | Self::Committed { at, .. }
            | Self::Stored { at, .. }
            | Self::Looked { at, .. }
            | Self::Checked { at, .. }
            | Self::Online { at }
            | Self::Parts { at, .. } => Some(*at),
            _ => None,
        }
    }

    /// The address of a visit that may turn out healthy, and when it was; `None` for an error and for all else. A
    /// redirect mostly leads to the same host.
    #[must_use]
    pub fn visited(&self) -> Option<(&str, f64)> {
        match self {
            Self::Response { url, status: ..=399, document: None, at, .. }
            | Self::Committed { url, at, .. } => Some((url, *at)),
            _ => None,
        }
    }
}
