//! GoCache: a CDN and firewall (<https://www.gocache.com.br/>).

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("GoCache", Kind::Edge)
    // As captured.
    .marks(&[mark("server", "gocache"), mark("x-gocache-cachestatus", ANY)]);
