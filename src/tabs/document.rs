//! The document that a tab shows, and what is known of it.

use crate::addresses::published_by;
use crate::badge::{Badge, badge, check_badge, parts_badge};
use crate::diagnosis::{self, Condition, Diagnosis, FirstLook, Party};
use crate::explanation::shown_code;
use crate::memory::Memory;
use crate::neighbours::Sighting;
use crate::observation::fields::cut_value;
use crate::observation::{FailedCheck, Fields, NetworkError, Observation, Page, Site, Status};
use crate::plain::{record, variants};
use crate::providers::{Provider, cloudflare, sightings};
use crate::vocabulary::vocabulary;

/// A longer value is cut when it is kept, in bytes.
const LONGEST_KEPT: usize = 1024;
/// Responses have about 20 fields, and of them rules read fewer.
const MOST_KEPT: usize = 64;

/// The number of a question to the page that was asked before the tab was known, which numbers its own from 1.
pub const EARLY: u32 = 0;

/// What came of a request: a response, or the browser's error in its place.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// A response: its status and those of its fields that a rule reads.
    Response {
        /// The status code.
        status: u16,
        /// The fields.
        fields: Vec<(String, String)>,
        /// The provider in whose published range the server's address lies, where the browser tells the address.
        range: Option<Provider>,
        /// Whether the request sent something.
        sent: bool,
    },
    /// A response that was not seen, as the document's own navigation timing tells of it.
    Told {
        /// The status code.
        status: u16,
    },
    /// No response.
    Error {
        /// The browser's name of the error.
        name: String,
    },
}
variants!(Outcome { Response { status, fields, range, sent }, Told { status }, Error { name } });

vocabulary! {
    /// By whom the response of a document is known.
    Witness {
        /// By the browser's events: with its fields.
        Events = "events",
        /// By the document's navigation timing: its response was not seen, or came from a cache.
        Timing = "timing",
        /// The same, where the site answers through a service worker of its own.
        ServiceWorker = "service-worker",
    }
}

impl Outcome {
    /// A response, reduced to the fields that rules read, and to whose address its server has.
    pub fn response(status: u16, fields: &Fields, address: Option<&str>, sent: bool) -> Self {
        // Repeats are joined and long ones cut: no rule reads further, and this is stored.
        let mut kept: Vec<(String, String)> = Vec::new();
        for name in cloudflare::READ.iter().copied().chain(fields.iter().map(|(name, _)| name)) {
            let read = kept.len() < MOST_KEPT
                && (cloudflare::READ.contains(&name) || sightings::read(name))
                && kept.iter().all(|(known, _)| known != name);
            if let Some(value) = read.then(|| fields.get(name)).flatten() {
                kept.push((name.to_owned(), cut_value(&value, LONGEST_KEPT).to_owned()));
            }
        }
        let range = address.and_then(published_by).and_then(Provider::parse);
        Self::Response { status, fields: kept, range, sent }
    }

    /// Whether the pages that follow it may need more than a note that all is well.
    pub fn is_error(&self) -> bool {
        match self {
            Self::Response { status, .. } | Self::Told { status } => *status >= 400,
            Self::Error { .. } => true,
        }
    }
}

/// How often the same failure came in a row, on the same address in this tab.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Run {
    /// When the first one came, in milliseconds since 1970.
    pub since: f64,
    /// How many there were.
    pub times: u32,
}
record!(Run { since, times });

/// A committed document.
#[allow(clippy::struct_excessive_bools)] // Each is a fact of its own, and no two exclude each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The browser's id.
    pub id: String,
    /// A digest of the address without its fragment: enough to recognise it, and nothing to read.
    pub address: u32,
    /// Where it was asked for.
    pub site: Site,
    /// When it was committed, in milliseconds since 1970.
    pub at: f64,
    /// When its response came; `None` while none was joined.
    pub answered_at: Option<f64>,
    /// The request that was joined, so that what is reported of it later is known to be old news.
    pub request: Option<String>,
    /// The outcome, kept while the document is being read.
    pub outcome: Option<Outcome>,
    /// By whom the outcome is known.
    pub witness: Witness,
    /// The number of the open question to the page or about it; `None` when none is open.
    pub reading: Option<u32>,
    /// Whether it was asked with long patience.
    pub patient: bool,
    /// Whether its time is that of the look that found it: it was committed earlier.
    pub found: bool,
    /// What is shown.
    pub diagnosis: Option<Diagnosis>,
    /// Whether a badge was set on this document.
    pub badged: bool,
    /// How often this failure came in a row; before it is counted, the run of the document before.
    pub run: Option<Run>,
    /// Whether this document is in the run.
    pub counted: bool,
    /// What was remembered of the host when this document failed.
    pub recalled: Option<Memory>,
    /// The part of its security check that did not come.
    pub check: Option<FailedCheck>,
    /// Whether parts of it are known to fail that it may not work without.
    pub half_broken: bool,
}
record!(Document {
    id,
    address,
    site,
    at,
    answered_at,
    request,
    outcome,
    witness,
    reading,
    patient,
    found,
    diagnosis,
    badged,
    run,
    counted,
    recalled,
    check,
    half_broken
});

impl Document {
    /// A document of which nothing is known yet.
    #[must_use]
    pub fn new(id: String, address: u32, site: Site, at: f64) -> Self {
        Self {
            id,
            address,
            site,
            at,
            answered_at: None,
            request: None,
            outcome: None,
            witness: Witness::Events,
            reading: None,
            patient: false,
            found: false,
            diagnosis: None,
            badged: false,
            run: None,
            counted: false,
            recalled: None,
            check: None,
            half_broken: false,
        }
    }

