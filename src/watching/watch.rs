//! What is kept of a watched tab, for the session.

use super::effect::Effect;
use super::{Page, Request, Seen};
use crate::observation::Site;
use crate::parts::{Outcome, RawParts};
use crate::plain::{Record as _, record};
use crate::tabs::{digest, is_redirect};

/// The key of a tab's stored state.
#[must_use]
pub fn key(tab: i32) -> String {
    ["watched.", &tab.to_string()].concat()
}

/// The version of the stored form; another one counts as nothing stored.
const VERSION: u32 = 1;
/// Failing parts that are kept; of more only the number.
const MOST: usize = 200;

/// A watched tab, and what failed of the document that it shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Watch {
    version: u32,
    /// Since when it is watched, in milliseconds since 1970.
    pub since: f64,
    /// The document that the tab shows.
    pub document: Option<String>,
    /// Its site.
    pub(super) site: Option<Site>,
    /// A digest of its address.
    address: Option<u32>,
    /// When it was committed, in milliseconds since 1970.
    at: f64,
    /// The last answer to a page, by a digest of its address: it may be that of a download, or of a page that comes next.
    answered: Option<u32>,
    /// Whether the answer to this document was heard, and so all of its parts.
    pub whole: bool,
    /// The parts that failed, in their order.
    seen: Vec<Seen>,
    /// How many more there were than are kept; one that is asked for again counts again.
    pub more: u32,
}
record!(Watch { version, since, document, site, address, at, answered, whole, seen, more });

impl Watch {
    /// A tab that shows this page, nothing of which was seen yet.
    pub(super) fn new(page: Page, since: f64) -> Self {
        let Page { document, url, at } = page;
        Self {
            version: VERSION,
            since,
            document,
            site: url.as_deref().and_then(Site::from_url),
            address: url.as_deref().map(digest),
            at,
            answered: None,
            whole: false,
            seen: Vec::new(),
            more: 0,
        }
    }

    /// Whether the stored form is the one that this version writes.
    pub(super) const fn is_current_version(&self) -> bool {
        self.version == VERSION
    }

    pub(super) fn save(&self, tab: i32) -> Effect {
        Effect::Save { key: key(tab), value: self.to_plain().compact() }
    }

    /// An answer to a page. Firefox mostly tells of it after the commit.
    pub(super) fn answer(&mut self, request: &Request) {
        if request.status.is_none_or(is_redirect) {
            return;
        }
        let address = digest(&request.url);
        self.answered = Some(address);
        self.whole |= self.address == Some(address) && request.at <= self.at;
    }

    /// The tab shows another document: what was seen of the last one goes. A browser that tells of a commit late has
    /// told of the first parts by then.
    pub(super) fn turn_to(&mut self, page: Page) {
        let (answered, mut seen) = (self.answered.take(), std::mem::take(&mut self.seen));
        *self = Self::new(page, self.since);
        self.whole = answered.is_some() && answered == self.address;
        seen.retain(|seen| self.is_of_the_page(seen));
        self.seen = seen;
    }

    /// Whether a part is of the shown document, as far as the browser tells.
    fn is_of_the_page(&self, seen: &Seen) -> bool {
        match &seen.document {
            Some(_) => seen.document == self.document,
            None => seen.at >= self.at,
        }
    }

    /// Notes how a part ended; says whether that changes anything. One of a document whose commit is not told yet is kept
    /// for it.
    pub(super) fn note(&mut self, seen: Seen) -> bool {
        if seen.at < self.at {
            return false;
        }
        let same = |earlier: &Seen| earlier.address == seen.address && earlier.document == seen.document;
        let known = self.seen.iter().position(same);
        let failed = Outcome::of(&seen.part) != Outcome::Fine;
        match (known, failed) {
            (None, false) => return false,
            (Some(index), false) => drop(self.seen.remove(index)),
            (Some(index), true) if self.seen[index].part == seen.part => return false,
            (Some(index), true) => self.seen[index] = seen,
            (None, true) if self.seen.len() >= MOST => self.more = self.more.saturating_add(1),
            (None, true) => self.seen.push(seen),
        }
        true
    }

    /// What failed, in the form in which a frame tells of itself: it is known better than the page around it tells.
    #[must_use]
    pub fn parts(&self) -> RawParts {
        let of_the_page = self.seen.iter().filter(|seen| self.is_of_the_page(seen));
        let parts = of_the_page.map(|seen| seen.part.clone()).collect();
        RawParts { framed: true, parts, ..RawParts::default() }
    }
}
