//! Cloudflare's 5xx codes.
//!
//! Sources: the pages under
//! <https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/>
//! and, for retrying, <https://developers.cloudflare.com/fundamentals/reference/error-responses/>.

use super::{Blame, Renderings, Row, advice, failing, row_of};
use crate::diagnosis::{Certainty, Condition, Party};
use crate::failure::Failure;

const EDGE_LIKELY: Blame = failing(Party::Edge, Certainty::Likely);
const ORIGIN_LIKELY: Blame = failing(Party::Origin, Certainty::Likely);
const LINK_LIKELY: Blame = failing(Party::Link, Certainty::Likely);
const SETTINGS_LIKELY: Blame = failing(Party::Configuration, Certainty::Likely);
/// A branded 502 or 504 replaces the origin's own, a valid answer for which RFC 9209 has no failure; a bare
/// one comes from Cloudflare's data centre
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
        advice::EDGE,
    ),
    row_of(502, "Bad gateway", None, Some(60), GATEWAY, advice::GATEWAY_ANSWER),
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
        advice::OVERLOAD,
    ),
    row_of(504, "Gateway time-out", None, Some(120), GATEWAY, advice::GATEWAY_ANSWER),
    row_of(
        520,
        "Web server is returning an unknown error",
        Some(Failure::HttpProtocolError),
        Some(60),
        &[(Renderings::Any, ORIGIN_LIKELY)],
        advice::UNUSABLE,
    ),
    row_of(
        521,
        "Web server is down",
        Some(Failure::ConnectionRefused),
        Some(120),
        &[(Renderings::Any, ORIGIN_LIKELY)],
        advice::REFUSED,
    ),
    row_of(
        522,
        "Connection timed out",
        Some(Failure::ConnectionTimeout),
        Some(120),
        &[(Renderings::Any, LINK_LIKELY)],
        advice::NO_CONNECTION,
    ),
    row_of(
        523,
        "Origin is unreachable",
        Some(Failure::DestinationIpUnroutable),
        Some(120),
        &[(Renderings::Any, LINK_LIKELY)],
        advice::NO_ROUTE,
    ),
    row_of(
        524,
        "A timeout occurred",
        Some(Failure::HttpResponseTimeout),
        Some(120),
        &[(Renderings::Any, ORIGIN_LIKELY)],
        advice::SLOW,
    ),
    row_of(
        525,
        "SSL handshake failed",
        Some(Failure::TlsProtocolError),
        None,
        &[(Renderings::Any, SETTINGS_LIKELY)],
        advice::HANDSHAKE,
    ),
    row_of(
        526,
        "Invalid SSL certificate",
        Some(Failure::TlsCertificateError),
        None,
        &[(Renderings::Any, SETTINGS_LIKELY)],
        advice::CERTIFICATE,
    ),
    row_of(
        527,
        "Railgun error",
        Some(Failure::ConnectionTerminated),
        None,
        &[(Renderings::Any, ORIGIN_LIKELY)],
        advice::RAILGUN,
    ),
    row_of(
        530,
        "Origin not resolved",
        Some(Failure::DnsError),
        None,
        &[(Renderings::Any, failing(Party::Configuration, Certainty::Possible))],
        advice::READ_CODE,
    ),
];
