//! One part of a watched page, as its own response tells of it.

use super::{Judge, Request};
use crate::part;
use crate::parts::{Outcome, Part};
use crate::plain::record;
use crate::tabs::{Answer, digest};

/// Longer names of folders and endings are cut.
const LONGEST: usize = 40;

/// A part, and by what it is known again.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// A digest of the address: what is asked for again counts as it ended last. Of what scripts ask for, the query is no
    /// part of it: a call that is repeated mostly has another one.
    pub address: u32,
    /// The document that asked, where that is the page's own and the browser tells it.
    pub document: Option<String>,
    /// What the popup draws.
    pub part: Part,
    /// When it ended, in milliseconds since 1970.
    pub at: f64,
}
record!(Seen { address, document, part, at });

impl Seen {
    /// The part and how it ended; `None` for what says nothing: a redirect, or a request that never left the browser.
    pub fn of(request: Request, judge: Judge) -> Option<Self> {
        let Request { url, kind, frame, document, status, fields, error, at, .. } = request;
        let ended = Part {
            address: shortened(&url)?,
            // Its ending would say more than is known: it may be asked for in advance.
            initiator: if kind == "other" { "object".to_owned() } else { kind },
            status: status.unwrap_or(0),
            times: 1,
            error,
            blame: None,
            ..Part::default()
        };
        let calls = ended.initiator == "xmlhttprequest";
        let address = digest(if calls { part::before(&url, b'?') } else { &url });
        let blame = match Outcome::of(&ended) {
            // A blocker's or the page's own doing is dropped before it reaches the state.
            Outcome::NotAsked | Outcome::Unknown => return None,
            Outcome::Failed(status) => judge(&Answer { url, status, fields }),
            Outcome::Fine | Outcome::NoAnswer => None,
        };
        let document = document.filter(|_| frame == 0);
        Some(Self { address, document, part: Part { blame, ..ended }, at })
    }
}

/// The origin, the first two folders, and the ending of the file's name: as `extension/parts.js` hands addresses over.
fn shortened(url: &str) -> Option<String> {
    let (scheme, rest) = part::split_once(url, "://")?;
    let rest = part::before(part::before(rest, b'#'), b'?');
    let (authority, path) = part::cut(rest, b'/').unwrap_or((rest, ""));
    let authority = part::cut_last(authority, b'@').map_or(authority, |(_, host)| host);
    let (folders, file) = part::cut_last(path, b'/').unwrap_or(("", path));
    let mut short = [scheme, "://", authority, "/"].concat();
    for folder in part::pieces(folders, b'/').filter(|_| !folders.is_empty()).take(2) {
        short.extend(folder.chars().take(LONGEST));
        short.push('/');
    }
    if let Some((_, ending)) = part::cut_last(file, b'.')
        && ending.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    {
        short.push('.');
        short.extend(ending.chars().take(LONGEST - 1));
    }
    Some(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_address_only_the_place_is_kept_and_nothing_that_names_the_visitor() {
        for (url, kept) in [
            ("https://a.example/", "https://a.example/"),
            ("https://a.example", "https://a.example/"),
            ("https://me:secret@a.example:8443/app.js?token=7#x", "https://a.example:8443/.js"),
            ("https://a.example/v1/users/4711/orders.json", "https://a.example/v1/users/.json"),
            ("https://a.example/v1/4711", "https://a.example/v1/"),
            ("https://a.example/a/?x=/b/c/d.js", "https://a.example/a/"),
        ] {
            assert_eq!(shortened(url).as_deref(), Some(kept), "{url}");
        }
        assert_eq!(shortened("data:text/plain,a"), None);
        let long = format!("https://a.example/{}/{}.{}", "f".repeat(99), "n".repeat(99), "e".repeat(99));
        let kept = shortened(&long).expect("an address");
        assert_eq!(kept, format!("https://a.example/{}/.{}", "f".repeat(40), "e".repeat(39)));
    }
}
