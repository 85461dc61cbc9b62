//! What each tab shows: browser events in, effects out.
//!
//! A commit is the truth, a response is only a candidate, and they are joined in either order: Chromium
//! delivers the response before the commit, Firefox mostly after it. Whatever arrives, time comes with
//! the event, and the worker may die between any two: a tab's state is one stored value, read again
//! when its next event finds the memory empty.
//!
//! Life of a document: committed, joined with its response, shown by its fields alone, read, shown for
//! good. A document that is gone answers to nobody.

mod candidates;
mod document;
mod effect;
mod event;
mod tab;

pub use document::{Document, Run};
pub use effect::Effect;
pub use event::{Event, RawField, RawPage};
pub use tab::Tab;

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
    Fetching(Vec<Event>),
    Ready(Box<Tab>),
}

/// All tabs that had an event since the worker woke.
#[derive(Debug, Default)]
pub struct Tabs {
    slots: Vec<(i32, Slot)>,
    /// Tabs that were closed: Firefox delivers the end of their requests later.
    closed: Vec<i32>,
}

impl Tabs {
    /// No tabs yet, as after every start of the worker.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes an event and says what the browser shall do; total.
    pub fn handle(&mut self, event: Event) -> Vec<Effect> {
        let tab = event.tab();
        match event {
            Event::Removed { tab } => {
                self.slots.retain(|(known, _)| *known != tab);
                if self.closed.len() >= MOST_CLOSED {
                    self.closed.remove(0);
                }
                self.closed.push(tab);
                return vec![Effect::Remove { key: key(tab) }];
            }
            Event::Stored { value, .. } => return self.fetched(tab, value.0),
            Event::Committed { .. } => self.closed.retain(|closed| *closed != tab),
            _ if self.closed.contains(&tab) => return Vec::new(),
            _ => {}
        }
        match self.slots.iter_mut().find(|(known, _)| *known == tab) {
            Some((_, Slot::Ready(state))) => state.handle(tab, event),
            Some((_, Slot::Fetching(waiting))) => {
                if waiting.len() < MOST_WAITING {
                    waiting.push(event);
                }
                Vec::new()
            }
            None => {
                self.slots.push((tab, Slot::Fetching(vec![event])));
                vec![Effect::Read { tab, key: key(tab) }]
            }
        }
    }

    /// The stored state of a tab came, or there was none: its waiting events go on in their order.
    fn fetched(&mut self, tab: i32, value: Option<Box<Tab>>) -> Vec<Effect> {
        let Some((_, slot)) = self.slots.iter_mut().find(|(known, _)| *known == tab) else {
            return Vec::new();
        };
        let Slot::Fetching(waiting) = slot else { return Vec::new() };
        let waiting = std::mem::take(waiting);
        let mut state = value.filter(|stored| stored.is_current_version()).unwrap_or_default();
        let mut effects = state.resume(tab);
        for event in waiting {
            effects.extend(state.handle(tab, event));
        }
        *slot = Slot::Ready(state);
        effects
    }
}

/// More events than this cannot wait for one read of the storage unless it hangs.
const MOST_WAITING: usize = 1000;
/// Closed tabs that are remembered until the worker dies.
const MOST_CLOSED: usize = 64;

#[cfg(test)]
mod tests;
