//! Structured Fields (RFC 9651, which replaces RFC 8941): lists and dictionaries of typed items with
//! parameters, read to the letter of its §4.2. What breaks one rule is ignored as a whole, as it says there.

use crate::observation::Status;
use crate::part;
use std::borrow::Cow;

/// RFC 9651 §3.1 and §3.2 ask for room for so many members; a longer field is ignored.
const MOST_MEMBERS: usize = 1024;
/// The room that §3.1.1 asks for in an inner list, and §3.1.2 for parameters.
const MOST_INNER: usize = 256;

/// A value without parameters (RFC 9651 §3.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bare<'a> {
    /// A whole number of at most 15 digits.
    Integer(i64),
    /// A number with one to three digits after the point, in thousandths.
    Decimal(i64),
    /// A string, without its quotes and escapes.
    Text(Cow<'a, str>),
    /// A token: a short word without quotes.
    Token(&'a str),
    /// A byte sequence as it was written, in base64: its syntax was checked, what it means was not.
    Bytes(&'a str),
    /// A boolean.
    Boolean(bool),
    /// A date, in seconds since 1970.
    Date(i64),
    /// A string of any characters, meant for people.
    Display(String),
}

impl Bare<'_> {
    /// The text of a string or a token, between which many fields leave the choice.
    #[must_use]
    pub fn word(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Token(token) => Some(token),
            _ => None,
        }
    }
}

/// A value and its parameters, each name once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item<'a> {
    /// The value.
    pub value: Bare<'a>,
    /// Names and values in the order of the field. A name that comes again keeps its place and takes
    /// the new value.
    pub parameters: Vec<(&'a str, Bare<'a>)>,
}

impl<'a> Item<'a> {
    /// The value of a parameter; one without a value is true.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&Bare<'a>> {
        self.parameters.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// The status code that a parameter holds.
    #[must_use]
    pub fn status(&self, name: &str) -> Option<u16> {
        let Some(&Bare::Integer(code)) = self.parameter(name) else { return None };
        Status::new(u16::try_from(code).ok()?).map(Status::code)
    }
}

/// A member of a list or a dictionary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Member<'a> {
    /// A single item.
    Item(Item<'a>),
    /// An inner list.
    Inner {
        /// Its items.
        items: Vec<Item<'a>>,
        /// The parameters of the list itself.
        parameters: Vec<(&'a str, Bare<'a>)>,
    },
}

/// The members of a list (RFC 9651 §4.2.1), none for an empty field; `None` when it is not one.
#[must_use]
pub fn list(text: &str) -> Option<Vec<Member<'_>>> {
    let mut reader = Reader::new(text);
    let mut members = Vec::new();
    let mut more = reader.peek().is_some();
    while more {
        if members.len() == MOST_MEMBERS {
            return None;
        }
        members.push(reader.member()?);
        more = reader.comma()?;
    }
    Some(members)
}

/// The names and members of a dictionary (RFC 9651 §4.2.2); `None` when it is not one. A name that
/// comes again keeps its place and takes the new member.
#[must_use]
pub fn dictionary(text: &str) -> Option<Vec<(&str, Member<'_>)>> {
    let mut reader = Reader::new(text);
    let mut members: Vec<(&str, Member)> = Vec::new();
    let mut more = reader.peek().is_some();
    while more {
        let name = reader.key()?;
        let member = if reader.eat(b'=') {
            reader.member()?
        } else {
            Member::Item(Item { value: Bare::Boolean(true), parameters: reader.parameters()? })
        };
        if let Some((_, known)) = members.iter_mut().find(|(known, _)| *known == name) {
            *known = member;
        } else if members.len() == MOST_MEMBERS {
            return None;
        } else {
            members.push((name, member));
        }
        more = reader.comma()?;
    }
    Some(members)
}

