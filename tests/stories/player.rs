//! Lives a story: the core as `background.js` drives it, and the popup as the pages draw it, without a browser.

use std::collections::BTreeMap;

use faultline::Observation;
use faultline::explanation::headline;
use faultline::memory::Memory;
use faultline::neighbours::{self, Window, weigh};
use faultline::observation::{Fields, NetworkError};
use faultline::plain::{Lenient, Plain, Record as _};
use faultline::suffixes::Suffixes;
use faultline::tabs::{Effect, Event, RawField, RawPage, Recollection, Tab, Tabs, key};
use faultline::view::verdict;

use crate::recorded::Recorded;
use crate::script::{Got, Remembered, Says, Step};

const DAY: f64 = 86_400_000.0;

/// The visitor's browser.
pub struct Player<'r> {
    recorded: &'r [Recorded],
    tabs: Tabs,
    stored: BTreeMap<String, Plain>,
    remembered: BTreeMap<String, Remembered>,
    badges: BTreeMap<i32, String>,
    /// What every document holds, by its id.
    pages: BTreeMap<String, RawPage>,
    shown: BTreeMap<i32, (String, String)>,
    /// What the browser will answer, once it has done all that it was told.
    answers: Vec<Event>,
    chromium: bool,
    now: f64,
    suffixes: String,
}

impl<'r> Player<'r> {
    pub fn new(recorded: &'r [Recorded], remembered: BTreeMap<String, Remembered>, chromium: bool) -> Self {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/extension/data/suffixes.txt");
        Self {
            recorded,
            tabs: Tabs::new(),
            stored: BTreeMap::new(),
            remembered,
            badges: BTreeMap::new(),
            pages: BTreeMap::new(),
            shown: BTreeMap::new(),
            answers: Vec::new(),
            chromium,
            now: 0.0,
            suffixes: std::fs::read_to_string(path).expect("the list is there"),
        }
    }

    /// Whoever comes to an outage has been browsing for a while.
    fn begin(&mut self, at: f64) {
        let since = at - 3.0 * 3_600_000.0;
        let idle = Plain::List(vec![
            at.to_plain(),
            Plain::Text("before.example".into()),
            Plain::Text("answered".into()),
            Plain::Null,
            Plain::Null,
            Plain::Bool(true),
        ]);
        let window = Plain::List(vec![Plain::Whole(1), since.to_plain(), Plain::List(vec![idle])]);
        self.stored.insert(neighbours::KEY.to_owned(), window);
    }

    /// What happens in a step, until the browser is quiet again.
    pub fn live(&mut self, step: &Step) {
        if self.now == 0.0 {
            self.begin(step.time - 60_000.0);
        }
        self.now = step.time;
        let document = format!("document of {} at {}", step.host, step.at);
        match &step.got {
            Got::Recording(name) => self.load(step, &document, name),
            Got::Error(chromium, firefox) => self.fail(step, &document, chromium, firefox),
            Got::Check { status, error } => self.check(step, *status, error.as_ref()),
            Got::Look => {}
        }
        while !self.answers.is_empty() {
            for answer in std::mem::take(&mut self.answers) {
                self.send(answer);
            }
        }
    }

    fn load(&mut self, step: &Step, document: &str, name: &str) {
        let found = self.recorded.iter().find(|recorded| recorded.name == name);
        let Observation { status, fields, page, .. } =
            &found.unwrap_or_else(|| panic!("there is no recording {name}")).observation;
        let fields = fields.iter().flat_map(Fields::iter);
        let fields = fields.map(|(name, value)| RawField {
            name: name.to_owned(),
            value: Some(in_place(name, value, step.place.as_deref())),
        });
        let media_type = "text/html".to_owned();
        if let Some(page) = page {
            let head = page.head.replace("shop.example", &step.host);
            let raw = RawPage {
                media_type: page.media_type.clone().unwrap_or(media_type),
                head,
                tail: None,
                loading: false,
            };
            self.pages.insert(document.to_owned(), raw);
        }
        let lifecycle = self.chromium.then(|| "active".to_owned());
        let response = Event::Response {
            tab: step.tab,
            request: document.to_owned(),
            url: url(step),
            method: None,
            status: status.expect("a recording has a status").code(),
            fields: fields.collect(),
            address: None,
            proxied: None,
            at: step.time,
            document: None,
            lifecycle: lifecycle.clone(),
        };
        self.together(step, document, response, lifecycle);
    }

    /// A response or an error, and the commit of the page: in the order in which the browser tells them.
    fn together(&mut self, step: &Step, document: &str, event: Event, lifecycle: Option<String>) {
        self.shown.insert(step.tab, (document.to_owned(), url(step)));
        self.badges.remove(&step.tab);
        let commit = Event::Committed {
            tab: step.tab,
            document: document.to_owned(),
            url: url(step),
            at: step.time + 20.0,
            lifecycle,
        };
        let both = if self.chromium { [event, commit] } else { [commit, event] };
        for event in both {
            self.send(event);
        }
    }

    fn fail(&mut self, step: &Step, document: &str, chromium: &str, firefox: &str) {
        let error = if self.chromium { chromium } else { firefox };
        let lifecycle = self.chromium.then(|| "active".to_owned());
        let failed = Event::RequestFailed {
            tab: step.tab,
            request: document.to_owned(),
            url: url(step),
            error: error.to_owned(),
            at: step.time,
            document: None,
            lifecycle: lifecycle.clone(),
        };
        assert!(!NetworkError::new(error).is_abandoned(), "{error} is no error that a page shows");
        if !self.chromium {
            return self.together(step, document, failed, lifecycle);
        }
        self.send(failed);
        self.shown.insert(step.tab, (document.to_owned(), url(step)));
        self.badges.remove(&step.tab);
        self.send(Event::NavigationFailed {
            tab: step.tab,
            url: url(step),
            error: error.to_owned(),
            document: Some(document.to_owned()),
            at: step.time + 20.0,
        });
    }

