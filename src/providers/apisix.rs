//! Apache APISIX: a gateway for APIs that the site or its host runs, built on OpenResty
//! (<https://apisix.apache.org/docs/apisix/getting-started/README/>).
//!
//! Fields and the 404 are those of its source (apache/apisix, `apisix/init.lua`).

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("Apache APISIX", Kind::Proxy)
    .marks(&[mark("server", words!["apisix", "apisix/*"]), mark("x-apisix-upstream-status", ANY)])
    .answers(&[
        // Its pages are OpenResty's with a line below; as quoted in its users' reports.
        page(At::End, "powered by apisix", Blame::Origin).on(&[500, 502, 503, 504]),
        // Written where the server behind answered with 5xx, or did not.
        field("x-apisix-upstream-status", "5#", Blame::Origin).on(&[500, 502, 503, 504]),
        // "404 Route Not Found" is what every server says to an address that it does not know: no row.
    ]);
