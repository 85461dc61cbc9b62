//! Browsing stories: the events of a tab in the order in which a browser delivers them, and what the
//! toolbar shows after each.

mod joining;
mod silence;
mod storage;

use super::*;
use crate::plain::{Lenient, Plain, Record as _};

const TAB: i32 = 7;
const SITE: &str = "https://shop.example/cart?item=1";
const CLOUDFLARE: &[(&str, &str)] = &[("server", "cloudflare"), ("cf-ray", "8f1c2d3e4a5b6c7d-FRA")];
const QUARTET: &[(&str, &str)] = &[
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
    badge: String,
    writes: usize,
    /// What every document holds, by its id; others cannot be read.
    pages: Vec<(&'static str, &'static str)>,
    questions: Vec<Event>,
}

impl Browser {
    fn new() -> Self {
        Self {
            tabs: Tabs::new(),
            stored: None,
            badge: String::new(),
            writes: 0,
            pages: Vec::new(),
            questions: Vec::new(),
        }
    }

    fn send(&mut self, event: Event) {
        if matches!(event, Event::Committed { .. } | Event::NavigationFailed { .. }) {
            // Every commit resets the badge, whatever the extension had set.
            self.badge.clear();
        }
        for effect in self.tabs.handle(event) {
            self.perform(effect);
        }
    }

    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::SetBadge { text, .. } => self.badge = text,
            Effect::Save { value, .. } => {
                self.writes += 1;
                self.stored = Some(value.to_plain());
            }
            Effect::Remove { .. } => self.stored = None,
            Effect::Read { tab, .. } => {
                let value = Lenient(self.stored.clone().and_then(Box::<Tab>::from_plain));
                self.send(Event::Stored { tab, value });
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

    /// The pages answer.
    fn answer(&mut self) {
        for answer in std::mem::take(&mut self.questions) {
            self.send(answer);
        }
    }

    fn kill_the_worker(&mut self) {
        self.tabs = Tabs::new();
        self.questions.clear();
    }

    fn response(&mut self, url: &str, status: u16, fields: &[(&str, &str)], at: f64) {
        let fields = fields
            .iter()
            .map(|(name, value)| RawField { name: (*name).into(), value: Some((*value).into()) })
            .collect();
        let (url, request) = (url.into(), at.to_string());
        self.send(Event::Response {
            tab: TAB,
            request,
            url,
            status,
            fields,
            at,
            document: None,
            lifecycle: None,
        });
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
            lifecycle: None,
        });
    }

    fn commit(&mut self, document: &str, url: &str, at: f64) {
        let (document, url) = (document.into(), url.into());
        self.send(Event::Committed { tab: TAB, document, url, at, lifecycle: None });
    }

    fn document(&self) -> Option<Document> {
        self.stored.clone().and_then(Tab::from_plain).and_then(|tab| tab.document)
    }

    fn verdict(&self) -> Option<(&'static str, &'static str)> {
        let diagnosis = self.document()?.diagnosis?;
        Some((diagnosis.condition.as_str(), diagnosis.fault.party.as_str()))
    }
}
