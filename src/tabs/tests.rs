//! Browsing stories: the events of a tab in the order in which a browser delivers them, and what the
//! toolbar shows after each.

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
const BARE_500: &str =
    "<html><body><center><h1>500 Internal Server Error</h1></center><hr><center>cloudflare</center></body></html>";

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
                let value = Lenient(self.stored.clone().and_then(Tab::from_plain));
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
        let fields =
            fields.iter().map(|(name, value)| RawField { name: (*name).into(), value: Some((*value).into()) }).collect();
        let (url, request) = (url.into(), at.to_string());
        self.send(Event::Response { tab: TAB, request, url, status, fields, at, document: None, lifecycle: None });
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

#[test]
fn a_response_before_its_commit_shows_a_badge_at_the_commit_and_not_before() {
    let mut browser = Browser::new();
    browser.response(SITE, 522, QUARTET, 10.0);
    assert_eq!(browser.badge, "");
    browser.commit("a", SITE, 20.0);
    assert_eq!(browser.badge, "522");
    assert_eq!(browser.verdict(), Some(("failing", "link")));
}

#[test]
fn a_response_after_its_commit_is_joined_by_its_time() {
    let mut browser = Browser::new();
    browser.commit("a", SITE, 20.0);
    assert_eq!(browser.verdict(), None);
    browser.response(SITE, 522, QUARTET, 10.0);
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("522", Some(("failing", "link"))));
}

#[test]
fn what_the_fields_do_not_prove_waits_grey_for_the_document() {
    let mut browser = Browser::new();
    browser.pages = vec![("a", BARE_500)];
    browser.response(SITE, 500, CLOUDFLARE, 10.0);
    browser.commit("a", SITE, 20.0);
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("?", Some(("unclear", "unknown"))));
    browser.answer();
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("500", Some(("failing", "edge"))));
}

#[test]
fn a_page_that_cannot_be_read_leaves_the_fields() {
    let mut browser = Browser::new();
    browser.response(SITE, 500, CLOUDFLARE, 10.0);
    browser.commit("a", SITE, 20.0);
    browser.answer();
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("?", Some(("unclear", "unknown"))));
    assert_eq!(browser.document().and_then(|document| document.reading), None);
}

#[test]
fn a_healthy_page_costs_one_write_and_no_question() {
    let mut browser = Browser::new();
    browser.response(SITE, 200, CLOUDFLARE, 10.0);
    browser.commit("a", SITE, 20.0);
    assert_eq!((browser.writes, browser.questions.len(), browser.badge.as_str()), (1, 0, ""));
    assert_eq!(browser.verdict(), Some(("healthy", "none")));
}

#[test]
fn an_empty_error_page_is_shown_without_a_commit() {
    let mut browser = Browser::new();
    browser.response(SITE, 522, QUARTET, 10.0);
    let error = "net::ERR_HTTP_RESPONSE_CODE_FAILURE".to_owned();
    browser.send(Event::NavigationFailed { tab: TAB, url: SITE.into(), error, document: Some("b".into()), at: 30.0 });
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("522", Some(("failing", "link"))));
    assert!(browser.questions.is_empty());
}

#[test]
fn a_load_that_was_given_up_leaves_the_page_and_its_badge() {
    let mut browser = Browser::new();
    browser.response(SITE, 522, QUARTET, 10.0);
    browser.commit("a", SITE, 20.0);
    let other = "https://other.example/";
    browser.response(other, 500, CLOUDFLARE, 30.0);
    let zeros = Some("00000000000000000000000000000000".to_owned());
    let error = "net::ERR_ABORTED".to_owned();
    for event in [
        Event::RequestFailed { tab: TAB, request: "30".into(), url: other.into(), error: error.clone(), at: 31.0, document: None, lifecycle: None },
    ] {
        browser.send(event);
    }
    let handled = browser.tabs.handle(Event::NavigationFailed { tab: TAB, url: other.into(), error, document: zeros, at: 32.0 });
    assert_eq!((handled, browser.badge.as_str()), (Vec::new(), "522"));
}

#[test]
fn firefoxs_numbered_errors_on_navigations_that_succeed_are_ignored() {
    let mut browser = Browser::new();
    browser.response(SITE, 522, QUARTET, 10.0);
    browser.commit("a", SITE, 20.0);
    let error = "Error code 2152398850".to_owned();
    let handled = browser.tabs.handle(Event::NavigationFailed { tab: TAB, url: SITE.into(), error, document: Some("old".into()), at: 21.0 });
    assert_eq!((handled, browser.badge.as_str()), (Vec::new(), "522"));
}

