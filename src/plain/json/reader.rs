//! JSON text as plain data.

use std::borrow::Cow;

use crate::part;
use crate::plain::Plain;

/// Deeper values are none of ours.
const DEEPEST: usize = 64;

/// Reads what `JSON.stringify` wrote; what it cannot have written, or is deeper than any value of ours, is mostly `None`.
/// Half of a character pair (RFC 8259, 8.2) is read as U+FFFD.
pub fn read(text: &str, number: fn(&str) -> f64) -> Option<Plain> {
    let mut reader = Reader { rest: text, number };
    let value = reader.value(DEEPEST)?;
    reader.rest.is_empty().then_some(value)
}

struct Reader<'t> {
    rest: &'t str,
    number: fn(&str) -> f64,
}

impl<'t> Reader<'t> {
    /// Takes so many bytes.
    #[inline(never)]
    fn take(&mut self, length: usize) -> &'t str {
        let taken = part::until(self.rest, length);
        self.rest = part::from(self.rest, length);
        taken
    }

    /// Takes this word, if it comes next.
    #[inline(never)]
    fn skip(&mut self, word: &str) -> bool {
        let is_next = self.rest.as_bytes().starts_with(word.as_bytes());
        if is_next {
            self.take(word.len());
        }
        is_next
    }

    fn value(&mut self, depth: usize) -> Option<Plain> {
        if self.skip("\"") {
            Some(Plain::Text(Cow::Owned(self.text()?)))
        } else if self.skip("[") {
            let mut values = Vec::new();
            let mut is_over = self.skip("]");
            while !is_over {
                values.push(self.value(depth.checked_sub(1)?)?);
                is_over = self.ends("]")?;
            }
            Some(Plain::List(values))
        } else if self.skip("{") {
            let mut members = Vec::new();
            let mut is_over = self.skip("}");
            while !is_over {
                let name = if self.skip("\"") { self.text()? } else { return None };
                let value = if self.skip(":") { self.value(depth.checked_sub(1)?)? } else { return None };
                members.push((Cow::Owned(name), value));
                is_over = self.ends("}")?;
            }
            Some(Plain::Record(members))
        } else if self.skip("null") {
            Some(Plain::Null)
        } else if self.skip("true") {
            Some(Plain::Bool(true))
        } else if self.skip("false") {
            Some(Plain::Bool(false))
        } else {
            self.figures()
        }
    }

    /// Whether this ends what a comma would continue; anything else is wrong here.
    fn ends(&mut self, end: &str) -> Option<bool> {
        let is_over = self.skip(end);
        (is_over || self.skip(",")).then_some(is_over)
    }

    fn figures(&mut self) -> Option<Plain> {
        let is_figure = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E');
        let length = self.rest.bytes().position(|byte| !is_figure(byte)).unwrap_or(self.rest.len());
        let figures = self.take(length);
        let digits = figures.strip_prefix('-').unwrap_or(figures);
        // Fifteen digits are less than 2⁵³.
        if (1..16).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit()) {
            let whole = digits.bytes().fold(0, |whole, digit| whole * 10 + i64::from(digit - b'0'));
            return Some(Plain::Whole(if digits.len() < length { -whole } else { whole }));
        }
        let number = (self.number)(figures);
        // What is no number to the browser either.
        (!number.is_nan()).then_some(Plain::Number(number))
    }

    /// The rest of a text behind its quotation mark.
    fn text(&mut self) -> Option<String> {
        let mut text = String::new();
        loop {
            let length = self.rest.bytes().position(|byte| byte == b'"' || byte == b'\\')?;
            text.push_str(self.take(length));
            if self.skip("\"") {
                return Some(text);
            }
            text.push(self.escaped()?);
        }
    }

    fn escaped(&mut self) -> Option<char> {
        Some(match self.take(2).as_bytes().get(1)? {
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'u' => {
                let unit = u32::from_str_radix(self.take(4), 16).ok()?;
                let high = (0xd800..0xdc00).contains(&unit);
                let low = if high { self.rest.strip_prefix("\\u") } else { None };
                let low = low.and_then(|rest| u32::from_str_radix(part::until(rest, 4), 16).ok());
                match low.filter(|low| (0xdc00..0xe000).contains(low)) {
                    Some(low) => {
                        self.take(6);
                        char::from_u32(0x1_0000 + ((unit - 0xd800) << 10) + (low - 0xdc00))?
                    }
                    None => char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER),
                }
            }
            byte @ (b'"' | b'\\' | b'/') => char::from(*byte),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(figures: &str) -> f64 {
        figures.parse().unwrap_or(f64::NAN)
    }

    fn as_serde(text: &str) -> Option<Plain> {
        serde_json::from_str(text).ok()
    }

    #[test]
    fn json_is_read_as_serde_reads_it() {
        for text in [
            "null",
            "true",
            "false",
            "0",
            "-7",
            "999999999999999",
            "-999999999999999",
            "1.5",
            "-2.5e3",
            "1E2",
            "\"\"",
            "[]",
            "{}",
            "{\"a\":[1,{\"b\":null}],\"c\":\"\"}",
            r#""\" \\ \/ \b\f\n\r\t \u0001 \u00e9 é 😀 \ud83d\ude00""#,
            r#"{"same":1,"same":2}"#,
        ] {
            let value = as_serde(text);
            assert!(value.is_some(), "{text}");
            assert_eq!(read(text, number), value, "{text}");
        }
    }

    #[test]
    fn what_is_no_json_is_refused() {
        for text in [
            "",
            " ",
            "nul",
            "nulls",
            "tru",
            "[",
            "]",
            "[1",
            "[1,",
            "[1,]",
            "[,]",
            "[1 2]",
            "{",
            "{\"a\"",
            "{\"a\":",
            "{\"a\":1",
            "{\"a\":1,}",
            "{a:1}",
            "{1:1}",
            "{\"a\" 1}",
            "\"",
            "\"\\",
            "\"\\\"",
            r#""\x""#,
            r#""\u12""#,
            r#""\u12g4""#,
            "1 2",
            "-",
            "+",
            "é",
            "undefined",
            "NaN",
            "[1}",
            "{\"a\":1]",
        ] {
            assert_eq!(as_serde(text), None, "{text}");
            assert_eq!(read(text, number), None, "{text}");
        }
    }

    #[test]
    fn half_of_a_character_pair_is_a_replacement_character_and_the_rest_is_kept() {
        for (text, read_as) in [
            (r#""a\ud83db""#, "a\u{fffd}b"),
            (r#""\ude00""#, "\u{fffd}"),
            (r#""\ud83d\n""#, "\u{fffd}\n"),
            (r#""\ud83d\ud83d\ude00""#, "\u{fffd}😀"),
            (r#""\ud83d""#, "\u{fffd}"),
        ] {
            assert_eq!(read(text, number), Some(Plain::Text(read_as.into())), "{text}");
        }
    }

    #[test]
    fn values_deeper_than_ours_are_refused_without_going_down_to_them() {
        let deep = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
        assert!(read(&deep(DEEPEST), number).is_some());
        assert_eq!(read(&deep(DEEPEST + 1), number), None);
        assert_eq!(read(&"[".repeat(1_000_000), number), None);
    }
}
