//! One tab: its candidates, its document, and verdicts of documents that may come back.

mod failing;
mod showing;
mod unseen;

use super::candidates::{Candidate, Candidates};
use super::document::{Document, Outcome};
use super::{Effect, Event, RawField};
use crate::observation::{FailedCheck, Fields, Site, sends};
use crate::part;
use crate::plain::record;
use showing::LONG_PATIENCE;
pub(super) use showing::{PATIENCE, read_page};
pub use unseen::Shown;

/// The version of the stored form; another one counts as nothing stored.
const VERSION: u32 = 2;
/// The state of a tab, stored whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Tab {
    version: u32,
    candidates: Candidates,
    /// The document that the user sees; `None` on the browser's own pages.
    pub document: Option<Document>,
    /// The last document before it of which something is known, for the way back: Firefox restores error pages
    /// without a request. Those further back are asked for their timing; one more would take 500 broken tabs
    /// beyond 1 MB.
    remembered: Option<Document>,
    /// When the document before was answered, or committed where that is not known: what came earlier belongs
    /// to it.
    before: f64,
    asked: u32,
    /// Whether it is in a private window, or cannot be asked: then nothing of it is kept or told to others.
    pub private: bool,
}
record!(Tab { version, candidates, document, remembered, before, asked, private });

impl Default for Tab {
    fn default() -> Self {
        Self {
            version: VERSION,
            candidates: Candidates::default(),
            document: None,
            remembered: None,
            before: 0.0,
            asked: 0,
            private: true,
        }
    }
}

impl Tab {
    /// Whether the stored form is the one that this version writes.
    #[must_use]
    pub const fn is_current_version(&self) -> bool {
        self.version == VERSION
    }

    #[cfg(test)]
    pub(super) fn has_no_candidates(&self) -> bool {
        self.candidates == Candidates::default()
    }

    /// After the worker died: a question that was open is asked again.
    pub(super) fn resume(&mut self, tab: i32) -> Vec<Effect> {
        let question = match &self.document {
            Some(document) if document.reading.is_none() => None,
            Some(document) if document.outcome.is_some() => {
                let patience = if document.patient { LONG_PATIENCE } else { PATIENCE };
                self.ask(tab, patience)
            }
            _ => self.ask_access(tab),
        };
        question.into_iter().collect()
    }

    /// The host that the tab shows.
    pub(super) fn host(&self) -> Option<&str> {
        self.document.as_ref().map(|document| document.site.host.as_str())
    }

