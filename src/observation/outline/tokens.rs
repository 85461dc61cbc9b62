//! The tokens of an HTML document that an outline is made of.

use super::attributes::{Attributes, BEGIN, END, Passed, Range, SLASH, SPACE, find_kind};
use crate::part;

/// What stands in the source. Comments, doctypes and the contents of scripts and the like are passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    /// Visible text.
    Text(Range),
    /// The content of a `title` element.
    Title(Range),
    /// A start tag; `behind` is the offset behind its `>`.
    Start { name: Range, attributes: Range, id: Range, class: Range, behind: usize },
    /// An end tag; `before` is the offset of its `<`.
    End { name: Range, before: usize },
}

/// Elements without content (HTML standard §13.1.2, "void elements").
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Elements whose content is text up to their own end tag: raw text, escapable raw text, and `noscript`,
/// which browsers with scripts read the same way (HTML standard §13.2.6.2).
const TEXT_ONLY: &[&str] =
    &["script", "style", "title", "textarea", "noscript", "iframe", "noembed", "noframes", "xmp"];

/// Whether elements of this name have no content.
pub fn is_void(name: &[u8]) -> bool {
    one_of(VOID, name).is_some()
}

/// The name among these. Lengths and first letters are compared before the rest: most names are none.
fn one_of(names: &[&'static str], name: &[u8]) -> Option<&'static str> {
    let first = name.first()?.to_ascii_lowercase();
    let found = names.iter().find(|known| {
        let known = known.as_bytes();
        known.len() == name.len() && known[0] == first && known.eq_ignore_ascii_case(name)
    });
    found.copied()
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
        while let Some(found) = part::from(self.source, at).find(['<', '-']).map(|offset| at + offset) {
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
        let word = &self.source.as_bytes()[start..name_end];
        let template = word.eq_ignore_ascii_case(b"template");
        if opener == 2 {
            if template {
                self.templates = self.templates.saturating_sub(1);
            }
            return (self.templates == 0 && !template).then_some(Token::End { name, before });
        }
        if let Some(known) = one_of(TEXT_ONLY, word) {
            let text_end = self.text_only_end(known, self.position);
            if known == "title" && self.templates == 0 {
                self.pending = Some(Token::Title((self.position, text_end)));
            }
            self.position = text_end;
        }
        if word.eq_ignore_ascii_case(b"plaintext") {
            // Everything behind it is text, to the end.
            self.pending = (self.templates == 0).then_some(Token::Text((self.position, self.source.len())));
            self.position = self.source.len();
        }
        if template {
            self.templates += 1;
        }
        (self.templates == 0).then_some(Token::Start {
            name,
            attributes: (name_end, end + 1),
            id,
            class,
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
                    self.position = find_kind(self.source, start + 1, BEGIN);
                    (self.templates == 0).then_some(Token::Text((start, self.position)))
                }
            };
            if token.is_some() {
                return token;
            }
        }
    }
}
