//! Security checks that do not load: on pages that wait for one, and on pages that hold one.

use super::*;
use crate::diagnosis::checked::with_failed_check;
use crate::neighbours::{Sign, Window};
use crate::providers::Provider;

const CHALLENGED: &[(&str, &str)] =
    &[("server", "cloudflare"), ("cf-ray", "8f1c2d3e4a5b6c7d-FRA"), ("cf-mitigated", "challenge")];

/// A part of the check on the page itself, or in a frame of it.
fn part(document: Option<&str>, status: Option<u16>, error: &str, at: f64) -> Event {
    let error = Some(error.to_owned()).filter(|error| !error.is_empty());
    let document = document.map(str::to_owned);
    Event::Checked { tab: TAB, frame: 0, parent: -1, document, above: None, widget: true, status, error, at }
}

impl Browser {
    fn challenge(&mut self, at: f64) {
        self.response(SITE, 403, CHALLENGED, at);
        self.commit("a", SITE, at + 10.0);
        self.answer();
    }

    /// The verdict with its check: condition, party and headline.
    fn checked(&self) -> Option<(&'static str, &'static str, &'static str)> {
        let document = self.document()?;
        let diagnosis = with_failed_check(document.diagnosis.clone()?, document.check.as_ref()?);
        let headline = crate::explanation::headline(&diagnosis, "shop.example").key.as_str();
        Some((diagnosis.condition.as_str(), diagnosis.fault.party.as_str(), headline))
    }
}

#[test]
fn a_challenge_that_cannot_load_is_the_failure_of_who_kept_it_from_coming() {
    for (status, error, party, headline) in [
        (Some(500), "", "edge", "headline_check_failed"),
        (None, "net::ERR_BLOCKED_BY_CLIENT", "visitor", "headline_check_blocked"),
        (None, "net::ERR_NAME_NOT_RESOLVED", "network", "headline_check_filtered"),
        (None, "net::ERR_CONNECTION_RESET", "unknown", "headline_check_silent"),
    ] {
        let mut browser = Browser::chromium();
        browser.challenge(10.0);
        assert_eq!((browser.badge.as_str(), browser.verdict()), ("", Some(("challenged", "none"))));
        browser.send(part(Some("a"), status, error, 50.0));
        assert_eq!(browser.badge, "!", "{error}");
        assert_eq!(browser.checked(), Some(("failing", party, headline)));
    }
}

#[test]
fn a_challenge_that_works_and_one_that_works_at_the_second_try_are_nobodys_failure() {
    let mut browser = Browser::chromium();
    browser.challenge(10.0);
    browser.send(part(Some("a"), Some(200), "", 50.0));
    browser.send(part(Some("a"), Some(401), "", 60.0));
    browser.send(part(Some("a"), None, "net::ERR_ABORTED", 70.0));
    assert_eq!((browser.badge.as_str(), browser.checked()), ("", None));
    browser.send(part(Some("a"), Some(503), "", 80.0));
    assert_eq!(browser.badge, "!");
    browser.send(part(Some("a"), Some(200), "", 90.0));
    assert_eq!((browser.badge.as_str(), browser.checked()), ("", None));
}

#[test]
fn an_error_page_in_the_place_of_a_script_is_told_by_its_status_although_the_browser_keeps_it_back() {
    for error in ["net::ERR_BLOCKED_BY_ORB", "NS_BINDING_ABORTED"] {
        let mut browser = Browser::chromium();
        browser.challenge(10.0);
        browser.send(part(Some("a"), Some(500), "", 50.0));
        browser.send(part(Some("a"), None, error, 51.0));
        assert_eq!(browser.checked(), Some(("failing", "edge", "headline_check_failed")), "{error}");
    }
    // Without its status it may be anybody's, but nothing in the browser blocks it.
    let mut browser = Browser::chromium();
    browser.challenge(10.0);
    browser.send(part(Some("a"), None, "net::ERR_BLOCKED_BY_ORB", 50.0));
    assert_eq!(browser.checked(), Some(("failing", "unknown", "headline_check_silent")));
}

