//! What each tab shows: browser events in, effects out.
//!
//! A commit is the truth, a response is only a candidate, and they are joined in either order: Chromium
//! delivers the response before the commit, Firefox mostly after it. Whatever arrives, time comes with
//! the event, and the worker may die between any two: a tab's state is one stored value, read again
//! when its next event finds the memory empty.
//!
//! Life of a document: committed, joined with its response, shown by its fields alone, read, shown for
//! good. A document that is gone answers to nobody. One without a response is asked what its own
//! navigation timing tells, once.

mod answer;
mod candidates;
mod choices;
mod document;
mod effect;
mod event;
mod remembering;
mod tab;

use crate::memory::Keys;
use crate::neighbours::{self, Window};
use crate::plain::Record as _;
pub use answer::Answer;
use choices::Choices;
use document::EARLY;
pub use document::{Document, Run, Witness};
pub use effect::Effect;
pub use event::{Event, RawField, RawPage, RawTiming, Recollection};
use remembering::Remembering;
use tab::Shown;
pub use tab::Tab;
use tab::read_fields;
#[cfg(not(feature = "background"))]
pub(crate) use tab::{digest, is_redirect};

/// The key of a tab's stored state.
#[must_use]
pub fn key(tab: i32) -> String {
    let mut key = String::from("tab.");
    key.push_str(&tab.to_string());
    key
}

/// A tab that is known, or one whose stored state is being fetched while its events wait.
#[derive(Debug)]
enum Slot {
    Fetching {
        waiting: Vec<Event>,
        /// The tab that this one replaces, under whose key the state is stored.
        from: Option<i32>,
    },
    Ready(Box<Tab>),
}

/// All tabs that had an event since the worker woke.
#[derive(Debug, Default)]
pub struct Tabs {
    slots: Vec<(i32, Slot)>,
    /// Tabs that were closed: Firefox delivers the end of their requests later.
    closed: Vec<i32>,
    choices: Choices,
    remembering: Remembering,
    /// What all of them saw of late, once that was read.
    window: Option<Window>,
    /// When the last event was that tells its time, in milliseconds since 1970.
    now: f64,
    /// The browser is being asked which tabs there are.
    listing: bool,
    /// The extension started, and has not looked at the tabs since.
    starting: bool,
    /// Tabs that showed no document when they were looked at after a start, and how often they were.
    blank: Vec<(i32, u32)>,
}

impl Tabs {
    /// No tabs yet, as after every start of the worker.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes events in their order and says what the browser shall do: of several states of a tab only the
    /// last is written, and of several badges only the last is shown.
    pub fn handle_all(&mut self, events: impl IntoIterator<Item = Event>) -> Vec<Effect> {
        let mut wanted: Vec<Effect> = Vec::new();
        for event in events {
            for effect in self.handle(event) {
                if let Some(index) = wanted.iter().position(|earlier| effect.replaces(earlier)) {
                    wanted.remove(index);
                }
                wanted.push(effect);
            }
        }
        wanted
    }

    /// Takes an event and says what the browser shall do; total.
    pub fn handle(&mut self, event: Event) -> Vec<Effect> {
        self.now = event.at().unwrap_or(self.now);
        let effects = match event {
            Event::Started {} => {
                self.starting = true;
                self.list()
            }
            Event::Online { at } => {
                // A worker that knows of no visit yet has no beginning to tell of.
                self.window
                    .iter_mut()
                    .map(|window| {
                        window.begin(at);
                        save(window)
                    })
                    .collect()
            }
            Event::OptionsChanged {} => {
                self.remembering.forget();
                let mut effects = vec![self.choices.read_again()];
                effects.extend(self.list());
                effects
            }
            Event::Options { value } => {
                self.choices.know(value.0);
                // What is stored of it the options' page removes itself.
                if let Some(window) = &mut self.window {
                    window.forget(|at| self.choices.forgot(at));
                }
                let mut effects = Vec::new();
                for (id, tab) in self.ready() {
                    effects.extend(tab.badge(id));
                }
                effects
            }
            Event::Listed { tabs } => {
                self.listing = false;
                if std::mem::take(&mut self.starting) {
                    self.blank = tabs.iter().map(|&tab| (tab, 0)).collect();
                }
                let mut effects = Vec::new();
                for tab in tabs {
                    effects.extend(self.look(tab));
                }
                effects
            }
            Event::Recalled { tab, recollection } => {
                self.remembering.learn(tab, recollection.0, &mut self.choices);
                let mut effects = self.recollect(tab);
                effects.extend(self.observe(tab));
                effects
            }
            event => {
                let tab = event.tab();
                let mut effects = self.of_one_tab(event);
                // What is not worth a write teaches nothing either.
                if let Some(tab) = tab.filter(|_| effects.iter().any(|effect| effect.written().is_some())) {
                    effects.extend(self.recollect(tab));
                    effects.extend(self.observe(tab));
                }
                effects
            }
        };
        self.heed(effects)
    }

