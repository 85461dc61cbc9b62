//! Gcore CDN: `X-ID` names the server that delivered
//! (<https://support.gcorelabs.com/hc/en-us/articles/213983169-Check-Cache-Settings>).

use super::story::*;

/// Its servers' names, such as `fr5-hw-edge-gc8` (as captured).
const SERVERS: &str = "*-gc#";
/// Names such as the document's `m9-up-e245`, which others' ids may look like.
const OTHER_SERVERS: &str = "*-@-@#";

/// Its story.
pub const STORY: Story = Story::of("Gcore", Kind::Edge)
    .status_page("https://status.gcore.com/")
    .marks(&[
        mark("x-id", SERVERS),
        mark("x-id-fe", SERVERS),
        weak("x-id", OTHER_SERVERS),
        weak("x-id-fe", OTHER_SERVERS),
    ])
    .places(&[Pick::Field("x-id-fe", Part::Before(b'-')), Pick::Field("x-id", Part::Before(b'-'))]);
