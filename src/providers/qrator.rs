//! Qrator: protection against attacks. Its reverse proxy makes 403, 502, 503 and 504 pages itself
//! (<https://docs.qrator.net/en/dashboard/error-pages.html>).

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("Qrator", Kind::Edge).marks(&[mark("server", "qrator*")]).answers(&[
    // The sentence has the host's name in its middle; no document shows it.
    page(At::Text, "the connection to site", Blame::Link).on(&[502, 504]).marked(),
    // As public code reads it: the check by script.
    page(At::Link, "__qrator/", Blame::Challenged).on(&[401, 403]),
]);