#[test]
fn prefetch_and_prerender_are_never_shown() {
    let mut browser = Browser::new();
    browser.commit("a", SITE, 5.0);
    for (document, lifecycle) in [(Some("a".to_owned()), None), (None, Some("prerender".to_owned()))] {
        let (url, request) = (SITE.to_owned(), "1".to_owned());
        let fields = QUARTET.iter().map(|(name, value)| RawField { name: (*name).into(), value: Some((*value).into()) }).collect();
        browser.send(Event::Response { tab: TAB, request, url, status: 503, fields, at: 4.0, document, lifecycle });
    }
    let lifecycle = Some("prerender".to_owned());
    browser.tabs.handle(Event::Committed { tab: TAB, document: "p".into(), url: SITE.into(), at: 6.0, lifecycle });
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("", None));
    assert_eq!(browser.document().map(|document| document.id), Some("a".to_owned()));
}

#[test]
fn a_redirect_is_not_the_answer_and_its_end_is() {
    let mut browser = Browser::new();
    browser.response("https://shop.example/", 302, CLOUDFLARE, 8.0);
    browser.response(SITE, 522, QUARTET, 10.0);
    browser.commit("a", SITE, 20.0);
    assert_eq!(browser.badge, "522");
}

#[test]
fn back_to_a_kept_document_shows_its_verdict_without_a_request() {
    let mut browser = Browser::new();
    browser.response(SITE, 522, QUARTET, 10.0);
    browser.commit("a", SITE, 20.0);
    browser.answer();
    browser.response("https://news.example/", 200, &[], 30.0);
    browser.commit("b", "https://news.example/", 40.0);
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("", Some(("healthy", "none"))));
    browser.commit("a", SITE, 50.0);
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("522", Some(("failing", "link"))));
    browser.commit("b", "https://news.example/", 60.0);
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("", Some(("healthy", "none"))));
}

#[test]
fn a_page_that_reloads_itself_keeps_its_badge_and_is_counted() {
    let mut browser = Browser::new();
    browser.pages = vec![("0", BARE_500), ("1", BARE_500), ("2", BARE_500)];
    for (cycle, document) in ["0", "1", "2"].into_iter().enumerate() {
        let start = 100.0 * f64::from(u32::try_from(cycle).expect("a small number"));
        browser.response(SITE, 500, CLOUDFLARE, start + 10.0);
        browser.commit(document, SITE, start + 20.0);
        assert_eq!(browser.badge, if cycle == 0 { "?" } else { "500" }, "while it is read, cycle {cycle}");
        browser.answer();
        assert_eq!(browser.badge, "500", "cycle {cycle}");
    }
    assert_eq!(browser.document().and_then(|document| document.run), Some(Run { since: 20.0, times: 3 }));
}

#[test]
fn late_responses_of_a_loop_belong_to_the_document_of_their_time() {
    let mut browser = Browser::new();
    browser.commit("a", SITE, 20.0);
    browser.commit("b", SITE, 40.0);
    browser.response(SITE, 522, QUARTET, 10.0);
    assert_eq!(browser.verdict(), None);
    browser.response(SITE, 200, CLOUDFLARE, 30.0);
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("", Some(("healthy", "none"))));
}

#[test]
fn well_again_takes_the_badge_away() {
    let mut browser = Browser::new();
    browser.response(SITE, 522, QUARTET, 10.0);
    browser.commit("a", SITE, 20.0);
    browser.answer();
    browser.response(SITE, 200, CLOUDFLARE, 30.0);
    browser.commit("b", SITE, 40.0);
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("", Some(("healthy", "none"))));
}