#[test]
fn a_widget_that_cloudflare_answers_with_an_error_is_told_and_one_that_is_blocked_is_not() {
    for (fields, provider) in [(CLOUDFLARE, true), (&[("server", "nginx")][..], false)] {
        let mut browser = Browser::chromium();
        browser.response(SITE, 200, fields, 10.0);
        browser.commit("a", SITE, 20.0);
        browser.send(part(Some("a"), None, "net::ERR_BLOCKED_BY_CLIENT", 50.0));
        assert_eq!((browser.badge.as_str(), browser.verdict()), ("", Some(("healthy", "none"))));
        assert_eq!(browser.checked().map(|(condition, ..)| condition), Some("healthy"));
        browser.send(part(Some("a"), Some(200), "", 60.0));
        browser.send(part(Some("a"), Some(500), "", 70.0));
        assert_eq!(browser.badge, "!", "through Cloudflare: {provider}");
        assert_eq!(browser.checked(), Some(("failing", "edge", "headline_check_failed")));
    }
}

#[test]
fn a_failing_check_tells_the_others_that_cloudflare_fails_whoever_serves_the_page() {
    let mut browser = Browser::chromium();
    browser.response(SITE, 200, &[("server", "nginx")], 10.0);
    browser.commit("a", SITE, 20.0);
    browser.send(part(Some("a"), Some(500), "", 70.0));
    let window = Window::from_stored(browser.window.clone().and_then(Window::from_plain));
    let last = window.list.last().expect("it is noted");
    assert_eq!((last.sign, last.provider), (Sign::Check, Some(Provider::Cloudflare)));
}

#[test]
fn parts_of_another_document_and_those_inside_the_check_itself_change_nothing() {
    let mut browser = Browser::chromium();
    browser.challenge(10.0);
    browser.send(part(Some("gone"), Some(500), "", 50.0));
    browser.send(part(None, Some(500), "", 5.0));
    let of_a_frame = |parent, above: &str| Event::Checked {
        tab: TAB,
        frame: 7,
        parent,
        document: Some("a".into()),
        above: Some(above.into()),
        widget: true,
        status: Some(500),
        error: None,
        at: 60.0,
    };
    browser.send(of_a_frame(7, "a"));
    browser.send(of_a_frame(0, "gone"));
    assert_eq!((browser.badge.as_str(), browser.checked()), ("", None));
    browser.send(of_a_frame(0, "a"));
    assert_eq!(browser.badge, "!");
    // The next page of the tab has a check of its own.
    browser.response(SITE, 403, CHALLENGED, 95.0);
    browser.commit("b", SITE, 100.0);
    assert_eq!((browser.badge.as_str(), browser.checked()), ("", None));
}

#[test]
fn a_page_that_fails_for_another_reason_keeps_its_verdict() {
    let mut browser = Browser::chromium();
    browser.response(SITE, 522, QUARTET, 10.0);
    browser.commit("a", SITE, 20.0);
    browser.answer();
    browser.send(part(Some("a"), Some(500), "", 50.0));
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("522", Some(("failing", "link"))));
}

#[test]
fn a_silent_check_of_a_page_that_came_is_noticed_by_nobody() {
    let of = |widget, frame, parent| Event::Checked {
        tab: TAB,
        frame,
        parent,
        document: Some("a".into()),
        above: Some("a".into()),
        widget,
        status: Some(503),
        error: None,
        at: 50.0,
    };
    for (widget, frame, parent, badge) in [(false, 0, -1, ""), (true, 9, 0, ""), (true, 0, -1, "!")] {
        let mut browser = Browser::chromium();
        browser.response(SITE, 200, &[("server", "nginx")], 10.0);
        browser.commit("a", SITE, 20.0);
        browser.send(of(widget, frame, parent));
        assert_eq!(browser.badge, badge, "{widget} {frame}");
    }
}
