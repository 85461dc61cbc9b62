//! Responses and errors that wait for their commit.

use super::document::Outcome;
use crate::plain::record;

/// There is one at a time in a tab, and some slack for late events.
const MOST: usize = 4;

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
}
record!(Candidates { list });

impl Candidates {
    /// Adds one, in place of an earlier one of the same request.
    pub fn add(&mut self, candidate: Candidate) {
        self.forget(&candidate.request);
        if self.list.len() >= MOST {
            self.list.remove(0);
        }
        self.list.push(candidate);
    }

    /// Whether the request has one.
    pub fn knows(&self, request: &str) -> bool {
        self.list.iter().any(|known| known.request == request)
    }

    /// Drops what is known of a request.
    pub fn forget(&mut self, request: &str) {
        self.list.retain(|known| known.request != request);
    }

    /// Takes the newest one of this address between two commits. All others that came before the second
    /// are stale and dropped.
    pub fn take(&mut self, address: u32, after: f64, until: f64) -> Option<Candidate> {
        let (came, later): (Vec<_>, Vec<_>) =
            self.list.drain(..).partition(|candidate| candidate.at <= until);
        self.list = later;
        came.into_iter().rev().find(|candidate| candidate.address == address && candidate.at > after)
    }

    /// Drops all that came until then.
    pub fn drop_until(&mut self, at: f64) {
        self.list.retain(|candidate| candidate.at > at);
    }
}
