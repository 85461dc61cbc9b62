//! ArvanCloud: a CDN and firewall (<https://docs.arvancloud.ir/en/cdn/headers>). Its own 403 and 429 are the site's
//! rules (<https://help.arvancloud.com/hc/en-us/articles/360013422780-Customized-ArvanCloud-Error-Codes>).

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("ArvanCloud", Kind::Edge)
    // The server field is as captured; the documents name the others, in older and newer form.
    .marks(&[mark("server", "arvancloud"), mark("x-poweredby", "arvancloud*"), mark("ar-sid", "#")])
    .references(&[Pick::Field("x-request-id", Part::Whole)]);
