//! Apache httpd: the server that answers for a site, or passes on to one with `mod_proxy`
//! (<https://httpd.apache.org/docs/2.4/mod/mod_proxy.html>).
//!
//! The sentences of 500 and 503 are those of its source (apache/httpd, `modules/http/http_protocol.c`), as is
//! "error reading from remote server" (`modules/proxy/mod_proxy_http.c`). Tengine says the former as well, and ends
//! with its name.

use super::story::*;
use crate::failure::Failure;

/// Its story.
pub const STORY: Story = Story::of("Apache httpd", Kind::Software)
    .marks(&[mark("server", words!["apache", "apache/*"])])
    .answers(&[
        // `mod_proxy` names a reason below its heading `Proxy Error`.
        page(At::Text, "reason: dns lookup failure for", Blame::Origin)
            .on(&[500, 502])
            .because(Failure::DnsError),
        page(At::Text, "reason: error during ssl handshake with remote server", Blame::Origin)
            .on(&[500, 502])
            .because(Failure::TlsProtocolError),
        page(At::Text, "reason: error reading from remote server", Blame::Origin).on(&[502]),
        page(At::Name, words!["proxy error", "502 proxy error"], Blame::Origin).on(&[502]),
        // `http_protocol.c`.
        page(At::Text, "the gateway did not receive a timely response from the upstream server or", Blame::Origin)
            .on(&[504])
            .because(Failure::HttpResponseTimeout),
        page(
            At::Text,
            "the server is temporarily unable to service your request due to maintenance downtime or capacity problems",
            Blame::Origin,
        )
        .on(&[503]),
        page(At::Text, "the server encountered an internal error or misconfiguration and was unable to", Blame::Origin)
            .on(&[500]),
    ]);
