//! Wallarm: a firewall in the site's nginx or before it
//! (<https://docs.wallarm.com/admin-en/configuration-guides/configure-block-page-and-code/>).

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("Wallarm", Kind::Proxy)
    .status_page("https://status.wallarm.com/")
    .marks(&[mark("server", words!["nginx-wallarm*", "nginx_wallarm*"])])
    .references(&[Pick::Page("support uuid", Part::Whole)])
    .answers(&[
        // The same document: its page for blocked requests.
        page(At::Text, "your request is blocked since it was identified as a malicious one", Blame::Refused)
            .on(&[403, 429]),
    ]);
