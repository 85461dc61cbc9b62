//! OpenResty: nginx with Lua (<https://openresty.org/>). Its pages are nginx's with its own name below.

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("OpenResty", Kind::Software)
    .marks(&[mark("server", words!["openresty", "openresty/*"])])
    .answers(&[
        // As captured; pages with 4xx are its ordinary work.
        page(At::End, "500 internal server error openresty", Blame::Origin).on(&[500]),
        page(At::End, "502 bad gateway openresty", Blame::Origin).on(&[502]),
        page(At::End, "503 service temporarily unavailable openresty", Blame::Origin).on(&[503]),
        page(At::End, "504 gateway time-out openresty", Blame::Origin).on(&[504]),
    ]);
