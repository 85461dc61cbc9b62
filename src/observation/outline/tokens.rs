//! The tokens of an HTML document that an outline is made of.

use super::attributes::{Attributes, END, Passed, Range, SLASH, SPACE, find_begin, find_kind};
use crate::part;

/// What stands in the source. Comments, doctypes and the contents of scripts and the like are passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    /// Visible text.
    Text(Range),
    /// The content of a `title` element.
    Title(Range),
    /// A start tag, `void` where its element has no content; `behind` is the offset behind its `>`.
    Start { name: Range, attributes: Range, id: Range, class: Range, void: bool, behind: usize },
    /// An end tag; `before` is the offset of its `<`.
    End { name: Range, before: usize },
}

/// What elements hold whose content is not read like that of most.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    /// Nothing.
    Nothing,
    /// Text up to their own end tag.
    Text,
    /// The same, and it is the document's title.
    Title,
    /// What is no part of the page.
    Template,
    /// All the rest of the document, as text.
    Rest,
}

/// The names of these elements. Void ones are those of the HTML standard §13.1.2; text is raw text, escapable raw
/// text, and `noscript`, which browsers with scripts read the same way (§13.2.6.2).
const SPECIAL: &[(Content, &str)] = &[
    (Content::Nothing, "area base br col embed hr img input link meta source track wbr"),
    (Content::Text, "script style textarea noscript iframe noembed noframes xmp"),
    (Content::Title, "title"),
    (Content::Template, "template"),
    (Content::Rest, "plaintext"),
];

/// A bit for each of these names: most elements are told from them without being compared.
const SPECIAL_BITS: u64 = {
    let (mut bits, mut index) = (0, 0);
    while index < SPECIAL.len() {
        let mut names = SPECIAL[index].1.as_bytes();
        let mut length = 0;
        while length < names.len() {
            length += 1;
            if length == names.len() || names[length] == b' ' {
                let (name, rest) = names.split_at(length);
                bits |= bit_of(name);
                names = rest;
                length = 0;
                if let [_, rest @ ..] = names {
                    names = rest;
                }
            }
        }
        index += 1;
    }
    bits
};

/// A bit of a name's length and its ends, in either case; a name has one letter at least. With these factors few of
/// the most common other names have a bit of these.
#[inline(always)]
const fn bit_of(name: &[u8]) -> u64 {
    let [first, last] = [name[0], name[name.len() - 1]];
    1 << ((name.len() * 26 + (first | 0x20) as usize * 31 + (last | 0x20) as usize) % 64)
}

/// What elements of this name hold, where it is special.
#[inline(always)]
fn special(name: &[u8]) -> Option<Content> {
    if SPECIAL_BITS & bit_of(name) == 0 {
        return None;
    }
    let among = |names: &str| {
        let mut names = names.as_bytes().split(|&byte| byte == b' ');
        names.any(|known| known.len() == name.len() && known.eq_ignore_ascii_case(name))
    };
    SPECIAL.iter().find(|(_, names)| among(names)).map(|&(content, _)| content)
}

/// Reads a document token by token.
pub struct Tokens<'a> {
    source: &'a str,
    position: usize,
    /// How many `template` elements are open: what they hold is no part of the page.
    templates: usize,
    pending: Option<Token>,
}

impl<'a> Tokens<'a> {
    pub const fn new(source: &'a str) -> Self {
        Self { source, position: 0, templates: 0, pending: None }
    }

    fn next_of(&self, from: usize, wanted: &str) -> Option<usize> {
        part::find(self.source.get(from..)?, wanted).map(|at| from + at)
    }

    /// Moves behind the next occurrence of this, or to the end.
    fn skip_past(&mut self, from: usize, wanted: &str) {
        self.position = self.next_of(from, wanted).map_or(self.source.len(), |at| at + wanted.len());
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.source.as_bytes().get(at).copied()
    }

    /// A comment ends with `-->` or `--!>`; `<!-->` and `<!--->` are whole ones (§13.2.5.43 to 52).
    fn skip_comment(&mut self) {
        let body = self.position + 4;
        let rest = part::from(self.source, body);
        if let Some(short) = [">", "->"].iter().find(|short| rest.starts_with(**short)) {
            self.position = body + short.len();
            return;
        }
        let mut from = body;
        while let Some(at) = self.next_of(from, "--") {
            let behind = part::from(self.source, at + 2);
            if let Some(end) = [">", "!>"].iter().find(|end| behind.starts_with(**end)) {
                self.position = at + 2 + end.len();
                return;
            }
            from = at + 1;
        }
        self.position = self.source.len();
    }

