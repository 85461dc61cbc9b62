//! DataDome: a check for bots that other edges and servers ask
//! (<https://docs.datadome.co/>).

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("DataDome", Kind::Edge)
    .status_page("https://status.datadome.co/")
    .marks(&[
        // <https://docs.datadome.co/reference/validate-request> names the first and `x-dd-b`.
        // <https://docs.datadome.co/reference/validate-request>: on what it lets through, too.
        mark("x-datadome", ANY),
        mark("x-datadome-cid", ANY),
        mark("x-dd-b", ANY),
        made("server", "datadome"),
    ])
    .answers(&[
        // As quoted in public code: its script and its frame.
        page(At::Link, words!["ct.captcha-delivery.com/", "geo.captcha-delivery.com/"], Blame::Challenged)
            .on(&[401, 403, 405, 429]),
    ]);