    pub(super) fn handle(&mut self, tab: i32, event: Event) -> Vec<Effect> {
        match event {
            Event::Response {
                request,
                url,
                method,
                status,
                fields,
                address,
                proxied,
                at,
                document,
                lifecycle,
                ..
            } => {
                if is_speculation(document.as_deref(), lifecycle.as_deref()) || is_redirect(status) {
                    return Vec::new();
                }
                let outcome = Outcome::response(
                    status,
                    &read_fields(&fields),
                    address.filter(|_| proxied != Some(true)).as_deref(),
                    method.as_deref().is_some_and(sends),
                );
                self.candidate(tab, Candidate { request, address: digest(&url), at, outcome })
            }
            Event::RequestFailed { request, url, error, at, document, lifecycle, .. } => {
                if is_speculation(document.as_deref(), lifecycle.as_deref()) {
                    return Vec::new();
                }
                self.request_failed(tab, request, &url, &error, at, lifecycle.is_some())
            }
            Event::NavigationFailed { url, error, document, at, .. } => {
                self.navigation_failed(tab, document.as_deref(), &url, &error, at)
            }
            Event::Committed { document, url, at, lifecycle, .. } => {
                if lifecycle.as_deref() == Some("prerender") {
                    return Vec::new();
                }
                // A browser that tells the lifecycle (Chromium) has delivered the response by now.
                self.committed(tab, document, &url, at, lifecycle.is_some())
            }
            Event::PageRead { document, ask, page, .. } => self.page_read(tab, &document, ask, page.0),
            Event::Access { document, ask, granted, .. } => self.access(tab, &document, ask, granted),
            Event::TimingRead { document, ask, timing, .. } => {
                self.timing_read(tab, &document, ask, timing.0)
            }
            Event::Waited { document, .. } => self.waited(tab, &document),
            Event::Checked { frame, parent, document, above, widget, status, error, at, .. } => {
                // Of the page itself, or of a frame that stands in it; what is further inside is the check's own.
                let of = match (frame, parent) {
                    (0, _) => document,
                    (_, 0) => above,
                    _ => return Vec::new(),
                };
                let failed = FailedCheck::of(status, error, at);
                // One that was given up says nothing, whatever was known of it before.
                if status.is_none() && failed.is_none() {
                    return Vec::new();
                }
                self.checked(tab, of.as_deref(), widget && frame == 0, failed, at)
            }
            Event::Parts { document, failing, .. } => self.parts(tab, &document, failing),
            Event::Looked { document, url, at, .. } => self.looked(tab, Shown::new(document, url, at)),
            // These are handled where all tabs are.
            Event::Stored { .. }
            | Event::Recalled { .. }
            | Event::Removed { .. }
            | Event::Replaced { .. }
            | Event::Started {}
            | Event::Online { .. }
            | Event::Listed { .. }
            | Event::OptionsChanged {}
            | Event::Options { .. } => Vec::new(),
        }
    }

    /// A part of a security check came, or did not. A browser that tells no document of it tells the time.
    fn checked(
        &mut self,
        tab: i32,
        of: Option<&str>,
        widget: bool,
        failed: Option<FailedCheck>,
        at: f64,
    ) -> Vec<Effect> {
        let Some(document) = &mut self.document else { return Vec::new() };
        let its_own = of.map_or(at >= document.at, |id| id == document.id);
        // A page that waits for its check needs all of it, any other one what it asks for itself.
        let needed = widget || document.is_challenged();
        if !its_own || !needed || document.check.is_some() == failed.is_some() {
            return Vec::new();
        }
        document.check = failed;
        self.show(tab)
    }

    /// Parts of the document fail, or do no longer.
    fn parts(&mut self, tab: i32, of: &str, failing: bool) -> Vec<Effect> {
        match &mut self.document {
            Some(document) if document.id == of && document.half_broken != failing => {
                document.half_broken = failing;
                self.show(tab)
            }
            _ => Vec::new(),
        }
    }

    /// A response or an error: of the document that is shown already, or of one that will be.
    fn candidate(&mut self, tab: i32, candidate: Candidate) -> Vec<Effect> {
        let before = self.before;
        if let Some(document) = &mut self.document {
            let its_own = document.address == candidate.address
                && candidate.at <= document.at
                && candidate.at > before
                && document.answered_at.is_none_or(|joined| joined < candidate.at);
            if its_own {
                self.candidates.drop_until(candidate.at);
                let mut effects = vec![Effect::StopWaiting { tab }];
                effects.extend(self.join(tab, candidate, true));
                return effects;
            }
            if candidate.at <= document.at && !document.found {
                // It belongs to a document that is gone, and so does what is told of its request later.
                self.candidates.end(candidate.request);
                return Vec::new();
            }
        }
        // A healthy one is not worth a write: if the worker dies before the commit, the page is
        // shown as not seen.
        if self.candidates.add(candidate) { vec![self.save(tab)] } else { Vec::new() }
    }

