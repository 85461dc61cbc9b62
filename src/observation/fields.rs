//! The header fields of a response (RFC 9110 §5): ordered, repeatable, names in lower case once.
//!
//! Browsers differ: Chromium gives repeated fields apart, Firefox joined with ", ". `get` joins them,
//! so that both read the same. What is too much is left out here, when it is read.

use crate::part;
use std::borrow::Cow;

/// More fields than this are not kept; browsers refuse responses with so many.
const MOST_FIELDS: usize = 4096;
/// A longer value is cut here; the longest that a rule reads is a Server-Timing list.
const LONGEST_VALUE: usize = 4096;

/// An ordered list of fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// No fields at all, which is something else than fields that are not known.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a field unless its name is not a token (RFC 9110 §5.6.2), the budget is used up, or it
    /// holds cookies, which are the visitor's and never needed.
    pub fn push(&mut self, name: &str, value: &str) {
        let name = name.trim();
        let token = !name.is_empty() && name.len() <= 128 && name.bytes().all(is_token_byte);
        if !token || self.0.len() >= MOST_FIELDS {
            return;
        }
        let name = name.to_ascii_lowercase();
        if matches!(name.as_str(), "set-cookie" | "set-cookie2" | "cookie" | "authorization") {
            return;
        }
        self.0.push((name, cut_value(value.trim(), LONGEST_VALUE).to_owned()));
    }

    /// The value of a field, repeated ones joined with ", " (RFC 9110 §5.3); the name in lower case.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut values = self.0.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str());
        let first = values.next()?;
        let Some(second) = values.next() else { return Some(Cow::Borrowed(first)) };
        let mut joined = [first, ", ", second].concat();
        for value in values {
            joined.push_str(", ");
            joined.push_str(value);
        }
        Some(Cow::Owned(joined))
    }

    /// Whether the field is there.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }

    /// Name and value of each, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl<N: AsRef<str>, V: AsRef<str>> FromIterator<(N, V)> for Fields {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(fields: I) -> Self {
        let mut all = Self::new();
        for (name, value) in fields {
            all.push(name.as_ref(), value.as_ref());
        }
        all
    }
}

const fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'!' | b'#'
                | b'$'
                | b'%'
                | b'&'
                | b'\''
                | b'*'
                | b'+'
                | b'-'
                | b'.'
                | b'^'
                | b'_'
                | b'`'
                | b'|'
                | b'~'
        )
}

/// The longest prefix of at most `most` bytes that ends between two characters.
#[must_use]
pub fn cut(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let mut end = most;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    part::until(text, end)
}

/// The same without a word that was cut: half of an address is one too.
#[must_use]
pub fn cut_words(text: &str, most: usize) -> &str {
    let start = cut(text, most);
    let whole = start.len() == text.len();
    if whole { start } else { part::until(start, start.rfind(ends_word).unwrap_or(0)) }
}

/// The same of a value, of which one word may be all.
#[must_use]
pub fn cut_value(value: &str, most: usize) -> &str {
    Some(cut_words(value, most)).filter(|words| !words.is_empty()).unwrap_or_else(|| cut(value, most))
}

/// Whether no word of the visitor's goes on behind this sign.
#[must_use]
pub fn ends_word(sign: char) -> bool {
    sign.is_ascii_whitespace() || matches!(sign, ',' | ';' | '"' | '\'' | '<' | '>' | '=')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_in_lower_case_and_repeats_are_joined() {
        let fields =
            Fields::from_iter([("CF-Ray", "a-FRA"), ("X-Rep", "one"), ("x-rep", "two"), ("x-rep", "three")]);
        assert_eq!(fields.get("cf-ray").as_deref(), Some("a-FRA"));
        assert_eq!(fields.get("x-rep").as_deref(), Some("one, two, three"));
        assert_eq!(fields.get("absent"), None);
    }

    #[test]
    fn a_malformed_name_and_every_cookie_are_left_out_and_the_rest_stays() {
        let fields = Fields::from_iter([
            ("", "x"),
            ("a b", "x"),
            ("Set-Cookie", "session=1"),
            ("server", "cloudflare"),
        ]);
        assert_eq!(fields.iter().collect::<Vec<_>>(), [("server", "cloudflare")]);
    }

    #[test]
    fn a_text_is_cut_between_two_characters_or_words() {
        assert_eq!((cut("ééé", 3), cut("ab", 3)), ("é", "ab"));
        assert_eq!((cut_words("one two", 6), cut_words("one two", 7)), ("one", "one two"));
        assert_eq!((cut_words("ip=198.51.100.77", 12), cut_words("198.51.100.77", 6)), ("ip", ""));
        assert_eq!((cut_value("a, 198.51.100.77", 12), cut_value("abcdef", 4)), ("a,", "abcd"));
    }

    #[test]
    fn ten_thousand_fields_and_a_huge_value_are_cut_to_the_budget() {
        let many = (0..10_000).map(|i| (format!("x-{i}"), "é".repeat(3000)));
        let fields = many.collect::<Fields>();
        assert_eq!(fields.iter().count(), 4096);
        assert_eq!(fields.get("x-0").map(|value| value.len()), Some(4096));
    }
}