#[test]
fn a_worker_that_dies_between_any_two_events_changes_nothing() {
    for death in 0..4 {
        let mut browser = Browser::new();
        browser.pages = vec![("a", BARE_500)];
        let mut step = 0;
        let mut maybe_die = |browser: &mut Browser| {
            if step == death {
                browser.kill_the_worker();
            }
            step += 1;
        };
        browser.response(SITE, 500, CLOUDFLARE, 10.0);
        maybe_die(&mut browser);
        browser.commit("a", SITE, 20.0);
        maybe_die(&mut browser);
        // Any event of the tab wakes the worker and makes it ask again.
        let error = "Error code 1".to_owned();
        browser.send(Event::NavigationFailed { tab: TAB, url: SITE.into(), error, document: None, at: 21.0 });
        browser.badge = "?".into();
        browser.answer();
        maybe_die(&mut browser);
        assert_eq!((browser.badge.as_str(), browser.verdict()), ("500", Some(("failing", "edge"))), "death after step {death}");
    }
}

#[test]
fn a_stored_tab_that_is_damaged_or_of_another_version_counts_as_none() {
    let mut browser = Browser::new();
    browser.response(SITE, 522, QUARTET, 10.0);
    browser.commit("a", SITE, 20.0);
    for damage in [Plain::Null, Plain::Whole(3), Plain::Record(vec![("version".into(), Plain::Whole(99))])] {
        browser.stored = Some(damage);
        browser.kill_the_worker();
        browser.response(SITE, 522, QUARTET, 30.0);
        browser.commit("b", SITE, 40.0);
        assert_eq!(browser.badge, "522");
    }
}

#[test]
fn an_answer_of_a_document_that_is_gone_is_dropped() {
    let mut browser = Browser::new();
    browser.pages = vec![("a", BARE_500)];
    browser.response(SITE, 500, CLOUDFLARE, 10.0);
    browser.commit("a", SITE, 20.0);
    browser.response("https://news.example/", 200, &[], 30.0);
    browser.commit("b", "https://news.example/", 40.0);
    browser.answer();
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("", Some(("healthy", "none"))));
}

#[test]
fn a_page_of_the_browser_and_a_closed_tab_leave_nothing_behind() {
    let mut browser = Browser::new();
    browser.response(SITE, 522, QUARTET, 10.0);
    browser.commit("a", SITE, 20.0);
    browser.commit("c", "about:blank", 30.0);
    assert_eq!(browser.document(), None);
    browser.send(Event::Removed { tab: TAB });
    assert_eq!(browser.stored, None);
}

#[test]
fn no_response_in_either_browser_is_a_failure_without_a_code() {
    let mut chromium = Browser::new();
    let error = "net::ERR_CONNECTION_REFUSED".to_owned();
    chromium.send(Event::RequestFailed { tab: TAB, request: "1".into(), url: SITE.into(), error: error.clone(), at: 10.0, document: None, lifecycle: None });
    chromium.send(Event::NavigationFailed { tab: TAB, url: SITE.into(), error, document: Some("e".into()), at: 50.0 });
    let mut firefox = Browser::new();
    firefox.commit("e", SITE, 50.0);
    let error = "NS_ERROR_CONNECTION_REFUSED".to_owned();
    firefox.send(Event::RequestFailed { tab: TAB, request: "1".into(), url: SITE.into(), error, at: 10.0, document: None, lifecycle: None });
    for browser in [chromium, firefox] {
        assert_eq!((browser.badge.as_str(), browser.verdict()), ("!", Some(("failing", "unknown"))));
        let failure = browser.document().and_then(|document| document.diagnosis).and_then(|diagnosis| diagnosis.failure);
        assert_eq!(failure.map(crate::failure::Failure::as_str), Some("tcp.refused"));
    }
}

#[test]
fn the_stored_state_holds_no_path_and_no_query() {
    let mut browser = Browser::new();
    browser.response(SITE, 522, QUARTET, 10.0);
    browser.commit("a", SITE, 20.0);
    let json = serde_json::to_string(&browser.stored).expect("plain data are JSON");
    assert!(json.contains("shop.example") && !json.contains("cart") && !json.contains("item"), "{json}");
}

#[test]
fn a_tab_keeps_less_than_sixteen_kilobytes_after_a_thousand_broken_pages() {
    let mut browser = Browser::new();
    for number in 0..1000_u32 {
        let at = f64::from(number) * 100.0;
        let url = format!("https://shop.example/{number}");
        browser.response(&url, 522, QUARTET, at + 10.0);
        browser.commit(&number.to_string(), &url, at + 20.0);
        browser.answer();
    }
    let size = serde_json::to_string(&browser.stored).expect("plain data are JSON").len();
    assert!(size < 16 * 1024, "{size} bytes");
}
