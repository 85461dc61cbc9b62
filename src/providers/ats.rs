//! Apache Traffic Server: a caching proxy that sites and their hosts run
//! (<https://docs.trafficserver.apache.org/en/latest/appendices/faq.en.html>). Companies use it as well.

use super::story::*;
use crate::failure::Failure;

/// Its story.
pub const STORY: Story = Story::of("Apache Traffic Server", Kind::Proxy)
    .marks(&[mark("server", words!["ats", "ats/*"]), mark("via", "*(apachetrafficserver/*")])
    .answers(&[
        // `configs/body_factory/default`.
        page(At::Text, "could not connect to the requested server host", Blame::Origin)
            .on(&[500, 502, 503, 504]),
        page(At::Text, "unable to find a valid target host", Blame::Origin)
            .on(&[500, 502, 503])
            .because(Failure::DestinationUnavailable),
        // Netlify's edge is built on it and sends this one too.
        page(At::Text, "too much time has passed without sending any data for document", Blame::Origin)
            .on(&[504])
            .because(Failure::HttpResponseTimeout),
    ]);
