//! The errors that browsers report when there was no response, and their names in Network Error Logging.
//!
//! Chromium spells them `net::ERR_…` (its `net_error_list.h`), Firefox `NS_…` (its `ErrorList.py`);
//! Firefox's TLS errors are sentences in the user's language.

use crate::diagnosis::Party;
use crate::failure::Failure;
use crate::pattern;

/// An error as the browser spells it, cut to a sane length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetworkError {
    /// The browser's own spelling, such as `net::ERR_NAME_NOT_RESOLVED`.
    pub name: String,
}

/// What a browser's error means: the failure, the party where the error says more of it than the failure does, and
/// its names without the prefixes `net::ERR_` and `NS_ERROR_`, as `pattern` reads them.
type Row = (Failure, Option<Party>, &'static str);

/// The first that fits. The failures are those of Chromium's own reports where it has one (its
/// `network_error_logging_service.cc`), else the nearest.
const ROWS: &[Row] = &[
    (Failure::DnsNameNotResolved, None, "name_not_resolved|unknown_host|definitive_unknown_host"),
    (Failure::DnsNameNotResolved, Some(Party::Network), "unknown_proxy_host"),
    (Failure::DnsFailed, Some(Party::Network), "icann_name_collision"),
    (Failure::DnsFailed, None, "name_resolution_failed|dns_*|host_resolver_queue_*"),
    (Failure::DnsUnreachable, Some(Party::Network), "internet_disconnected|offline"),
    (Failure::DnsAddressChanged, Some(Party::Network), "network_changed"),
    (Failure::Abandoned, Some(Party::Network), "network_io_suspended"),
    (Failure::TcpRefused, None, "connection_refused"),
    (Failure::TcpRefused, Some(Party::Network), "proxy_connection_refused"),
    // With the second the visitor's proxy waited for what is behind it.
    (Failure::TcpTimedOut, None, "*timed_out|proxy_gateway_timeout|net_timeout*"),
    (Failure::TcpReset, None, "connection_reset|net_reset"),
    // Of an empty response Chromium reports `http.response.invalid.empty`, which is not predefined.
    (Failure::TcpClosed, None, "connection_closed|net_interrupt|*not_connected|empty_response"),
    (Failure::TcpAborted, None, "connection_aborted"),
    (Failure::TcpAddressUnreachable, None, "address_unreachable"),
    (Failure::TcpAddressInvalid, None, "address_invalid"),
    (Failure::TcpFailed, None, "connection_failed|proxy_bad_gateway|proxy_unable_to_*|socket_*"),
    (Failure::TlsCertInvalid, Some(Party::Network), "proxy_certificate_invalid"),
    // The visitor's proxy, and what finds it.
    (
        Failure::TcpFailed,
        Some(Party::Network),
        "tunnel_connection_failed|proxy_*|socks_*|pac_*|mandatory_proxy_*|no_supported_proxies",
    ),
    (
        Failure::HttpFailed,
        Some(Party::Configuration),
        "blocked_by_response|blocked_by_csp|dom_coop_*|dom_coep_*",
    ),
    // A page came where a script was asked for, and Chromium keeps it from the site that asked.
    (Failure::HttpResponseInvalid, None, "blocked_by_orb"),
    // Extensions, administrators, safe browsing and the like.
    (
        Failure::NetworkUnknown,
        Some(Party::Visitor),
        "blocked_*|content_blocked*|malware_uri|phishing_uri|unwanted_uri|harmful*|*local_network_*|network_access_denied|unsafe_port|port_access_*|restricted_content",
    ),
    (Failure::TlsVersionOrCipherMismatch, None, "*cipher*|*inadequate_*security|*downgrade*"),
    (Failure::TlsCertPinnedKeyNotInCertChain, None, "ssl_pinned_*"),
    (Failure::TlsBadClientAuthCert, None, "*client_auth_*"),
    (Failure::TlsProtocol, None, "ssl_*|*early_data*"),
    (Failure::TlsCertNameInvalid, None, "cert_*name*"),
    (Failure::TlsCertDateInvalid, None, "cert_*date_*|cert_validity_*"),
    (Failure::TlsCertAuthorityInvalid, None, "cert_authority_*|cert_self_*|cert_known_*"),
    (Failure::TlsCertRevoked, Some(Party::Configuration), "cert_revoked"),
    (Failure::TlsCertInvalid, None, "cert*"),
    (Failure::TlsFailed, None, "*ech_*|alpn_*"),
    (Failure::HttpResponseRedirectLoop, Some(Party::Configuration), "too_many_redirects|redirect_loop"),
    (Failure::HttpProtocol, None, "http2_*|quic_*|net_http*|http_1_1_*"),
    // What came could not be used.
    (
        Failure::HttpResponseInvalid,
        Some(Party::Configuration),
        "invalid_redirect|unsafe_redirect|response_headers_multiple_*|response_headers_too_big|zstd_window_*|parsing_http_*|dom_invalid_header_*",
    ),
    (
        Failure::HttpResponseInvalid,
        None,
        "response_headers_*|content_length_*|content_decoding_*|incomplete_*|invalid_*encoding|invalid_http_*|invalid_response|net_partial_*|corrupted_content|*dictionary*",
    ),
];

/// Errors that mean "the load was given up", by the visitor or the browser: nothing failed.
const ABANDONED: &[&str] = &[
    "net::ERR_ABORTED",
    "net::ERR_CACHE_MISS",
    "net::ERR_CONTEXT_SHUT_DOWN",
    // The browser's own store of certificates changed, and it asks again.
    "net::ERR_CERT_DATABASE_CHANGED",
    "net::ERR_CERT_VERIFIER_CHANGED",
    "net::ERR_DNS_REQUEST_CANCELLED",
    "NS_ERROR_HTTP2_FALLBACK_TO_HTTP1",
    "NS_ERROR_ABORT",
    "NS_ERROR_DOCSHELL_DYING",
    "NS_ERROR_DOCUMENT_NOT_CACHED",
    "NS_ERROR_PARSED_DATA_CACHED",
    "NS_ERROR_NO_CONTENT",
    "NS_ERROR_LOAD_SHOWED_ERRORPAGE",
    "NS_ERROR_ILLEGAL_DURING_SHUTDOWN",
    "NS_ERROR_DOCUMENT_LOAD_LISTENER_NO_PARENT_CHANNEL",
    // So Firefox ends a load that goes on in another way, or that another has replaced.
    "NS_BINDING_ABORTED",
    "NS_BINDING_CANCELLED_OLD_LOAD",
    "NS_BINDING_REDIRECTED",
    "NS_BINDING_RETARGETED",
    "NS_ERROR_WONT_HANDLE_CONTENT",
];

/// Errors that stand in for a response that did come: the page could not be shown, but it was answered.
const ANSWERED: &[&str] = &[
    "net::ERR_HTTP_RESPONSE_CODE_FAILURE",
    "net::ERR_INVALID_RESPONSE",
    "NS_ERROR_NET_ERROR_RESPONSE",
    "NS_ERROR_NET_EMPTY_RESPONSE",
];

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
            return row.0;
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
        let by_row = self.row().and_then(|row| row.1);
        by_row.or_else(|| self.failure().party_without_response()).unwrap_or(Party::Unknown)
    }

    fn row(&self) -> Option<&'static Row> {
        let bare = self.name.strip_prefix("net::ERR_").or_else(|| self.name.strip_prefix("NS_ERROR_"))?;
        ROWS.iter().find(|(_, _, names)| pattern::fits(bare, names))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of every row a name or two; they were looked up in Chromium's `net_error_list.h` and Firefox's `ErrorList.py`.
    const MEANINGS: &[(&str, Party, &[&str])] = &[
        ("dns.name_not_resolved", Party::Unknown, &["net::ERR_NAME_NOT_RESOLVED", "NS_ERROR_UNKNOWN_HOST"]),
        ("dns.name_not_resolved", Party::Network, &["NS_ERROR_UNKNOWN_PROXY_HOST"]),
        ("dns.failed", Party::Network, &["net::ERR_ICANN_NAME_COLLISION"]),
        ("dns.failed", Party::Unknown, &["net::ERR_DNS_TIMED_OUT", "NS_ERROR_DNS_LOOKUP_QUEUE_FULL"]),
        ("dns.unreachable", Party::Network, &["net::ERR_INTERNET_DISCONNECTED", "NS_ERROR_OFFLINE"]),
        ("dns.address_changed", Party::Network, &["net::ERR_NETWORK_CHANGED"]),
        ("abandoned", Party::Network, &["net::ERR_NETWORK_IO_SUSPENDED"]),
        ("tcp.refused", Party::Unknown, &["net::ERR_CONNECTION_REFUSED", "NS_ERROR_CONNECTION_REFUSED"]),
        ("tcp.refused", Party::Network, &["NS_ERROR_PROXY_CONNECTION_REFUSED"]),
        ("tcp.timed_out", Party::Unknown, &["net::ERR_CONNECTION_TIMED_OUT", "net::ERR_TIMED_OUT"]),
        ("tcp.timed_out", Party::Unknown, &["NS_ERROR_NET_TIMEOUT", "NS_ERROR_PROXY_GATEWAY_TIMEOUT"]),
        ("tcp.reset", Party::Unknown, &["net::ERR_CONNECTION_RESET", "NS_ERROR_NET_RESET"]),
        ("tcp.closed", Party::Unknown, &["net::ERR_EMPTY_RESPONSE", "NS_ERROR_NET_INTERRUPT"]),
        ("tcp.aborted", Party::Unknown, &["net::ERR_CONNECTION_ABORTED"]),
        ("tcp.address_unreachable", Party::Unknown, &["net::ERR_ADDRESS_UNREACHABLE"]),
        ("tcp.address_invalid", Party::Unknown, &["net::ERR_ADDRESS_INVALID"]),
        ("tcp.failed", Party::Unknown, &["net::ERR_CONNECTION_FAILED", "NS_ERROR_PROXY_BAD_GATEWAY"]),
        ("tls.cert.invalid", Party::Network, &["net::ERR_PROXY_CERTIFICATE_INVALID"]),
        ("tcp.failed", Party::Network, &["net::ERR_PROXY_CONNECTION_FAILED", "NS_ERROR_PROXY_FORBIDDEN"]),
        (
            "tcp.failed",
            Party::Network,
            &["net::ERR_TUNNEL_CONNECTION_FAILED", "net::ERR_SOCKS_CONNECTION_FAILED"],
        ),
        ("http.failed", Party::Configuration, &["net::ERR_BLOCKED_BY_RESPONSE"]),
        ("http.response.invalid", Party::Unknown, &["net::ERR_BLOCKED_BY_ORB"]),
        ("unknown", Party::Visitor, &["net::ERR_BLOCKED_BY_CLIENT", "net::ERR_BLOCKED_BY_ADMINISTRATOR"]),
        ("unknown", Party::Visitor, &["NS_ERROR_BLOCKED_BY_POLICY", "NS_ERROR_PHISHING_URI"]),
        ("tls.version_or_cipher_mismatch", Party::Unknown, &["net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH"]),
        ("tls.version_or_cipher_mismatch", Party::Unknown, &["NS_ERROR_NET_INADEQUATE_SECURITY"]),
        (
            "tls.cert.pinned_key_not_in_cert_chain",
            Party::Unknown,
            &["net::ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN"],
        ),
        ("tls.bad_client_auth_cert", Party::Visitor, &["net::ERR_BAD_SSL_CLIENT_AUTH_CERT"]),
        ("tls.protocol.error", Party::Unknown, &["net::ERR_SSL_PROTOCOL_ERROR"]),
        ("tls.cert.name_invalid", Party::Unknown, &["net::ERR_CERT_COMMON_NAME_INVALID"]),
        ("tls.cert.date_invalid", Party::Unknown, &["net::ERR_CERT_DATE_INVALID"]),
        ("tls.cert.authority_invalid", Party::Unknown, &["net::ERR_CERT_AUTHORITY_INVALID"]),
        ("tls.cert.revoked", Party::Configuration, &["net::ERR_CERT_REVOKED"]),
        ("tls.cert.invalid", Party::Unknown, &["net::ERR_CERT_WEAK_KEY"]),
        ("tls.failed", Party::Unknown, &["net::ERR_ECH_NOT_NEGOTIATED"]),
        (
            "http.response.redirect_loop",
            Party::Configuration,
            &["net::ERR_TOO_MANY_REDIRECTS", "NS_ERROR_REDIRECT_LOOP"],
        ),
        (
            "http.protocol.error",
            Party::Unknown,
            &["net::ERR_HTTP2_PROTOCOL_ERROR", "net::ERR_QUIC_PROTOCOL_ERROR"],
        ),
        ("http.protocol.error", Party::Unknown, &["NS_ERROR_NET_HTTP2_SENT_GOAWAY"]),
        (
            "http.response.invalid",
            Party::Unknown,
            &["net::ERR_INVALID_HTTP_RESPONSE", "NS_ERROR_CORRUPTED_CONTENT"],
        ),
        (
            "http.response.invalid",
            Party::Configuration,
            &["net::ERR_INVALID_REDIRECT", "NS_ERROR_PARSING_HTTP_STATUS_LINE"],
        ),
        // Look-alikes: names of no row.
        (
            "unknown",
            Party::Unknown,
            &[
                "net::ERR_OUT_OF_MEMORY",
                "NS_ERROR_SOMETHING_NEW",
                "net::ERR_FAILED",
                "net::ERR_MSG_TOO_BIG",
                "NS_ERROR_CONTENT_CRASHED",
            ],
        ),
        ("unknown", Party::Unknown, &["CONNECTION_REFUSED", "blocked_by_client"]),
    ];

    #[test]
    fn every_error_has_the_name_of_its_report_and_its_party() {
        for (name, party, errors) in MEANINGS {
            for error in *errors {
                let error = NetworkError::new(error);
                assert_eq!((error.failure().as_str(), error.party()), (*name, *party), "{}", error.name);
            }
        }
        let errors =
            || MEANINGS.iter().flat_map(|(_, _, errors)| *errors).map(|name| NetworkError::new(name));
        for row in ROWS {
            let named = errors().any(|error| error.row().is_some_and(|found| found.2 == row.2));
            assert!(named, "no name of {} is among the meanings", row.2);
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
        assert!(NetworkError::new("NS_BINDING_CANCELLED_OLD_LOAD").is_abandoned());
        assert!(!NetworkError::new("net::ERR_TIMED_OUT").is_abandoned());
        assert!(NetworkError::new("net::ERR_CERT_DATABASE_CHANGED").is_abandoned());
        assert!(!NetworkError::new("NS_BINDING_FAILED").is_abandoned());
        assert!(NetworkError::new("net::ERR_HTTP_RESPONSE_CODE_FAILURE").stands_for_a_response());
    }
}
