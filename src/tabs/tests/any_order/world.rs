//! The model: what the browser's own process does, and how late its events, answers and badges come.

use std::collections::{BTreeMap, VecDeque};

use super::Verdict;
use super::load::{Kind, Nav};
use super::*;

/// A small generator with a seed, so that every run can be had again (xorshift64*).
pub struct Rng(pub u64);
impl Rng {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 11
    }
    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n as u64).unwrap_or_default()
    }
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

/// What may happen in a run.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    pub chromium: bool,
    /// Of a hundred chances, how many a death takes.
    pub kills: usize,
    /// And how many a popup.
    pub looks: usize,
    /// Whether a wait may end although the response is still to come.
    pub very_late: bool,
    /// Whether a page may still be loading when it is first asked.
    pub loading: bool,
}

/// A tab, its storage, and everything that is under way.
pub struct World {
    pub set: Setting,
    pub tabs: Tabs,
    pub stored: Option<Plain>,
    pub badge: String,
    pub badge_ops: VecDeque<String>,
    pub shown: Option<(String, String)>,
    pub known: BTreeMap<String, (Kind, f64)>,
    pub now: f64,
    pub wn: VecDeque<Event>,
    pub wr: VecDeque<Event>,
    pub pending: Vec<(Effect, f64)>,
    pub waiting: Option<(Event, f64)>,
    pub killed: bool,
    pub log: Vec<String>,
    pub writes: usize,
}

impl World {
    pub fn new(set: Setting) -> Self {
        Self {
            set,
            tabs: Tabs::new(),
            stored: None,
            badge: String::new(),
            badge_ops: VecDeque::new(),
            shown: None,
            known: BTreeMap::new(),
            now: 1000.0,
            wn: VecDeque::new(),
            wr: VecDeque::new(),
            pending: Vec::new(),
            waiting: None,
            killed: false,
            log: Vec::new(),
            writes: 0,
        }
    }

    pub fn send(&mut self, event: Event) {
        self.log.push(format!("{:>6} send {}", self.now, brief(&event)));
        for effect in self.tabs.handle(event) {
            match effect {
                Effect::SetBadge { text, .. } => {
                    self.log.push(format!("             badge {text:?}"));
                    self.badge_ops.push_back(text);
                }
                Effect::Save { key, .. } if key == crate::neighbours::KEY => {}
                Effect::Save { value, .. } => {
                    self.writes += 1;
                    self.stored = Some(value);
                }
                Effect::Remove { .. } => self.stored = None,
                Effect::Wait { tab, document, .. } => {
                    self.waiting = Some((Event::Waited { tab, document }, self.now));
                }
                Effect::StopWaiting { .. } => self.waiting = None,
                // The memory has no part in these walks.
                Effect::Recall { .. } | Effect::Remember { .. } | Effect::Prune { .. } => {}
                other => self.pending.push((other, self.now)),
            }
        }
    }

    pub fn put(&mut self, shown: Option<(String, String)>) {
        self.badge.clear();
        self.shown = shown;
    }

    fn request(nav: &Nav) -> String {
        format!("r{}", nav.id)
    }

