//! Azion: a CDN and edge platform (<https://www.azion.com/>).

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("Azion", Kind::Edge)
    .status_page("https://status.azion.com/")
    // As captured.
    .marks(&[
        mark("server", words!["azion webserver", "azion-nginx"]),
        mark("via", "#.# azion*"),
        mark("x-azion-request-id", ANY),
        mark("x-azion-edge-location", ANY),
    ])
    .places(&[Pick::Field("x-azion-edge-location", Part::Whole)])
    .references(&[Pick::Field("x-azion-request-id", Part::Whole)]);
