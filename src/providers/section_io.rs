//! Section (section.io, later Webscale CloudFlow): a CDN that runs proxies of the site's choice. Each response has
//! its id (<https://www.section.io/docs/core-concepts/reference/edge-proxy/>), some have the origin's status
//! (<https://www.section.io/docs/classic/guides/troubleshooting/debug-headers/>).

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("Section", Kind::Edge)
    .marks(&[mark("section-io-id", ANY)])
    .references(&[Pick::Field("section-io-id", Part::Whole)])
    .answers(&[
        // As captured: the status that came from the origin, 000 where no byte did. The second document above names
        // the field `section-origin-status`, which is sent on demand.
        field("section-io-origin-status", "500", Blame::Passed).on(&[500]),
        field("section-io-origin-status", "502", Blame::Passed).on(&[502]),
        field("section-io-origin-status", "503", Blame::Passed).on(&[503]),
        field("section-io-origin-status", "504", Blame::Passed).on(&[504]),
        field("section-io-origin-status", "000", Blame::Link).on(&[500, 502, 503, 504]),
    ]);
