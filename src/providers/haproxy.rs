//! HAProxy: a balancer that the site or its host runs. It sends no field of its own; its pages are short
//! (<https://docs.haproxy.org/3.0/configuration.html#4-errorfile>).
//!
//! The words are those of its source (haproxy/haproxy, `src/http.c`).

use super::story::*;
use crate::failure::Failure;

/// Its story.
pub const STORY: Story = Story::of("HAProxy", Kind::Proxy).answers(&[
    // `src/http.c`, as captured.
    page(At::Text, "no server is available to handle this request", Blame::Origin)
        .on(&[503])
        .because(Failure::DestinationUnavailable),
    page(At::Text, "the server returned an invalid or incomplete response", Blame::Origin).on(&[502]),
    page(At::Text, "the server didn't respond in time", Blame::Origin)
        .on(&[504])
        .because(Failure::HttpResponseTimeout),
    page(At::Text, "request forbidden by administrative rules", Blame::Refused).on(&[403]),
]);
