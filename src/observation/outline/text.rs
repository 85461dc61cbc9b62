//! Text of a document: character references decoded, white space collapsed.

use super::attributes::{SPACE, find_kind};
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
    let Some(first) = part::find(text, "&") else { return Cow::Borrowed(text) };
    let mut decoded = String::with_capacity(text.len());
    let (mut from, mut next) = (0, Some(first));
    while let Some(at) = next {
        decoded.push_str(part::between(text, from, at));
        let (character, length) = reference(part::from(text, at)).unwrap_or(('&', 1));
        decoded.push(character);
        from = at + length;
        next = part::find(part::from(text, from), "&").map(|offset| from + offset);
    }
    decoded.push_str(part::from(text, from));
    Cow::Owned(decoded)
}

/// The reference with which a text begins, and its length.
fn reference(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(LONGEST_REFERENCE).position(|byte| byte == b';')?;
    Some((character(part::between(text, 1, end))?, end + 1))
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

/// The first byte of U+00A0 in UTF-8.
const NO_BREAK: u8 = 0xC2;

/// Appends text with its character references decoded and every run of white space as one blank, and stops at the
/// first character behind `most` bytes. White space is HTML's, and the no-break space, which pages use for layout.
/// What stays as it is, is copied in one piece, since this is done for every page of an error.
pub fn collapse_into(collapsed: &mut String, text: &str, most: usize) {
    let bytes = text.as_bytes();
    let mut from = 0;
    while from < bytes.len() {
        let room = most.saturating_sub(collapsed.len());
        let near = bytes.get(..from.saturating_add(room)).unwrap_or(bytes);
        let mut blank = ends_in_blank(collapsed);
        let mut at = from;
        let (character, length) = loop {
            let start = at;
            // Most bytes: letters, digits and what stands behind the `&` in ASCII.
            while let Some(&byte) = near.get(at)
                && byte > b'&'
                && byte != NO_BREAK
            {
                at += 1;
            }
            blank &= start == at;
            match bytes.get(at) {
                Some(&byte) if at < near.len() || byte & 0xC0 == 0x80 => match byte {
                    b' ' if !blank => blank = true,
                    b'&' => break reference(part::from(text, at)).unwrap_or(('&', 1)),
                    NO_BREAK if bytes.get(at + 1) == Some(&0xA0) => break (' ', 2),
                    _ if byte.is_ascii_whitespace() => break (' ', 1),
                    _ => blank = false,
                },
                _ => break (' ', 0),
            }
            at += 1;
        };
        collapsed.push_str(part::between(text, from, at));
        from = at + length;
        if length == 0 {
            return;
        }
        if !character.is_ascii_whitespace() && character != '\u{A0}' {
            collapsed.push(character);
            continue;
        }
        if !ends_in_blank(collapsed) {
            collapsed.push(' ');
        }
        from = find_kind(text, from, !SPACE);
    }
}

/// Takes away the word that was cut where a text reached its limit: half of an address is one too.
pub fn drop_cut_word(text: &mut String, most: usize) {
    if text.len() >= most {
        text.truncate(part::cut_last(text, b' ').map_or(0, |(before, _)| before.len()));
    }
}

/// White space at the beginning counts as one that has been written.
pub fn ends_in_blank(text: &str) -> bool {
    text.as_bytes().last().is_none_or(|&byte| byte == b' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the text itself says it, character by character.
    fn slowly(collapsed: &mut String, text: &str, most: usize) {
        for character in decode(text).chars() {
            if collapsed.len() >= most {
                return;
            }
            let white = matches!(character, ' ' | '\t' | '\n' | '\r' | '\x0C' | '\u{A0}');
            match (white, ends_in_blank(collapsed)) {
                (true, true) => {}
                (true, false) => collapsed.push(' '),
                (false, _) => collapsed.push(character),
            }
        }
    }

    #[test]
    fn what_is_copied_in_pieces_is_what_is_copied_by_characters() {
        let parts = [
            "a", "bc", " ", "  ", "\n", "\u{A0}", "é", "&nbsp;", "&amp;", "&#32;", "&#x2022;", "&", "&lt",
            "\u{82}",
        ];
        let mut state: usize = 7;
        for _ in 0..20_000 {
            let mut next = |of: usize| {
                state = state.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(0x1405_7B7E_F767_814F);
                (state >> 33) % of
            };
            let (mut quick, mut slow) = (String::new(), String::new());
            let most = next(24);
            for _ in 0..3 {
                let text: String = (0..next(9)).map(|_| parts[next(parts.len())]).collect();
                collapse_into(&mut quick, &text, most);
                slowly(&mut slow, &text, most);
                assert_eq!(quick, slow, "{text:?} up to {most}");
            }
        }
    }
}
