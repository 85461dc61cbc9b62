//! What is kept of a watched tab, for the session.

use super::effect::Effect;
use super::{Request, Seen};
use crate::observation::Site;
use crate::parts::{Outcome, RawParts};
use crate::plain::{Record as _, record};
use crate::tabs::is_redirect;

/// The key of a tab's stored state.
#[must_use]
pub fn key(tab: i32) -> String {
    ["watched.", &tab.to_string()].concat()
}

/// The version of the stored form; another one counts as nothing stored.
const VERSION: u32 = 1;
/// Failing parts that are kept; of more only the number.
const MOST: usize = 200;
/// How far apart two listeners may hear of one response, in milliseconds: Firefox takes the time for each.
const APART: f64 = 1000.0;

/// The statuses after which the page stays that was there (RFC 9110 §15.3.5, §15.3.6).
const STAYS: [u16; 2] = [204, 205];

/// A watched tab.
#[derive(Clone, Debug, PartialEq)]
pub struct Watch {
    version: u32,
    /// Since when it is watched, in milliseconds since 1970.
    pub since: f64,
    /// When the answer came to the page that is watched; `None` where that was before.
    begun: Option<f64>,
    /// The page's site.
    pub(super) site: Option<Site>,
    /// The parts that failed, in their order.
    seen: Vec<Seen>,
    /// How many more there were than are kept.
    pub more: u32,
}
record!(Watch { version, since, begun, site, seen, more });

impl Watch {
    /// Nothing is seen yet.
    pub(super) fn new(site: Option<Site>, since: f64) -> Self {
        Self { version: VERSION, since, begun: None, site, seen: Vec::new(), more: 0 }
    }

    /// Whether the stored form is the one that this version writes.
    pub(super) const fn is_current_version(&self) -> bool {
        self.version == VERSION
    }

    pub(super) fn save(&self, tab: i32) -> Effect {
        Effect::Save { key: key(tab), value: self.to_plain().compact() }
    }

    /// Another page begins, and what was seen of the last one goes; says whether it does.
    pub(super) fn turn_to(&mut self, page: &Request) -> bool {
        if page.status.is_none_or(|status| is_redirect(status) || STAYS.contains(&status)) {
            return false;
        }
        *self = Self { begun: Some(page.at), ..Self::new(Site::from_url(&page.url), self.since) };
        true
    }

    /// Notes how a part ended; says whether that changes anything.
    pub(super) fn note(&mut self, seen: Seen) -> bool {
        let known = self.seen.iter().position(|earlier| earlier.address == seen.address);
        let failed = Outcome::of(&seen.part) != Outcome::Fine;
        match (known, failed) {
            (None, false) => return false,
            (Some(index), false) => drop(self.seen.remove(index)),
            (Some(index), true) if self.seen[index] == seen => return false,
            (Some(index), true) => self.seen[index] = seen,
            (None, true) if self.seen.len() >= MOST => self.more = self.more.saturating_add(1),
            (None, true) => self.seen.push(seen),
        }
        true
    }

    /// Whether all of the page was watched whose answer came at this time, in milliseconds since 1970.
    #[must_use]
    pub fn is_of_all(&self, answered_at: Option<f64>) -> bool {
        self.begun.zip(answered_at).is_some_and(|(begun, at)| (begun - at).abs() < APART)
    }

    /// What failed, in the form in which a frame tells of itself: it is known better than the page around it tells.
    #[must_use]
    pub fn parts(&self) -> RawParts {
        let parts = self.seen.iter().map(|seen| seen.part.clone()).collect();
        RawParts { framed: true, parts, ..RawParts::default() }
    }
}
