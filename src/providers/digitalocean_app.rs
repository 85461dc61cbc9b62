//! DigitalOcean App Platform: a platform that runs on Cloudflare and tells the status that the app itself
//! answered (as captured; <https://docs.digitalocean.com/products/app-platform/>).

use super::story::*;
use crate::failure::Failure;
use crate::providers::Provider;

/// The status that the app answered.
const ANSWERED: &str = "x-do-orig-status";

/// Its story.
pub const STORY: Story = Story::of("DigitalOcean App Platform", Kind::Platform)
    .built_on(&[Provider::Cloudflare])
    .status_page("https://status.digitalocean.com/")
    .marks(&[
        // As captured.
        mark("x-do-app-origin", ANY),
        mark(ANSWERED, "#"),
    ])
    .answers(&[
        // What is seen is what the app answered.
        field(ANSWERED, "5#", Blame::Passed),
        // Its page names the detail that its proxy logs, as seen in reports of 502 to 504. "Via upstream" is
        // an error that the app answered, whose page it replaced.
        page(At::Text, "via_upstream (5", Blame::Passed).on(&[500, 502, 503, 504]),
        page(At::Text, "upstream_reset_before_response_started{connection_termination", Blame::Code)
            .on(&[502, 503])
            .because(Failure::ConnectionTerminated),
        page(At::Text, "no_healthy_upstream (503", Blame::Code)
            .on(&[503])
            .because(Failure::DestinationUnavailable),
        page(At::Text, "app platform failed to forward this request to the application", Blame::Code)
            .on(&[502, 503, 504])
            .possible(),
    ]);
