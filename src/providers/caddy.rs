//! Caddy: a server and proxy that the site runs (<https://caddyserver.com/docs/caddyfile/directives/reverse_proxy>).
//! It names itself in `Server`, and in `Via` on what it passes on. Its own errors have no content.

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("Caddy", Kind::Proxy)
    .marks(&[mark("server", "caddy"), mark("via", words!["# caddy", "#.# caddy"])]);
