//! OVHcloud: a host, with a load balancer in front of its hosting
//! (<https://help.ovhcloud.com/csm/en-ie-load-balancer-http-headers?id=kb_article_view&sysparm_article=KB0068745>).
//!
//! Its `x-iplb-request-id` begins with the visitor's address in hexadecimal, so it is never read here.

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("OVHcloud", Kind::Platform)
    .status_page("https://www.status-ovhcloud.com/")
    // As captured.
    .marks(&[mark("x-iplb-instance", "#"), mark("server", "ovhcloud")]);
