//! Cloudflare's codes, the 5xx here and the 1xxx in `numbered`: one table for their titles, whom they blame, and whether waiting helps.
//!
//! Sources: the pages under
//! <https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/>
//! and, for retrying, <https://developers.cloudflare.com/fundamentals/reference/error-responses/>.

mod numbered;

use super::Rendering;
use crate::diagnosis::{Certainty, Condition, Party};
use crate::failure::Failure;

/// One code.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The code; a 5xx is the status as well.
    pub code: u16,
    /// The reason on Cloudflare's page. The worker never shows it, and has no room for it.
    #[cfg(not(feature = "background"))]
    pub title: &'static str,
    /// The failure in RFC 9209's words.
    pub failure: Option<Failure>,
    /// Seconds to wait by Cloudflare's own table; `None`: asking again does not help.
    pub retry_after: Option<u32>,
    /// Whom it blames, by rendering; the first that fits counts.
    blames: &'static [(Renderings, Blame)],
}

/// A row of the tables.
#[cfg_attr(feature = "background", allow(unused_variables))]
const fn row_of(
    code: u16,
    title: &'static str,
    failure: Option<Failure>,
    retry_after: Option<u32>,
    blames: &'static [(Renderings, Blame)],
) -> Row {
    Row {
        code,
        #[cfg(not(feature = "background"))]
        title,
        failure,
        retry_after,
        blames,
    }
}

/// Whom a code blames.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blame {
    /// The condition.
    pub condition: Condition,
    /// The party.
    pub party: Party,
    /// The most that may be said with the fields known and nothing contradicting.
    pub at_most: Certainty,
}

/// For which renderings a blame holds.
#[derive(Clone, Copy, Debug)]
enum Renderings {
    Any,
    /// Branded, structured or a customer's page: the edge's full answer, with its own words.
    Full,
    Bare,
    Text,
}

const fn failing(party: Party, at_most: Certainty) -> Blame {
    Blame { condition: Condition::Failing, party, at_most }
}

const EDGE_LIKELY: Blame = failing(Party::Edge, Certainty::Likely);
const ORIGIN_LIKELY: Blame = failing(Party::Origin, Certainty::Likely);
const LINK_LIKELY: Blame = failing(Party::Link, Certainty::Likely);
const SETTINGS_LIKELY: Blame = failing(Party::Configuration, Certainty::Likely);
/// A branded 502 or 504 replaces the origin's own; a bare one comes from Cloudflare's data centre
/// (<https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-502-504/>).
const GATEWAY: &[(Renderings, Blame)] = &[
    (Renderings::Full, ORIGIN_LIKELY),
    (Renderings::Bare, EDGE_LIKELY),
    (Renderings::Any, failing(Party::Origin, Certainty::Possible)),
];

/// Every 5xx that Cloudflare's edge makes.
pub const ROWS: &[Row] = &[
    row_of(
        500,
        "Internal server error",
        Some(Failure::ProxyInternalError),
        Some(30),
        &[(Renderings::Full, failing(Party::Edge, Certainty::Certain)), (Renderings::Any, EDGE_LIKELY)],
    ),
    row_of(502, "Bad gateway", None, Some(60), GATEWAY),
    row_of(
        503,
        "Service temporarily unavailable",
        Some(Failure::DestinationUnavailable),
        None,
        &[
            (Renderings::Bare, EDGE_LIKELY),
            (Renderings::Text, failing(Party::Unknown, Certainty::Possible)),
            // Challenges of 2019 and 2020 and Speed Brain's refusals are a 503 with the quartet.
            (
                Renderings::Any,
                Blame { condition: Condition::Unclear, party: Party::Unknown, at_most: Certainty::Possible },
            ),
        ],
    ),
    row_of(504, "Gateway time-out", None, Some(120), GATEWAY),
    row_of(
        520,
        "Web server is returning an unknown error",
        Some(Failure::HttpProtocolError),
        Some(60),
        &[(Renderings::Any, ORIGIN_LIKELY)],
    ),
    row_of(
        521,
        "Web server is down",
        Some(Failure::ConnectionRefused),
        Some(120),
        &[(Renderings::Any, ORIGIN_LIKELY)],
    ),
    row_of(
        522,
        "Connection timed out",
        Some(Failure::ConnectionTimeout),
        Some(120),
        &[(Renderings::Any, LINK_LIKELY)],
    ),
    row_of(
        523,
        "Origin is unreachable",
        Some(Failure::DestinationIpUnroutable),
        Some(120),
        &[(Renderings::Any, LINK_LIKELY)],
    ),
    row_of(
        524,
        "A timeout occurred",
        Some(Failure::HttpResponseTimeout),
        Some(120),
        &[(Renderings::Any, ORIGIN_LIKELY)],
    ),
    row_of(
        525,
        "SSL handshake failed",
        Some(Failure::TlsProtocolError),
        None,
        &[(Renderings::Any, SETTINGS_LIKELY)],
    ),
    row_of(
        526,
        "Invalid SSL certificate",
        Some(Failure::TlsCertificateError),
        None,
        &[(Renderings::Any, SETTINGS_LIKELY)],
    ),
    row_of(527, "Railgun error", None, None, &[(Renderings::Any, ORIGIN_LIKELY)]),
    row_of(
        530,
        "Origin DNS error",
        Some(Failure::DnsError),
        None,
        &[(Renderings::Any, failing(Party::Configuration, Certainty::Possible))],
    ),
];

