//! Tencent Cloud CDN, with status codes of its own
//! (<https://www.tencentcloud.com/document/product/228/42177>).

use super::story::*;
use crate::failure::Failure;

/// Its story.
pub const STORY: Story = Story::of("Tencent Cloud CDN", Kind::Edge)
    // As captured.
    .marks(&[mark("x-nws-log-uuid", ANY), mark("x-cdn-provider", "tencent")])
    .references(&[Pick::Field("x-nws-log-uuid", Part::Whole)])
    .answers(&[
        // <https://www.tencentcloud.com/document/product/228/42177>, all of these.
        field("x-nws-log-uuid", ANY, Blame::Settings).on(&[531]).because(Failure::DnsError),
        // Blocked as an attack, and more requests from an address than the site allows.
        field("x-nws-log-uuid", ANY, Blame::Refused).on(&[509, 514]),
        // A loop; an application may send the code as well.
        field("x-nws-log-uuid", ANY, Blame::Settings)
            .on(&[423])
            .because(Failure::ProxyLoopDetected)
            .possible(),
    ]);
