//! GitHub Pages: a host of static sites that runs on Fastly (<https://docs.github.com/pages>). GitHub's own
//! sites carry the same fields.

use super::story::*;
use crate::providers::Provider;

/// Its story.
pub const STORY: Story = Story::of("GitHub Pages", Kind::Platform)
    .built_on(&[Provider::Fastly])
    .status_page("https://www.githubstatus.com/")
    .marks(&[
        // Its own check takes either (github/pages-health-check, `lib/github-pages-health-check/domain.rb`); the region is
        // as captured.
        mark("x-github-request-id", ANY),
        mark("x-github-edge-region", ANY),
        mark("server", "github.com"),
    ])
    .places(&[Pick::Field("x-github-edge-region", Part::Whole)])
    .references(&[Pick::Field("x-github-request-id", Part::Whole)])
    .answers(&[
        // No site has the name, as captured.
        page(At::Text, "there isn't a github pages site here", Blame::Settings).on(&[404]),
        // GitHub's page for errors of its own servers, with a drawing of a unicorn.
        page(At::Name, "unicorn! · github", Blame::Own).on(&[500, 502, 503, 504]).possible(),
    ]);
