//! The errors that browsers report when there was no response, and their names in Network Error Logging.
//!
//! Chromium spells them `net::ERR_…` (its `net_error_list.h`), Firefox `NS_…` (its `ErrorList.py`);
//! Firefox's TLS errors are sentences in the user's language.

use crate::diagnosis::Party;
use crate::failure::Failure;

/// An error as the browser spells it, cut to a sane length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetworkError {
    /// The browser's own spelling, such as `net::ERR_NAME_NOT_RESOLVED`.
    pub name: String,
}

/// What a browser's error means: the failure, and the party where the error alone tells it.
type Row = (&'static str, Failure, Option<Party>);

/// One row per meaning that both browsers spell; the prefixes `net::ERR_` and `NS_ERROR_` are left off.
const ROWS: &[Row] = &[
    ("NAME_NOT_RESOLVED", Failure::DnsNameNotResolved, None),
    ("UNKNOWN_HOST", Failure::DnsNameNotResolved, None),
    ("NAME_RESOLUTION_FAILED", Failure::DnsFailed, None),
    ("DNS_TIMED_OUT", Failure::DnsFailed, None),
    ("CONNECTION_REFUSED", Failure::TcpRefused, None),
    ("CONNECTION_TIMED_OUT", Failure::TcpTimedOut, None),
    ("TIMED_OUT", Failure::TcpTimedOut, None),
    ("NET_TIMEOUT", Failure::TcpTimedOut, None),
    ("CONNECTION_RESET", Failure::TcpReset, None),
    ("NET_RESET", Failure::TcpReset, None),
    ("CONNECTION_CLOSED", Failure::TcpClosed, None),
    ("SOCKET_NOT_CONNECTED", Failure::TcpClosed, None),
    ("EMPTY_RESPONSE", Failure::TcpClosed, None),
    ("CONNECTION_FAILED", Failure::TcpFailed, None),
    ("ADDRESS_UNREACHABLE", Failure::TcpAddressUnreachable, None),
    ("ADDRESS_INVALID", Failure::TcpAddressInvalid, None),
    ("NETWORK_CHANGED", Failure::DnsAddressChanged, Some(Party::Network)),
    ("NETWORK_IO_SUSPENDED", Failure::Abandoned, Some(Party::Network)),
    ("INTERNET_DISCONNECTED", Failure::DnsUnreachable, Some(Party::Network)),
    ("OFFLINE", Failure::DnsUnreachable, Some(Party::Network)),
    ("PROXY_CONNECTION_FAILED", Failure::TcpFailed, Some(Party::Network)),
    ("PROXY_CONNECTION_REFUSED", Failure::TcpRefused, Some(Party::Network)),
    ("TUNNEL_CONNECTION_FAILED", Failure::TcpFailed, Some(Party::Network)),
    ("SSL_PROTOCOL_ERROR", Failure::TlsProtocol, None),
    ("SSL_VERSION_OR_CIPHER_MISMATCH", Failure::TlsVersionOrCipherMismatch, None),
    ("CERT_AUTHORITY_INVALID", Failure::TlsCertAuthorityInvalid, None),
    ("CERT_COMMON_NAME_INVALID", Failure::TlsCertNameInvalid, None),
    ("CERT_DATE_INVALID", Failure::TlsCertDateInvalid, None),
    ("CERT_REVOKED", Failure::TlsCertRevoked, None),
    ("HTTP2_PROTOCOL_ERROR", Failure::HttpProtocol, None),
    ("QUIC_PROTOCOL_ERROR", Failure::HttpProtocol, None),
    ("INVALID_HTTP_RESPONSE", Failure::HttpResponseInvalid, None),
    ("TOO_MANY_REDIRECTS", Failure::HttpResponseRedirectLoop, Some(Party::Configuration)),
    ("REDIRECT_LOOP", Failure::HttpResponseRedirectLoop, Some(Party::Configuration)),
    ("BLOCKED_BY_CLIENT", Failure::NetworkUnknown, Some(Party::Visitor)),
];

/// Errors that mean "the load was given up", by the visitor or the browser: nothing failed.
const ABANDONED: &[&str] = &[
    "net::ERR_ABORTED",
    "net::ERR_CACHE_MISS",
    "NS_BINDING_ABORTED",
    "NS_ERROR_ABORT",
    "NS_BINDING_REDIRECTED",
    "NS_BINDING_RETARGETED",
];

/// Errors that stand in for a response that did come: the page could not be shown, but it was answered.
const ANSWERED: &[&str] =
    &["net::ERR_HTTP_RESPONSE_CODE_FAILURE", "net::ERR_INVALID_RESPONSE", "NS_ERROR_NET_ERROR_RESPONSE"];

impl NetworkError {
    /// An error by the browser's name for it.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self { name: super::fields::cut_words(name.trim(), 200).to_owned() }
    }

    /// Whether the load was only given up (a new navigation, stop, a download).
    #[must_use]
    pub fn is_abandoned(&self) -> bool {
        ABANDONED.contains(&self.name.as_str()) || self.failure() == Failure::Abandoned
    }

    /// Whether the browser had a response and put its own page in the place of its (empty) content.
    #[must_use]
    pub fn stands_for_a_response(&self) -> bool {
        ANSWERED.contains(&self.name.as_str())
    }

    /// The name in Network Error Logging; `unknown` where there is none.
    #[must_use]
    pub fn failure(&self) -> Failure {
        if let Some(row) = self.row() {
            return row.1;
        }
        if let Some(failure) = Failure::parse(&self.name) {
            return failure;
        }
        // Firefox reports TLS errors as sentences; its other errors all begin with NS_.
        if self.name.contains(' ') { Failure::TlsFailed } else { Failure::NetworkUnknown }
    }

    /// The party that the error alone points at; most name none.
    #[must_use]
    pub fn party(&self) -> Party {
        let by_row = self.row().and_then(|row| row.2);
        by_row.or_else(|| self.failure().party_without_response()).unwrap_or(Party::Unknown)
    }

    fn row(&self) -> Option<&'static Row> {
        let bare = self.name.strip_prefix("net::ERR_").or_else(|| self.name.strip_prefix("NS_ERROR_"))?;
        ROWS.iter().find(|row| row.0 == bare)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_browsers_spellings_of_one_error_have_one_name() {
        for (chromium, firefox, name) in [
            ("net::ERR_NAME_NOT_RESOLVED", "NS_ERROR_UNKNOWN_HOST", "dns.name_not_resolved"),
            ("net::ERR_CONNECTION_REFUSED", "NS_ERROR_CONNECTION_REFUSED", "tcp.refused"),
            ("net::ERR_CONNECTION_RESET", "NS_ERROR_NET_RESET", "tcp.reset"),
            ("net::ERR_TOO_MANY_REDIRECTS", "NS_ERROR_REDIRECT_LOOP", "http.response.redirect_loop"),
        ] {
            assert_eq!(NetworkError::new(chromium).failure().as_str(), name);
            assert_eq!(NetworkError::new(firefox).failure().as_str(), name);
        }
    }

    #[test]
    fn a_sentence_is_firefox_speaking_of_tls_and_an_unknown_word_is_unknown() {
        assert_eq!(NetworkError::new("Das Zertifikat ist abgelaufen.").failure(), Failure::TlsFailed);
        assert_eq!(NetworkError::new("NS_ERROR_SOMETHING_NEW").failure(), Failure::NetworkUnknown);
    }

    #[test]
    fn being_offline_is_the_network_and_a_refused_connection_tells_nobody() {
        assert_eq!(NetworkError::new("net::ERR_INTERNET_DISCONNECTED").party(), Party::Network);
        assert_eq!(NetworkError::new("net::ERR_CONNECTION_REFUSED").party(), Party::Unknown);
    }

    #[test]
    fn a_stopped_load_is_given_up_and_an_empty_error_page_was_answered() {
        assert!(NetworkError::new("net::ERR_ABORTED").is_abandoned());
        assert!(NetworkError::new("NS_BINDING_ABORTED").is_abandoned());
        assert!(!NetworkError::new("net::ERR_TIMED_OUT").is_abandoned());
        assert!(NetworkError::new("net::ERR_HTTP_RESPONSE_CODE_FAILURE").stands_for_a_response());
    }
}
