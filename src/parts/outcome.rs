//! How a part ended, as far as its timing tells. `docs/browsers.md` has the measured table.

use super::{Part, is_one_of};
use crate::part;

/// The end of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It came, or the site says itself that it has no such part (4xx).
    Fine,
    /// A server says that it failed: the status, 500 or more.
    Failed(u16),
    /// No connection was made, or none that lasted.
    NoAnswer,
    /// The request never left the browser: a blocker, a policy of the site, or the page itself gave it up.
    NotAsked,
    /// The browser does not tell.
    Unknown,
}

/// The errors that mean a server or the way to it, in parts of the browsers' own names. Every other one may be a
/// blocker's, the page's or the visitor's: what is not known here is no failure.
const NO_ANSWER: &str = "NAME_NOT_RESOLVED|UNKNOWN_HOST|ERROR_CONNECTION_|ERR_CONNECTION_|TIMED_OUT|NET_TIMEOUT|\
                         NET_RESET|NET_INTERRUPT|EMPTY_RESPONSE|ADDRESS_UNREACHABLE|ERR_SSL_|ERR_CERT_";

/// The statuses by which a server says that it failed (RFC 9110 §15.6); `extension/after-load.js` looks for the first.
pub const FAILED: std::ops::RangeInclusive<u16> = 500..=599;

impl Outcome {
    /// The end of this part.
    #[must_use]
    pub fn of(part: &Part) -> Self {
        if FAILED.contains(&part.status) {
            return Self::Failed(part.status);
        }
        // A picture that is drawn was answered, whatever is kept back.
        if part.status > 0 || part.broken == Some(false) {
            return Self::Fine;
        }
        if let Some(error) = &part.error {
            let told = part::pieces(NO_ANSWER, b'|').any(|word| part::contains(error, word));
            return if told { Self::NoAnswer } else { Self::NotAsked };
        }
        match (part.filled, part.sought, part.lasted) {
            // Chromium keeps the sizes of a failed part to itself (with Timing-Allow-Origin too), but for those of
            // films, whose status it never tells when they fail.
            (true, ..) if is_one_of(&part.initiator, "video|audio") => Self::Unknown,
            (true, ..) => Self::Fine,
            // Firefox: looked for and not found. Chromium never says that.
            (_, true, false) => Self::NoAnswer,
            (_, false, false) => Self::NotAsked,
            // Reset, or given up by the page; and all that is opaque in Chromium.
            (_, _, true) => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the page hands over: status, filled, sought, lasted, broken.
    fn ended(facts: (u16, bool, bool, bool, Option<bool>)) -> Outcome {
        let (status, filled, sought, lasted, broken) = facts;
        Outcome::of(&Part { status, filled, sought, lasted, broken, ..Part::default() })
    }

    #[test]
    fn a_status_decides_where_there_is_one() {
        assert_eq!(ended((503, true, true, true, None)), Outcome::Failed(503));
        assert_eq!(ended((520, false, false, true, Some(true))), Outcome::Failed(520));
        for status in [200, 204, 302, 401, 403, 404, 429] {
            assert_eq!(ended((status, false, false, true, Some(true))), Outcome::Fine, "{status}");
        }
    }

    #[test]
    fn an_opaque_part_is_unknown_unless_something_came_or_is_drawn() {
        assert_eq!(ended((0, false, false, true, None)), Outcome::Unknown);
        assert_eq!(ended((0, false, false, true, Some(true))), Outcome::Unknown);
        assert_eq!(ended((0, false, false, true, Some(false))), Outcome::Fine);
        assert_eq!(ended((0, true, true, true, None)), Outcome::Fine);
    }

    #[test]
    fn firefox_tells_a_refused_connection_from_a_blocked_request_and_not_from_one_that_was_given_up() {
        assert_eq!(ended((0, false, true, false, None)), Outcome::NoAnswer);
        assert_eq!(ended((0, false, false, false, None)), Outcome::NotAsked);
        assert_eq!(ended((0, false, true, true, None)), Outcome::Unknown);
    }

    #[test]
    fn a_film_of_which_something_came_may_have_failed() {
        let film = Part { initiator: "video".into(), filled: true, lasted: true, ..Part::default() };
        assert_eq!(Outcome::of(&film), Outcome::Unknown);
    }

    #[test]
    fn an_error_of_the_way_is_no_answer_and_any_other_is_nobodys() {
        let ended =
            |error: &str| Outcome::of(&Part { error: Some(error.into()), lasted: true, ..Part::default() });
        for error in [
            "net::ERR_CONNECTION_REFUSED",
            "net::ERR_NAME_NOT_RESOLVED",
            "net::ERR_TIMED_OUT",
            "NS_ERROR_UNKNOWN_HOST",
            "NS_ERROR_CONNECTION_REFUSED",
            "NS_ERROR_NET_RESET",
        ] {
            assert_eq!(ended(error), Outcome::NoAnswer, "{error}");
        }
        for error in [
            "net::ERR_BLOCKED_BY_CLIENT",
            "net::ERR_ABORTED",
            "net::ERR_INTERNET_DISCONNECTED",
            "NS_ERROR_ABORT",
            "NS_BINDING_ABORTED",
            "NS_ERROR_BLOCKED_BY_POLICY",
            "net::ERR_FAILED",
            "",
        ] {
            assert_eq!(ended(error), Outcome::NotAsked, "{error}");
        }
    }
}