/// The row of a code.
#[must_use]
pub fn row(code: u16) -> Option<&'static Row> {
    ROWS.iter().chain(numbered::ROWS).find(|row| row.code == code)
}

/// Whether a status is one that Cloudflare invented. On a response that it carried it is Cloudflare's.
#[must_use]
pub const fn is_cloudflares_own(status: u16) -> bool {
    matches!(status, 520..=527 | 530)
}

impl Row {
    /// Whether asking again helps; Cloudflare's table is silent about three codes.
    #[must_use]
    pub const fn retry_helps(&self) -> Option<bool> {
        match self.code {
            503 | 527 | 530 => None,
            _ => Some(self.retry_after.is_some()),
        }
    }

    /// Whom the code blames when it was rendered so.
    #[must_use]
    pub fn blame(&self, rendering: Rendering) -> Blame {
        let fits = |renderings: Renderings| match renderings {
            Renderings::Any => true,
            Renderings::Full => {
                matches!(rendering, Rendering::Branded | Rendering::Structured | Rendering::TokenBox)
            }
            Renderings::Bare => matches!(rendering, Rendering::Bare),
            Renderings::Text => matches!(rendering, Rendering::Text),
        };
        let found = self.blames.iter().find(|(renderings, _)| fits(*renderings));
        found.map_or(failing(Party::Unknown, Certainty::Possible), |&(_, blame)| blame)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(code: u16, rendering: Rendering) -> (&'static str, &'static str, &'static str) {
        let blame = row(code).expect("a known code").blame(rendering);
        (blame.condition.as_str(), blame.party.as_str(), blame.at_most.as_str())
    }

    #[test]
    fn only_cloudflares_own_words_make_cloudflares_fault_certain() {
        assert_eq!(said(500, Rendering::Branded), ("failing", "edge", "certain"));
        assert_eq!(said(500, Rendering::Bare), ("failing", "edge", "likely"));
        assert_eq!(said(500, Rendering::FieldsOnly), ("failing", "edge", "likely"));
    }

    #[test]
    fn a_branded_gateway_error_is_the_origins_and_a_bare_one_is_cloudflares() {
        for code in [502, 504] {
            assert_eq!(said(code, Rendering::Branded), ("failing", "origin", "likely"));
            assert_eq!(said(code, Rendering::Bare), ("failing", "edge", "likely"));
            assert_eq!(said(code, Rendering::Text), ("failing", "origin", "possible"));
        }
        assert_eq!(said(503, Rendering::FieldsOnly), ("unclear", "unknown", "possible"));
    }

    #[test]
    fn no_code_from_520_on_blames_cloudflare() {
        for row in ROWS.iter().filter(|row| row.code >= 520) {
            assert_ne!(row.blame(Rendering::Branded).party, Party::Edge, "{}", row.code);
        }
    }

    #[test]
    fn every_row_stands_once_and_ends_with_a_blame_for_any_rendering() {
        for (index, row) in ROWS.iter().enumerate() {
            assert!(ROWS[..index].iter().all(|other| other.code < row.code), "{}", row.code);
            assert!(matches!(row.blames.last(), Some((Renderings::Any, _))), "{}", row.code);
        }
    }
}