    /// Whether nothing tells of its response yet.
    #[must_use]
    pub const fn is_unseen(&self) -> bool {
        self.outcome.is_none() && self.diagnosis.is_none()
    }

    /// Whether this is the document and the open question that an answer names.
    #[must_use]
    pub fn awaits(&self, id: &str, ask: u32) -> bool {
        let early = ask == EARLY && self.outcome.is_some();
        self.id == id && self.reading.is_some_and(|open| open == ask || early)
    }

    /// What was observed so far.
    #[must_use]
    pub fn observation(&self, page: Option<Page>) -> Observation {
        let service_worker = self.witness == Witness::ServiceWorker;
        let site = Some(self.site.clone());
        let mut observation = Observation { site, page, service_worker, ..Observation::default() };
        match &self.outcome {
            Some(Outcome::Response { status, fields, range, sent }) => {
                observation.sent = *sent;
                observation.range = *range;
                observation.status = Status::new(*status);
                observation.fields = Some(fields.iter().map(|(name, value)| (name, value)).collect());
            }
            Some(Outcome::Told { status }) => observation.status = Status::new(*status),
            Some(Outcome::Error { name }) => {
                observation.error = Some(NetworkError::new(name));
            }
            None => {}
        }
        observation
    }

    /// The diagnosis by status and fields alone, and whether the document has to be read as well.
    pub fn first_look(&mut self) -> bool {
        let FirstLook { diagnosis, needs_page } = diagnosis::first_look(&self.observation(None));
        self.diagnosis = Some(diagnosis);
        needs_page
    }

    /// The diagnosis for good, with what was read, or without it where the page cannot be read.
    pub fn last_look(&mut self, page: Option<Page>) {
        self.diagnosis = Some(diagnosis::diagnose(&self.observation(page)));
    }

    /// What a part of the document says: only a page that an edge made is known by its beginning.
    pub fn look_at_part(&mut self, page: Option<Page>) {
        let diagnosis = diagnosis::diagnose(&self.observation(page));
        if diagnosis.answered_by.party == Party::Edge {
            self.diagnosis = Some(diagnosis);
        }
    }

    /// Whether it only stands before the page that was asked for, until a check is passed.
    #[must_use]
    pub fn is_challenged(&self) -> bool {
        self.diagnosis.as_ref().is_some_and(|diagnosis| diagnosis.condition == Condition::Challenged)
    }

    /// The badge of what is known now.
    #[must_use]
    pub fn badge(&self) -> Option<Badge> {
        let diagnosis = self.diagnosis.as_ref()?;
        let of_check = self.check.as_ref();
        let of_check = of_check.and_then(|failed| check_badge(diagnosis.condition, failed, &self.site));
        let of_page = || badge(diagnosis, &self.site);
        of_check
            .or_else(of_page)
            .or_else(|| self.half_broken.then(|| parts_badge(diagnosis, &self.site)).flatten())
    }

    /// What this visit says to others, once the last word on it is said: only one whose response was seen.
    #[must_use]
    pub fn sighting(&self) -> Option<Sighting> {
        let seen = self.counted && self.witness == Witness::Events && self.request.is_some();
        let diagnosis = self.diagnosis.as_ref().filter(|_| seen && !self.site.is_private())?;
        let sighting = Sighting::new(diagnosis, &self.site.host, self.recalled.as_ref(), self.answered_at?)?;
        match self.check.as_ref().map(|failed| (failed.party(), failed.at)) {
            Some((Party::Edge, at)) => Some(sighting.with_failed_check(at)),
            // What a blocker or a filter did says nothing of the provider.
            Some(_) if self.is_challenged() => None,
            _ => Some(sighting),
        }
    }

    /// Whether the other document is the same address failing in the same way.
    #[must_use]
    pub fn repeats(&self, other: &Self) -> bool {
        let sign = |document: &Self| {
            let diagnosis = document.diagnosis.as_ref()?;
            let verdict =
                (diagnosis.condition, diagnosis.fault.party, shown_code(diagnosis), diagnosis.status);
            (diagnosis.condition != Condition::Healthy).then_some(verdict)
        };
        self.address == other.address && sign(self).is_some() && sign(self) == sign(other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(fields: &[(&str, &str)]) -> Vec<String> {
        let fields = fields.iter().copied().collect::<Fields>();
        let Outcome::Response { fields, .. } = Outcome::response(503, &fields, None, false) else {
            return Vec::new();
        };
        fields.iter().map(|(name, _)| name.to_owned()).collect()
    }

    #[test]
    fn what_rules_read_is_kept_until_the_page_is_read_and_nothing_else() {
        let fields = [
            ("x-served-by", "cache-dub4471-DUB"),
            ("x-amz-cf-id", "6w=="),
            ("proxy-status", "a; error=dns_error"),
            ("x-of-the-sites-own", "secret"),
            ("server", "nginx"),
            ("etag", "abc"),
        ];
        assert_eq!(kept(&fields), ["server", "x-served-by", "x-amz-cf-id", "proxy-status"]);
    }

    #[test]
    fn a_response_with_thousands_of_fields_keeps_few() {
        let many: Vec<(&str, &str)> = std::iter::repeat_n(("x-served-by", "a"), 3000).collect();
        assert_eq!(kept(&many).len(), 1);
    }
}