    /// The parts of a navigation, one by one, as the browser's own process sees them.
    pub fn advance(&mut self, nav: &Nav, part: usize) -> bool {
        self.now += 10.0;
        let at = self.now;
        let (url, request, tab) = (nav.url.to_owned(), Self::request(nav), TAB);
        let lifecycle = self.set.chromium.then(|| "active".to_owned());
        let fail = |error: &str, at: f64| Event::RequestFailed {
            tab,
            request: request.clone(),
            url: url.clone(),
            error: error.into(),
            at,
            document: None,
            lifecycle: lifecycle.clone(),
        };
        match part {
            0 => {
                if let Some((status, fields)) = nav.kind.response() {
                    let (url, lifecycle) = (url.as_str(), lifecycle.as_deref());
                    let answered =
                        Answered { tab, request, url, status, fields, at, lifecycle, ..Answered::default() };
                    let event = answered.into();
                    if self.set.chromium { self.wn.push_back(event) } else { self.wr.push_back(event) }
                } else if nav.kind == Kind::Refused {
                    let error = if self.set.chromium {
                        "net::ERR_CONNECTION_REFUSED"
                    } else {
                        "NS_ERROR_CONNECTION_REFUSED"
                    };
                    let event = fail(error, at);
                    if self.set.chromium { self.wn.push_back(event) } else { self.wr.push_back(event) }
                }
                true
            }
            1 => {
                if nav.kind == Kind::Abandoned {
                    let event =
                        fail(if self.set.chromium { "net::ERR_ABORTED" } else { "NS_BINDING_ABORTED" }, at);
                    if self.set.chromium {
                        self.wn.push_back(event);
                    } else {
                        self.wr.push_back(event);
                    }
                    return false;
                }
                if !self.set.chromium {
                    let old = self.shown.clone().map(|(id, _)| id);
                    self.wn.push_back(Event::NavigationFailed {
                        tab,
                        url: url.clone(),
                        error: "Error code 2152398850".into(),
                        document: old,
                        at,
                    });
                }
                self.known.insert(nav.id.clone(), (nav.kind, at));
                self.put(Some((nav.id.clone(), nav.url.to_owned())));
                if self.set.chromium && nav.kind == Kind::Refused {
                    self.wn.push_back(Event::NavigationFailed {
                        tab,
                        url,
                        error: "net::ERR_CONNECTION_REFUSED".into(),
                        document: Some(nav.id.clone()),
                        at,
                    });
                } else {
                    self.wn.push_back(Event::Committed { tab, document: nav.id.clone(), url, at, lifecycle });
                }
                nav.kind == Kind::Truncated
            }
            _ => {
                if self.set.chromium {
                    self.wn.push_back(fail("net::ERR_CONTENT_LENGTH_MISMATCH", at));
                    self.wn.push_back(Event::NavigationFailed {
                        tab,
                        url: nav.url.into(),
                        error: "net::ERR_CONTENT_LENGTH_MISMATCH".into(),
                        document: Some(nav.id.clone()),
                        at,
                    });
                } else {
                    self.wr.push_back(fail("NS_ERROR_NET_PARTIAL_TRANSFER", at));
                }
                false
            }
        }
    }

    pub fn answer(&mut self, index: usize, rng: &mut Rng) {
        let (effect, asked) = self.pending.remove(index);
        match effect {
            Effect::Read { tab, .. } | Effect::ReadAndRecall { tab, .. } => {
                // The browser delivers what happened before it looked first.
                while let Some(event) = self.wn.pop_front() {
                    self.send(event);
                }
                let value = Lenient(self.stored.clone().and_then(Box::<Tab>::from_plain));
                let (document, url) = self.shown.clone().unzip();
                let recollection = Lenient(None);
                self.send(Event::Stored {
                    tab,
                    value,
                    document,
                    url,
                    at: asked,
                    private: Some(false),
                    window: Lenient(None),
                    recollection,
                });
            }
            Effect::ReadOptions { .. } => self.send(Event::Options { value: Lenient(None) }),
            Effect::List {} => self.send(Event::Listed { tabs: vec![TAB] }),
            Effect::CheckAccess { tab, document, ask, .. } => {
                self.send(Event::Access { tab, document, ask, granted: true });
            }
            Effect::ReadTiming { tab, document, ask, .. } => {
                let shown = self.shown.as_ref().is_some_and(|(id, _)| *id == document);
                let timing = self.known.get(&document).filter(|_| shown).and_then(|(kind, at)| {
                    let (status, worker) = kind.timing()?;
                    Some(RawTiming { status, worker, at: at - 9.0 })
                });
                self.send(Event::TimingRead { tab, document, ask, timing: Lenient(timing) });
            }
            Effect::ReadPage { tab, document, ask, wait, .. } => {
                let shown = self.shown.as_ref().is_some_and(|(id, _)| *id == document);
                let loading = self.set.loading && wait < 3000 && rng.chance(50);
                let page = self.known.get(&document).filter(|_| shown).and_then(|(kind, _)| kind.page());
                let page = page.map(|html| RawPage {
                    media_type: "text/html".into(),
                    head: if loading { "<html><body>".into() } else { html.into() },
                    tail: None,
                    loading,
                });
                self.send(Event::PageRead { tab, document, ask, page: Lenient(page) });
            }
            _ => unreachable!(),
        }
    }

