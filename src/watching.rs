//! Parts of pages as the worker sees them, where the user asked for that: a tab that is watched until it closes, and
//! pages that are read once after their load. Events in, effects out, as in [`crate::tabs`].
//!
//! This is an engine of its own, which the worker loads when the first such event comes. Whoever asked for nothing pays
//! nothing. What a watched tab asks for is seen with its status and fields, so that a failing part is judged as a page is:
//! by the first engine, whose tables stand in the worker once.

mod effect;
mod event;
mod seen;
#[cfg(test)]
mod tests;
mod watch;

pub use effect::Effect;
pub use event::{Event, Page, Request};
pub use watch::{Watch, key};

use crate::diagnosis::Blame;
use crate::observation::Site;
use crate::parts::{Question, RawParts, Summary, ThirdParties, summarize};
use crate::plain::Lenient;
use crate::tabs::Answer;
use seen::Seen;

/// Who judges an answer: [`Answer::blame`], which in the browser stands in the worker's first wasm.
pub type Judge = fn(&Answer) -> Option<Blame>;

/// All tabs that are watched, the list of third parties, and who judges.
#[derive(Debug)]
pub struct Watching {
    tabs: Vec<(i32, Box<Watch>)>,
    companies: Vec<u8>,
    judge: Judge,
}

impl Watching {
    /// Nothing is watched yet. `companies` is the file of the known third parties; without it only the best-known counters
    /// are quiet.
    #[must_use]
    pub fn new(companies: Vec<u8>, judge: Judge) -> Self {
        Self { tabs: Vec::new(), companies, judge }
    }

    /// Takes events in their order and says what the browser shall do: of several states of a tab only the last counts.
    pub fn handle_all(&mut self, events: impl IntoIterator<Item = Event>) -> Vec<Effect> {
        let mut wanted: Vec<Effect> = Vec::new();
        for effect in events.into_iter().flat_map(|event| self.handle(event)) {
            wanted.retain(|earlier| !effect.replaces(earlier));
            wanted.push(effect);
        }
        wanted
    }

    /// Takes an event and says what the browser shall do; total.
    pub fn handle(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Watched { tab, document, url, value, at } => {
                self.begin(tab, Page { document, url, at }, value)
            }
            Event::Unwatched { tab } => {
                self.tabs.retain(|(known, _)| *known != tab);
                vec![Effect::Remove { key: key(tab) }]
            }
            Event::Committed { tab, document, url, lifecycle, at } => {
                let Some(watch) = self.of(tab).filter(|_| lifecycle.as_deref() != Some("prerender")) else {
                    return Vec::new();
                };
                // The same document again is a step within the page.
                if watch.document != document {
                    watch.turn_to(Page { document, url: Some(url), at });
                }
                self.changed(tab, at)
            }
            Event::Ended { request } => self.ended(request),
            Event::Loaded { tab, document, url } => {
                vec![Effect::ReadParts { tab, url, question: Question::about(document) }]
            }
            Event::PartsRead { tab, document, url, at, raw } => {
                let Some(site) = Site::from_url(&url) else { return Vec::new() };
                let raw: Vec<RawParts> = raw.into_iter().filter_map(|raw| raw.0).collect();
                let failing = self.summary(&raw, &site).raises_an_alarm();
                // A page is read once: of one that is well nothing has to be taken back.
                let told = Effect::Tell { tab, document, failing, at };
                if failing { vec![told] } else { Vec::new() }
            }
        }
    }

    /// A tab is watched from now on, or again by a worker that woke.
    fn begin(&mut self, tab: i32, page: Page, value: Lenient<Box<Watch>>) -> Vec<Effect> {
        if self.of(tab).is_some() {
            return Vec::new();
        }
        // What a worker saw before it died may be of another page: only how long the tab is watched is still true.
        let stored = value.0.filter(|watch| watch.is_current_version());
        let since = stored.map_or(page.at, |watch| watch.since);
        let watch = Box::new(Watch::new(page, since));
        let save = watch.save(tab);
        self.tabs.push((tab, watch));
        vec![save]
    }

    /// A request of a watched tab was answered, or ended with an error.
    fn ended(&mut self, request: Request) -> Vec<Effect> {
        let judge = self.judge;
        let Some(watch) = self.of(request.tab).filter(|_| !request.is_unseen()) else { return Vec::new() };
        let (tab, at) = (request.tab, request.at);
        if request.is_the_page() {
            watch.answer(&request);
            return vec![watch.save(tab)];
        }
        let own = |site: &Site| Site::from_url(&request.url).is_some_and(|part| part.is_under(&site.host));
        let counts = !request.is_inside_a_frame() || watch.site.as_ref().is_some_and(own);
        let seen = if counts { Seen::of(request, judge) } else { None };
        if seen.is_some_and(|seen| watch.note(seen)) { self.changed(tab, at) } else { Vec::new() }
    }

    /// What is stored of a tab, and what the tabs' engine is told. That nothing fails any more is only known of what was
    /// seen from the beginning.
    fn changed(&mut self, tab: i32, at: f64) -> Vec<Effect> {
        let Some(watch) = self.of(tab) else { return Vec::new() };
        let (save, raw, whole) = (watch.save(tab), watch.parts(), watch.whole);
        let (Some(site), Some(document)) = (watch.site.clone(), watch.document.clone()) else {
            return vec![save];
        };
        let failing = self.summary(&[raw], &site).raises_an_alarm();
        let told = Effect::Tell { tab, document, failing, at };
        if failing || whole { vec![save, told] } else { vec![save] }
    }

    fn of(&mut self, tab: i32) -> Option<&mut Watch> {
        self.tabs.iter_mut().find(|(known, _)| *known == tab).map(|(_, watch)| &mut **watch)
    }

    fn summary(&self, raw: &[RawParts], site: &Site) -> Summary {
        summarize(raw, site, &[], ThirdParties::read(&self.companies).as_ref())
    }
}
