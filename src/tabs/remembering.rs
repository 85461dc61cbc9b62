//! What is asked of the memory and written into it, and what of it is known while the worker lives. It is read when
//! a host fails, and when a healthy host may be due to be written; what is known needs no question.

use super::{Choices, Document, Effect, Event, Recollection};
use crate::diagnosis::{Condition, Diagnosis};
use crate::memory::{self, Keys, Memory};
use crate::observation::Site;
use crate::plain::Compact;

use super::document::Witness;

/// Hosts, tabs and questions that are known at a time; the oldest is dropped.
const MOST: usize = 256;

/// What is known of the memory.
#[derive(Debug, Default)]
pub struct Remembering {
    /// Hosts with what is stored of them.
    hosts: Vec<(String, Option<Memory>)>,
    /// Tabs about whose host a question is open, or had no answer.
    open: Vec<i32>,
    /// The day on which was last looked for what is to be forgotten.
    pruned: Option<u32>,
}

impl Remembering {
    /// The host to ask about together with what is stored of a tab: a healthy page has no other call in which the
    /// answer could come.
    pub fn host_of(&self, event: &Event, choices: &Choices) -> Option<String> {
        let (url, at) = event.visited()?;
        let site = Site::from_url(url).filter(|site| !site.is_private())?;
        let today = memory::day(at);
        let settled =
            self.stored(&site.host).is_some_and(|stored| stored.is_some_and(|known| known.day >= today));
        (!settled && choices.remembers() != Some(false)).then_some(site.host)
    }

    /// The answer to a question; without one nothing is known, and it is not asked again.
    pub fn learn(&mut self, tab: i32, recollection: Option<Recollection>, choices: &mut Choices) {
        let Some(Recollection { host, options, pruned, value }) = recollection else { return };
        self.close(tab);
        // What was read while the options were being changed may be what they were before.
        if !choices.learn(options.0) {
            return;
        }
        self.pruned = self.pruned.max(pruned);
        if self.stored(&host).is_none() {
            push(&mut self.hosts, (host, value.0));
        }
    }

    /// The options were changed, or all was forgotten.
    pub fn forget(&mut self) {
        self.hosts.clear();
    }

    /// A tab is gone, or its question was answered.
    pub fn close(&mut self, tab: i32) {
        self.open.retain(|known| *known != tab);
    }

    /// What is to be done about a document of which something new is known. What is recalled is put into it.
    pub fn heed(
        &mut self,
        tab: i32,
        private: bool,
        document: &mut Document,
        choices: &Choices,
    ) -> Vec<Effect> {
        let at = document.answered_at.unwrap_or(document.at);
        if choices.cover(at) == Some(false) || document.site.is_private() {
            return Vec::new();
        }
        if let Some(memory) = taught(document, at) {
            // Of a private window nothing is kept.
            return if private {
                Vec::new()
            } else {
                self.remember(tab, &document.site.host, memory, choices)
            };
        }
        let asks = |diagnosis: &Diagnosis| {
            let turned_away = matches!(diagnosis.condition, Condition::Refused | Condition::Challenged);
            turned_away || document.badge().is_some()
        };
        if document.recalled.is_some() || !document.diagnosis.as_ref().is_some_and(asks) {
            return Vec::new();
        }
        let known = self.stored(&document.site.host).filter(|_| choices.remembers().is_some());
        if let Some(stored) = known {
            document.recalled = memory::recall(stored.cloned(), memory::day(document.at));
            return Vec::new();
        }
        self.ask(tab, &document.site.host)
    }

    fn remember(&mut self, tab: i32, host: &str, memory: Memory, choices: &Choices) -> Vec<Effect> {
        let stored = self.stored(host);
        if stored.is_some_and(|stored| !memory.is_due(stored)) {
            return Vec::new();
        }
        if stored.is_none() || choices.remembers().is_none() {
            return self.ask(tab, host);
        }
        let day = memory.day;
        self.hosts.retain(|(known, _)| known != host);
        push(&mut self.hosts, (host.to_owned(), Some(memory.clone())));
        let mut effects =
            vec![Effect::Remember { host: host.to_owned(), value: Compact(memory), keys: Keys }];
        if self.pruned.replace(day).is_none_or(|pruned| pruned != day) {
            let (before, most) = memory::forget(day);
            effects.push(Effect::Prune { before, most, day, keys: Keys });
        }
        effects
    }

    fn ask(&mut self, tab: i32, host: &str) -> Vec<Effect> {
        if self.open.contains(&tab) {
            return Vec::new();
        }
        push(&mut self.open, tab);
        vec![Effect::Recall { tab, host: host.to_owned(), keys: Keys }]
    }

    /// What is stored of a host, where that is known.
    #[allow(clippy::option_option)] // That nothing is stored is known as well.
    fn stored(&self, host: &str) -> Option<Option<&Memory>> {
        self.hosts.iter().find_map(|(known, stored)| (known == host).then_some(stored.as_ref()))
    }
}

/// What a document teaches: only one whose response was seen with its fields.
fn taught(document: &Document, at: f64) -> Option<Memory> {
    let seen = document.witness == Witness::Events && document.request.is_some();
    let diagnosis = document.diagnosis.as_ref().filter(|_| seen)?;
    memory::remember(diagnosis, at)
}

fn push<T>(list: &mut Vec<T>, value: T) {
    if list.len() >= MOST {
        list.remove(0);
    }
    list.push(value);
}
