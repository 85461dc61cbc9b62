//! Netlify: a platform with an edge of its own, whose rewrites can lead to others' servers
//! (<https://docs.netlify.com/>).

use super::story::*;
use crate::failure::Failure;

/// Its story.
pub const STORY: Story = Story::of("Netlify", Kind::EdgePlatform)
    .status_page("https://www.netlifystatus.com/")
    .marks(&[
        // <https://docs.netlify.com/build/caching/caching-overview/>, and as captured.
        // <https://answers.netlify.com/t/4385>: on each request that it replies to.
        mark("x-nf-request-id", ANY),
        mark("cache-status", words!["\"netlify edge\"*", "\"netlify durable\"*"]),
        mark("netlify-vary", ANY),
        mark("server", "netlify"),
    ])
    .references(&[
        Pick::Field("x-nf-request-id", Part::Whole),
        Pick::Page("netlify internal id:", Part::Whole),
        Pick::Page("request id:", Part::Whole),
    ])
    .answers(&[
        // The host belongs to no site, as captured.
        page(At::Start, "not found - request id:", Blame::Settings).on(&[404]),
        page(At::Name, "site not found", Blame::Settings).on(&[404]).marked(),
        // The function's own error stands below, as seen in reports of 2022 to 2026.
        page(At::Name, words!["this function has crashed", "this edge function has crashed"], Blame::Code)
            .on(&[500, 502, 504]),
        // The function returned something that is no response, as seen in reports.
        page(At::Start, "error decoding lambda response", Blame::Code)
            .on(&[500, 502])
            .because(Failure::HttpProtocolError),
        // Paused for its use, as seen in reports of 503.
        page(At::Text, "this site was paused as it reached its usage", Blame::Closed).on(&[503]),
        page(At::Name, "site not available", Blame::Closed).on(&[503]).marked(),
        // A function or the target of a rewrite was too slow, as seen in reports; others use the words.
        page(At::Name, "inactivity timeout", Blame::Undecided)
            .on(&[504])
            .because(Failure::HttpResponseTimeout)
            .marked(),
    ]);
