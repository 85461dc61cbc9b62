//! What is asked of a page about its parts.

use crate::plain::record;

/// How many parts of a page are looked at, at most.
const MOST_PARTS: u32 = 1000;
/// How much of a folder's name in the address of a part is read, in characters.
const LONGEST_FOLDER: u32 = 40;
/// How long the page waits for the browser to say how many parts it has no record of, in milliseconds.
const WAIT: u32 = 300;
/// After how many milliseconds of silence a page counts as one that cannot be asked.
const PATIENCE: u32 = 2000;

/// The question to a document and its frames (`aboutParts` in `extension/asking.js`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The document.
    document: String,
    /// At most so many parts are handed over.
    most: u32,
    /// Names of folders are cut to so many characters.
    longest: u32,
    /// How long the page may wait, in milliseconds.
    wait: u32,
    /// After how many milliseconds of silence it cannot be asked.
    patience: u32,
}
record!(Question { document, most, longest, wait, patience });

impl Question {
    /// The question about this document.
    #[must_use]
    pub const fn about(document: String) -> Self {
        Self { document, most: MOST_PARTS, longest: LONGEST_FOLDER, wait: WAIT, patience: PATIENCE }
    }
}