    fn of_one_tab(&mut self, event: Event) -> Vec<Effect> {
        let Some(tab) = event.tab() else { return Vec::new() };
        match event {
            Event::Removed { tab } => {
                self.slots.retain(|(known, _)| *known != tab);
                self.remembering.close(tab);
                self.close(tab);
                return vec![Effect::StopWaiting { tab }, Effect::Remove { key: key(tab) }];
            }
            Event::Replaced { tab, by } => return self.replaced(tab, by),
            Event::Waited { document, .. } if document.is_empty() => {
                return vec![read(tab, key(tab))];
            }
            Event::Stored { value, document, url, at, private, window, recollection, .. } => {
                self.remembering.learn(tab, recollection.0, &mut self.choices);
                self.window.get_or_insert_with(|| Window::from_stored(window.0));
                return self.fetched(tab, value.0, private, Shown::new(document, url, at));
            }
            Event::Committed { .. } => self.closed.retain(|closed| *closed != tab),
            _ if self.closed.contains(&tab) => return Vec::new(),
            _ => {}
        }
        match self.slots.iter_mut().find(|(known, _)| *known == tab) {
            Some((_, Slot::Ready(state))) => state.handle(tab, event),
            Some((_, Slot::Fetching { waiting, .. })) => {
                let asked = failing_document(waiting).is_some();
                if waiting.len() < MOST_WAITING {
                    waiting.push(event);
                }
                match failing_document(waiting) {
                    Some(document) if !asked => {
                        vec![tab::read_page(tab, document.clone(), EARLY, tab::PATIENCE)]
                    }
                    _ => Vec::new(),
                }
            }
            None => {
                let host = self.remembering.host_of(&event, &self.choices);
                self.slots.push((tab, Slot::Fetching { waiting: vec![event], from: None }));
                let key = key(tab);
                vec![match host {
                    Some(host) => {
                        Effect::ReadAndRecall { tab, key, window: neighbours::KEY.into(), host, keys: Keys }
                    }
                    None => read(tab, key),
                }]
            }
        }
    }

    /// What a document teaches about its host, or what is remembered of it.
    fn recollect(&mut self, tab: i32) -> Vec<Effect> {
        let slot = self.slots.iter_mut().find(|(known, _)| *known == tab);
        let Some((_, Slot::Ready(state))) = slot else { return Vec::new() };
        let Some(document) = &mut state.document else { return Vec::new() };
        let before = document.recalled.is_some();
        let mut effects = self.remembering.heed(tab, state.private, document, &self.choices);
        if document.recalled.is_some() != before {
            effects.push(state.save(tab));
        }
        effects
    }

    /// Notes what a document says to others. Nothing of a private window is noted.
    fn observe(&mut self, tab: i32) -> Option<Effect> {
        let window = self.window.as_mut()?;
        let slot = self.slots.iter().find(|(known, _)| *known == tab);
        let Some((_, Slot::Ready(state))) = slot else { return None };
        let sighting = state.document.as_ref().filter(|_| !state.private)?.sighting()?;
        // A page that is still shown tells nothing again that was forgotten meanwhile.
        let forgotten = self.choices.forgot(sighting.at);
        let changed = !forgotten && window.note(sighting, self.now);
        changed.then(|| save(window))
    }

    /// Asks which tabs there are, unless the answer is under way: a start is told by several events.
    fn list(&mut self) -> Vec<Effect> {
        let under_way = std::mem::replace(&mut self.listing, true);
        if under_way { Vec::new() } else { vec![Effect::List {}] }
    }

    /// A tab whose badge may have to change, or that may show what was not seen.
    fn look(&mut self, tab: i32) -> Vec<Effect> {
        self.of_one_tab(Event::Looked { tab, document: None, url: None, at: 0.0 })
    }

    /// The stored state of a tab came, or there was none: its waiting events go on in their order. What it
    /// shows now may be a document whose commit was handled by a worker that died before it was stored.
    #[inline(never)]
    fn fetched(
        &mut self,
        tab: i32,
        value: Option<Box<Tab>>,
        private: Option<bool>,
        shown: Option<Shown>,
    ) -> Vec<Effect> {
        let again = self.wait_for_a_document(tab, shown.is_some());
        let Some((_, slot)) = self.slots.iter_mut().find(|(known, _)| *known == tab) else {
            return Vec::new();
        };
        let (waiting, from) = match slot {
            Slot::Fetching { waiting, from } => (std::mem::take(waiting), *from),
            // It was read once more for what it shows.
            Slot::Ready(state) => return shown.map_or(again, |shown| state.catch_up(tab, shown)),
        };
        let early = failing_document(&waiting).cloned();
        let mut state = value.filter(|stored| stored.is_current_version()).unwrap_or_default();
        // A tab that cannot be asked counts as a private one.
        state.private = private != Some(false);
        let mut effects = state.resume(tab);
        if let Some(from) = from {
            effects.extend([state.save(tab), Effect::Remove { key: key(from) }]);
        }
        for event in waiting {
            effects.extend(state.handle(tab, event));
        }
        match shown {
            Some(shown) => effects.extend(state.catch_up(tab, shown)),
            None if state.host().is_none() => effects.extend(again),
            None => {}
        }
        *slot = Slot::Ready(state);
        // What was asked early is asked: its answer is that of the question which the tab numbered just now.
        let again = |effect: &Effect| matches!(effect, Effect::ReadPage { document, patience: tab::PATIENCE, .. } if Some(document) == early.as_ref());
        if let Some(index) = effects.iter().position(again) {
            effects.remove(index);
        }
        effects
    }

