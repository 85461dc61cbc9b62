//! Deno Deploy: a platform that runs programs at its edge (<https://docs.deno.com/deploy/>). Other platforms'
//! functions run on it too and show its sentence on pages of their own.

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("Deno Deploy", Kind::EdgePlatform)
    .status_page("https://denostatus.com/")
    .marks(&[
        // <https://deno.com/blog/the-future-of-web-is-on-the-edge>; the ray as captured, the one that its support asks for.
        mark("server", "deno/*"),
        mark("x-deno-ray", ANY),
    ])
    .places(&[Pick::Field("server", Part::After(b'/'))])
    .references(&[Pick::Field("x-deno-ray", Part::Whole)])
    .answers(&[
        // Seen with 502: <https://github.com/champkeh/wereadx/issues/35>.
        page(
            At::Text,
            "the deployment failed while serving the request. code: uncaught_exception",
            Blame::Code,
        )
        .on(&[500, 502])
        .code("UNCAUGHT_EXCEPTION"),
        // <https://github.com/denoland/deploy_feedback/issues/892>: the platform, or no server in it.
        page(
            At::Text,
            "the deployment failed while serving the request. code: isolate_internal_failure",
            Blame::Undecided,
        )
        .on(&[500, 502])
        .code("ISOLATE_INTERNAL_FAILURE"),
        // The same page with another code; Netlify's functions show the sentence too.
        page(At::Text, "the deployment failed while serving the request", Blame::Code)
            .on(&[500, 502])
            .possible()
            .marked(),
    ]);
