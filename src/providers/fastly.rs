//! Fastly: a network in front of the site, and in front of many platforms. Its pages give a reason in the old
//! words of Varnish, with `Error 54113` or, in older ones, "Guru Mediation"
//! (<https://www.fastly.com/documentation/guides/full-site-delivery/fastly-vcl/synthetic-errors-in-vcl>).
//! Varnish itself writes "Meditation" and an XID instead of a cache's name.

use super::story::*;
use crate::failure::Failure;

/// A reason stands before the number of the error, on older pages before these two words.
macro_rules! reason {
    ($reason:literal) => {
        concat!($reason, " error 54113|", $reason, " guru mediation")
    };
}

/// Its story.
pub const STORY: Story = Story::of("Fastly", Kind::Edge)
    .status_page("https://www.fastlystatus.com/")
    .marks(&[
        // <https://www.fastly.com/documentation/reference/http/http-headers/X-Served-By/>
        // <https://www.fastly.com/documentation/reference/http/http-headers/X-Served-By>: on all responses.
        mark("x-served-by", words!["cache-@#-@", "cache-@-@#-@"]),
        mark("x-fastly-request-id", ANY),
        // <https://www.fastly.com/documentation/reference/http/http-headers/Fastly-Debug>: where the request asked, and
        // behind another of its caches.
        mark("fastly-debug-digest", ANY),
        // <https://www.fastly.com/documentation/reference/http/http-headers/X-Timer/>
        mark("x-timer", "s#.#,vs#,ve#"),
        // Varnish says the same of itself.
        weak("via", "1.1 varnish"),
    ])
    .places(&[
        Pick::Field("x-served-by", Part::After(b'-')),
        Pick::Page("details: cache-", Part::After(b'-')),
    ])
    .references(&[Pick::Field("x-fastly-request-id", Part::Whole), Pick::Page("details:", Part::Whole)])
    .answers(&[
        // No service has this name; seen in captures, as text and as HTML. In Fastly's outage of 8 June 2021 sites that it
        // serves had it, too
        // (<https://www.deccanherald.com/business/technology/explained-why-several-global-websites-faced-an-outage-995192.html>).
        page(At::Start, "fastly error: unknown domain", Blame::Settings).possible().on(&[500, 503]),
        // The reasons are from the table in the document above.
        page(At::Text, reason!("first byte timeout"), Blame::Origin)
            .because(Failure::HttpResponseTimeout)
            .on(&[503]),
        page(
            At::Text,
            concat!(reason!("connection timed out"), "|", reason!("operation now in progress")),
            Blame::Link,
        )
        .because(Failure::ConnectionTimeout)
        .on(&[503]),
        page(At::Text, reason!("connection refused"), Blame::Origin)
            .because(Failure::ConnectionRefused)
            .on(&[503]),
        page(At::Text, reason!("backend read error"), Blame::Origin)
            .because(Failure::ConnectionTerminated)
            .on(&[503]),
        // Its checks say so, and they may be wrong about it.
        page(
            At::Text,
            concat!(
                reason!("backend is unhealthy"),
                "|all backends failed or unhealthy|no healthy ip available for the backend"
            ),
            Blame::Origin,
        )
        .because(Failure::DestinationUnavailable)
        .on(&[503]),
        page(At::Text, reason!("fetch timeout"), Blame::Origin)
            .because(Failure::ConnectionReadTimeout)
            .on(&[503]),
        // The site's limit at Fastly was reached, mostly since the origin was slow.
        page(At::Text, reason!("backend.max_conn reached"), Blame::Settings)
            .possible()
            .because(Failure::ConnectionLimitReached)
            .on(&[503]),
        page(At::Text, reason!("hostname doesn't match against certificate"), Blame::Settings)
            .because(Failure::TlsCertificateError)
            .on(&[503]),
        page(At::Text, "backend host could not be resolved", Blame::Settings)
            .marked()
            .because(Failure::DnsError)
            .on(&[503]),
        page(At::Text, reason!("loop detected"), Blame::Settings)
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