    /// A browser that starts with many tabs, or switches the extension on meanwhile, may commit one of their
    /// documents and tell nobody: who shows none after a start is looked at again, a few times.
    fn wait_for_a_document(&mut self, tab: i32, shows: bool) -> Vec<Effect> {
        let Some(index) = self.blank.iter().position(|(known, _)| *known == tab) else { return Vec::new() };
        let times = &mut self.blank[index].1;
        if shows || *times >= MOST_LOOKS {
            self.blank.swap_remove(index);
            return Vec::new();
        }
        *times += 1;
        vec![Effect::Wait { tab, document: String::new(), milliseconds: BETWEEN_LOOKS }]
    }

    /// Another tab takes the place of one, and its state with it.
    fn replaced(&mut self, tab: i32, by: i32) -> Vec<Effect> {
        self.close(tab);
        let old = self.slots.iter().position(|(known, _)| *known == tab);
        let old = old.map(|index| self.slots.swap_remove(index).1);
        if self.slots.iter().any(|(known, _)| *known == by) {
            return vec![Effect::Remove { key: key(tab) }];
        }
        if let Some(Slot::Ready(state)) = old {
            let effects = vec![state.save(by), Effect::Remove { key: key(tab) }];
            self.slots.push((by, Slot::Ready(state)));
            return effects;
        }
        self.slots.push((by, Slot::Fetching { waiting: Vec::new(), from: Some(tab) }));
        vec![read(by, key(tab))]
    }

    fn close(&mut self, tab: i32) {
        if self.closed.len() >= MOST_CLOSED {
            self.closed.remove(0);
        }
        self.closed.push(tab);
    }

    fn ready(&mut self) -> impl Iterator<Item = (i32, &mut Box<Tab>)> {
        self.slots.iter_mut().filter_map(
            |(id, slot)| {
                if let Slot::Ready(tab) = slot { Some((*id, tab)) } else { None }
            },
        )
    }

    /// Holds back the badges of muted sites, and all of them until it is known which these are.
    fn heed(&mut self, effects: Vec<Effect>) -> Vec<Effect> {
        let mut heeded = Vec::with_capacity(effects.len());
        for effect in effects {
            let allowed = match &effect {
                Effect::SetBadge { tab, text, .. } if !text.is_empty() => {
                    self.choices.allow_badge(self.host(*tab))
                }
                _ => Some(true),
            };
            match (allowed, effect) {
                (Some(false), Effect::SetBadge { tab, .. }) => heeded.push(Effect::no_badge(tab)),
                (None, _) => heeded.extend(self.choices.read()),
                (_, effect) => heeded.push(effect),
            }
        }
        heeded
    }

    fn host(&self, tab: i32) -> Option<&str> {
        self.slots.iter().find_map(|(known, slot)| match slot {
            Slot::Ready(state) if *known == tab => state.host(),
            _ => None,
        })
    }
}

fn save(window: &Window) -> Effect {
    Effect::Save { key: neighbours::KEY.to_owned(), value: window.to_plain().compact() }
}

fn read(tab: i32, key: String) -> Effect {
    Effect::Read { tab, key, window: neighbours::KEY.into() }
}

/// The document of the first failing response among events that wait: its page will have to be read. Before the tab
/// is known that is a guess, which at worst costs an answer that nobody waits for.
fn failing_document(waiting: &[Event]) -> Option<&String> {
    let failed = waiting.iter().find_map(|event| match event {
        Event::Response { url, status: 500.., document: None, .. } => Some(url),
        _ => None,
    })?;
    waiting.iter().find_map(|event| match event {
        Event::Committed { document, url, .. } if url == failed => Some(document),
        _ => None,
    })
}

/// How often a tab without a document is looked at again after a start, and after how many milliseconds each.
const MOST_LOOKS: u32 = 4;
const BETWEEN_LOOKS: u32 = 1500;
/// More events than this cannot wait for one read of the storage unless it hangs.
const MOST_WAITING: usize = 1000;
/// Closed tabs that are remembered until the worker dies.
const MOST_CLOSED: usize = 4096;

#[cfg(test)]
pub(crate) mod tests;
