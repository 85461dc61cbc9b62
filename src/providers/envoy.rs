//! Envoy, and Istio's gateways: a proxy that the site or its host runs. What it makes itself is plain text
//! (<https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_conn_man/response_code_details>).
//! Companies' proxies are built on it as well, and send the same texts.
//!
//! The fields `x-envoy-…` are those of its router's document (`router_filter`), except
//! `x-envoy-decorator-operation`, which it should consume and which was captured all the same.

use super::story::*;
use crate::failure::Failure;

/// Its story.
pub const STORY: Story = Story::of("Envoy", Kind::Proxy)
    .marks(&[
        // <https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/router_filter>
        mark("server", words!["envoy", "istio-envoy", "* envoy"]),
        mark("x-envoy-upstream-service-time", "#"),
        mark("x-envoy-overloaded", ANY),
        mark("x-envoy-attempt-count", "#"),
        mark("x-envoy-decorator-operation", ANY),
    ])
    .answers(&[
        // Texts of `source/common/http/utility.cc` and `router.cc`; as captured with `overflow`.
        page(At::Text, "reset reason: overflow", Blame::Origin)
            .on(&[503])
            .because(Failure::ConnectionLimitReached),
        page(At::Text, "reset reason: connection timeout", Blame::Origin)
            .on(&[503, 504])
            .because(Failure::ConnectionTimeout),
        page(
            At::Text,
            words!["reset reason: connection termination", "reset reason: remote reset"],
            Blame::Origin,
        )
        .on(&[502, 503])
        .because(Failure::ConnectionTerminated),
        page(At::Text, "reset reason: protocol error", Blame::Origin)
            .on(&[502, 503])
            .because(Failure::HttpProtocolError),
        // Seen in Azure Container Apps' and Istio's answers.
        page(
            At::Text,
            words!["delayed connect error: 111", "delayed connect error: connection refused"],
            Blame::Origin,
        )
        .on(&[503])
        .because(Failure::ConnectionRefused),
        page(At::Text, "certificate_verify_failed", Blame::Origin)
            .on(&[503])
            .because(Failure::TlsCertificateError),
        page(At::Text, "failure reason: tls", Blame::Origin).on(&[503]).because(Failure::TlsProtocolError),
        // Shorter than the reasons above, which say more.
        page(At::Start, "upstream connect", Blame::Origin).on(&[502, 503, 504]),
        page(At::Start, "no healthy upstream", Blame::Origin)
            .on(&[503])
            .because(Failure::DestinationUnavailable),
        page(
            At::Start,
            words!["upstream request timeout", "upstream max stream duration reached"],
            Blame::Origin,
        )
        // 408 where the visitor had not sent all of the request.
        .on(&[408, 504])
        .because(Failure::HttpResponseTimeout),
        // The router sets it when it drops a request for overload or maintenance.
        field("x-envoy-overloaded", "true", Blame::Origin).on(&[503]).possible(),
        // Its filters for roles and rates.
        page(At::Start, "rbac: access denied", Blame::Refused).on(&[403]),
        page(At::Start, "local_rate_limited", Blame::Refused).on(&[429]),
        field("x-envoy-ratelimited", ANY, Blame::Refused).on(&[429]),
    ]);
