//! Edgecast (Verizon, Azure CDN from Edgio): a CDN that ended with Edgio on 2025-01-15
//! (<https://docs.edg.io/applications/v6/performance/response>); old recordings still show it.

use super::story::*;
use crate::part;

/// Its story.
pub const STORY: Story = Story::of("Edgecast", Kind::Edge)
    // As captured: `server: ECS (fra/12AB)`; the words are those of its three platforms, by
    // <https://docs.edgecast.com/pci-cdn/Content/Knowledge_Base/X_EC_Debug.htm>.
    .marks(&[mark("server", words!["ecs (*/*)", "ecd (*/*)", "ecacc (*/*)"])])
    .places(&[Pick::Field("server", Part::Read(place))]);

/// `fra` of `ECS (fra/12AB)`.
fn place(server: &str) -> Option<String> {
    let (place, _) = part::cut(part::pieces(server, b'(').nth(1)?, b'/')?;
    Some(place.to_owned()).filter(|place| !place.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_stands_before_the_server() {
        assert_eq!(place("ECS (fra/12AB)").as_deref(), Some("fra"));
        assert_eq!(place("ECS (/12AB)"), None);
        assert_eq!(place("nginx"), None);
    }
}
