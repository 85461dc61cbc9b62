//! Browsing stories: the events of a tab in the order in which a browser delivers them, and what the
//! toolbar shows after each.

pub(crate) mod answered;
mod any_order;
mod checking;
mod early;
mod half_broken;
mod joining;
mod muting;
mod observing;
mod overtaken;
mod remembering;
mod replacing;
mod sending;
mod silence;
mod storage;
mod unseen;

use std::collections::BTreeMap;

use answered::Answered;

use super::*;
use crate::memory::Memory;
use crate::options::Options;
use crate::plain::{Lenient, Plain};

const TAB: i32 = 7;
const SITE: &str = "https://shop.example/cart?item=1";
const CLOUDFLARE: &[(&str, &str)] = &[("server", "cloudflare"), ("cf-ray", "8f1c2d3e4a5b6c7d-FRA")];
pub(crate) const QUARTET: &[(&str, &str)] = &[
    ("server", "cloudflare"),
    ("cf-ray", "8f1c2d3e4a5b6c7d-FRA"),
    ("cache-control", "private, max-age=0, no-store, no-cache, must-revalidate, post-check=0, pre-check=0"),
    ("expires", "Thu, 01 Jan 1970 00:00:01 GMT"),
];
const BARE_500: &str = "<html><body><center><h1>500 Internal Server Error</h1></center><hr><center>cloudflare</center></body></html>";

/// A browser with a storage, which performs what the core wants and answers its questions.
struct Browser {
    tabs: Tabs,
    stored: Option<Plain>,
    /// What all tabs saw, as it is stored.
    window: Option<Plain>,
    options: Option<Options>,
    /// What is remembered: the values by the hosts, without digests.
    memory: BTreeMap<String, Plain>,
    /// How often an entry of it was read, and written.
    recalls: usize,
    remembers: usize,
    /// The day of the last pruning.
    pruned: Option<u32>,
    /// Whether the tab is in a private window.
    private: Option<bool>,
    badge: String,
    writes: usize,
    /// What every document holds, by its id; others cannot be read.
    pages: Vec<(&'static str, &'static str)>,
    /// What the navigation timing of every document tells, by its id: the status, and whether a service
    /// worker controls it.
    timings: Vec<(&'static str, (u16, bool))>,
    /// Whether the extension may see sites.
    permitted: bool,
    /// The document that the tab shows and its address.
    shown: Option<(String, String)>,
    now: f64,
    questions: Vec<Event>,
    /// The end of a wait that is under way.
    waiting: Option<Event>,
    /// Whether the browser tells the lifecycle with a commit, as Chromium does.
    lifecycles: bool,
}

impl Browser {
    /// Firefox, which tells no lifecycle.
    fn new() -> Self {
        Self {
            tabs: Tabs::new(),
            stored: None,
            window: None,
            options: None,
            memory: BTreeMap::new(),
            recalls: 0,
            remembers: 0,
            pruned: None,
            private: Some(false),
            badge: String::new(),
            writes: 0,
            pages: Vec::new(),
            timings: Vec::new(),
            permitted: true,
            shown: None,
            now: 0.0,
            questions: Vec::new(),
            waiting: None,
            lifecycles: false,
        }
    }

    fn chromium() -> Self {
        Self { lifecycles: true, ..Self::new() }
    }

    fn send(&mut self, event: Event) {
        match &event {
            Event::Committed { document, url, at, .. } => self.put(Some((document, url)), *at),
            Event::NavigationFailed { document: Some(document), url, at, error, .. }
                if error.starts_with("net::") && !document.starts_with("0000") =>
            {
                self.put(Some((document, url)), *at);
            }
            _ => {}
        }
        for effect in self.tabs.handle(event) {
            self.perform(effect);
        }
    }

