//! The outline of an HTML document: its elements with their attributes, and its visible text, read in
//! one pass after the tokenization rules of the HTML standard (§13.2.5).
//!
//! Marks must be markup. What stands in a comment, a script, a style, a `template`, a `noscript` or an
//! attribute, or is escaped as text, is no element here. The tree is only as exact as the rules need:
//! an end tag closes the nearest open element of its name, and there are no implied tags.

// The worker's wasm is built for size: what runs once for every byte or element is inlined by name.
#![allow(clippy::inline_always)]

mod attributes;
mod element;
mod text;
mod tokens;

use crate::part;

pub use attributes::Attributes;
pub use element::Element;
use text::{collapse_into, drop_cut_word, ends_in_blank};
use tokens::{Token, Tokens};

/// More elements than this are not recorded; the largest real pages have some ten thousand.
const MOST_NODES: usize = 100_000;
/// Deeper elements are recorded as if they were empty, as browsers flatten them at 512 too.
const DEEPEST: usize = 512;
/// No more of one text between two tags is decoded, so that what is read of it costs what it is long.
const LONGEST_PIECE: usize = 64 * 1024;
/// No more of a title is read.
const LONGEST_TITLE: usize = 300;
/// So many pieces of white space before the first word are no page.
const MOST_PIECES: usize = 4000;
/// An end tag looks no further up than this for its start, so that hostile nesting stays linear.
const FARTHEST_START: usize = 64;

/// One element: where its parts stand in the source. Offsets fit 32 bits since longer pages are cut first.
#[derive(Clone, Copy, Debug)]
struct Node {
    name: (u32, u32),
    attributes: (u32, u32),
    /// The values of these attributes as they are written, empty where there is none.
    id: (u32, u32),
    class: (u32, u32),
    /// A bit for each class, by its length and its ends: most elements are told from the one that is looked
    /// for without reading their classes again.
    classes: u32,
    content: (u32, u32),
    /// The index behind its last descendant.
    end: u32,
}

/// The outline of one document.
#[derive(Debug)]
pub struct Outline<'a> {
    source: &'a str,
    nodes: Vec<Node>,
    /// Visible text, as ranges of the source in order.
    texts: Vec<(u32, u32)>,
    title: Option<(u32, u32)>,
}

impl<'a> Outline<'a> {
    /// Reads the outline; total and linear in the length of the source.
    #[must_use]
    pub fn of(source: &'a str) -> Self {
        // Offsets are kept in 32 bits: what would not fit is far over every budget.
        let source = super::fields::cut(source, 1 << 30);
        // Error pages have a tag in 60 bytes or so; to grow the lists step by step costs more than to read.
        let guess = (source.len() / 64).min(MOST_NODES / 8) + 8;
        let (nodes, texts) = (Vec::with_capacity(guess), Vec::with_capacity(guess));
        let mut outline = Self { source, nodes, texts, title: None };
        let mut open: Vec<u32> = Vec::new();
        for token in Tokens::new(source) {
            match token {
                Token::Text(range) => outline.add_text(narrow(range)),
                Token::Title(range) => outline.title = outline.title.or(Some(narrow(range))),
                Token::Start { name, attributes, id, class, void, behind } => {
                    if outline.nodes.len() >= MOST_NODES {
                        continue;
                    }
                    let index = to_u32(outline.nodes.len());
                    outline.nodes.push(Node {
                        name: narrow(name),
                        attributes: narrow(attributes),
                        id: narrow(id),
                        class: narrow(class),
                        classes: bits_of(part::between(source, class.0, class.1)),
                        content: narrow((behind, behind)),
                        end: index + 1,
                    });
                    if !void && open.len() < DEEPEST {
                        open.push(index);
                    }
                }
                Token::End { name, before } => {
                    outline.close(&mut open, &source.as_bytes()[name.0..name.1], before);
                }
            }
        }
        while let Some(index) = open.pop() {
            outline.end_node(index, source.len());
        }
        outline
    }

    /// A `<` that opens nothing begins a piece of its own; pieces that touch are one text.
    fn add_text(&mut self, (start, end): (u32, u32)) {
        match self.texts.last_mut() {
            Some(last) if last.1 == start => last.1 = end,
            _ => self.texts.push((start, end)),
        }
    }