/// A text and how much of it was read. It stands between two characters always: only ASCII is passed.
struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        let mut reader = Self { text, at: 0 };
        reader.spaces();
        reader
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    fn eat(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    fn run(&mut self, allowed: fn(u8) -> bool) -> &'a str {
        let start = self.at;
        while self.peek().is_some_and(allowed) {
            self.at += 1;
        }
        part::between(self.text, start, self.at)
    }

    fn spaces(&mut self) {
        self.run(|byte| byte == b' ');
    }

    /// Passes what stands between two members: whether another one must follow.
    fn comma(&mut self) -> Option<bool> {
        let blank = |byte| matches!(byte, b' ' | b'\t');
        self.run(blank);
        if self.eat(b',') {
            self.run(blank);
            // A comma at the end is an error.
            return self.peek().map(|_| true);
        }
        self.peek().is_none().then_some(false)
    }

    fn member(&mut self) -> Option<Member<'a>> {
        if !self.eat(b'(') {
            return self.item().map(Member::Item);
        }
        let mut items = Vec::new();
        loop {
            self.spaces();
            if self.eat(b')') {
                return Some(Member::Inner { items, parameters: self.parameters()? });
            }
            if items.len() == MOST_INNER {
                return None;
            }
            items.push(self.item()?);
            self.peek().filter(|byte| matches!(byte, b' ' | b')'))?;
        }
    }

    fn item(&mut self) -> Option<Item<'a>> {
        Some(Item { value: self.bare()?, parameters: self.parameters()? })
    }

    fn parameters(&mut self) -> Option<Vec<(&'a str, Bare<'a>)>> {
        let mut parameters: Vec<(&str, Bare)> = Vec::new();
        while self.eat(b';') {
            self.spaces();
            let name = self.key()?;
            let value = if self.eat(b'=') { self.bare()? } else { Bare::Boolean(true) };
            if let Some((_, known)) = parameters.iter_mut().find(|(known, _)| *known == name) {
                *known = value;
            } else if parameters.len() == MOST_INNER {
                return None;
            } else {
                parameters.push((name, value));
            }
        }
        Some(parameters)
    }

    fn key(&mut self) -> Option<&'a str> {
        let rest = |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-' | b'.' | b'*');
        matches!(self.peek()?, b'a'..=b'z' | b'*').then(|| self.run(rest))
    }

    fn bare(&mut self) -> Option<Bare<'a>> {
        let first = self.peek()?;
        match first {
            b'-' | b'0'..=b'9' => return self.number(),
            b'*' | b'A'..=b'Z' | b'a'..=b'z' => {
                let rest = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~:/".contains(&byte);
                return Some(Bare::Token(self.run(rest)));
            }
            _ => self.at += 1,
        }
        match first {
            b'"' => self.text(),
            b':' => self.bytes(),
            b'%' => self.display(),
            b'?' if self.eat(b'0') => Some(Bare::Boolean(false)),
            b'?' if self.eat(b'1') => Some(Bare::Boolean(true)),
            b'@' => match self.number()? {
                Bare::Integer(seconds) => Some(Bare::Date(seconds)),
                _ => None,
            },
            _ => None,
        }
    }

    fn number(&mut self) -> Option<Bare<'a>> {
        let sign = if self.eat(b'-') { -1 } else { 1 };
        let start = self.at;
        let whole = self.digits(15)?;
        let end = self.at;
        if !self.eat(b'.') {
            return Some(Bare::Integer(sign * whole));
        }
        let mut thousandths = self.digits(3)?;
        for _ in self.at..end + 4 {
            thousandths *= 10;
        }
        (end - start <= 12).then_some(Bare::Decimal(sign * (whole * 1000 + thousandths)))
    }

    /// A number of one digit up to this many, which are 15 at most: it always fits.
    fn digits(&mut self, most: usize) -> Option<i64> {
        let digits = self.run(|byte| byte.is_ascii_digit());
        let fits = !digits.is_empty() && digits.len() <= most;
        fits.then(|| digits.bytes().fold(0, |number, digit| number * 10 + i64::from(digit - b'0')))
    }

    fn text(&mut self) -> Option<Bare<'a>> {
        // What stands before the last escape; most strings have none.
        let mut unescaped = String::new();
        let mut start = self.at;
        loop {
            match self.take()? {
                b'"' => {
                    let rest = part::between(self.text, start, self.at - 1);
                    let escaped = !unescaped.is_empty();
                    let text = if escaped { Cow::Owned(unescaped + rest) } else { Cow::Borrowed(rest) };
                    return Some(Bare::Text(text));
                }
                b'\\' => {
                    unescaped.push_str(part::between(self.text, start, self.at - 1));
                    start = self.at;
                    self.take().filter(|byte| matches!(byte, b'"' | b'\\'))?;
                }
                b' '..=b'~' => {}
                _ => return None,
            }
        }
    }

    /// Padding may be left out (RFC 9651 §4.2.7); where it stands, it must be right.
    fn bytes(&mut self) -> Option<Bare<'a>> {
        let start = self.at;
        let length = self.run(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/')).len();
        let padding = self.run(|byte| byte == b'=').len();
        let whole = part::between(self.text, start, self.at);
        let right = length % 4 != 1 && (padding == 0 || padding <= 2 && whole.len().is_multiple_of(4));
        (right && self.eat(b':')).then_some(Bare::Bytes(whole))
    }

    fn display(&mut self) -> Option<Bare<'a>> {
        self.take().filter(|&byte| byte == b'"')?;
        let mut bytes = Vec::new();
        loop {
            match self.take()? {
                b'"' => return displayed(bytes),
                b'%' => bytes.push(self.hexadecimal()? << 4 | self.hexadecimal()?),
                byte @ b' '..=b'~' => bytes.push(byte),
                _ => return None,
            }
        }
    }

    /// A digit of an escaped byte, in lower case as RFC 9651 §4.2.10 asks.
    fn hexadecimal(&mut self) -> Option<u8> {
        match self.take()? {
            digit @ b'0'..=b'9' => Some(digit - b'0'),
            digit @ b'a'..=b'f' => Some(digit - b'a' + 10),
            _ => None,
        }
    }
}

