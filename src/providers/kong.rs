//! Kong Gateway: a gateway for APIs that the site or its host runs. It names itself in `Server` on its own
//! answers and in `Via` on those it passes on (<https://developer.konghq.com/gateway/configuration/>).
//!
//! The words of 500 to 504 and most fields are those of its source (Kong/kong, `kong/error_handlers.lua`, `kong/runloop/balancer/init.lua`,
//! `kong/constants.lua`).

use super::story::*;
use crate::failure::Failure;

/// Its story.
pub const STORY: Story = Story::of("Kong Gateway", Kind::Proxy)
    .marks(&[
        made("server", "kong/*"),
        made("x-kong-response-latency", "#"),
        mark("via", words!["kong/*", "# kong/*", "#.# kong/*"]),
        mark("x-kong-upstream-latency", "#"),
        mark("x-kong-proxy-latency", "#"),
        mark("x-kong-upstream-status", "#"),
        mark("x-kong-request-id", ANY),
    ])
    .references(&[Pick::Field("x-kong-request-id", Part::Whole)])
    .answers(&[
        // The messages of Kong's `kong/error_handlers.lua` and `runloop/balancer`, as JSON or as HTML.
        page(At::Text, "an invalid response was received from the upstream server", Blame::Origin).on(&[502]),
        page(At::Text, "the upstream server is timing out", Blame::Origin)
            .on(&[504])
            .because(Failure::HttpResponseTimeout),
        page(At::Text, "failure to get a peer from the ring-balancer", Blame::Origin)
            .on(&[503])
            .because(Failure::DestinationUnavailable),
        page(At::Text, "the upstream server is currently unavailable", Blame::Origin).on(&[503]),
        page(At::Text, "name resolution failed", Blame::Origin)
            .on(&[503])
            .because(Failure::DnsError)
            .marked(),
        page(At::Text, "an unexpected error occurred", Blame::Origin).on(&[500]).marked(),
        // "no Route matched" with 404 is what every server says to an address that it does not know: no row.
        // The plugin for rates.
        page(At::Text, "api rate limit exceeded", Blame::Refused).on(&[429]).marked(),
    ]);
