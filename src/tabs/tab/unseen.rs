//! Documents whose response no event told of: a service worker of the site answered, the browser took the
//! page from a cache, or the extension was not there yet. They are asked once for what their navigation
//! timing tells (Navigation Timing Level 2, Resource Timing's `responseStatus`).

use super::super::document::{Document, Outcome, Witness};
use super::super::{Effect, RawTiming};
use super::showing::PATIENCE;
use super::{Tab, digest};
use crate::observation::Site;

/// How long Firefox may take to deliver a response after its commit, in milliseconds: 1.1 s at most were
/// measured in a storm of navigations.
const LATE: u32 = 1500;

/// The document that the browser says a tab shows.
#[derive(Debug)]
pub struct Shown {
    document: String,
    url: String,
    /// When the browser was asked, in milliseconds.
    at: f64,
}

impl Shown {
    /// `None` where the tab shows no document.
    pub fn new(document: Option<String>, url: Option<String>, at: f64) -> Option<Self> {
        Some(Self { document: document?, url: url?, at })
    }
}

impl Tab {
    /// The document is shown although no response is there: one is still to come, so nothing is stored.
    pub(super) fn wait(&mut self, tab: i32) -> Vec<Effect> {
        let mut effects = self.badge(tab);
        if let Some(Document { id, .. }) = &self.document {
            effects.push(Effect::Wait { tab, document: id.clone(), milliseconds: LATE });
        }
        effects
    }

    /// None came.
    pub(super) fn waited(&mut self, tab: i32, id: &str) -> Vec<Effect> {
        let shows = self.document.as_ref().is_some_and(|document| document.id == id);
        if shows && self.needs_asking() { self.ask_unseen(tab) } else { Vec::new() }
    }

    /// Asks about a document that no response will join. Nothing is stored before the answer: a worker that
    /// dies meanwhile finds the document again.
    pub(super) fn ask_unseen(&mut self, tab: i32) -> Vec<Effect> {
        let question = self.ask_access(tab);
        let mut effects = self.badge(tab);
        effects.extend(question);
        effects
    }

    /// Chromium would tell the user that the extension wants to read a site that it may not see, so the
    /// permission comes first.
    pub(super) fn ask_access(&mut self, tab: i32) -> Option<Effect> {
        let (document, ask) = self.open_question()?;
        Some(Effect::CheckAccess { tab, document: document.id.clone(), ask, origin: document.site.pattern() })
    }

    pub(super) fn access(&mut self, tab: i32, id: &str, ask: u32, granted: bool) -> Vec<Effect> {
        if !self.awaits(id, ask) {
            return Vec::new();
        }
        if granted {
            return vec![Effect::ReadTiming { tab, document: id.to_owned(), ask, patience: PATIENCE }];
        }
        self.give_up(tab)
    }

    pub(super) fn timing_read(
        &mut self,
        tab: i32,
        id: &str,
        ask: u32,
        timing: Option<RawTiming>,
    ) -> Vec<Effect> {
        if !self.awaits(id, ask) {
            return Vec::new();
        }
        let Some(RawTiming { status, worker, at }) = timing.filter(|timing| timing.status != 0) else {
            return self.give_up(tab);
        };
        if let Some(document) = &mut self.document {
            document.reading = None;
            // It may have been asked for its content already, by a response that was another's.
            document.patient = false;
            document.answered_at = Some(at);
            document.witness = if worker { Witness::ServiceWorker } else { Witness::Timing };
            document.outcome = Some(Outcome::Told { status });
        }
        self.candidates.drop_until(at);
        self.first_look(tab)
    }

    fn give_up(&mut self, tab: i32) -> Vec<Effect> {
        if let Some(document) = &mut self.document {
            document.reading = None;
        }
        vec![self.save(tab)]
    }

    /// The popup was opened, or all tabs are gone through: what is not known is asked again, and the badge
    /// is set again.
    pub(super) fn looked(&mut self, tab: i32, shown: Option<Shown>) -> Vec<Effect> {
        let mut effects = shown.map_or_else(Vec::new, |shown| self.catch_up(tab, shown));
        if self.needs_asking() {
            effects.extend(self.ask_unseen(tab));
        } else {
            effects.extend(self.badge(tab));
        }
        effects
    }

    /// The browser shows another document than the one that is known: its commit was not seen, or not
    /// stored before the worker died.
    #[inline(never)]
    pub(in crate::tabs) fn catch_up(&mut self, tab: i32, shown: Shown) -> Vec<Effect> {
        let known = |document: &Document| document.id == shown.document || document.at > shown.at;
        if self.document.as_ref().is_some_and(known) {
            return Vec::new();
        }
        let Some(site) = Site::from_url(&shown.url) else { return self.leave(tab) };
        if let Some(document) = self.take_remembered(&shown.document) {
            return self.return_to(tab, document, shown.at);
        }
        let address = digest(&shown.url);
        let candidate = self.take_candidate(address, shown.at);
        // When it was committed is known only by its event, if that is still to come.
        let mut document = Document::new(shown.document, address, site, shown.at);
        document.found = true;
        self.show_next(document);
        match candidate {
            Some(candidate) => self.join(tab, candidate, true),
            None => self.ask_unseen(tab),
        }
    }

    /// Whether nothing tells of the document's response, and nobody is being asked.
    fn needs_asking(&self) -> bool {
        self.document.as_ref().is_some_and(|document| document.is_unseen() && document.reading.is_none())
    }

    /// Whether the answer to this question is still wanted: a response may have come meanwhile.
    fn awaits(&self, id: &str, ask: u32) -> bool {
        self.document.as_ref().is_some_and(|document| document.is_unseen() && document.awaits(id, ask))
    }
}
