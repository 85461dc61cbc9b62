//! AWS WAF's checks: a silent one with 202, a puzzle with 405, by
//! <https://docs.aws.amazon.com/waf/latest/developerguide/waf-captcha-and-challenge-actions.html>. Its blocks have
//! no mark and are told by CloudFront and the load balancer, in which it runs.

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("AWS WAF", Kind::Edge)
    .status_page("https://health.aws.amazon.com/health/status")
    .marks(&[made("x-amzn-waf-action", words!["challenge", "captcha"])])
    .answers(&[
        // The page above names both values.
        field("x-amzn-waf-action", words!["challenge", "captcha"], Blame::Challenged),
        // The puzzle's script; seen in captures. Pages that the site's owner equips have other hosts.
        page(At::Link, "captcha.awswaf.com/", Blame::Challenged).on(&[405]),
    ]);
