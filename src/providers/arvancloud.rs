//! ArvanCloud: a CDN and firewall (<https://docs.arvancloud.ir/en/cdn/headers>). Its own 403 and 429 are the site's
//! rules (<https://help.arvancloud.com/hc/en-us/articles/360013422780-Customized-ArvanCloud-Error-Codes>).

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("ArvanCloud", Kind::Edge)
    // `x-poweredby` is in the older list of <https://arvancloud.ir/help/en/sent-headers>, the others are as captured.
    .marks(&[mark("server", "arvancloud"), mark("x-poweredby", "arvancloud*"), mark("ar-sid", "#")])
    .references(&[Pick::Field("x-request-id", Part::Whole)]);