    fn close(&mut self, open: &mut Vec<u32>, name: &[u8], before: usize) {
        let start = open.iter().rev().take(FARTHEST_START).position(|&index| {
            let (from, to) = widen(self.nodes[index as usize].name);
            let known = &self.source.as_bytes()[from..to];
            known == name || known.eq_ignore_ascii_case(name)
        });
        let Some(depth) = start else { return };
        for _ in 0..=depth {
            if let Some(index) = open.pop() {
                self.end_node(index, before);
            }
        }
    }

    fn end_node(&mut self, index: u32, before: usize) {
        let end = to_u32(self.nodes.len());
        let node = &mut self.nodes[index as usize];
        node.content.1 = to_u32(before).max(node.content.0);
        node.end = end;
    }

    /// Whether the end tag of the document was sent.
    #[must_use]
    pub fn ends(&self) -> bool {
        Tokens::new(self.source).any(|token| match token {
            Token::End { name, .. } => self.source.as_bytes()[name.0..name.1].eq_ignore_ascii_case(b"html"),
            _ => false,
        })
    }

    /// Every element, in document order.
    pub fn elements(&self) -> impl Iterator<Item = Element<'_, 'a>> {
        (0..self.nodes.len()).map(|index| Element::of(self, index))
    }

    /// The first element of this name, in lower case.
    #[must_use]
    pub fn first(&self, name: &str) -> Option<Element<'_, 'a>> {
        self.elements().find(|element| element.is(name))
    }

    /// The element with this id.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<Element<'_, 'a>> {
        self.elements().find(|element| element.has_id(id))
    }

    /// The first element of this class.
    #[must_use]
    pub fn by_class(&self, class: &str) -> Option<Element<'_, 'a>> {
        self.elements().find(|element| element.has_class(class))
    }

    /// The document's title, white space collapsed, without a word that was cut.
    #[must_use]
    pub fn title(&self) -> String {
        let mut title = String::new();
        if let Some(range) = self.title {
            let (from, to) = widen(range);
            let piece = super::fields::cut(part::between(self.source, from, to), LONGEST_PIECE);
            collapse_into(&mut title, piece, LONGEST_TITLE);
            drop_cut_word(&mut title, LONGEST_TITLE);
            title.truncate(title.trim_end().len());
        }
        title
    }

    /// The beginning of the visible text, white space collapsed, at most about this many bytes.
    #[must_use]
    pub fn text(&self, most: usize) -> String {
        self.text_between((0, self.source.len()), most)
    }

    /// The same with a blank between two pieces of text, whatever elements stand between them: so words of two
    /// paragraphs are never one.
    #[must_use]
    pub fn spaced_text(&self, most: usize) -> String {
        self.gather((0, self.source.len()), most, true)
    }

    fn text_between(&self, range: (usize, usize), most: usize) -> String {
        self.gather(range, most, false)
    }

    fn gather(&self, (from, to): (usize, usize), most: usize, spaced: bool) -> String {
        let mut text = String::new();
        let first = self.texts.partition_point(|&(start, _)| (start as usize) < from);
        for &range in self.texts[first..].iter().take(MOST_PIECES) {
            let (start, end) = widen(range);
            if start >= to || text.len() >= most {
                break;
            }
            // Only a run of white space this long could hide text behind it.
            let piece = super::fields::cut(part::between(self.source, start, end), LONGEST_PIECE);
            if spaced && !ends_in_blank(&text) {
                text.push(' ');
            }
            collapse_into(&mut text, piece, most);
        }
        text.truncate(text.trim_end().len());
        text
    }
}

/// The bits of a list of classes; all of them where a reference may hide one.
fn bits_of(classes: &str) -> u32 {
    let (mut bits, mut at) = (0, 0);
    loop {
        let start = attributes::find_kind(classes, at, !attributes::SPACE);
        if start == classes.len() {
            return bits;
        }
        at = attributes::find_kind(classes, start, attributes::SPACE);
        let class = part::between(classes, start, at);
        bits |= if class.contains('&') { u32::MAX } else { bit_of(class) };
    }
}

#[inline(always)]
fn bit_of(class: &str) -> u32 {
    let bytes = class.as_bytes();
    let [first, last] = [bytes.first(), bytes.last()].map(|byte| usize::from(byte.copied().unwrap_or(0)));
    1 << ((bytes.len() * 7 + first * 3 + last) % 32)
}

