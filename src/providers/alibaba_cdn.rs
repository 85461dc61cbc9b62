//! Alibaba Cloud CDN, which says in fields of its own why it turned a request away
//! (<https://www.alibabacloud.com/help/en/cdn/troubleshoot-a-403-forbidden-error-when-accessing-resources-through-cdn>).

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("Alibaba Cloud CDN", Kind::Edge)
    // As captured: `via: cache4.cn1234[0,200-0,H], cache7.cn1234[,0]`.
    .marks(&[
        mark("eagleid", "%"),
        mark("via", words!["cache#.*[*", "vcache#.*[*", "ens-cache#.*[*"]),
        mark("ali-swift-global-savetime", "#"),
        weak("server", "tengine*"),
        weak("x-swift-savetime", ANY),
        weak("x-swift-cachetime", "#"),
    ])
    .references(&[Pick::Field("eagleid", Part::Whole)])
    .answers(&[
        // Seen in captures, on what the origin answered.
        field("x-swift-error", "orig response 5xx error", Blame::Passed).on(&[500, 502, 503, 504]),
        // The document above: the domain is not set up there.
        field("x-tengine-bf-error", "non-existent domain", Blame::Settings).on(&[403]),
        // The document above: lists of addresses and referrers, signed links.
        field("x-tengine-error", "denied by *", Blame::Refused).on(&[403]),
    ]);
