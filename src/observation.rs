//! What the browser saw of one document: its address, the status, the fields, the content, or the
//! error that came instead. Facts only; nothing here judges.
//!
//! Known, unknown and empty are three things. `fields: None` means that nobody looked, an empty list
//! means that the response had none; the same holds for `page`.

pub mod check;
pub mod fields;
pub mod network_error;
pub mod outline;
pub mod page;
pub mod pasted;
pub mod site;
pub mod status;

pub use check::FailedCheck;
pub use fields::Fields;
pub use network_error::NetworkError;
pub use page::Page;
pub use site::Site;
pub use status::Status;

use crate::providers::Provider;

/// One document, or what came in its place, as plain data.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Observation {
    /// Where it was asked for; `None` when the address was not given or is not an `http` one.
    pub site: Option<Site>,
    /// The status code of the response; `None` when there was none or it is not known.
    pub status: Option<Status>,
    /// The response's header fields; `None` when they are not known.
    pub fields: Option<Fields>,
    /// The content; `None` when it was not read.
    pub page: Option<Page>,
    /// What the browser reported instead of a response.
    pub error: Option<NetworkError>,
    /// The provider in whose published range the server's address lies, see [`crate::addresses`]. `None` proves
    /// nothing.
    pub range: Option<Provider>,
    /// Whether a service worker of the site answered: it may have passed a response on, or made this one.
    pub service_worker: bool,
    /// Whether the request sent something, as a form does, so that asking again would send it again.
    pub sent: bool,
}

/// Whether a request with this method may change something: it is none of those that only read (RFC 9110 §9.2.1) and
/// that browsers load pages with.
#[must_use]
pub fn sends(method: &str) -> bool {
    !matches!(method, "GET" | "HEAD")
}

impl Observation {
    /// The host asked for, or a neutral word where it is not known.
    #[must_use]
    pub fn host(&self) -> &str {
        self.site.as_ref().map_or("", |site| site.host.as_str())
    }

    /// Whether the status code is at least this one; an unknown status is not.
    #[must_use]
    pub fn status_at_least(&self, code: u16) -> bool {
        self.status.is_some_and(|status| status.code() >= code)
    }
}
