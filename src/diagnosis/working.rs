//! Pages that work although their status says error: some sites send every page with a 500, and nobody
//! who reads such a page wants to be told that it failed.

use crate::observation::outline::Outline;
use crate::observation::{Page, Status};

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

/// Where a page says what it is: title, first heading, and the beginning of its text.
struct Front([String; 3]);

impl Front {
    fn of(outline: &Outline<'_>) -> Self {
        let heading = outline.first("h1").map(|heading| heading.text(BEGINNING)).unwrap_or_default();
        Self([outline.title(), heading, outline.text(BEGINNING)])
    }

    /// The part that holds one of these words.
    fn with_any(&self, words: &[&str]) -> Option<&String> {
        self.0.iter().find(|part| {
            let part = part.to_ascii_lowercase();
            words.iter().any(|word| part.contains(word))
        })
    }

    /// The title, else the heading; nothing where there is neither.
    fn name(&self) -> Option<&String> {
        self.0[..2].iter().find(|part| !part.is_empty())
    }
}

/// What shows that the page works: much text or a form, and no word of failure or the status where an
/// error page would have it. `None` when it does not.
#[must_use]
pub fn page_that_works(page: &Page, status: Status) -> Option<String> {
    let outline = page.outline();
    let full = outline.text(MUCH_TEXT + 1).len() > MUCH_TEXT || outline.first("form").is_some();
    let front = Front::of(&outline);
    let code = status.code().to_string();
    let speaks_of_failure = front.with_any(ERROR_WORDS).is_some() || front.with_any(&[&code]).is_some();
    front.name().filter(|_| full && !speaks_of_failure).cloned()
}

/// What shows that the site is closed for maintenance, by its own word.
#[must_use]
pub fn maintenance(page: &Page) -> Option<String> {
    Front::of(&page.outline()).with_any(MAINTENANCE_WORDS).cloned()
}
