//! Pages that work although their status says error: some sites send every page with a 500, and nobody
//! who reads such a page wants to be told that it failed.

use crate::observation::Status;
use crate::observation::outline::Outline;

/// A working page has more visible text than this, in bytes.
const MUCH_TEXT: usize = 2048;
/// How much of the text's beginning is searched for words of failure.
const BEGINNING: usize = 200;

/// Words by which error pages speak of themselves, in lower case.
const ERROR_WORDS: &[&str] = &[
    "error",
    "unavailable",
    "not available",
    "failed",
    "failure",
    "bad gateway",
    "timeout",
    "timed out",
    "time-out",
    "maintenance",
    "went wrong",
    "try again",
    "down for",
    "offline",
    "problem",
    "sorry",
    "oops",
    "fehler",
    "erreur",
    "errore",
    "erro ",
    "fout",
];

/// Words by which sites say that they are closed for a while, in lower case.
const MAINTENANCE_WORDS: &[&str] =
    &["maintenance", "wartung", "mantenimiento", "manuten", "onderhoud", "be back soon", "be right back"];

/// Whole titles and headings by which short answers say that it is the request that they refuse, in lower
/// case, and phrases that say so anywhere. A database's "access denied for user" is neither.
const REFUSAL_NAMES: &[&str] =
    &["access denied", "forbidden", "403 forbidden", "blocked", "access blocked", "web page blocked"];
const REFUSAL_PHRASES: &[&str] =
    &["has been blocked", "page blocked", "request blocked", ": invalid headers"];

/// An answer that only refuses says little more than that, in bytes.
const LITTLE_TEXT: usize = 600;

/// Where a page says what it is: title, first heading, and the beginning of its text.
struct Front([String; 3]);

impl Front {
    fn of(outline: &Outline<'_>) -> Self {
        let heading = outline.first("h1").map(|heading| heading.text(BEGINNING)).unwrap_or_default();
        Self([outline.title(), heading, outline.text(BEGINNING)])
    }

    /// The word of these that the page has there.
    fn any_of<'w>(&self, words: &[&'w str]) -> Option<&'w str> {
        let parts = self.0.each_ref().map(|part| part.to_ascii_lowercase());
        words.iter().copied().find(|word| parts.iter().any(|part| crate::part::contains(part, word)))
    }

    /// The one of these that title or heading is, but for its punctuation.
    fn named<'w>(&self, words: &[&'w str]) -> Option<&'w str> {
        let names = [&self.0[0], &self.0[1]].map(|part| part.to_ascii_lowercase());
        let bare = |name: &String| name.trim_end_matches(['!', '.']).to_owned();
        words.iter().copied().find(|word| names.iter().any(|name| bare(name) == *word))
    }

    fn is_named(&self) -> bool {
        self.0[..2].iter().any(|part| !part.is_empty())
    }
}

/// What shows that the page works: much text or a form, and no word of failure or the status where an
/// error page would have it. `None` when it does not. The page's own words are the visitor's.
#[must_use]
pub fn page_that_works(outline: &Outline<'_>, status: Status) -> Option<&'static str> {
    let mark = if outline.first("form").is_some() {
        "a form"
    } else if outline.text(MUCH_TEXT + 1).len() > MUCH_TEXT {
        "more than 2 KB of text"
    } else {
        return None;
    };
    let front = Front::of(outline);
    let code = status.code().to_string();
    let speaks_of_failure = front.any_of(ERROR_WORDS).is_some() || front.any_of(&[&code]).is_some();
    (front.is_named() && !speaks_of_failure).then_some(mark)
}

/// The word by which the site says that it is closed for a while.
#[must_use]
pub fn maintenance(outline: &Outline<'_>) -> Option<&'static str> {
    Front::of(outline).any_of(MAINTENANCE_WORDS)
}

/// The word by which a short answer says that the request was refused: some firewalls and servers refuse
/// with a 5xx.
#[must_use]
pub fn refusal(outline: &Outline<'_>) -> Option<&'static str> {
    let little = outline.text(LITTLE_TEXT + 1).len() <= LITTLE_TEXT;
    let front = Front::of(outline);
    front.any_of(REFUSAL_PHRASES).or_else(|| front.named(REFUSAL_NAMES)).filter(|_| little)
}
