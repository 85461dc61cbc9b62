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
