//! Render: a platform that runs on Cloudflare. When its router answers itself, `x-render-routing` says why
//! (as captured; <https://render.com/docs/troubleshooting-deploys> tells of the states).

use super::story::*;
use crate::providers::Provider;

/// The field in which its router says why it answered.
const ROUTING: &str = "x-render-routing";

/// Its story.
pub const STORY: Story = Story::of("Render", Kind::Platform)
    .built_on(&[Provider::Cloudflare])
    .status_page("https://status.render.com/")
    .marks(&[
        // As captured; the origin's value is the app's own `server`.
        mark("rndr-id", ANY),
        mark("x-render-origin-server", ANY),
        mark(ROUTING, ANY),
    ])
    .references(&[Pick::Field("rndr-id", Part::Whole)])
    .answers(&[
        // No service has the name, or the name is none of Render's.
        field(ROUTING, words!["no-server", "no-render-subdomain", "no-deploy"], Blame::Settings).code("*"),
        field(ROUTING, "suspend*", Blame::Closed).code("*"),
        // The service did not wake up or did not answer, and nothing says why; as seen in reports of 503.
        field(ROUTING, words!["hibernate-wake-error*", "dynamic-*-error*"], Blame::Undecided).code("*"),
        // The page of the same state, as seen in reports.
        page(At::Text, "this service has been suspended by its owner", Blame::Closed).on(&[503]),
    ]);
