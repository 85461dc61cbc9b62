//! Fly.io: a platform with a proxy at its edge. The proxy's error codes stand only in the owner's log
//! (<https://fly.io/docs/reference/error-codes/>), so that it has no answers here.

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("Fly.io", Kind::EdgePlatform)
    .status_page("https://status.flyio.net/")
    .marks(&[
        // <https://fly.io/docs/networking/request-headers/> for `Via`; the other two as its own API has them
        // (<https://github.com/superfly/sprites-go/pull/35>).
        mark("fly-request-id", ANY),
        mark("via", "* fly.io"),
        mark("server", "fly/*"),
    ])
    .places(&[Pick::Field("fly-request-id", Part::After(b'-'))])
    .references(&[Pick::Field("fly-request-id", Part::Whole)]);