    /// The tab shows another document, whether the worker is told so or not. Every commit resets the
    /// badge, whatever the extension had set.
    fn put(&mut self, shown: Option<(&str, &str)>, at: f64) {
        self.badge.clear();
        self.shown = shown.map(|(document, url)| (document.to_owned(), url.to_owned()));
        self.now = at;
    }

    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::SetBadge { text, .. } => self.badge = text,
            Effect::Save { key, value } if key == neighbours::KEY => self.window = Some(value),
            Effect::Save { value, .. } => {
                self.writes += 1;
                self.stored = Some(value);
            }
            Effect::Remove { .. } => self.stored = None,
            Effect::Read { tab, .. } => self.read(tab, None),
            Effect::ReadAndRecall { tab, host, .. } => {
                let recollection = self.recollection(host);
                self.read(tab, Some(recollection));
            }
            Effect::Recall { tab, host, .. } => {
                let recollection = Lenient(Some(self.recollection(host)));
                self.send(Event::Recalled { tab, recollection });
            }
            Effect::Remember { host, value, .. } => {
                self.remembers += 1;
                self.memory.insert(host, value.to_plain());
            }
            Effect::Prune { before, most, day, .. } => self.prune(before, most, day),
            Effect::ReadOptions { .. } => self.send(Event::Options { value: Lenient(self.options.clone()) }),
            Effect::List {} => self.send(Event::Listed { tabs: vec![TAB] }),
            Effect::Wait { tab, document, .. } => self.waiting = Some(Event::Waited { tab, document }),
            Effect::StopWaiting { .. } => self.waiting = None,
            Effect::CheckAccess { tab, document, ask, .. } => {
                self.questions.push(Event::Access { tab, document, ask, granted: self.permitted });
            }
            Effect::ReadTiming { tab, document, ask, .. } => {
                let found = self.timings.iter().find(|(id, _)| *id == document);
                let timing = found.map(|(_, (status, worker))| RawTiming {
                    status: *status,
                    worker: *worker,
                    at: 5.0,
                });
                self.questions.push(Event::TimingRead { tab, document, ask, timing: Lenient(timing) });
            }
            Effect::ReadPage { tab, document, ask, .. } => {
                let found = self.pages.iter().find(|(id, _)| *id == document);
                let page = found.map(|(_, html)| RawPage {
                    media_type: "text/html".into(),
                    head: (*html).into(),
                    tail: None,
                    loading: false,
                });
                self.questions.push(Event::PageRead { tab, document, ask, page: Lenient(page) });
            }
        }
    }

    fn read(&mut self, tab: i32, recollection: Option<Recollection>) {
        let value = Lenient(self.stored.clone().and_then(Box::<Tab>::from_plain));
        let (document, url) = self.shown.clone().unzip();
        let recollection = Lenient(recollection);
        self.send(Event::Stored {
            tab,
            value,
            document,
            url,
            at: self.now,
            private: self.private,
            window: Lenient(self.window.clone().and_then(Window::from_plain)),
            recollection,
        });
    }

    fn recollection(&mut self, host: String) -> Recollection {
        self.recalls += 1;
        let value = Lenient(self.memory.get(&host).cloned().and_then(Memory::from_plain));
        let options = Lenient(self.options.clone());
        Recollection { host, options, pruned: self.pruned, value }
    }

    /// As in `background.js`.
    fn prune(&mut self, before: u32, most: u32, day: u32) {
        let day_of = |value: &Plain| Memory::from_plain(value.clone()).map_or(0, |memory| memory.day);
        let mut entries: Vec<_> = std::mem::take(&mut self.memory).into_iter().collect();
        entries.sort_by_key(|(_, value)| std::cmp::Reverse(day_of(value)));
        entries.truncate(most as usize);
        self.memory = entries.into_iter().filter(|(_, value)| day_of(value) >= before).collect();
        self.pruned = Some(day);
    }

    /// The page and the browser answer, until no question is open.
    fn answer(&mut self) {
        while !self.questions.is_empty() {
            for answer in std::mem::take(&mut self.questions) {
                self.send(answer);
            }
        }
    }

    /// Nothing more comes: waits end, and all questions are answered.
    fn settle(&mut self) {
        if let Some(end) = self.waiting.take() {
            self.send(end);
        }
        self.answer();
    }

    fn kill_the_worker(&mut self) {
        self.tabs = Tabs::new();
        self.questions.clear();
        self.waiting = None;
    }

    /// The popup is opened.
    fn look(&mut self) {
        let (document, url) = self.shown.clone().unzip();
        self.send(Event::Looked { tab: TAB, document, url, at: self.now });
    }

    fn response(&mut self, url: &str, status: u16, fields: &[(&str, &str)], at: f64) {
        let request = at.to_string();
        self.send(Answered { request, url, status, fields, at, ..Answered::default() }.into());
    }

    /// The request that asked at 10 failed.
    fn fail(&mut self, error: &str, at: f64) {
        let (url, request, error) = (SITE.into(), "10".into(), error.into());
        self.send(Event::RequestFailed {
            tab: TAB,
            request,
            url,
            error,
            at,
            document: None,
            lifecycle: self.lifecycles.then(|| "active".to_owned()),
        });
    }

    /// The navigation ended with an error, and this document is shown.
    fn fail_navigation(&mut self, document: &str, error: &str, at: f64) {
        let (url, error, document) = (SITE.into(), error.into(), Some(document.into()));
        self.send(Event::NavigationFailed { tab: TAB, url, error, document, at });
    }

    fn commit(&mut self, document: &str, url: &str, at: f64) {
        let (document, url) = (document.into(), url.into());
        let lifecycle = self.lifecycles.then(|| "active".to_owned());
        self.send(Event::Committed { tab: TAB, document, url, at, lifecycle });
    }

    /// The tab as it is stored.
    fn tab(&self) -> Option<Tab> {
        self.stored.clone().and_then(Tab::from_plain)
    }

    fn document(&self) -> Option<Document> {
        self.tab()?.document
    }

    fn verdict(&self) -> Option<(&'static str, &'static str)> {
        let diagnosis = self.document()?.diagnosis?;
        Some((diagnosis.condition.as_str(), diagnosis.fault.party.as_str()))
    }
}
