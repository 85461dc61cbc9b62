//! From a joined response to what the toolbar and the popup show: by the fields first, then by the page.

use super::super::candidates::Candidate;
use super::super::document::{Document, Run, Witness};
use super::super::{Effect, RawPage, key};
use super::Tab;
use crate::diagnosis::Condition;
use crate::observation::Page;
use crate::plain::Record as _;

/// How many characters of the document are read: the error pages are shorter, and a customer's page has
/// the provider's box near its end.
const HEAD: u32 = 48 * 1024;
const TAIL: u32 = 16 * 1024;
/// How long the page may keep silent before it counts as one that cannot be read; the function in it
/// gives what there is a little earlier.
pub(in crate::tabs) const PATIENCE: u32 = 2000;
/// A document that is still being received is asked once more, this long.
pub(super) const LONG_PATIENCE: u32 = 20_000;
/// How much earlier the function in the page answers.
const HEAD_START: u32 = 300;

impl Tab {
    /// Joins the document with its response: shown by the fields first, then read if that is needed.
    pub(super) fn join(&mut self, tab: i32, candidate: Candidate, readable: bool) -> Vec<Effect> {
        let Some(document) = &mut self.document else { return Vec::new() };
        document.answered_at = Some(candidate.at);
        document.request = Some(candidate.request);
        document.outcome = Some(candidate.outcome);
        document.witness = Witness::Events;
        document.patient = false;
        if !readable {
            document.last_look(None);
            return self.settle(tab, true);
        }
        self.first_look(tab)
    }

    /// Shows what the outcome says, and reads the page if that is needed.
    pub(super) fn first_look(&mut self, tab: i32) -> Vec<Effect> {
        let Some(document) = &mut self.document else { return Vec::new() };
        if !document.first_look() {
            return self.settle(tab, true);
        }
        self.keep_steady();
        let ask = self.ask(tab, PATIENCE);
        let mut effects = self.show(tab);
        effects.extend(ask);
        effects
    }

    /// A page that reloads itself keeps its verdict while its next copy is being read, unless the fields of
    /// that copy prove another party.
    fn keep_steady(&mut self) {
        let Some(document) = &mut self.document else { return };
        let last = self.remembered.as_ref().filter(|last| last.address == document.address);
        let Some(last) = last.filter(|last| last.outcome.is_none() && self.before <= last.at) else { return };
        let (Some(now), Some(then)) = (&document.diagnosis, &last.diagnosis) else { return };
        let fits = now.condition == Condition::Unclear || now.fault.party == then.fault.party;
        if fits && now.status == then.status {
            document.diagnosis.clone_from(&last.diagnosis);
        }
    }

    #[inline(never)]
    pub(super) fn page_read(&mut self, tab: i32, id: &str, ask: u32, page: Option<RawPage>) -> Vec<Effect> {
        let Some(document) = self.document.as_mut().filter(|document| document.awaits(id, ask)) else {
            return Vec::new();
        };
        let loading = page.as_ref().is_some_and(|page| page.loading);
        let again = document.patient;
        let read = page.is_some();
        document.reading = None;
        if loading && !again {
            // Of what is there so far only a provider's own page says something; the rest is waited for once.
            document.look_at_part(page.map(RawPage::into_page));
            document.patient = true;
            let ask = self.ask(tab, LONG_PATIENCE);
            let mut effects = self.show(tab);
            effects.extend(ask);
            return effects;
        }
        if read || !again {
            document.last_look(page.map(RawPage::into_page));
        }
        self.settle(tab, read)
    }

    /// The last word on this document: its raw material is dropped, and its failure is counted. A page that
    /// could not be read may have been left at that moment: it is asked again if it comes back.
    fn settle(&mut self, tab: i32, read: bool) -> Vec<Effect> {
        if let Some(document) = &mut self.document {
            if read {
                document.outcome = None;
            }
            document.reading = None;
            if !document.counted {
                document.counted = true;
                let repeats = self.remembered.as_ref().is_some_and(|last| last.repeats(document));
                let before = document.run.filter(|_| repeats);
                let (since, times) = before.map_or((document.at, 0), |run| (run.since, run.times));
                document.run = Some(Run { since, times: times + 1 });
            }
        }
        self.show(tab)
    }

    pub(super) fn ask(&mut self, tab: i32, patience: u32) -> Option<Effect> {
        let (document, ask) = self.open_question()?;
        Some(read_page(tab, document.id.clone(), ask, patience))
    }

    /// Gives the next question about the document its number, by which its answer is known.
    pub(super) fn open_question(&mut self) -> Option<(&Document, u32)> {
        let document = self.document.as_mut()?;
        self.asked = self.asked.saturating_add(1);
        document.reading = Some(self.asked);
        Some((document, self.asked))
    }

    /// The badge of what is known now, and the state for the popup.
    pub(super) fn show(&mut self, tab: i32) -> Vec<Effect> {
        let mut effects = self.badge(tab);
        effects.push(self.save(tab));
        effects
    }

    /// The badge of what is known now.
    pub(in crate::tabs) fn badge(&mut self, tab: i32) -> Vec<Effect> {
        let Some(document) = &mut self.document else { return Vec::new() };
        let badge = document.badge();
        let badged = std::mem::replace(&mut document.badged, badge.is_some());
        match badge {
            Some(badge) => vec![Effect::SetBadge {
                tab,
                text: badge.text,
                colour: badge.tone.colour().into(),
                title: badge.title,
            }],
            // The browser takes the badge away at every commit; within a document it is ours to do.
            None if badged => vec![Effect::no_badge(tab)],
            None => Vec::new(),
        }
    }

    pub(in crate::tabs) fn save(&self, tab: i32) -> Effect {
        Effect::Save { key: key(tab), value: self.to_plain().compact() }
    }
}

/// The question to the page. The same one, without a number, is asked of a failure while its tab's stored state is
/// still being fetched: the browser takes longer for it than for all else.
pub(in crate::tabs) const fn read_page(tab: i32, document: String, ask: u32, patience: u32) -> Effect {
    Effect::ReadPage { tab, document, ask, head: HEAD, tail: TAIL, wait: patience - HEAD_START, patience }
}

impl RawPage {
    fn into_page(self) -> Page {
        Page { media_type: Some(self.media_type.to_ascii_lowercase()), head: self.head, tail: self.tail }
    }
}