    pub fn flush_badge(&mut self) {
        if let Some(text) = self.badge_ops.pop_front() {
            self.badge = text;
        }
    }

    pub fn finish(&mut self, rng: &mut Rng) {
        let mut fuel = 200;
        loop {
            fuel -= 1;
            assert!(fuel > 0, "it never ends: {}", self.log.join("\n"));
            self.now += 1.0;
            if let Some(event) = self.wn.pop_front() {
                self.send(event);
            } else if let Some(event) = self.wr.pop_front() {
                self.send(event);
            } else if !self.pending.is_empty() {
                let i = rng.below(self.pending.len());
                self.answer(i, rng);
            } else if let Some((event, _)) = self.waiting.take() {
                self.send(event);
            } else if !self.badge_ops.is_empty() {
                self.flush_badge();
            } else {
                break;
            }
        }
    }

    /// The way back to a kept document: a commit and nothing else.
    pub fn go_back(&mut self, old: &Nav) {
        self.now += 10.0;
        self.put(Some((old.id.clone(), old.url.into())));
        let lifecycle = self.set.chromium.then(|| "active".to_owned());
        let (document, url, at) = (old.id.clone(), old.url.to_owned(), self.now);
        self.wn.push_back(Event::Committed { tab: TAB, document, url, at, lifecycle });
    }

    /// The popup is opened.
    pub fn look(&mut self) {
        let at = self.now;
        let (document, url) = self.shown.clone().unzip();
        self.send(Event::Looked { tab: TAB, document, url, at });
    }

    /// One event is delivered, one question answered, one badge drawn, or the worker dies.
    pub fn something_happens(&mut self, rng: &mut Rng) {
        self.now += 1.0;
        match rng.below(12) {
            chance @ 0..=4 => {
                // Chromium delivers all events of a tab in one order.
                let queue = if self.set.chromium || chance < 3 { &mut self.wn } else { &mut self.wr };
                if let Some(event) = queue.pop_front() {
                    self.send(event);
                }
            }
            5..=7 if !self.pending.is_empty() => {
                let index = rng.below(self.pending.len());
                self.answer(index, rng);
            }
            8..=9 => self.flush_badge(),
            10 if rng.chance(self.set.kills) => {
                self.killed = true;
                self.tabs = Tabs::new();
                self.pending.clear();
                self.waiting = None;
            }
            10 if rng.chance(self.set.looks) => self.look(),
            11 if (self.set.very_late || self.wr.is_empty()) && self.wn.is_empty() => {
                if let Some((event, _)) = self.waiting.take() {
                    self.send(event);
                }
            }
            _ => {}
        }
    }

    /// The badge, and the stored document with its verdict.
    pub fn state(&self) -> (String, Option<(String, Verdict)>) {
        let document = self.stored.clone().and_then(Tab::from_plain).and_then(|tab| tab.document);
        let verdict =
            |diagnosis: &crate::Diagnosis| (diagnosis.condition.as_str(), diagnosis.fault.party.as_str());
        let found = document.map(|document| (document.id, document.diagnosis.as_ref().map(verdict)));
        (self.badge.clone(), found)
    }
}

fn brief(event: &Event) -> String {
    match event {
        Event::Stored { value, document, at, .. } => format!(
            "Stored doc={:?} shown={document:?} at={at}",
            value.0.as_ref().and_then(|t| t.document.as_ref()).map(|d| &d.id)
        ),
        Event::Response { request, url, status, at, .. } => {
            format!("Response {request} {url} {status} at={at}")
        }
        other => {
            let mut s = format!("{other:?}");
            s.truncate(170);
            s
        }
    }
}
