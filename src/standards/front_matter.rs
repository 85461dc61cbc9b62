//! The front matter of a Markdown document: lines `name: value` between two lines of three hyphens. Read
//! from text whose white space is collapsed, as browsers hand it over from their viewers; values of more
//! than one word are therefore read by their first.

use crate::part;

/// The front matter and what follows it; `None` where the text does not begin with one.
#[must_use]
pub fn split(text: &str) -> Option<(&str, &str)> {
    part::split_once(text.strip_prefix("--- ")?, " --- ")
}

/// The value of a name.
#[must_use]
pub fn value<'t>(front: &'t str, name: &str) -> Option<&'t str> {
    let mut words = front.split(' ');
    words.find(|word| word.strip_suffix(':') == Some(name))?;
    words.next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_by_their_whole_name_and_only_in_front() {
        let text =
            "--- error_code: 522 my_error_code: 7 zone: shop.example --- # Error 522: late error_name: x";
        let (front, body) = split(text).expect("it has one");
        assert_eq!(value(front, "error_code"), Some("522"));
        assert_eq!(value(front, "zone"), Some("shop.example"));
        assert_eq!(value(front, "error_name"), None);
        assert!(body.starts_with("# Error 522"));
    }

    #[test]
    fn what_begins_otherwise_or_never_ends_has_none() {
        for text in ["", "# Error", "error_code: 522 ---", "--- error_code: 522", "---"] {
            assert_eq!(split(text), None, "{text}");
        }
    }
}
