//! Responses and errors that wait for their commit.

use super::document::Outcome;
use crate::plain::record;

/// There is one at a time in a tab, and some slack for late events.
const MOST: usize = 4;
/// Requests whose end is remembered, since Firefox may deliver the end before the response.
const MOST_ENDED: usize = 8;
/// A page is committed when the first of its content comes: a response older than this, in milliseconds,
/// belongs to a load that ended otherwise (a download, an empty answer).
const TOO_OLD: f64 = 60_000.0;

/// A response or an error without its commit.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The browser's id of the request.
    pub request: String,
    /// The digest of the address asked for.
    pub address: u32,
    /// When it came, in milliseconds since 1970.
    pub at: f64,
    /// What came.
    pub outcome: Outcome,
}
record!(Candidate { request, address, at, outcome });

/// The candidates of a tab, oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Candidates {
    list: Vec<Candidate>,
    /// Requests that were given up.
    ended: Vec<String>,
}
record!(Candidates { list, ended });

impl Candidates {
    /// Adds one, in place of an earlier one of the same request. Whether something changed that is worth
    /// storing: a healthy response is not, unless it takes the place of an error.
    pub fn add(&mut self, candidate: Candidate) -> bool {
        if self.ended.contains(&candidate.request) {
            return false;
        }
        let stored = self.holds_errors() || candidate.outcome.is_error();
        self.list.retain(|known| known.request != candidate.request);
        if self.list.len() >= MOST {
            self.list.remove(0);
        }
        self.list.push(candidate);
        stored
    }

    fn holds_errors(&self) -> bool {
        self.list.iter().any(|known| known.outcome.is_error())
    }

    /// Whether the request has one.
    pub fn knows(&self, request: &str) -> bool {
        self.list.iter().any(|known| known.request == request)
            || self.ended.iter().any(|ended| ended == request)
    }

    /// The request was given up: drops what is known of it and what may still come. Whether that changed
    /// what is stored.
    pub fn end(&mut self, request: String) -> bool {
        let stored = self.holds_errors();
        self.list.retain(|known| known.request != request);
        if self.ended.len() >= MOST_ENDED {
            self.ended.remove(0);
        }
        self.ended.push(request);
        stored
    }

    /// Takes the newest one of this address between two times, and drops what is stale by then.
    pub fn take(&mut self, address: u32, after: f64, until: f64) -> Option<Candidate> {
        let fits = |candidate: &Candidate| {
            candidate.address == address
                && candidate.at > after
                && candidate.at <= until
                && until - candidate.at < TOO_OLD
        };
        let index = self.list.iter().rposition(fits)?;
        let taken = self.list.remove(index);
        self.drop_until(taken.at);
        Some(taken)
    }

    /// The page that is shown was answered then: what came before it is stale. What came after it stays,
    /// because Chromium may have the next answer before it commits a page whose process is busy.
    pub fn drop_until(&mut self, at: f64) {
        self.list.retain(|candidate| candidate.at > at);
    }
}