/// The items of a list to which each intermediary adds its own at the end. Where there are more than this, the last
/// are kept, which are nearest to the visitor: an origin cannot push them out. A broken field has none.
#[must_use]
pub fn last_items(text: &str, most: usize) -> Vec<Item<'_>> {
    let members = list(text).unwrap_or_default();
    let more = members.len().saturating_sub(most);
    let mut items = Vec::with_capacity(members.len() - more);
    for member in members.into_iter().skip(more) {
        if let Member::Item(item) = member {
            items.push(item);
        }
    }
    items
}

/// The text of a display string. No rule of the worker reads one, so there it is empty.
fn displayed<'a>(bytes: Vec<u8>) -> Option<Bare<'a>> {
    let text = if cfg!(feature = "background") { Some(String::new()) } else { String::from_utf8(bytes).ok() };
    text.map(Bare::Display)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(text: &str) -> Option<Item<'_>> {
        let mut reader = Reader::new(text);
        let item = reader.item()?;
        reader.spaces();
        reader.peek().is_none().then_some(item)
    }

    #[test]
    fn every_type_is_read_and_what_is_nearly_one_is_not() {
        let good = [
            ("-042", Bare::Integer(-42)),
            ("999999999999999", Bare::Integer(999_999_999_999_999)),
            ("-0.5", Bare::Decimal(-500)),
            ("123456789012.125", Bare::Decimal(123_456_789_012_125)),
            (r#""a \"b\" \\""#, Bare::Text(Cow::Borrowed(r#"a "b" \"#))),
            (r#""\\a""#, Bare::Text(Cow::Borrowed(r"\a"))),
            ("*a:b/c%~", Bare::Token("*a:b/c%~")),
            (":aGVsbG8:", Bare::Bytes("aGVsbG8")),
            ("?0", Bare::Boolean(false)),
            ("@-1659578233", Bare::Date(-1_659_578_233)),
            (r#"%"f%c3%bc %22""#, Bare::Display("fü \"".to_owned())),
        ];
        for (text, wanted) in good {
            assert_eq!(item(text).map(|item| item.value), Some(wanted), "{text}");
        }
        let bad = r#"- --1 1. .5 1.1234 1234567890123.0 1234567890123456 "a "\a" "é" é ' _a :a: :aa=aa: :aaa==:
            :====: :aaaa=: :_-Ah: :aa ?2 ? @1.5 @a %a %"%C3%BC" %"%c3" %"%a" %"a ("#;
        for text in bad.split_ascii_whitespace().chain(["\t1", "1\t", "\"\t\"", "1 2", ""]) {
            assert_eq!(item(text), None, "{text}");
        }
    }

    #[test]
    fn what_comes_again_keeps_its_place_and_takes_the_new_value() {
        let one = item("x;a;b=2; a=?0").expect("an item");
        assert_eq!(one.parameters, [("a", Bare::Boolean(false)), ("b", Bare::Integer(2))]);
        let all = dictionary("a=1 ,\tb;q=x,a=( 1 2);n").expect("a dictionary");
        let [("a", Member::Inner { items, parameters }), ("b", Member::Item(b))] = &all[..] else {
            panic!("{all:?}")
        };
        assert_eq!((items.len(), parameters.len()), (2, 1));
        assert_eq!((&b.value, b.parameter("q")), (&Bare::Boolean(true), Some(&Bare::Token("x"))));
    }

    #[test]
    fn commas_and_spaces_stand_where_they_may_and_an_empty_field_has_no_members() {
        assert_eq!((list(""), dictionary("  ")), (Some(Vec::new()), Some(Vec::new())));
        for text in ["a,", ",a", "a,,b", "a b", "a ;b", "a;b =1", "a;B", "(a", "(a,b)", "(a\tb)", "((a))"] {
            assert_eq!(list(text), None, "{text}");
        }
        for text in ["1", "A=1", "a= 1", "a =1", "a=1;", "=1", "a=1,b=", "a=1,"] {
            assert_eq!(dictionary(text), None, "{text}");
        }
    }

    #[test]
    fn as_much_is_read_as_the_rfc_asks_for_and_no_more() {
        let many = |most, mark| (0..most).map(|i| format!("a{i}")).collect::<Vec<_>>().join(mark);
        // The first name of the second is the item itself.
        for (mark, most) in [(",", 1024), (";", 257)] {
            assert!(list(&many(most, mark)).is_some() && list(&many(most + 1, mark)).is_none());
        }
        assert!(dictionary(&many(1024, ",")).is_some() && dictionary(&many(1025, ",")).is_none());
        let inner = |most| ["(", &many(most, " "), ")"].concat();
        assert!(list(&inner(256)).is_some() && list(&inner(257)).is_none());
    }
}
