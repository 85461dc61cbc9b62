//! F5 Distributed Cloud, once Volterra: a network of Envoy proxies that names itself and its place
//! (<https://docs.cloud.f5.com/docs-v2>).

use super::story::*;
use crate::failure::Failure;

/// Its story.
pub const STORY: Story = Story::of("F5 Distributed Cloud", Kind::Edge)
    .status_page("https://www.f5cloudstatus.com/")
    .marks(&[mark("server", "volt-adc"), mark("x-volterra-location", ANY)])
    .places(&[Pick::Field("x-volterra-location", Part::After(b'-'))])
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

#[cfg(test)]
mod tests {
    use crate::diagnose;
    use crate::observation::{Fields, Observation, Page, Status};

    fn reference(page: &str) -> Option<String> {
        let diagnosis = diagnose(&Observation {
            status: Status::new(403),
            fields: Some([("server", "volt-adc")].into_iter().collect::<Fields>()),
            page: Some(Page::whole(page)),
            ..Observation::default()
        });
        diagnosis.path.into_iter().find_map(|hop| hop.reference)
    }

    #[test]
    fn the_support_id_is_read_with_and_without_a_colon() {
        for words in ["Your support ID is: 18374", "Your support ID is 18374"] {
            let page = format!("<html><body>The requested URL was rejected. {words}</body></html>");
            assert_eq!(reference(&page).as_deref(), Some("18374"), "{words}");
        }
        assert_eq!(reference("<html><body>The requested URL was rejected.</body></html>"), None);
    }
}
