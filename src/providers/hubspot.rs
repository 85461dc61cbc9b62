//! HubSpot: a content system on a platform that runs on Cloudflare
//! (<https://developers.hubspot.com/docs/cms>).

use super::story::*;
use crate::providers::Provider;

/// Its story.
pub const STORY: Story = Story::of("HubSpot", Kind::Platform)
    .built_on(&[Provider::Cloudflare])
    .status_page("https://status.hubspot.com/")
    .marks(&[
        // As captured.
        mark("x-hs-hub-id", "#"),
        mark("x-hs-portal-id", "#"),
        mark("x-hs-content-id", ANY),
        mark("x-hs-cfworker-meta", ANY),
    ]);
