//! SiteGround: a host whose nginx checks visitors with a page of its own (as captured;
//! <https://www.siteground.com/kb/>).

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("SiteGround", Kind::Platform)
    .marks(&[
        // As captured: the host's field holds one value on all of its sites that were seen.
        mark("sg-captcha", ANY),
        mark("host-header", "8441280b0c35cbc1147f8ba998a563a7"),
        weak("x-proxy-cache-info", "dt:*"),
        // Its plugin, which also runs elsewhere.
        weak("sg-f-cache", ANY),
    ])
    .answers(&[
        // The check answers with 202, as captured.
        field("sg-captcha", "challenge", Blame::Challenged),
    ]);
