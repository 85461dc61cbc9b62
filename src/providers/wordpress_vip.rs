//! WordPress VIP: a host for WordPress with an edge of its own
//! (<https://docs.wpvip.com/infrastructure/edge-servers/http-headers/added-by-vip/>).

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("WordPress VIP", Kind::Platform)
    // The document above; `x-rq: sjc5 123 242 443` begins with the place.
    // <https://docs.wpvip.com/change-or-remove-http-headers-added-by-vip-go>: a site may remove it.
    .marks(&[
        mark("x-powered-by", words!["wordpress vip*", "wordpress.com vip*"]),
        mark("host-header", "a9130478a60e5f9135f765b23f26593b"),
        weak("x-rq", "@# # # #"),
    ])
    .places(&[Pick::Field("x-rq", Part::Letters)]);
