//! QUIC.cloud: a CDN for WordPress. `X-QC-Pop` names its place, `X-QC-Cache` says whether its cache answered
//! (<https://docs.quic.cloud/>).
//!
//! LiteSpeed's manual of its cache for WordPress names both fields, with `NA-US-LGA-33` as a place.

use super::story::*;
use crate::part;

/// Its story.
pub const STORY: Story = Story::of("QUIC.cloud", Kind::Edge)
    .marks(&[mark("x-qc-pop", ANY), mark("x-qc-cache", ANY)])
    .places(&[Pick::Field("x-qc-pop", Part::Read(place))]);

/// The city of `NA-US-LAX-12`, behind continent and country; all of it where there is none.
fn place(pop: &str) -> Option<String> {
    part::pieces(pop, b'-').nth(2).or(Some(pop)).filter(|city| !city.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_city_stands_behind_continent_and_country() {
        assert_eq!(place("NA-US-LAX-12").as_deref(), Some("LAX"));
        assert_eq!(place("EU-DE").as_deref(), Some("EU-DE"));
        assert_eq!(place("EU-DE-"), None);
        assert_eq!(place(""), None);
    }
}
