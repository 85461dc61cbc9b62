//! Baidu Yunjiasu: a CDN and firewall, once built together with Cloudflare, so that a `CF-RAY` may stand beside its
//! name (<https://su.baidu.com/>).

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("Baidu Yunjiasu", Kind::Edge)
    // As captured.
    .marks(&[mark("server", "yunjiasu*")]);
