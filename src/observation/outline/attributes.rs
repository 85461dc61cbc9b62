//! The attributes of a tag, after the attribute states of the HTML standard (§13.2.5.32 to 39).

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

    /// Passes over the attributes: where the tag ends, as the offset of its `>`, or `None` when the
    /// source ends first.
    #[must_use]
    pub fn tag_end(mut self) -> Option<usize> {
        while self.next().is_some() {}
        self.closed.then_some(self.position)
    }

    fn peek(&self) -> Option<u8> {
        self.source.as_bytes().get(self.position).copied()
    }

    /// Moves on while the byte is one of these and gives the text passed over. Every stop is an ASCII
    /// byte or the end, so the slice lies between characters.
    fn take_while(&mut self, wanted: impl Fn(u8) -> bool) -> &'a str {
        let start = self.position;
        while self.peek().is_some_and(&wanted) {
            self.position += 1;
        }
        &self.source[start..self.position]
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
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
        let name = &self.source[start..self.position];
        self.take_while(|byte| byte.is_ascii_whitespace());
        if self.peek() != Some(b'=') {
            return Some((name, ""));
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
