//! One element: its name, its attributes and what stands in it.

// As in the outline: what runs once for every element is inlined by name.
#![allow(clippy::inline_always)]

use super::text::{decode, drop_cut_word};
use super::{Attributes, Node, Outline, bit_of, widen};
use crate::part;
use std::borrow::Cow;
use std::cmp::Ordering;

/// An element of an outline.
#[derive(Clone, Copy)]
pub struct Element<'o, 'a> {
    outline: &'o Outline<'a>,
    index: usize,
}

impl<'o, 'a> Element<'o, 'a> {
    /// The element with this number.
    #[inline(always)]
    pub(super) const fn of(outline: &'o Outline<'a>, index: usize) -> Self {
        Self { outline, index }
    }

    #[inline(always)]
    fn node(&self) -> &'o Node {
        &self.outline.nodes[self.index]
    }

    /// The element's name as it is written.
    #[must_use]
    pub fn name(&self) -> &'a str {
        self.written(self.node().name)
    }

    /// Whether the element has this name, in lower case.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        self.bytes(self.node().name).eq_ignore_ascii_case(name.as_bytes())
    }

    /// The value of an attribute, entities decoded; the first one counts when it is given twice.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        let (from, to) = widen(self.node().attributes);
        let mut all = Attributes::new(part::until(self.outline.source, to), from);
        all.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| decode(value))
    }

    /// Whether this is the element's id.
    #[must_use]
    pub fn has_id(&self, id: &str) -> bool {
        let range = self.node().id;
        // Decoding makes a text shorter, so most are told by their length.
        match ((range.1 - range.0) as usize).cmp(&id.len()) {
            Ordering::Less => false,
            Ordering::Equal => self.bytes(range) == id.as_bytes(),
            Ordering::Greater => self.bytes(range).contains(&b'&') && decode(self.written(range)) == id,
        }
    }

    /// Whether this is one of the element's classes.
    #[must_use]
    pub fn has_class(&self, class: &str) -> bool {
        let node = self.node();
        node.classes & bit_of(class) != 0
            && decode(self.written(node.class)).split_ascii_whitespace().any(|known| known == class)
    }

    /// A part of the source as bytes: what is only compared need not be checked to be text.
    #[inline(always)]
    fn bytes(&self, range: (u32, u32)) -> &'a [u8] {
        let (from, to) = widen(range);
        &self.outline.source.as_bytes()[from..to]
    }

    #[inline(always)]
    fn written(&self, range: (u32, u32)) -> &'a str {
        let (from, to) = widen(range);
        part::between(self.outline.source, from, to)
    }

    /// What stands between the tags, as it is written: the text of a script, for one.
    #[must_use]
    pub fn source(&self) -> &'a str {
        self.written(self.node().content)
    }

    /// The elements inside this one.
    pub fn descendants(self) -> impl Iterator<Item = Element<'o, 'a>> {
        (self.index + 1..self.node().end as usize).map(move |index| Element { outline: self.outline, index })
    }

    /// The visible text inside, white space collapsed, at most about this many bytes.
    #[must_use]
    pub fn text(&self, most: usize) -> String {
        self.outline.text_between(widen(self.node().content), most)
    }

    /// The same without a word that was cut: half of an address is one too.
    #[must_use]
    pub fn words(&self, most: usize) -> String {
        let mut text = self.text(most);
        drop_cut_word(&mut text, most);
        text
    }
}
