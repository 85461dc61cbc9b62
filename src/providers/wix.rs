//! Wix: sites on a platform that runs on Fastly and Google Cloud (<https://support.wix.com/>).

use super::story::*;
use crate::providers::Provider;

/// Its story.
pub const STORY: Story = Story::of("Wix", Kind::Platform)
    .built_on(&[Provider::Fastly, Provider::GoogleCloudLb])
    .status_page("https://status.wix.com/")
    .marks(&[
        // <https://dev.wix.com/docs/build-apps/manage-your-app/contact-us/submit-support-requests>; the others as captured.
        mark("x-wix-request-id", ANY),
        mark("server", "pepyaka*"),
        weak("x-seen-by", ANY),
    ])
    .references(&[Pick::Field("x-wix-request-id", Part::Whole)])
    .answers(&[
        // The domain belongs to no site; the name of its page, and the heading that its script writes.
        page(
            At::Name,
            words![
                "error connectyourdomain occurred",
                "looks like this domain isn't connected to a website yet"
            ],
            Blame::Settings,
        )
        .on(&[404]),
    ]);
