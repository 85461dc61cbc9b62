//! LiteSpeed Web Server, and its cache for WordPress (<https://docs.litespeedtech.com/lsws/>).
//!
//! The pages' last sentence is in its source, on 500 and 503 (litespeedtech/openlitespeed,
//! `src/http/httpstatuscode.cpp`), and on the others as captured.

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("LiteSpeed", Kind::Software)
    .marks(&[
        mark("server", words!["litespeed", "litespeed/*"]),
        mark("x-litespeed-cache", ANY),
        mark("x-litespeed-cache-control", ANY),
        mark("x-turbo-charged-by", "litespeed*"),
    ])
    .answers(&[
        // Its built-in pages end with this sentence, as captured; pages with 4xx are its ordinary work.
        page(At::Text, "litespeed technologies inc. is not a web hosting company", Blame::Origin)
            .on(&[500, 502, 503, 504, 508]),
    ]);
