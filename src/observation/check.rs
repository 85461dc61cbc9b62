//! A security check whose parts the browser did not get: Cloudflare's challenges and its Turnstile, which stand on
//! their own in the pages of many sites.

use super::NetworkError;
use crate::diagnosis::Party;
use crate::failure::Failure;
use crate::plain::record;

/// The addresses of the parts, as match patterns
/// (<https://developers.cloudflare.com/cloudflare-challenges/reference/supported-browsers/> and
/// <https://developers.cloudflare.com/turnstile/reference/content-security-policy/>); `extension/hosts.js` listens to
/// them. Under a site's own name challenges are built by `orchestrate` and carried on by `flow` (seen in samples). Beside
/// these are the scripts of `JavaScript` Detections, which run in every page of many sites, and whose failure nobody
/// notices (<https://developers.cloudflare.com/cloudflare-challenges/challenge-types/javascript-detections/>).
pub const PATTERNS: &[&str] = &[
    "https://challenges.cloudflare.com/*",
    "*://*/cdn-cgi/challenge-platform/h/*/orchestrate/*",
    "*://*/cdn-cgi/challenge-platform/h/*/flow/*",
];

/// So Firefox ends a part that an extension cancelled: of a whole page it means that the load was given up.
const CANCELLED: &str = "NS_ERROR_ABORT";

/// A part of a check that did not come.
#[derive(Clone, Debug, PartialEq)]
pub struct FailedCheck {
    /// The status code of the answer, 500 or above; `None` without one.
    pub status: Option<u16>,
    /// The browser's name of the error; empty where there was an answer.
    pub error: String,
    /// When, in milliseconds since 1970.
    pub at: f64,
}
record!(FailedCheck { status, error, at });

impl FailedCheck {
    /// What came of a part, if that is a failure: a 4xx is a step of many checks, and a part that was given up with
    /// its page is none.
    #[must_use]
    pub fn of(status: Option<u16>, error: Option<String>, at: f64) -> Option<Self> {
        let error = error.unwrap_or_default();
        let failed = match status {
            Some(status) => status >= 500,
            None => error == CANCELLED || !(error.is_empty() || says_nothing(&NetworkError::new(&error))),
        };
        failed.then_some(Self { status, error, at })
    }

    /// Who kept it from coming: Cloudflare's edge by its own answer, a blocker in the browser, a filter on the way that
    /// does not know this one name while the page's is known, or nobody that is known.
    #[must_use]
    pub fn party(&self) -> Party {
        if self.status.is_some() {
            return Party::Edge;
        }
        if self.error == CANCELLED {
            return Party::Visitor;
        }
        let error = NetworkError::new(&self.error);
        match (error.party(), error.failure()) {
            (Party::Visitor, _) => Party::Visitor,
            (Party::Unknown, Failure::DnsNameNotResolved | Failure::DnsFailed) => Party::Network,
            _ => Party::Unknown,
        }
    }
}

/// A part that was given up, or whose device lost its connection.
fn says_nothing(error: &NetworkError) -> bool {
    let lost = matches!(error.failure(), Failure::DnsUnreachable | Failure::DnsAddressChanged);
    lost || error.is_abandoned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn party(status: Option<u16>, error: &str) -> Option<&'static str> {
        let error = Some(error.to_owned()).filter(|error| !error.is_empty());
        FailedCheck::of(status, error, 1.0).map(|failed| failed.party().as_str())
    }

    #[test]
    fn an_error_of_the_edge_a_blocker_and_a_filter_are_told_apart() {
        for (status, error, expected) in [
            (Some(500), "", Some("edge")),
            (Some(503), "", Some("edge")),
            (None, "net::ERR_BLOCKED_BY_CLIENT", Some("visitor")),
            (None, "NS_ERROR_ABORT", Some("visitor")),
            (None, "net::ERR_NAME_NOT_RESOLVED", Some("network")),
            (None, "NS_ERROR_UNKNOWN_HOST", Some("network")),
            (None, "net::ERR_BLOCKED_BY_RESPONSE", Some("unknown")),
            (None, "net::ERR_CONNECTION_TIMED_OUT", Some("unknown")),
        ] {
            assert_eq!(party(status, error), expected, "{status:?} {error}");
        }
    }

    #[test]
    fn a_check_that_works_or_was_left_is_no_failure() {
        // 401 is how a check asks for a private access token.
        for (status, error) in [
            (Some(200), ""),
            (Some(302), ""),
            (Some(401), ""),
            (Some(404), ""),
            (None, "net::ERR_ABORTED"),
            (None, "net::ERR_INTERNET_DISCONNECTED"),
            (None, "net::ERR_NETWORK_CHANGED"),
            (None, "NS_BINDING_ABORTED"),
            (None, ""),
        ] {
            assert_eq!(party(status, error), None, "{status:?} {error}");
        }
    }
}
