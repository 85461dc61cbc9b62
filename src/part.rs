//! Parts of a text, by byte positions and by words. A range that does not fit is an empty part: what reads
//! hostile pages never panics. The standard library's indexing and its search for words bring the texts of
//! their panics along, which took 2 KB of the worker's wasm.

/// The part from one position up to another.
#[inline]
pub fn between(text: &str, from: usize, to: usize) -> &str {
    text.get(from..to).unwrap_or_default()
}

/// The part from a position on.
#[inline]
pub fn from(text: &str, position: usize) -> &str {
    text.get(position..).unwrap_or_default()
}

/// The part before a position.
#[inline]
pub fn until(text: &str, position: usize) -> &str {
    text.get(..position).unwrap_or_default()
}

/// Where a word stands first. A plain search: texts are short here, and few places begin like the word.
pub fn find(text: &str, word: &str) -> Option<usize> {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let Some(&first) = word.first() else { return Some(0) };
    let mut at = 0;
    loop {
        at += text.get(at..)?.iter().position(|&byte| byte == first)?;
        if text.get(at..)?.starts_with(word) {
            return Some(at);
        }
        at += 1;
    }
}

/// Whether a word stands in the text.
pub fn contains(text: &str, word: &str) -> bool {
    find(text, word).is_some()
}

/// What stands before the first such word, and what stands after it.
pub fn split_once<'t>(text: &'t str, word: &str) -> Option<(&'t str, &'t str)> {
    let at = find(text, word)?;
    Some((until(text, at), from(text, at + word.len())))
}

/// The pieces of a text between ASCII signs.
pub struct Pieces<'t> {
    rest: Option<&'t str>,
    sign: u8,
}

impl<'t> Iterator for Pieces<'t> {
    type Item = &'t str;

    #[inline(never)]
    fn next(&mut self) -> Option<&'t str> {
        let text = self.rest?;
        let Some((piece, rest)) = cut(text, self.sign) else { return self.rest.take() };
        self.rest = Some(rest);
        Some(piece)
    }
}

/// The pieces between the signs, which are ASCII: one of them where there is no sign.
pub const fn pieces(text: &str, sign: u8) -> Pieces<'_> {
    Pieces { rest: Some(text), sign }
}

/// What stands before the first sign and behind it; the sign is ASCII.
#[inline(never)]
pub fn cut(text: &str, sign: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|byte| byte == sign)?;
    Some((until(text, at), from(text, at + 1)))
}

/// Where the next such sign stands, which is ASCII: most bytes are none, and are looked through eight at a time.
#[inline(always)]
pub fn position(text: &str, from: usize, sign: u8) -> Option<usize> {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(Ok(eight)) = bytes.get(at..at + 8).map(<[u8; 8]>::try_from) {
        // A byte that is the sign is 0 here, and the lowest high bit that the subtraction sets is that of the first one:
        // it can set others only behind it.
        let other = u64::from_le_bytes(eight) ^ (EACH * u64::from(sign));
        let found = other.wrapping_sub(EACH) & !other & (EACH << 7);
        if found != 0 {
            return Some(at + found.trailing_zeros() as usize / 8);
        }
        at += 8;
    }
    Some(at + bytes.get(at..)?.iter().position(|&byte| byte == sign)?)
}

/// What stands before the last sign and behind it; the sign is ASCII.
#[inline(never)]
pub fn cut_last(text: &str, sign: u8) -> Option<(&str, &str)> {
    let at = text.bytes().rposition(|byte| byte == sign)?;
    Some((until(text, at), from(text, at + 1)))
}

/// What stands before the first sign, or all of it; the sign is ASCII.
pub fn before(text: &str, sign: u8) -> &str {
    cut(text, sign).map_or(text, |(before, _)| before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_that_fits_is_given_and_any_other_is_empty() {
        let text = "aé b";
        assert_eq!((between(text, 1, 3), from(text, 3), until(text, 1)), ("é", " b", "a"));
        assert_eq!((between(text, 2, 3), from(text, 2), until(text, 2)), ("", "", ""));
        assert_eq!((between(text, 3, 1), from(text, 9), until(text, 9)), ("", "", ""));
    }

    #[test]
    fn pieces_are_those_of_the_standard_library() {
        for text in ["", "a", ";", "a;b", "a;;é;", ";a", "é;é"] {
            assert!(pieces(text, b';').eq(text.split(';')), "{text:?}");
            assert_eq!(cut(text, b';'), text.split_once(';'), "{text:?}");
            assert_eq!(cut_last(text, b';'), text.rsplit_once(';'), "{text:?}");
            assert_eq!(Some(before(text, b';')), text.split(';').next(), "{text:?}");
        }
    }

    #[test]
    fn the_next_sign_is_found_wherever_it_stands() {
        for text in
            ["", ";", "a;", "1234567;", "12345678;", "é234567;1;;4", "\u{BB}\u{BA}:<;<:;12345678901234567"]
        {
            for from in 0..=text.len() {
                let rest = text.as_bytes()[from..].iter().position(|&byte| byte == b';');
                assert_eq!(position(text, from, b';'), rest.map(|at| from + at), "{text:?} from {from}");
            }
            assert_eq!(position(text, text.len() + 1, b';'), None);
        }
    }

    #[test]
    fn words_are_found_as_the_standard_library_finds_them() {
        let texts = ["", "a", "aab", "aaab", "abcabd", "é é", "://", "x://y", "the the then"];
        for text in texts {
            for word in ["", "a", "aab", "abd", "é", " ", "://", "then", "z"] {
                assert_eq!(find(text, word), text.find(word), "{word:?} in {text:?}");
                assert_eq!(contains(text, word), text.contains(word), "{word:?} in {text:?}");
                assert_eq!(split_once(text, word), text.split_once(word), "{word:?} in {text:?}");
            }
        }
    }
}
