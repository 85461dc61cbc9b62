//! WP Engine: a host of WordPress (<https://wpengine.com/support/>).

use super::story::*;
use crate::failure::Failure;

/// Its story.
pub const STORY: Story = Story::of("WP Engine", Kind::Platform)
    .status_page("https://wpenginestatus.com/")
    .marks(&[
        // As captured.
        mark("x-powered-by", "wp engine"),
        mark("wpe-backend", ANY),
        mark("x-wpe-loopback-upstream-addr", ANY),
        weak("x-pass-why", ANY),
        weak("x-cacheable", words!["short*", "no:*", "bot"]),
        weak("x-cache-group", ANY),
    ])
    .answers(&[
        // <https://wpengine.com/support/add-domain-site/>: the domain is on no site; the words as seen.
        page(
            At::Text,
            "this domain is successfully pointed at wp engine, but is not configured",
            Blame::Settings,
        )
        .on(&[404]),
        // The program ran too long and was stopped, as seen in reports.
        page(At::Text, "the page request was canceled because it took too long to complete", Blame::Code)
            .on(&[502, 504])
            .because(Failure::HttpResponseTimeout)
            .marked(),
    ]);
