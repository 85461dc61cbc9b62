//! nginx: the server that answers for a site, or passes on to one. Its pages of errors end with its name
//! (<https://nginx.org/en/docs/http/ngx_http_core_module.html#server_tokens>).
//!
//! The pages are those of its source (nginx/nginx, `src/http/ngx_http_special_response.c`).

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("nginx", Kind::Software)
    .marks(&[mark("server", words!["nginx", "nginx/*", "nginx-*"])])
    .answers(&[
        // `ngx_http_special_response.c`; pages with 4xx are its ordinary work.
        page(At::End, "500 internal server error nginx", Blame::Origin).on(&[500]),
        page(At::End, "502 bad gateway nginx", Blame::Origin).on(&[502]),
        page(At::End, "503 service temporarily unavailable nginx", Blame::Origin).on(&[503]),
        page(At::End, "504 gateway time-out nginx", Blame::Origin).on(&[504]),
        // Tengine, Taobao's nginx, as captured.
        page(At::End, "powered by tengine", Blame::Origin).on(&[500, 502, 503, 504]),
    ]);
