//! Google's own sites: search, mail and the rest, each server with its own name, as seen in captures.

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("Google", Kind::Edge)
    .status_page("https://www.google.com/appsstatus/dashboard/")
    .marks(&[mark("server", words!["gws", "sffe", "esf", "gse", "http server (unknown)"])])
    .answers(&[
        // Seen in captures.
        page(At::Name, SERVER_ERROR, Blame::Undecided).on(&[500, 502, 503, 504]),
        // <https://support.google.com/websearch/answer/86640>: the check after many searches.
        page(
            At::Text,
            "our systems have detected unusual traffic from your computer network",
            Blame::Challenged,
        )
        .on(&[403, 429, 503]),
    ]);

/// The titles of Google's page for failures.
pub(super) const SERVER_ERROR: &str = words![
    "error 500 (server error)!!1",
    "error 502 (server error)!!1",
    "error 503 (server error)!!1",
    "error 504 (server error)!!1"
];
