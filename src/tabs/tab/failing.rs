//! Requests and navigations that ended with an error.

use super::super::Effect;
use super::super::candidates::Candidate;
use super::super::document::{Document, Outcome};
use super::{Tab, digest};
use crate::observation::{NetworkError, Site};

impl Tab {
    /// A request ended with an error. Chromium tells it once more with the page that it shows instead
    /// (`told_again`), Firefox does not.
    pub(super) fn request_failed(
        &mut self,
        tab: i32,
        request: String,
        url: &str,
        error: &str,
        at: f64,
        told_again: bool,
    ) -> Vec<Effect> {
        let error = NetworkError::new(error);
        if error.is_abandoned() {
            return self.abandoned(tab, request, at);
        }
        // A response that came before the error stands: a page that broke off, or one that only the
        // browser would not show.
        let of = |document: &Document| document.request.as_ref() == Some(&request);
        let answered = self.document.as_ref().is_some_and(of)
            || self.remembered.iter().any(of)
            || self.candidates.knows(&request);
        if told_again || answered || error.stands_for_a_response() {
            return Vec::new();
        }
        let outcome = Outcome::Error { name: error.name };
        self.candidate(tab, Candidate { request, address: digest(url), at, outcome })
    }

    /// A load was given up. Firefox may have delivered its response after the commit of another document of
    /// the same address: that is taken back.
    fn abandoned(&mut self, tab: i32, request: String, at: f64) -> Vec<Effect> {
        let wrongly_joined = self.document.as_mut().filter(|document| {
            document.request.as_ref() == Some(&request) && at < document.at && !document.found
        });
        if let Some(document) = wrongly_joined {
            document.request = None;
            document.outcome = None;
            document.diagnosis = None;
            document.answered_at = None;
            document.reading = None;
            self.candidates.end(request);
            return self.ask_unseen(tab);
        }
        if self.candidates.end(request) { vec![self.save(tab)] } else { Vec::new() }
    }

    /// Chromium shows its own page in place of an answer, without a commit. Firefox reports numbers
    /// here, even for navigations that succeed, and commits the failed address.
    pub(super) fn navigation_failed(
        &mut self,
        tab: i32,
        document: Option<&str>,
        url: &str,
        error: &str,
        at: f64,
    ) -> Vec<Effect> {
        let shown = document.filter(|id| id.bytes().any(|byte| byte != b'0' && byte != b'-'));
        let error_of_firefox = error.starts_with("Error code ");
        let Some(id) = shown.filter(|_| !error_of_firefox) else { return Vec::new() };
        let error = NetworkError::new(error);
        if error.is_abandoned() {
            return Vec::new();
        }
        let address = digest(url);
        let by_error =
            |name| Candidate { request: String::new(), address, at, outcome: Outcome::Error { name } };
        if let Some(document) = self.document.as_mut().filter(|document| document.id == id) {
            // A page that broke off is known; an error page was at most found before its event came.
            let found = std::mem::take(&mut document.found);
            return if found && document.is_unseen() {
                self.join(tab, by_error(error.name), false)
            } else {
                Vec::new()
            };
        }
        let Some(site) = Site::from_url(url) else { return self.leave(tab) };
        let candidate = self.take_candidate(address, at);
        self.show_next(Document::new(id.to_owned(), address, site, at));
        // The browser's own page is shown: there is nothing to read.
        match candidate {
            Some(candidate) => self.join(tab, candidate, false),
            // The site's own service worker gave an empty answer, and its status is not told: it may be
            // a page that is only missing.
            None if error.stands_for_a_response() => self.show(tab),
            None => self.join(tab, by_error(error.name), false),
        }
    }
}
