//! The content of a response, as it was read: bytes of the wire, or what the browser serialised.

pub mod charset;

use super::outline::Outline;
use crate::part;

/// What was read of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The media type that the browser used (`document.contentType`), in lower case, without parameters;
    /// `None` when only the fields can tell.
    pub media_type: Option<String>,
    /// The content, or its beginning when it was longer than the reader's budget.
    pub head: String,
    /// The end of the content, when something between was cut.
    pub tail: Option<String>,
}

impl Page {
    /// A page of this content, whole.
    #[must_use]
    pub fn whole(content: impl Into<String>) -> Self {
        Self { media_type: None, head: content.into(), tail: None }
    }

    /// A page from the bytes of the wire, see [`charset`].
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Self {
        Self::whole(charset::text(bytes))
    }

    /// The page's parts, read once for all rules.
    #[must_use]
    pub fn read(&self) -> Reading<'_> {
        let tail = self.tail.as_deref().map(Outline::of);
        // A byte order mark is no text.
        Reading { page: self, outline: Outline::of(self.head.trim_start_matches('\u{FEFF}')), tail }
    }
}

/// A page as its elements and texts.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The page itself.
    pub page: &'a Page,
    /// The outline of its beginning.
    pub outline: Outline<'a>,
    /// The outline of its end, when something between was cut.
    pub tail: Option<Outline<'a>>,
}

impl Reading<'_> {
    /// Whether nothing was sent. Browsers put the frame of a document around nothing as well, and other
    /// extensions put scripts, styles and elements of their own (with a hyphen in their names) into it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        const FRAME: &[&str] = &["html", "head", "meta", "link", "body", "pre", "script", "style", "title"];
        // The frame is short; longer content need not be looked at.
        if self.tail.is_some() || self.page.head.len() > 2000 {
            return false;
        }
        let frame =
            |name: &str| name.contains('-') || FRAME.iter().any(|known| known.eq_ignore_ascii_case(name));
        self.outline.text(1).is_empty()
            && self.outline.title().is_empty()
            && self.outline.elements().all(|element| frame(element.name()))
    }
}

/// The media type of a Content-Type value (RFC 9110 §8.3.1), in lower case and without parameters.
#[must_use]
pub fn media_type(content_type: &str) -> String {
    part::before(content_type, b';').trim().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_empty(content: &str) -> bool {
        Page::whole(content).read().is_empty()
    }

    #[test]
    fn the_parameters_of_a_media_type_are_left_off() {
        assert_eq!(media_type("Text/Plain; charset=UTF-8"), "text/plain");
    }

    #[test]
    fn the_frame_that_a_browser_puts_around_nothing_is_nothing() {
        assert!(is_empty("<html><head></head><body></body></html>"));
        assert!(is_empty("<html><head><link rel=stylesheet></head><body><pre></pre></body></html>"));
        assert!(is_empty("<html><head><script></script></head><body><x-helper></x-helper></body></html>"));
        assert!(!is_empty("<html><body><pre>x</pre></body></html>"));
        assert!(!is_empty("<html><body><div id=app></div></body></html>"));
    }
}
