//! WordPress.com, Pressable and WP Cloud: Automattic's hosts of WordPress (<https://wordpress.com/support/>).

use super::story::*;
use crate::part;

/// Its story.
pub const STORY: Story = Story::of("WordPress.com", Kind::Platform)
    .status_page("https://automatticstatus.com/")
    .marks(&[
        // As captured: `3.ams _dca MISS`.
        mark("x-ac", words!["#.@ _*", "#.@_*"]),
        mark("host-header", words!["wordpress.com", "pressable", "wpcloud"]),
    ])
    .places(&[Pick::Field("x-ac", Part::Read(place))])
    .answers(&[
        // Nobody has the address; it offers to register it.
        page(At::Text, "do you want to register", Blame::Settings).on(&[404]).marked(),
    ]);

/// The place in `3.ams _dca MISS`.
fn place(value: &str) -> Option<String> {
    let (_, rest) = part::cut(value, b'.')?;
    let place: String = rest.chars().take_while(char::is_ascii_alphabetic).collect();
    (place.len() == 3).then(|| place.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_stands_after_the_number() {
        assert_eq!(place("3.ams _dca MISS").as_deref(), Some("AMS"));
        assert_eq!(place("12.sin_atomic_bur BYPASS").as_deref(), Some("SIN"));
    }

    #[test]
    fn another_value_has_no_place() {
        for value in ["", "3", "3.", "3.a", "3.some", "3.12"] {
            assert_eq!(place(value), None);
        }
    }
}
