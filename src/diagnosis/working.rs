//! Pages that work although their status says error: some sites send every page with a 500, and nobody
//! who reads such a page wants to be told that it failed.

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

/// What shows that the page works: much text or a form, and no word of failure or the status where an
/// error page would have it (title, first heading, beginning of the text). `None` when it does not.
#[must_use]
pub fn page_that_works(page: &Page, status: Status) -> Option<String> {
    let outline = page.outline();
    let text = outline.text(MUCH_TEXT + 1);
    let has_form = outline.first("form").is_some();
    if text.len() <= MUCH_TEXT && !has_form {
        return None;
    }
    let title = outline.title();
    let heading = outline.first("h1").map(|heading| heading.text(BEGINNING)).unwrap_or_default();
    let beginning: String = text.chars().take(BEGINNING).collect();
    let code = status.code().to_string();
    let speaks_of_failure = [&title, &heading, &beginning].iter().any(|part| {
        let part = part.to_ascii_lowercase();
        part.contains(&code) || ERROR_WORDS.iter().any(|word| part.contains(word))
    });
    if speaks_of_failure || (title.is_empty() && heading.is_empty()) {
        return None;
    }
    Some(if title.is_empty() { heading } else { title })
}
