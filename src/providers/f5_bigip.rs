//! F5 BIG-IP: a balancer and firewall in the site's own data centre
//! (<https://clouddocs.f5.com/>). It was seen to write `server: BigIP` on what it answers itself.
//!
//! F5's training material says the same of `server`; its default pages hold a support id
//! (<https://clouddocs.f5.com/bigip-next/latest/waf_management/waf_response_pages.html>).

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("F5 BIG-IP", Kind::Proxy)
    // <https://registry.terraform.io/providers/F5Networks/bigip/latest/docs/resources/bigip_ltm_profile_http>: "in responses
    // that the BIG-IP itself generates"; the second spelling as captured.
    .marks(&[made("server", words!["bigip", "big-ip"]), mark("x-wa-info", ANY)])
    .references(&[Pick::Page("your support id is:", Part::Whole)])
    .answers(&[
        // As in F5's workshops: the firewall's page; it often comes with 200, which no reader looks at. NGINX App
        // Protect, F5's too, has the same template.
        page(At::Text, "your support id is:", Blame::Refused).on(&[403, 503]).possible(),
    ]);
