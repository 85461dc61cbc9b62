//! Edgio Applications (formerly Layer0): a platform with an edge of its own. **It ended on 2025-01-15**; old
//! recordings still show it. It kept 530 and up for errors of its own
//! (<https://docs.edg.io/applications/v6/performance/response>).

use super::story::*;
use crate::failure::Failure;

/// Its story.
pub const STORY: Story = Story::of("Edgio", Kind::EdgePlatform)
    // Its documents on response headers, `x-0-status: eh=200,gd=200,p=200`.
    .marks(&[mark("x-0-version", ANY), mark("x-0-status", "@=#"), mark("x-0-t", "@=*")])
    .answers(&[
        // The document above, all of these.
        field("x-0-version", ANY, Blame::Own).on(&[530]),
        field("x-0-version", ANY, Blame::Link).on(&[531]),
        field("x-0-version", ANY, Blame::Code).on(&[532, 534]),
        field("x-0-version", ANY, Blame::Link).on(&[533]).because(Failure::TlsProtocolError),
        field("x-0-version", ANY, Blame::Settings).on(&[535]),
        field("x-0-version", ANY, Blame::Origin).on(&[536]).because(Failure::HttpResponseTimeout),
    ]);
