//! What a tab tells the others: the last word on each visit, and nothing of private windows.

use super::*;
use crate::neighbours::{Sighting, Sign, Window};
use crate::providers::Provider;

const BLOCKED: &str = "<!doctype html><title>Attention Required! | Cloudflare</title>";

impl Browser {
    fn window(&self) -> Window {
        Window::from_stored(self.window.clone().and_then(Window::from_plain))
    }

    /// The hosts with how their last visits ended.
    fn seen(&self) -> Vec<(String, Sign)> {
        self.window().list.into_iter().map(|seen| (seen.host, seen.sign)).collect()
    }

    fn open(&mut self, url: &str, status: u16, fields: &[(&str, &str)], at: f64) {
        self.response(url, status, fields, at);
        self.commit(&format!("document of {at}"), url, at + 10.0);
        self.answer();
    }
}

#[test]
fn every_visit_is_noted_once_with_its_last_word() {
    for mut browser in [Browser::new(), Browser::chromium()] {
        browser.open(SITE, 522, QUARTET, 10.0);
        browser.open("https://news.example/", 200, CLOUDFLARE, 1000.0);
        let expected =
            [("shop.example".to_owned(), Sign::Behind), ("news.example".to_owned(), Sign::Answered)];
        assert_eq!(browser.seen(), expected);
        let place = browser.window().list.remove(0).place;
        assert_eq!(place.as_deref(), Some("FRA"));
        browser.kill_the_worker();
        browser.open("https://third.example/", 500, QUARTET, 2000.0);
        assert_eq!(browser.seen()[2], ("third.example".to_owned(), Sign::Edge));
        assert_eq!(browser.seen().len(), 3, "what the dead worker noted is still there");
    }
}

#[test]
fn private_windows_and_private_names_tell_nobody() {
    for private in [Some(true), None] {
        let mut browser = Browser { private, ..Browser::new() };
        browser.open(SITE, 522, QUARTET, 10.0);
        browser.open("https://news.example/", 200, CLOUDFLARE, 1000.0);
        assert_eq!((browser.badge.as_str(), browser.window), ("", None));
    }
    let mut browser = Browser::new();
    browser.open("http://nas.local/", 500, &[("server", "nginx")], 10.0);
    assert_eq!(browser.window, None);
}

#[test]
fn what_was_only_told_by_the_page_itself_is_no_visit() {
    let mut browser = Browser::chromium();
    browser.timings.push(("a", (503, false)));
    browser.commit("a", SITE, 20.0);
    browser.answer();
    browser.settle();
    assert_eq!((browser.badge.as_str(), browser.seen()), ("?", Vec::new()));
}

#[test]
fn a_site_that_does_not_answer_has_the_provider_that_is_remembered() {
    let day = 86_400_000.0;
    let mut browser = Browser::chromium();
    browser.open(SITE, 200, CLOUDFLARE, day);
    browser.fail_navigation("b", "net::ERR_CONNECTION_TIMED_OUT", 2.0 * day);
    browser.answer();
    let last = browser.window().list.pop().expect("the failure is noted");
    assert_eq!((last.sign, last.provider, last.known), (Sign::Silent, Some(Provider::Cloudflare), true));
}

#[test]
fn a_lost_connection_is_a_new_beginning_and_no_word_about_the_site() {
    let mut browser = Browser::chromium();
    browser.open("https://news.example/", 200, CLOUDFLARE, 1000.0);
    browser.fail_navigation("b", "net::ERR_INTERNET_DISCONNECTED", 5000.0);
    assert!((browser.window().since - 5000.0).abs() < 1.0);
    assert_eq!(browser.window().list.pop().map(|seen| seen.sign), Some(Sign::Unconnected));
}

