//! Fastly: a network in front of the site, and in front of many platforms. Its pages give a reason in the old
//! words of Varnish, with `Error 54113` or, in older ones, "Guru Mediation"
//! (<https://www.fastly.com/documentation/guides/full-site-delivery/fastly-vcl/synthetic-errors-in-vcl>).
//! Varnish itself writes "Meditation" and an XID instead of a cache's name.

use super::story::*;
use crate::failure::Failure;

/// Its story.
pub const STORY: Story = Story::of("Fastly", Kind::Edge)
    .status_page("https://www.fastlystatus.com/")
    .marks(&[
        // <https://www.fastly.com/documentation/reference/http/http-headers/X-Served-By/>
        mark("x-served-by", words!["cache-@#-@", "cache-@-@#-@"]),
        mark("x-fastly-request-id", ANY),
        mark("fastly-debug-digest", ANY),
        // <https://www.fastly.com/documentation/reference/http/http-headers/X-Timer/>
        mark("x-timer", "s#.#,vs#,ve#"),
        // Varnish says the same of itself.
        weak("via", "1.1 varnish"),
    ])
    .places(&[Pick::Field("x-served-by", Part::After('-')), Pick::Page("details: cache-", Part::After('-'))])
    .references(&[Pick::Field("x-fastly-request-id", Part::Whole), Pick::Page("details:", Part::Whole)])
    .answers(&[
        // No service has this name; seen in captures, as text and as HTML.
        page(At::Start, "fastly error: unknown domain", Blame::Settings).on(&[500, 503]),
        // The reasons are from the table in the document above.
        page(
            At::Text,
            words!["first byte timeout error 54113", "first byte timeout guru mediation"],
            Blame::Origin,
        )
        .because(Failure::HttpResponseTimeout)
        .on(&[503]),
        page(
            At::Text,
            words![
                "connection timed out error 54113",
                "connection timed out guru mediation",
                "operation now in progress error 54113",
                "operation now in progress guru mediation"
            ],
            Blame::Link,
        )
        .because(Failure::ConnectionTimeout)
        .on(&[503]),
        page(
            At::Text,
            words!["connection refused error 54113", "connection refused guru mediation"],
            Blame::Origin,
        )
        .because(Failure::ConnectionRefused)
        .on(&[503]),
        page(
            At::Text,
            words!["backend read error error 54113", "backend read error guru mediation"],
            Blame::Origin,
        )
        .because(Failure::ConnectionTerminated)
        .on(&[503]),
        // Its checks say so, and they may be wrong about it.
        page(
            At::Text,
            words![
                "backend is unhealthy error 54113",
                "backend is unhealthy guru mediation",
                "all backends failed or unhealthy",
                "no healthy ip available for the backend"
            ],
            Blame::Origin,
        )
        .because(Failure::DestinationUnavailable)
        .on(&[503]),
        page(At::Text, words!["fetch timeout error 54113", "fetch timeout guru mediation"], Blame::Origin)
            .because(Failure::ConnectionReadTimeout)
            .on(&[503]),
        // The site's limit at Fastly was reached, mostly since the origin was slow.
        page(
            At::Text,
            words!["backend.max_conn reached error 54113", "backend.max_conn reached guru mediation"],
            Blame::Settings,
        )
        .possible()
        .because(Failure::ConnectionLimitReached)
        .on(&[503]),
        page(
            At::Text,
            words![
                "hostname doesn't match against certificate error 54113",
                "hostname doesn't match against certificate guru mediation"
            ],
            Blame::Settings,
        )
        .because(Failure::TlsCertificateError)
        .on(&[503]),
        page(At::Text, "backend host could not be resolved", Blame::Settings)
            .marked()
            .because(Failure::DnsError)
            .on(&[503]),
        page(At::Text, words!["loop detected error 54113", "loop detected guru mediation"], Blame::Settings)
            .because(Failure::ProxyLoopDetected)
            .on(&[503]),
        // The site's rules turned the visitor away.
        page(
            At::Text,
            words!["error 54113 details: cache-", "guru mediation: details: cache-"],
            Blame::Refused,
        )
        .on(&[403, 429]),
        // "Service Unavailable" and other texts leave it open
        // (<https://docs.fastly.com/en/guides/common-503-errors>).
        page(
            At::Text,
            words!["error 54113 details: cache-", "guru mediation: details: cache-"],
            Blame::Undecided,
        )
        .possible()
        .on(&[500, 502, 503, 504]),
    ]);