    /// Where the text of an element ends: at its own end tag, or at the end of the source.
    fn text_only_end(&self, name: &str, from: usize) -> usize {
        let mut at = from;
        // A script that holds `<!--` and then `<script` ignores one end tag (§13.2.5.20 to 31).
        let (mut escaped, mut nested) = (false, false);
        let script = name.eq_ignore_ascii_case("script");
        while let Some(offset) = self
            .source
            .as_bytes()
            .get(at..)
            .and_then(|rest| rest.iter().position(|&byte| matches!(byte, b'<' | b'-')))
        {
            let found = at + offset;
            let rest = part::from(self.source, found);
            at = found + 1;
            if script && rest.starts_with("<!--") {
                escaped = true;
            } else if rest.starts_with("-->") {
                (escaped, nested) = (false, false);
            } else if escaped && !nested && is_tag(rest, "<", name) {
                nested = true;
            } else if is_tag(rest, "</", name) {
                if !nested {
                    return found;
                }
                nested = false;
            }
        }
        self.source.len()
    }

    /// The tag at the position, which begins with `<` or `</` and a letter; `None` for one that never ends.
    fn tag(&mut self, opener: usize) -> Option<Token> {
        let before = self.position;
        let start = before + opener;
        let name_end = find_kind(self.source, start, SPACE | SLASH | END);
        let name = (start, name_end);
        let Some(Passed { id, class, end }) = Attributes::new(self.source, name_end).pass() else {
            self.position = self.source.len();
            return None;
        };
        self.position = end + 1;
        let content = special(&self.source.as_bytes()[start..name_end]);
        if opener == 2 {
            if content == Some(Content::Template) {
                self.templates = self.templates.saturating_sub(1);
                return None;
            }
            return (self.templates == 0).then_some(Token::End { name, before });
        }
        match content {
            Some(Content::Text | Content::Title) => {
                let word = part::between(self.source, start, name_end);
                let text_end = self.text_only_end(word, self.position);
                if content == Some(Content::Title) && self.templates == 0 {
                    self.pending = Some(Token::Title((self.position, text_end)));
                }
                self.position = text_end;
            }
            Some(Content::Rest) => {
                self.pending =
                    (self.templates == 0).then_some(Token::Text((self.position, self.source.len())));
                self.position = self.source.len();
            }
            Some(Content::Template) => self.templates += 1,
            Some(Content::Nothing) | None => {}
        }
        (self.templates == 0).then_some(Token::Start {
            name,
            attributes: (name_end, end + 1),
            id,
            class,
            void: content == Some(Content::Nothing),
            behind: end + 1,
        })
    }
}

/// Whether the source goes on with this opener, this name and the end of a name.
fn is_tag(rest: &str, opener: &str, name: &str) -> bool {
    let Some(rest) = rest.strip_prefix(opener) else { return false };
    rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
        && rest
            .as_bytes()
            .get(name.len())
            .is_some_and(|&byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'))
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    #[inline(always)]
    fn next(&mut self) -> Option<Token> {
        loop {
            if let Some(token) = self.pending.take() {
                return Some(token);
            }
            if self.position >= self.source.len() {
                return None;
            }
            let token = match (self.source.as_bytes()[self.position], self.byte(self.position + 1)) {
                (b'<', Some(letter)) if letter.is_ascii_alphabetic() => self.tag(1),
                (b'<', Some(b'/')) => match self.byte(self.position + 2) {
                    Some(letter) if letter.is_ascii_alphabetic() => self.tag(2),
                    _ => {
                        self.skip_past(self.position, ">");
                        None
                    }
                },
                (b'<', Some(b'!')) if part::from(self.source, self.position).starts_with("<!--") => {
                    self.skip_comment();
                    None
                }
                (b'<', Some(b'!' | b'?')) => {
                    self.skip_past(self.position, ">");
                    None
                }
                _ => {
                    let start = self.position;
                    // The first byte is text even when it is a `<` that opens nothing.
                    self.position = find_begin(self.source, start + 1);
                    (self.templates == 0).then_some(Token::Text((start, self.position)))
                }
            };
            if token.is_some() {
                return token;
            }
        }
    }
}
