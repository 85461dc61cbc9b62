//! Hostinger: a host with a CDN of its own, hCDN (<https://www.hostinger.com/cdn>). `x-hcdn-upstream-rt` is the time
//! that the server behind it took, and missing where hCDN answered alone (as captured).

use super::story::*;
use crate::part;

/// It writes this on what it carries as well.
const OWN: &str = "hcdn";

/// Its story.
pub const STORY: Story = Story::of("Hostinger", Kind::EdgePlatform)
    .marks(&[
        mark("server", OWN),
        mark("x-hcdn-request-id", "%-*"),
        mark("x-hcdn-cache-status", ANY),
        mark("platform", "hostinger"),
        mark("panel", "hpanel"),
    ])
    .places(&[Pick::Field("x-hcdn-request-id", Part::Read(place))])
    .references(&[Pick::Field("x-hcdn-request-id", Part::Whole)])
    .answers(&[
        // Seen in captures. On 502 and 504 the time may be that of an attempt.
        field("x-hcdn-upstream-rt", "#*", Blame::Passed).on(&[403, 405, 429, 500, 503]),
        // Seen in captures: turned away at the edge, with an empty page.
        field("server", OWN, Blame::Refused).on(&[403, 405, 429]).possible(),
    ]);

/// `fra` of `0f1e2d3c4b5a69788796a5b4c3d2e1f0-fra-edge2`.
fn place(request: &str) -> Option<String> {
    part::pieces(request, b'-').nth(1).filter(|place| !place.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_stands_behind_the_id() {
        assert_eq!(place("0f1e2d3c4b5a69788796a5b4c3d2e1f0-fra-edge2").as_deref(), Some("fra"));
        assert_eq!(place("0f1e2d3c4b5a69788796a5b4c3d2e1f0"), None);
        assert_eq!(place("0f1e--edge2"), None);
    }
}