#[inline(always)]
fn to_u32(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

#[inline(always)]
fn narrow((from, to): (usize, usize)) -> (u32, u32) {
    (to_u32(from), to_u32(to))
}

#[inline(always)]
const fn widen((from, to): (u32, u32)) -> (usize, usize) {
    (from as usize, to as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;

    fn ids(source: &str) -> Vec<String> {
        let outline = Outline::of(source);
        outline.elements().filter_map(|element| element.attribute("id").map(Cow::into_owned)).collect()
    }

    #[test]
    fn attributes_are_read_in_any_order_quote_and_case() {
        assert_eq!(ids("<div ID=a><p class=x id='b'><i id = \"c\" ><b id=d/e>"), ["a", "b", "c", "d/e"]);
        assert_eq!(ids("<div id=a id=b>"), ["a"]);
        assert_eq!(ids("<div id='a&#45;b&amp;c'>"), ["a-b&c"]);
    }

    #[test]
    fn what_is_no_markup_makes_no_element() {
        for source in [
            "<!-- <div id=a> -->",
            "<script>'<div id=a>'</script>",
            "<script><!-- <script></script> <div id=a> --></script>",
            "<style><div id=a></style>",
            "<template><div id=a></template>",
            "<noscript><div id=a></noscript>",
            "<textarea><div id=a></textarea>",
            "<title><div id=a></title>",
            "<p title='<div id=a>'>",
            "<pre>&lt;div id=a&gt;</pre>",
            "<div id=a",
            "<? <div id=a ?",
        ] {
            assert_eq!(ids(source), [""; 0], "{source}");
        }
    }

    #[test]
    fn markup_behind_what_only_looks_like_a_comment_or_script_is_found() {
        assert_eq!(ids("<!--><i id=a>--><!----><b id=b>"), ["a", "b"]);
        assert_eq!(ids("<scripty><i id=a></scripty><script>x</SCRIPT ><b id=b>"), ["a", "b"]);
        assert_eq!(ids("a < b <3 <i id=a>"), ["a"]);
        assert_eq!(ids("<!-- x --!><i id=a>"), ["a"]);
    }

    #[test]
    fn text_is_decoded_collapsed_and_belongs_to_its_element() {
        let outline = Outline::of(
            "<title> a &amp;\n b </title><h1>Bad <b>gate</b>way</h1><p>Ray&nbsp;ID:&#32;x &bull; y</p><script>no</script>",
        );
        assert_eq!(outline.title(), "a & b");
        assert_eq!(outline.first("h1").map(|h1| h1.text(100)).as_deref(), Some("Bad gateway"));
        assert_eq!(outline.first("p").map(|p| p.text(100)).as_deref(), Some("Ray ID: x • y"));
        assert_eq!(outline.text(1000), "Bad gatewayRay ID: x • y");
    }

    #[test]
    fn descendants_end_where_their_element_does() {
        let outline = Outline::of("<div id=a><span class='x y'></span><br></div><span class=z></span>");
        let div = outline.by_id("a").expect("the division");
        assert!(div.descendants().any(|element| element.has_class("y")));
        assert!(!div.descendants().any(|element| element.has_class("z")));
    }

    #[test]
    fn hostile_nesting_and_ten_megabytes_end() {
        let deep = "<b>".repeat(200_000) + &"</i>".repeat(200_000);
        assert_eq!(Outline::of(&deep).elements().count(), MOST_NODES);
        let long = "<p>x</p>".repeat(1_300_000);
        assert_eq!(Outline::of(&long).text(10), "xxxxxxxxxx");
    }

    #[test]
    fn words_are_whole_where_a_text_is_cut() {
        let outline = Outline::of("<p>one two three</p>");
        let words = |most| outline.first("p").map(|p| p.words(most));
        assert_eq!((words(10).as_deref(), words(50).as_deref()), (Some("one two"), Some("one two three")));
        assert_eq!(words(2).as_deref(), Some(""));
    }

    #[test]
    fn a_text_is_cut_between_two_characters() {
        assert_eq!(Outline::of("<p>ééééé</p>").text(3), "éé");
    }
}