#[test]
fn whether_a_site_that_turns_away_was_open_is_remembered() {
    let day = 86_400_000.0;
    let mut browser = Browser::new();
    browser.open(SITE, 200, CLOUDFLARE, day);
    browser.pages.push(("document of 172800000", BLOCKED));
    let refused: Vec<(&str, &str)> = QUARTET.iter().copied().chain([("content-type", "text/html")]).collect();
    browser.open(SITE, 403, &refused, 2.0 * day);
    let last = browser.window().list.pop().expect("the refusal is noted");
    assert_eq!((last.sign, last.known), (Sign::TurnedAway, true));
    browser.open("https://closed.example/", 403, &refused, 2.0 * day + 5000.0);
    let last = browser.window().list.pop().expect("the refusal is noted");
    assert_eq!((last.host.as_str(), last.known), ("closed.example", false));
}

#[test]
fn an_old_tab_that_is_loaded_anew_leaves_what_the_others_saw() {
    let hour = 3_600_000.0;
    for mut browser in [Browser::new(), Browser::chromium()] {
        browser.open(SITE, 200, CLOUDFLARE, 10.0);
        let mut window = browser.window();
        let seen = window.list[0].clone();
        let other = Sighting { at: hour, host: "other.example".into(), sign: Sign::Edge, ..seen };
        assert!(window.note(other.clone(), hour));
        browser.window = Some(window.to_plain());
        for dies in [true, false] {
            if dies {
                browser.kill_the_worker();
            }
            browser.open(SITE, 200, CLOUDFLARE, hour + 60_000.0);
            assert!(browser.window().list.contains(&other), "dies: {dies}");
            assert!((browser.window().since - hour).abs() < 1.0, "it is no new beginning");
        }
    }
}

/// What a visit says to others: how it ended, and of whom.
fn told(status: u16, fields: &[(&str, &str)], page: &'static str) -> Option<(Sign, Option<Provider>)> {
    let mut browser = Browser::new();
    browser.pages.push(("document of 10", page));
    browser.open(SITE, status, fields, 10.0);
    let last = browser.window().list.pop()?;
    Some((last.sign, last.provider))
}

#[test]
fn a_visit_speaks_of_who_answered_and_not_of_who_only_carried_it() {
    let through = |more: &[(&'static str, &'static str)]| -> Vec<(&'static str, &'static str)> {
        [CLOUDFLARE, more].concat()
    };
    let vercels = through(&[
        ("x-vercel-id", "fra1::abcde-1700000000000-0123456789ab"),
        ("x-vercel-error", "INTERNAL_UNEXPECTED_ERROR"),
    ]);
    let said = told(500, &vercels, "");
    assert_ne!(said.map(|(_, provider)| provider), Some(Some(Provider::Cloudflare)), "{said:?}");
    // A refusal of the site's own server is the site's affair.
    let own = through(&[("cf-cache-status", "DYNAMIC")]);
    assert_eq!(told(403, &own, "<title>403 Forbidden</title><center>nginx</center>"), None);
    assert_eq!(told(403, QUARTET, "").map(|(sign, _)| sign), Some(Sign::TurnedAway));
}

#[test]
fn what_the_user_wants_forgotten_is_told_to_nobody_any_more() {
    let mut browser = Browser::new();
    browser.open("https://early.example/", 500, QUARTET, 10.0);
    assert_eq!(browser.window().list.len(), 1);
    browser.options = Some(Options::default().with_memory(true, 5000.0));
    // The options' page removes what is stored.
    browser.window = None;
    browser.send(Event::OptionsChanged {});
    browser.open("https://late.example/", 500, QUARTET, 6000.0);
    let hosts: Vec<String> = browser.window().list.into_iter().map(|seen| seen.host).collect();
    assert_eq!(hosts, ["late.example"]);
}

#[test]
fn another_connection_is_a_new_beginning() {
    let mut browser = Browser::new();
    browser.send(Event::Online { at: 5.0 });
    assert_eq!(browser.window, None, "nothing was seen yet");
    browser.open(SITE, 522, QUARTET, 10.0);
    browser.send(Event::Online { at: 7000.0 });
    let window = browser.window();
    assert_eq!((window.since.to_bits(), window.list.len()), (7000.0_f64.to_bits(), 1));
}
