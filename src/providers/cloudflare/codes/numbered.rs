//! Cloudflare's 1xxx codes, which come with many statuses: the code tells what happened, the status does not.
//!
//! Sources: <https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-1xxx-errors/>,
//! <https://developers.cloudflare.com/workers/observability/errors/>, and for categories and retrying
//! <https://developers.cloudflare.com/fundamentals/reference/error-responses/>.

use super::{Blame, Renderings, Row, advice, failing, row_of as row};
use crate::diagnosis::{Certainty, Condition, Party};
use crate::failure::Failure::{
    ConnectionLimitReached, DestinationIpProhibited, DestinationNotFound, DestinationUnavailable, DnsError,
    HttpRequestDenied, HttpRequestError, ProxyConfigurationError, ProxyInternalError, ProxyInternalResponse,
    ProxyLoopDetected,
};

type Blames = &'static [(Renderings, Blame)];

/// The visitor was turned away, by the site's owner or by law.
const REFUSED: Blames = &[(
    Renderings::Any,
    Blame { condition: Condition::Refused, party: Party::None, at_most: Certainty::Likely },
)];
/// The site's settings at Cloudflare or its DNS.
const SETTINGS: Blames = &[(Renderings::Any, failing(Party::Configuration, Certainty::Likely))];
/// The site's own Worker or Snippet.
const CODE: Blames = &[(Renderings::Any, failing(Party::Code, Certainty::Likely))];
/// The visitor's browser or what stands on the visitor's device.
const VISITOR: Blames = &[(Renderings::Any, failing(Party::Visitor, Certainty::Likely))];
/// Something that opens the visitor's TLS.
const NETWORK: Blames = &[(Renderings::Any, failing(Party::Network, Certainty::Likely))];
/// The site's server keeps too many requests waiting.
const ORIGIN: Blames = &[(Renderings::Any, failing(Party::Origin, Certainty::Likely))];
/// Cloudflare failed to route to the Worker.
const EDGE: Blames = &[(Renderings::Any, failing(Party::Edge, Certainty::Likely))];
/// "Other 11xx errors generally indicate a problem with the Workers runtime itself."
const RUNTIME: Blames = &[(Renderings::Any, failing(Party::Edge, Certainty::Possible))];

