//! Varnish: a cache that the site or its host runs. Its pages say "Guru Meditation" and give an XID
//! (<https://github.com/varnishcache/varnish-cache/blob/master/bin/varnishd/builtin.vcl>); Fastly's, which
//! descend from them, say "Mediation" and have none.

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("Varnish", Kind::Proxy)
    .marks(&[
        // <https://varnish-cache.org/docs/trunk/reference/http_headers.html>
        mark("x-varnish", words!["#", "# #"]),
        mark("via", words!["1.1 * (varnish/*)", "1.1 varnish-v#"]),
        // Fastly says the same of itself.
        weak("via", "1.1 varnish"),
    ])
    .references(&[Pick::Page("xid:", Part::Whole), Pick::Field("x-varnish", Part::Whole)])
    .answers(&[
        // What is behind it could not be asked; seen in captures.
        page(At::Text, "backend fetch failed guru meditation: xid:", Blame::Origin).on(&[503]),
        // The site's own rules broke off.
        page(At::Text, "vcl failed guru meditation: xid:", Blame::Settings).on(&[503]),
        // The site's rules turned the visitor away.
        page(At::Text, "guru meditation: xid:", Blame::Refused).on(&[403, 429]),
        // Version 3 says "Service Unavailable" for all of it, and rules have texts of their own.
        page(At::Text, "guru meditation: xid:", Blame::Undecided).possible().on(&[500, 502, 503, 504]),
    ]);
