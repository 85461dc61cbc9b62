//! The attributes of a tag, after the attribute states of the HTML standard (§13.2.5.32 to 39).

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
            let name = &self.source[name.0..name.1];
            // A name that is given twice counts once.
            let place = match name.len() {
                2 if name.eq_ignore_ascii_case("id") => &mut id,
                5 if name.eq_ignore_ascii_case("class") => &mut class,
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

    fn peek(&self) -> Option<u8> {
        self.source.as_bytes().get(self.position).copied()
    }

    /// Moves on while the byte is one of these and gives the range passed over. Every stop is an ASCII
    /// byte or the end, so it lies between characters.
    fn take_while(&mut self, wanted: impl Fn(u8) -> bool) -> Range {
        let start = self.position;
        let passed = self.source.as_bytes()[start..].iter().position(|&byte| !wanted(byte));
        self.position = passed.map_or(self.source.len(), |passed| start + passed);
        (start, self.position)
    }

    /// The next attribute's name and value, as ranges of the source.
    fn next_ranges(&mut self) -> Option<(Range, Range)> {
        self.take_while(|byte| byte.is_ascii_whitespace() || byte == b'/');
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
        self.take_while(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>' | b'='));
        let name = (start, self.position);
        self.take_while(|byte| byte.is_ascii_whitespace());
        if self.peek() != Some(b'=') {
            return Some((name, (self.position, self.position)));
        }
        self.position += 1;
        self.take_while(|byte| byte.is_ascii_whitespace());
        let value = match self.peek() {
            Some(quote @ (b'"' | b'\'')) => {
                self.position += 1;
                let value = self.take_while(|byte| byte != quote);
                // Without its closing quote the tag never ends.
                self.position = (self.position + 1).min(self.source.len());
                value
            }
            _ => self.take_while(|byte| !byte.is_ascii_whitespace() && byte != b'>'),
        };
        Some((name, value))
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let (name, value) = self.next_ranges()?;
        Some((&self.source[name.0..name.1], &self.source[value.0..value.1]))
    }
}
