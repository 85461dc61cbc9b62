//! OVHcloud CDN: the CDN of OVHcloud's hosting
//! (<https://docs.ovhcloud.com/en/guides/web-cloud/web-hosting/cdn-how-to-use-cdn>).

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("OVHcloud CDN", Kind::Edge)
    .status_page("https://www.status-ovhcloud.com/")
    // Its guide to security rules shows them: `X-CDN-Pop: rbx1`, `X-CDN-Pop-IP: 203.0.113.128/26`.
    .marks(&[mark("x-cdn-pop-ip", "*/#"), weak("x-cdn-pop", "@#"), weak("x-cdn-geo", ANY)])
    .places(&[Pick::Field("x-cdn-pop", Part::Letters)]);