/// Every 1xxx code that Cloudflare documents, and those of its structured answers.
#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    row(1000, "DNS points to prohibited IP", Some(DestinationIpProhibited), None, SETTINGS, advice::PROHIBITED_ADDRESS),
    row(1001, "DNS resolution error", Some(DnsError), None, SETTINGS, advice::DNS),
    row(1002, "Restricted", Some(DestinationIpProhibited), None, SETTINGS, advice::PROHIBITED_ADDRESS),
    row(1003, "Direct IP access not allowed", Some(HttpRequestDenied), None, REFUSED, advice::BY_ADDRESS),
    row(1004, "Host not configured to serve web traffic", Some(ProxyConfigurationError), Some(120), SETTINGS, advice::NOT_CONFIGURED),
    row(1005, "Access denied: network banned", Some(HttpRequestDenied), None, REFUSED, advice::BANNED_NETWORK),
    row(1006, "Access denied: address banned", Some(HttpRequestDenied), None, REFUSED, advice::BANNED_ADDRESS),
    row(1007, "Access denied: address banned", Some(HttpRequestDenied), None, REFUSED, advice::BANNED_ADDRESS),
    row(1008, "Access denied: address banned", Some(HttpRequestDenied), None, REFUSED, advice::BANNED_ADDRESS),
    row(1009, "Access denied: country or region banned", Some(HttpRequestDenied), None, REFUSED, advice::BANNED_COUNTRY),
    row(1010, "Access denied: browser's signature banned", Some(HttpRequestDenied), None, REFUSED, advice::BANNED_BROWSER),
    row(1011, "Access denied: hotlinking", Some(HttpRequestDenied), None, REFUSED, advice::HOTLINK),
    row(1012, "Access denied", Some(HttpRequestDenied), None, REFUSED, advice::BANNED_MALWARE),
    row(1013, "Hostname and TLS SNI mismatch", Some(HttpRequestError), None, NETWORK, advice::SNI),
    row(1014, "CNAME cross-user banned", Some(ProxyConfigurationError), None, SETTINGS, advice::CROSS_USER),
    row(1015, "You are being rate limited", Some(HttpRequestDenied), Some(30), REFUSED, advice::RATE_LIMIT),
    row(1016, "Origin DNS error", Some(DnsError), None, SETTINGS, advice::ORIGIN_DNS),
    row(1017, "TLS version not supported", Some(HttpRequestError), None, VISITOR, advice::OLD_TLS),
    row(1018, "Could not find host", Some(DestinationNotFound), None, SETTINGS, advice::NO_HOST),
    row(1019, "Compute server error", Some(ProxyLoopDetected), None, CODE, advice::WORKER_LOOP),
    row(1020, "Access denied", Some(HttpRequestDenied), None, REFUSED, advice::FIREWALL_RULE),
    row(1021, "Worker asked for a forbidden host", Some(DestinationIpProhibited), None, CODE, advice::WORKER_FETCH),
    row(1022, "No route to the Worker", Some(ProxyInternalError), None, EDGE, advice::RUNTIME),
    row(1023, "Could not find host", Some(DestinationNotFound), None, SETTINGS, advice::NO_HOST),
    row(1024, "Worker asked for an address of Cloudflare's", Some(DestinationIpProhibited), None, CODE, advice::WORKER_FETCH),
    row(1025, "Please check back later", Some(ProxyConfigurationError), None, SETTINGS, advice::PLAN),
    row(1026, "Blocked for legal reasons", Some(HttpRequestDenied), None, REFUSED, advice::LEGAL),
    row(1027, "Worker exceeded its daily requests", Some(ProxyConfigurationError), None, SETTINGS, advice::DAILY_LIMIT),
    row(1028, "TLS cipher not supported", Some(HttpRequestError), None, VISITOR, advice::OLD_TLS),
    row(1029, "TLS certificate not accepted", Some(HttpRequestError), None, VISITOR, advice::OLD_TLS),
    row(1033, "Cloudflare Tunnel error", Some(DestinationUnavailable), Some(120), SETTINGS, advice::TUNNEL),
    row(1034, "Edge IP restricted", Some(DestinationIpProhibited), None, SETTINGS, advice::EDGE_ADDRESS),
    row(1035, "Invalid request rewrite: path", Some(ProxyConfigurationError), None, SETTINGS, advice::REWRITE),
    row(1036, "Invalid request rewrite: length", Some(ProxyConfigurationError), None, SETTINGS, advice::REWRITE),
    row(1037, "Invalid request rewrite: expression", Some(ProxyConfigurationError), None, SETTINGS, advice::REWRITE),
    row(1038, "Fields of the request too large", Some(HttpRequestError), Some(60), VISITOR, advice::LARGE_REQUEST),
    row(1039, "Blocked for legal reasons", Some(HttpRequestDenied), None, REFUSED, advice::LEGAL),
    row(1040, "Invalid request rewrite: field", Some(ProxyConfigurationError), None, SETTINGS, advice::REWRITE),
    row(1041, "Invalid request rewrite: value", Some(ProxyConfigurationError), None, SETTINGS, advice::REWRITE),
    row(1042, "Worker asked for a Worker of its zone", Some(ProxyConfigurationError), None, CODE, advice::WORKER_FETCH),
    row(1043, "Zone not configured", Some(ProxyConfigurationError), None, SETTINGS, advice::ZONE),
    row(1044, "TLS cipher not allowed", Some(HttpRequestError), None, VISITOR, advice::OLD_TLS),
    row(1045, "Protocol not supported", Some(HttpRequestError), None, VISITOR, advice::UNSUPPORTED),
    row(1047, "Zone not configured", Some(ProxyConfigurationError), None, SETTINGS, advice::ZONE),
    row(1049, "Zone not configured", Some(ProxyConfigurationError), None, SETTINGS, advice::ZONE),
    row(1100, "Worker error", Some(ProxyInternalError), None, RUNTIME, advice::RUNTIME),
    row(1101, "Worker threw exception", Some(ProxyInternalResponse), None, CODE, advice::WORKER_EXCEPTION),
    row(1102, "Worker exceeded resource limits", Some(ProxyInternalResponse), None, CODE, advice::WORKER_LIMITS),
    row(1103, "Worker error", Some(ProxyInternalError), None, RUNTIME, advice::RUNTIME),
    row(1104, "Worker script not found", Some(DestinationNotFound), None, RUNTIME, advice::RUNTIME),
    row(1105, "Worker error", Some(ProxyInternalError), None, RUNTIME, advice::RUNTIME),
    row(1106, "Access denied", Some(HttpRequestDenied), None, REFUSED, advice::BANNED_ADDRESS),
    row(1107, "Access denied", Some(HttpRequestDenied), None, REFUSED, advice::DENIED),
    row(1108, "Access denied", Some(HttpRequestDenied), None, REFUSED, advice::DENIED),
    row(1109, "Access denied", Some(HttpRequestDenied), None, REFUSED, advice::DENIED),
    row(1200, "Cache connection limit", Some(ConnectionLimitReached), Some(60), ORIGIN, advice::QUEUE),
    row(1201, "Snippet error", Some(ProxyInternalResponse), None, CODE, advice::SNIPPET),
    row(1202, "Snippet error", Some(ProxyInternalResponse), None, CODE, advice::SNIPPET),
    row(1203, "Snippet error", Some(ProxyInternalResponse), None, CODE, advice::SNIPPET),
    row(1204, "Snippet error", Some(ProxyInternalResponse), None, CODE, advice::SNIPPET),
    row(1205, "Too many redirects in a Snippet", Some(ProxyLoopDetected), Some(5), CODE, advice::SNIPPET_LOOP),
    row(1206, "Snippet error", Some(ProxyInternalResponse), None, CODE, advice::SNIPPET),
];

