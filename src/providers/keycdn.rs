//! KeyCDN: a CDN. `X-Edge-Location` has the country and the city of its server
//! (<https://www.keycdn.com/support/cdn-server-locations>).

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("KeyCDN", Kind::Edge)
    .status_page("https://status.keycdn.com/")
    // The server field is as captured. Country and city in four letters, by
    // <https://www.keycdn.com/support/cdn-server-locations>; others have an `X-Edge-Location` too.
    .marks(&[mark("server", "keycdn*"), weak("x-edge-location", "@")])
    .places(&[Pick::Field("x-edge-location", Part::Whole)]);