    fn check(&mut self, step: &Step, status: Option<u16>, error: Option<&(String, String)>) {
        let (document, _) = self.shown.get(&step.tab).expect("the tab shows a page").clone();
        let error = error.map(|(chromium, firefox)| if self.chromium { chromium } else { firefox });
        self.send(Event::Checked {
            tab: step.tab,
            frame: 0,
            parent: -1,
            document: self.chromium.then_some(document),
            above: None,
            widget: true,
            status,
            error: error.cloned(),
            at: step.time,
        });
    }

    fn send(&mut self, event: Event) {
        for effect in self.tabs.handle(event) {
            self.perform(effect);
        }
    }

    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::SetBadge { tab, text, .. } => {
                self.badges.insert(tab, text);
            }
            Effect::Save { key, value } => {
                self.stored.insert(key, value);
            }
            Effect::Remove { key } => {
                self.stored.remove(&key);
            }
            Effect::Read { tab, key, window } => self.read(tab, &key, &window, None),
            Effect::ReadAndRecall { tab, key, window, host, .. } => {
                let recollection = self.recollection(host);
                self.read(tab, &key, &window, Some(recollection));
            }
            Effect::Recall { tab, host, .. } => {
                let recollection = Lenient(Some(self.recollection(host)));
                self.answers.push(Event::Recalled { tab, recollection });
            }
            Effect::ReadOptions { .. } => self.answers.push(Event::Options { value: Lenient(None) }),
            Effect::ReadPage { tab, document, ask, .. } => {
                let page = Lenient(self.pages.get(&document).cloned());
                self.answers.push(Event::PageRead { tab, document, ask, page });
            }
            Effect::CheckAccess { tab, document, ask, .. } => {
                self.answers.push(Event::Access { tab, document, ask, granted: true });
            }
            Effect::ReadTiming { tab, document, ask, .. } => {
                self.answers.push(Event::TimingRead { tab, document, ask, timing: Lenient(None) });
            }
            // What healthy visits teach is given by the story.
            Effect::Remember { .. }
            | Effect::Prune { .. }
            | Effect::List {}
            | Effect::Wait { .. }
            | Effect::StopWaiting { .. } => {}
        }
    }

    fn read(&mut self, tab: i32, key: &str, window: &str, recollection: Option<Recollection>) {
        let value = self.stored.get(key).cloned();
        let window = self.stored.get(window).cloned();
        let (document, url) = self.shown.get(&tab).cloned().unzip();
        self.answers.push(Event::Stored {
            tab,
            value: Lenient(value.and_then(Box::<Tab>::from_plain)),
            document,
            url,
            at: self.now,
            private: Some(false),
            window: Lenient(window.and_then(Window::from_plain)),
            recollection: Lenient(recollection),
        });
    }

    fn recollection(&self, host: String) -> Recollection {
        let value = self.remembered.get(&host).map(|Remembered { path, place, days }| {
            let day = faultline::memory::day(self.now - f64::from(*days) * DAY);
            let path = path.iter().map(|provider| Plain::Text(provider.clone().into())).collect();
            let place = place.clone().to_plain();
            Plain::List(vec![Plain::Whole(day.into()), Plain::Whole(1), Plain::List(path), place])
        });
        let value = Lenient(value.map(|value| Memory::from_plain(value).expect("a memory of the story")));
        Recollection { host, options: Lenient(None), pruned: None, value }
    }

    /// What the toolbar and the popup say of a step's tab now.
    pub fn said(&self, step: &Step) -> Says {
        let tab = self.stored.get(&key(step.tab)).cloned().and_then(Tab::from_plain);
        let document = tab.and_then(|tab| tab.document).expect("the tab's document is stored");
        let window =
            Window::from_stored(self.stored.get(neighbours::KEY).cloned().and_then(Window::from_plain));
        let suffixes = Suffixes::new(self.suffixes.as_bytes()).expect("the list is whole");
        let own = document.sighting();
        let finding =
            own.and_then(|own| weigh(&window, &own, self.now + 1000.0, &|host| suffixes.registrable(host)));
        let diagnosis = verdict(&document, finding.as_ref()).expect("the tab has a verdict");
        Says {
            badge: Some(self.badges.get(&step.tab).cloned().unwrap_or_default()),
            condition: Some(diagnosis.condition.as_str().to_owned()),
            party: Some(diagnosis.fault.party.as_str().to_owned()),
            provider: Some(diagnosis.fault.provider.map_or("", |provider| provider.as_str()).to_owned()),
            certainty: Some(diagnosis.certainty.as_str().to_owned()),
            headline: Some(headline(&diagnosis, &step.host).key.as_str().to_owned()),
            others: Some(
                finding.as_ref().map_or_else(String::new, |finding| {
                    format!("{} {}", finding.word.as_str(), finding.sites)
                }),
            ),
            place: Some(finding.and_then(|finding| finding.place).unwrap_or_default()),
        }
    }
}

fn url(step: &Step) -> String {
    format!("https://{}/", step.host)
}

/// A field of a recording, at the place of the story.
fn in_place(name: &str, value: &str, place: Option<&str>) -> String {
    match (name, place, value.rsplit_once('-')) {
        ("cf-ray", Some(place), Some((ray, _))) => [ray, place].join("-"),
        _ => value.to_owned(),
    }
}
