//! Places and references: which part of a field or of a page is one.

use crate::evidence::holds_address;
use crate::observation::Fields;
use crate::observation::fields::{cut, cut_words};
use crate::part;
use crate::providers::story::{Part, Pick};

/// A reference is not longer than this.
const LONGEST: usize = 120;
/// What is read of a page after a phrase.
const AFTER_PHRASE: usize = 200;

/// The first of these that is there.
pub fn first(picks: &[Pick], fields: Option<&Fields>, text: Option<&str>) -> Option<String> {
    picks.iter().find_map(|pick| match *pick {
        Pick::Field(name, part) => taken(part, &fields?.get(name)?, false),
        Pick::Page(phrase, part) => {
            let text = text?;
            let at = part::find(&text.to_ascii_lowercase(), phrase)? + phrase.len();
            taken(part, cut_words(part::from(text, at), AFTER_PHRASE).trim_start(), true)
        }
    })
}

/// A part of a value; of a page it is one word.
fn taken(which: Part, value: &str, of_page: bool) -> Option<String> {
    let value = if of_page { part::before(value, b' ').trim_end_matches(['.', ',', ';']) } else { value };
    if let Part::Read(read) = which {
        // What it reads in an address of the visitor's is not the provider's.
        return if is_private(value) { None } else { read(value) };
    }
    let taken = match which {
        Part::Whole | Part::Read(_) => value,
        Part::After(sign) => {
            let element = part::cut_last(value, b',').map_or(value, |(_, element)| element);
            part::cut_last(element.trim(), sign)?.1
        }
        Part::Before(sign) => part::before(value, sign),
        Part::Letters => value.trim_start().split(|c: char| !c.is_ascii_alphabetic()).next()?,
    };
    // Looked at before it is cut: half of an address is one too.
    let taken = taken.trim();
    let plain = taken.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    (plain && !taken.is_empty() && !is_private(taken)).then(|| cut(taken, LONGEST).to_owned())
}

/// Whether an address of the visitor's stands in it: of the web, of mail, or of the network with something that
/// touches it. A long token may be the provider's reference itself.
fn is_private(value: &str) -> bool {
    // Of what stands between other letters only more than `1::abc` is an address, as `fra1::abc` is none.
    let touched = |run: &str| part::pieces(run, b':').count() > 3 && holds_address(run);
    value.contains('@')
        || part::contains(value, "://")
        || holds_address(value)
        || value.split(|c: char| !c.is_ascii_hexdigit() && c != ':').any(touched)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(part: Part, value: &str) -> Option<String> {
        let fields = Fields::from_iter([("x", value)]);
        first(&[Pick::Field("x", part)], Some(&fields), None)
    }

    #[test]
    fn each_kind_of_part_is_taken_and_nothing_is_made_of_nothing() {
        assert_eq!(of(Part::Whole, "fra1::abc").as_deref(), Some("fra1::abc"));
        assert_eq!(of(Part::Before(b':'), "fra1::abc").as_deref(), Some("fra1"));
        assert_eq!(of(Part::After(b'-'), "cache-mdw17379-MDW, cache-ewr18124-EWR").as_deref(), Some("EWR"));
        assert_eq!(of(Part::Letters, "HKG54-P2").as_deref(), Some("HKG"));
        assert_eq!(
            (of(Part::After(b'-'), "none"), of(Part::Letters, "54"), of(Part::Whole, " ")),
            (None, None, None)
        );
    }

    #[test]
    fn an_address_is_no_reference() {
        assert_eq!(of(Part::Whole, "203.0.113.7"), None);
        assert_eq!(of(Part::Whole, "id-2001:db8::7"), None);
        assert_eq!(of(Part::Whole, "mailto:2001:db8::7?x"), None);
        assert_eq!(of(Part::Whole, "user@mail.example 1234"), None);
        assert_eq!(of(Part::Whole, &["x ".repeat(56), "203.0.113.77".to_owned()].concat()), None);
        assert_eq!(of(Part::Read(|value| Some(value.to_owned())), "POP-203.0.113.7"), None);
    }

    #[test]
    fn what_looks_like_an_address_in_part_is_a_reference() {
        for reference in ["cdg1::iad1::w6t8n-1795515247310-1d40e7b3fa92", "41F0:36A2:7D1E5B:8C02F4:69A4F1E0"]
        {
            assert_eq!(of(Part::Whole, reference).as_deref(), Some(reference));
        }
    }

    #[test]
    fn a_reference_of_a_page_is_the_word_after_its_phrase() {
        let text = "Not found. Request ID: 01ABC, please";
        let pick = [Pick::Page("request id:", Part::Whole)];
        assert_eq!(first(&pick, None, Some(text)).as_deref(), Some("01ABC"));
        assert_eq!(first(&pick, None, Some("nothing")), None);
    }
}
