//! F5 Distributed Cloud, once Volterra: a network of Envoy proxies that names itself and its place
//! (<https://docs.cloud.f5.com/docs-v2>).

use super::story::*;
use crate::failure::Failure;

/// Its story.
pub const STORY: Story = Story::of("F5 Distributed Cloud", Kind::Edge)
    .status_page("https://www.f5cloudstatus.com/")
    .marks(&[mark("server", "volt-adc"), mark("x-volterra-location", ANY)])
    .places(&[Pick::Field("x-volterra-location", Part::After('-'))])
    .references(&[
        Pick::Page("your support id is:", Part::Whole),
        // Without the colon in F5's own lab.
        Pick::Page("your support id is", Part::Whole),
    ])
    .answers(&[
        // As in a public lab guide: the firewall's page.
        page(At::Text, "the requested url was rejected", Blame::Refused).on(&[403]).marked(),
        // Envoy's sentences, as in its documents; an Envoy of the site's own says the same.
        page(At::Start, "no healthy upstream", Blame::Origin)
            .on(&[503])
            .because(Failure::DestinationUnavailable)
            .possible()
            .marked(),
        page(At::Start, "upstream request timeout", Blame::Origin)
            .on(&[504])
            .because(Failure::HttpResponseTimeout)
            .possible()
            .marked(),
        page(At::Start, "upstream connect error or disconnect/reset before headers", Blame::Link)
            .on(&[503])
            .possible()
            .marked(),
    ]);
