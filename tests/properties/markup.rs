//! Pages taken apart by html5ever and written again in another, equivalent spelling.

use std::cell::RefCell;
use std::fmt::Write as _;

use html5ever::tokenizer::states::{Rawtext, Rcdata, ScriptData};
use html5ever::tokenizer::{
    CharacterTokens, CommentToken, DoctypeToken, EndTag, TagToken, Token, TokenSink, TokenSinkResult,
};

use crate::tokenizer::fed;

/// A part of a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    Doctype,
    Comment(String),
    Start(String, Vec<(String, String)>),
    End(String),
    Text(String),
}

/// How attribute values are quoted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Quote {
    Double,
    Single,
    /// None where the value needs none.
    Bare,
}

/// One of the many ways to write the same page.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "every mixture of them is a way to write a page")]
pub struct Style {
    pub quote: Quote,
    pub reversed: bool,
    pub upper: bool,
    /// White space before each attribute.
    pub gap: &'static str,
    /// White space between tags is left out.
    pub minified: bool,
    /// Letters and digits of texts are written as character references.
    pub references: bool,
    /// Those of attribute values too.
    pub references_in_attributes: bool,
    pub doctype: bool,
    /// Line ends are CR and LF.
    pub crlf: bool,
}

/// A page written as usual.
pub const PLAIN: Style = Style {
    quote: Quote::Double,
    reversed: false,
    upper: false,
    gap: " ",
    minified: false,
    references: false,
    references_in_attributes: false,
    doctype: true,
    crlf: false,
};

const RAW: &[&str] = &["script", "style", "noscript", "iframe", "noembed", "noframes", "xmp"];
const ESCAPABLE: &[&str] = &["title", "textarea"];

#[derive(Default)]
struct Collector(RefCell<Vec<Piece>>);

