//! CacheFly: a CDN (<https://www.cachefly.com/>).

use super::story::*;
use crate::part;

/// Its story.
pub const STORY: Story = Story::of("CacheFly", Kind::Edge)
    .status_page("https://www.cacheflystatus.com/")
    // As captured: `server: CFS 1124`, `x-cf1: 12345:fA.fra1:co:...`.
    .marks(&[mark("server", "cfs #"), mark("x-cf1", "#:*.*:*")])
    .places(&[Pick::Field("x-cf1", Part::Read(place))]);

/// `fra1` of `12345:fA.fra1:co`.
fn place(trace: &str) -> Option<String> {
    let (_, place) = part::cut_last(part::pieces(trace, b':').nth(1)?, b'.')?;
    Some(place.to_owned()).filter(|place| !place.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_stands_in_the_second_part() {
        assert_eq!(place("12345:fA.fra1:co:1764000000").as_deref(), Some("fra1"));
        assert_eq!(place("12345:fA.:co"), None);
        assert_eq!(place("12345"), None);
    }
}
