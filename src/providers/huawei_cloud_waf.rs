//! Huawei Cloud WAF: a firewall in front of sites
//! (<https://support.huaweicloud.com/intl/en-us/productdesc-waf/waf_01_0094.html>).

use super::story::*;
use crate::failure::Failure;

/// Its name.
const OWN: &str = "huaweicloudwaf";

/// Its story.
pub const STORY: Story = Story::of("Huawei Cloud WAF", Kind::Edge).marks(&[mark("server", OWN)]).answers(&[
    // Its guide to the alarm page: the built-in page is sent with 418.
    field("server", OWN, Blame::Refused).on(&[418]),
    // <https://support.huaweicloud.com/intl/en-us/waf_faq/waf_01_0199.html>: the fourth time through it.
    field("server", OWN, Blame::Settings).on(&[523]).because(Failure::ProxyLoopDetected),
]);