#[cfg(test)]
mod tests {
    use super::super::{Rendering, row};

    fn said(code: u16) -> (&'static str, &'static str) {
        let blame = row(code).expect("a known code").blame(Rendering::Numbered);
        (blame.condition.as_str(), blame.party.as_str())
    }

    #[test]
    fn bans_limits_and_legal_blocks_are_decisions_and_no_failures() {
        for code in [
            1003, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1015, 1020, 1026, 1039, 1106, 1107, 1108,
            1109,
        ] {
            assert_eq!(said(code), ("refused", "none"), "{code}");
        }
    }

    #[test]
    fn settings_code_browser_and_server_are_told_apart() {
        for code in [
            1000, 1001, 1002, 1004, 1014, 1016, 1018, 1023, 1025, 1027, 1033, 1034, 1035, 1036, 1037, 1040,
            1041, 1043, 1047, 1049,
        ] {
            assert_eq!(said(code), ("failing", "configuration"), "{code}");
        }
        for code in [1019, 1021, 1024, 1042, 1101, 1102, 1201, 1202, 1203, 1204, 1205, 1206] {
            assert_eq!(said(code), ("failing", "code"), "{code}");
        }
        for code in [1017, 1028, 1029, 1038, 1044, 1045] {
            assert_eq!(said(code), ("failing", "visitor"), "{code}");
        }
        assert_eq!((said(1013), said(1200)), (("failing", "network"), ("failing", "origin")));
    }

    #[test]
    fn only_the_workers_runtime_and_routing_are_cloudflares() {
        let edge: Vec<u16> =
            super::ROWS.iter().filter(|row| said(row.code).1 == "edge").map(|row| row.code).collect();
        assert_eq!(edge, [1022, 1100, 1103, 1104, 1105]);
    }

    #[test]
    fn every_code_stands_once_and_in_order() {
        assert!(super::ROWS.windows(2).all(|pair| pair[0].code < pair[1].code));
        assert_eq!(super::ROWS.len(), 62);
    }
}
