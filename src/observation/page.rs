//! The content of a response, as it was read: bytes of the wire, or what the browser serialised.

use super::outline::Outline;

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

    /// A page from the bytes of the wire; what is not UTF-8 becomes the replacement character.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Self {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        Self::whole(String::from_utf8_lossy(bytes))
    }

    /// The outline of the page's beginning.
    #[must_use]
    pub fn outline(&self) -> Outline<'_> {
        Outline::of(&self.head)
    }

    /// Whether nothing was sent.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tail.is_none() && self.head.trim().is_empty()
    }
}

/// The media type of a Content-Type value (RFC 9110 §8.3.1), in lower case and without parameters.
#[must_use]
pub fn media_type(content_type: &str) -> String {
    content_type.split(';').next().unwrap_or("").trim().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parameters_of_a_media_type_are_left_off() {
        assert_eq!(media_type("Text/Plain; charset=UTF-8"), "text/plain");
    }

    #[test]
    fn bytes_that_are_not_text_are_read_without_complaint() {
        assert_eq!(Page::from_bytes(b"\xEF\xBB\xBFcaf\xE9").head, "caf\u{FFFD}");
        assert!(Page::from_bytes(b" \r\n").is_empty());
    }
}