    #[inline(never)]
    fn committed(&mut self, tab: i32, id: String, url: &str, at: f64, response_was_due: bool) -> Vec<Effect> {
        let Some(site) = Site::from_url(url) else { return self.leave(tab) };
        let address = digest(url);
        match &mut self.document {
            Some(document) if document.id == id => {
                // It was caught up with before its event came.
                let found = std::mem::take(&mut document.found);
                if found {
                    document.at = at;
                }
                let unjoined = found && document.request.is_none();
                let candidate = unjoined.then(|| self.candidates.take(address, self.before, at)).flatten();
                return match candidate {
                    Some(candidate) => self.join(tab, candidate, true),
                    None => self.badge(tab),
                };
            }
            // It is gone by now: a later one was found.
            Some(document) if document.found && at < document.at => return Vec::new(),
            _ => {}
        }
        if let Some(document) = self.take_remembered(&id) {
            return self.return_to(tab, document, at);
        }
        let candidate = self.take_candidate(address, at);
        self.show_next(Document::new(id, address, site, at));
        match candidate {
            Some(candidate) => self.join(tab, candidate, true),
            None if response_was_due => self.ask_unseen(tab),
            None => self.wait(tab),
        }
    }

    /// A document that the browser had kept is shown again, without a request.
    fn return_to(&mut self, tab: i32, mut document: Document, at: f64) -> Vec<Effect> {
        document.at = at;
        let left_unread = document.outcome.is_some();
        self.show_next(document);
        // It had its response long ago: what still comes is another's.
        self.before = at;
        let ask = if left_unread { self.ask(tab, PATIENCE) } else { None };
        let mut effects = self.show(tab);
        effects.extend(ask);
        effects
    }

    fn take_remembered(&mut self, id: &str) -> Option<Document> {
        self.remembered.take_if(|document| document.id == id)
    }

    /// The candidate that a commit joins: of its address, and younger than what came for the document before.
    fn take_candidate(&mut self, address: u32, at: f64) -> Option<Candidate> {
        let after = self.document.as_ref().map_or(self.before, |document| self.end_of(document));
        self.candidates.take(address, after, at)
    }

    /// Until when responses belong to this document or to one before it.
    fn end_of(&self, document: &Document) -> f64 {
        if document.found { self.before } else { document.answered_at.unwrap_or(document.at) }
    }

    /// Puts another document in the place of the one that was shown, which is kept for the way back.
    fn show_next(&mut self, mut next: Document) {
        if let Some(last) = self.document.take() {
            self.before = self.end_of(&last);
            // A badge that was set in the same moment as this commit may have reached this document.
            next.badged = last.badged;
            if let Some(run) = last.run.filter(|_| next.diagnosis.is_none() && last.address == next.address) {
                // Kept for the comparison in `count`; dropped there if the failure is another one.
                next.run = Some(run);
            }
            self.remember(last);
        }
        self.document = Some(next);
    }

    /// Keeps a document for the way back, if something is known of it.
    fn remember(&mut self, mut last: Document) {
        last.reading = None;
        if last.diagnosis.is_some() {
            self.remembered = Some(last);
        }
    }

    /// A page that is no website takes the place of one.
    fn leave(&mut self, tab: i32) -> Vec<Effect> {
        let Some(shown) = self.document.take() else { return Vec::new() };
        self.before = self.end_of(&shown);
        let mut effects = Vec::new();
        if shown.badged {
            effects.push(Effect::no_badge(tab));
        }
        self.remember(shown);
        effects.push(self.save(tab));
        effects
    }
}

/// The fields that are text.
pub fn read_fields(fields: &[RawField]) -> Fields {
    fields.iter().filter_map(|field| Some((field.name.as_str(), field.value.as_deref()?))).collect()
}

/// Candidates with a document or loaded in advance are speculation: the user does not see them.
fn is_speculation(document: Option<&str>, lifecycle: Option<&str>) -> bool {
    document.is_some() || lifecycle == Some("prerender")
}

/// A redirect is not the answer; the request goes on (RFC 9110 §15.4).
pub const fn is_redirect(status: u16) -> bool {
    matches!(status, 301 | 302 | 303 | 307 | 308)
}

/// FNV-1a of an address without its fragment.
pub fn digest(url: &str) -> u32 {
    let whole = part::before(url, b'#');
    whole.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
