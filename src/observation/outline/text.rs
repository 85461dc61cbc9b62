//! Text of a document: character references decoded, white space collapsed.

use crate::part;
use std::borrow::Cow;

/// The named references that error pages use; others stay as they are written, which no rule minds.
const NAMED: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{A0}'),
    ("bull", '•'),
    ("middot", '·'),
    ("copy", '©'),
    ("hellip", '…'),
    ("mdash", '—'),
    ("ndash", '–'),
    ("rsquo", '’'),
    ("lsquo", '‘'),
    ("raquo", '»'),
    ("laquo", '«'),
];

/// The longest reference looked at, from the ampersand to the semicolon.
const LONGEST_REFERENCE: usize = 12;

/// Decodes character references (HTML standard §13.2.5.72), numeric ones and the common named ones.
#[must_use]
pub fn decode(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find('&') else { return Cow::Borrowed(text) };
    let mut decoded = String::with_capacity(text.len());
    decoded.push_str(part::until(text, first));
    let mut rest = part::from(text, first);
    while let Some(at) = rest.find('&') {
        decoded.push_str(part::until(rest, at));
        rest = part::from(rest, at);
        let reference = rest
            .bytes()
            .take(LONGEST_REFERENCE)
            .position(|byte| byte == b';')
            .map(|end| part::between(rest, 1, end));
        if let Some((name, character)) = reference.and_then(|name| Some((name, character(name)?))) {
            decoded.push(character);
            rest = part::from(rest, name.len() + 2);
        } else {
            decoded.push('&');
            rest = part::from(rest, 1);
        }
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

fn character(name: &str) -> Option<char> {
    let Some(number) = name.strip_prefix('#') else {
        return NAMED.iter().find(|(known, _)| *known == name).map(|&(_, character)| character);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    code.ok().filter(|&code| code != 0).and_then(char::from_u32)
}

/// Appends text with every run of white space as one blank, and stops at about `most` bytes.
pub fn collapse_into(collapsed: &mut String, text: &str, most: usize) {
    for character in text.chars() {
        if collapsed.len() >= most {
            return;
        }
        if !is_space(character) {
            collapsed.push(character);
        } else if !collapsed.is_empty() && !collapsed.ends_with(' ') {
            collapsed.push(' ');
        }
    }
}

/// HTML's white space and the no-break space, which pages use for layout.
const fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{C}' | '\u{A0}')
}
