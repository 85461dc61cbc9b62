//! The attributes of a tag, after the attribute states of the HTML standard (§13.2.5.32 to 39).

use crate::part;

/// A part of the source, as offsets.
pub type Range = (usize, usize);

/// What was passed: the values of two attributes, empty where there is none, and the offset of the `>`.
pub struct Passed {
    pub id: Range,
    pub class: Range,
    pub end: usize,
}

/// Reads the attributes that begin at a position, up to the `>` that ends the tag.
pub struct Attributes<'a> {
    source: &'a str,
    position: usize,
    closed: bool,
}

impl<'a> Attributes<'a> {
    /// The attributes from this position on.
    #[must_use]
    pub const fn new(source: &'a str, position: usize) -> Self {
        Self { source, position, closed: false }
    }

    /// Passes over the attributes and notes the two that rules ask for; `None` when the source ends before
    /// the tag does.
    #[must_use]
    pub fn pass(mut self) -> Option<Passed> {
        let (mut id, mut class) = (None, None);
        while let Some((name, value)) = self.next_ranges() {
            let name = &self.source.as_bytes()[name.0..name.1];
            // A name that is given twice counts once.
            let place = match name.len() {
                2 if name.eq_ignore_ascii_case(b"id") => &mut id,
                5 if name.eq_ignore_ascii_case(b"class") => &mut class,
                _ => continue,
            };
            *place = place.or(Some(value));
        }
        let none = (self.position, self.position);
        self.closed.then_some(Passed {
            id: id.unwrap_or(none),
            class: class.unwrap_or(none),
            end: self.position,
        })
    }

    #[inline(always)]
    fn peek(&self) -> Option<u8> {
        self.source.as_bytes().get(self.position).copied()
    }

    /// Moves on to the next byte of one of these kinds, or to the end, and gives the range passed over.
    /// Every stop is an ASCII byte or the end, so it lies between characters.
    #[inline(always)]
    fn until(&mut self, kinds: u8) -> Range {
        let start = self.position;
        self.position = find_kind(self.source, start, kinds);
        (start, self.position)
    }

    /// The next attribute's name and value, as ranges of the source.
    fn next_ranges(&mut self) -> Option<(Range, Range)> {
        self.until(!(SPACE | SLASH));
        let start = self.position;
        match self.peek()? {
            b'>' => {
                self.closed = true;
                return None;
            }
            // An equals sign where a name should begin is part of the name.
            b'=' => self.position += 1,
            _ => {}
        }
        self.until(SPACE | SLASH | END | EQUALS);
        let name = (start, self.position);
        self.until(!SPACE);
        if self.peek() != Some(b'=') {
            return Some((name, (self.position, self.position)));
        }
        self.position += 1;
        self.until(!SPACE);
        let value = match self.peek() {
            Some(b'"') => self.quoted(DOUBLE),
            Some(b'\'') => self.quoted(SINGLE),
            _ => self.until(SPACE | END),
        };
        Some((name, value))
    }

    #[inline(always)]
    fn quoted(&mut self, quote: u8) -> Range {
        self.position += 1;
        let value = self.until(quote);
        // Without its closing quote the tag never ends.
        self.position = (self.position + 1).min(self.source.len());
        value
    }
}

/// The kinds of bytes that tags are made of; every byte has one.
pub const SPACE: u8 = 1;
pub const SLASH: u8 = 2;
/// The `>`.
pub const END: u8 = 4;
const EQUALS: u8 = 8;
const DOUBLE: u8 = 16;
const SINGLE: u8 = 32;
const OTHER: u8 = 128;

/// A look-up is half the time of comparing, in the worker's wasm.
const KINDS: [u8; 256] = {
    let mut kinds = [OTHER; 256];
    let known = [
        (b' ', SPACE),
        (b'\t', SPACE),
        (b'\n', SPACE),
        (b'\x0C', SPACE),
        (b'\r', SPACE),
        (b'/', SLASH),
        (b'>', END),
        (b'=', EQUALS),
        (b'"', DOUBLE),
        (b'\'', SINGLE),
    ];
    let mut index = 0;
    while index < known.len() {
        kinds[known[index].0 as usize] = known[index].1;
        index += 1;
    }
    kinds
};

/// Where the next byte of one of these kinds is, or the end. Inlined, as all that runs once for every byte:
/// the worker's wasm is built for size, and would call it.
#[inline(always)]
pub fn find_kind(source: &str, from: usize, kinds: u8) -> usize {
    let bytes = source.as_bytes();
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        if KINDS[byte as usize] & kinds != 0 {
            break;
        }
        at += 1;
    }
    at
}

/// Where the next `<` is, or the end.
#[inline(always)]
pub fn find_begin(source: &str, from: usize) -> usize {
    part::position(source, from, b'<').unwrap_or(source.len())
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let (name, value) = self.next_ranges()?;
        Some((part::between(self.source, name.0, name.1), part::between(self.source, value.0, value.1)))
    }
}