impl TokenSink for Collector {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut pieces = self.0.borrow_mut();
        match token {
            DoctypeToken(_) => pieces.push(Piece::Doctype),
            CommentToken(text) => pieces.push(Piece::Comment(text.to_string())),
            CharacterTokens(text) => match pieces.last_mut() {
                Some(Piece::Text(before)) => before.push_str(&text),
                _ => pieces.push(Piece::Text(text.to_string())),
            },
            TagToken(tag) if tag.kind == EndTag => pieces.push(Piece::End(tag.name.to_string())),
            TagToken(tag) => {
                let name = tag.name.to_string();
                let attribute =
                    |found: &html5ever::Attribute| (found.name.local.to_string(), found.value.to_string());
                pieces.push(Piece::Start(name.clone(), tag.attrs.iter().map(attribute).collect()));
                return match name.as_str() {
                    "script" => TokenSinkResult::RawData(ScriptData),
                    name if ESCAPABLE.contains(&name) => TokenSinkResult::RawData(Rcdata),
                    name if RAW.contains(&name) => TokenSinkResult::RawData(Rawtext),
                    _ => TokenSinkResult::Continue,
                };
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// The pieces of a page.
pub fn pieces(page: &str) -> Vec<Piece> {
    fed(page, Collector::default()).0.take()
}

/// The gaps in which more can be put without changing a text: before a piece that is no text, and after
/// one, outside the elements whose content is text. As indices into the pieces.
pub fn gaps(pieces: &[Piece]) -> Vec<usize> {
    let mut gaps = Vec::new();
    let mut inside_text = false;
    for (index, piece) in pieces.iter().enumerate() {
        if !inside_text {
            gaps.push(index);
        }
        match piece {
            Piece::Start(name, _) => inside_text = is_text_only(name),
            Piece::End(_) => inside_text = false,
            _ => {}
        }
    }
    if !inside_text {
        gaps.push(pieces.len());
    }
    gaps
}

fn is_text_only(name: &str) -> bool {
    RAW.contains(&name) || ESCAPABLE.contains(&name)
}

/// The page of these pieces, in this style.
pub fn write(pieces: &[Piece], style: &Style) -> String {
    let mut page = String::new();
    let mut raw = false;
    for piece in pieces {
        match piece {
            Piece::Doctype if style.doctype => page.push_str("<!DOCTYPE html>"),
            Piece::Doctype => {}
            Piece::Comment(text) => {
                let _ = write!(page, "<!--{text}-->");
            }
            Piece::Start(name, attributes) => {
                raw = RAW.contains(&name.as_str());
                page.push('<');
                page.push_str(&style.name(name));
                style.write_attributes(&mut page, attributes);
                page.push('>');
            }
            Piece::End(name) => {
                raw = false;
                let _ = write!(page, "</{}>", style.name(name));
            }
            Piece::Text(text) if raw => page.push_str(text),
            Piece::Text(text) if style.minified && text.trim().is_empty() => {}
            Piece::Text(text) => escape_into(&mut page, text, style.references),
        }
    }
    if style.crlf { page.replace('\n', "\r\n") } else { page }
}

impl Style {
    fn name(&self, name: &str) -> String {
        if self.upper { name.to_ascii_uppercase() } else { name.to_owned() }
    }

    fn write_attributes(&self, page: &mut String, attributes: &[(String, String)]) {
        let mut ordered: Vec<_> = attributes.iter().collect();
        if self.reversed {
            ordered.reverse();
        }
        for (name, value) in ordered {
            page.push_str(self.gap);
            page.push_str(&self.name(name));
            let mut written = String::new();
            escape_into(&mut written, value, self.references_in_attributes);
            let plain = |c: char| !c.is_whitespace() && !"\"'=<>`/".contains(c);
            let quote = match self.quote {
                Quote::Double => "\"",
                Quote::Bare if !written.is_empty() && written.chars().all(plain) => "",
                Quote::Single | Quote::Bare => "'",
            };
            let written = written.replace('\'', "&#39;").replace('"', "&quot;");
            let _ = write!(page, "={quote}{written}{quote}");
        }
    }
}

/// Escapes what must be, and letters and digits too where it is wanted.
fn escape_into(page: &mut String, text: &str, references: bool) {
    for (index, character) in text.chars().enumerate() {
        match character {
            '&' => page.push_str("&amp;"),
            '<' => page.push_str("&lt;"),
            '>' => page.push_str("&gt;"),
            '\u{A0}' => page.push_str("&nbsp;"),
            _ if references && character.is_ascii_alphanumeric() => {
                let code = u32::from(character);
                let _ = match index % 3 {
                    0 => write!(page, "&#x{code:x};"),
                    1 => write!(page, "&#{code};"),
                    _ => write!(page, "&#X{code:05X};"),
                };
            }
            _ => page.push(character),
        }
    }
}

/// The page as `document.documentElement.outerHTML` gives it: without what stands before and behind.
pub fn outer_html(page: &str) -> String {
    let pieces = pieces(page);
    let is_html = |piece: &Piece| matches!(piece, Piece::Start(name, _) if name == "html");
    let start = pieces.iter().position(is_html).unwrap_or(0);
    let is_end = |piece: &Piece| matches!(piece, Piece::End(name) if name == "html");
    let end = pieces.iter().rposition(is_end).map_or(pieces.len(), |at| at + 1);
    write(&pieces[start..end], &PLAIN)
}

#[test]
fn a_page_written_again_has_the_same_pieces() {
    for case in crate::recorded::WITH_PAGE.iter().filter(|case| case.is_html()) {
        let whole = pieces(case.page());
        for style in [
            PLAIN,
            Style { quote: Quote::Bare, gap: "\r\n\t", references: true, ..PLAIN },
            Style { quote: Quote::Single, upper: true, references_in_attributes: true, ..PLAIN },
        ] {
            assert_eq!(pieces(&write(&whole, &style)), whole, "{}", case.name);
        }
    }
}
