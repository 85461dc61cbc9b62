//! Responses and commits, joined in either order, and the page that is read after them.

use super::*;
use crate::providers::Provider;

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

/// The load before it was overtaken after it had been answered, and its end is told to nobody.
#[test]
fn an_answer_of_an_overtaken_load_does_not_outlive_the_answer_of_the_next_page_in_either_order() {
    for response_first in [true, false] {
        let mut browser = Browser::new();
        browser.response("https://news.example/", 522, QUARTET, 5.0);
        if response_first {
            browser.response(SITE, 522, QUARTET, 10.0);
        }
        browser.commit("a", SITE, 20.0);
        if !response_first {
            browser.response(SITE, 522, QUARTET, 10.0);
        }
        browser.settle();
        let tab = browser.tab().expect("a tab is stored");
        assert!(tab.has_no_candidates(), "response first: {response_first}, {tab:?}");
    }
}

/// A page without a response is as good an end of what came before it.
#[test]
fn an_answer_of_an_overtaken_load_does_not_outlive_a_page_that_its_timing_tells_of() {
    let mut browser = Browser::new();
    browser.response("https://news.example/", 522, QUARTET, 2.0);
    browser.timings = vec![("a", (200, true))];
    browser.commit("a", SITE, 20.0);
    browser.settle();
    let tab = browser.tab().expect("a tab is stored");
    assert!(tab.has_no_candidates(), "{tab:?}");
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
fn a_badge_that_reached_the_next_document_is_taken_away() {
    let mut browser = Browser::new();
    browser.response(SITE, 522, QUARTET, 10.0);
    browser.commit("a", SITE, 20.0);
    browser.response("https://news.example/", 200, &[], 30.0);
    let event = Event::Committed {
        tab: TAB,
        document: "b".into(),
        url: "https://news.example/".into(),
        at: 40.0,
        lifecycle: None,
    };
    // The badge of the first was set after the browser had reset it for the second.
    browser.badge = "522".into();
    for effect in browser.tabs.handle(event) {
        browser.perform(effect);
    }
    assert_eq!(browser.badge, "");
}

#[test]
fn a_document_that_is_still_being_received_is_asked_once_more() {
    let mut browser = Browser::new();
    browser.response(SITE, 500, CLOUDFLARE, 10.0);
    browser.commit("a", SITE, 20.0);
    let part = |ask, loading, head: &str| Event::PageRead {
        tab: TAB,
        document: "a".into(),
        ask,
        page: Lenient(Some(RawPage {
            media_type: "text/html".into(),
            head: head.into(),
            tail: None,
            loading,
        })),
    };
    browser.questions.clear();
    browser.send(part(1, true, "<html><body>"));
    assert_eq!((browser.badge.as_str(), browser.questions.len()), ("?", 1));
    browser.send(part(2, false, BARE_500));
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("500", Some(("failing", "edge"))));
    assert_eq!(browser.document().and_then(|document| document.reading), None);
}

#[test]
fn a_document_that_was_left_before_it_was_read_is_read_when_it_comes_back() {
    let mut browser = Browser::new();
    browser.pages = vec![("a", BARE_500)];
    browser.response(SITE, 500, CLOUDFLARE, 10.0);
    browser.commit("a", SITE, 20.0);
    browser.response("https://news.example/", 200, &[], 30.0);
    browser.commit("b", "https://news.example/", 40.0);
    browser.answer();
    browser.commit("a", SITE, 50.0);
    assert_eq!(browser.badge, "?");
    browser.answer();
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("500", Some(("failing", "edge"))));
}

#[test]
fn over_a_page_of_the_browser_the_way_back_keeps_its_verdict() {
    let mut browser = Browser::new();
    browser.response(SITE, 522, QUARTET, 10.0);
    browser.commit("a", SITE, 20.0);
    browser.answer();
    browser.commit("b", "about:config", 30.0);
    browser.commit("a", SITE, 40.0);
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("522", Some(("failing", "link"))));
}

#[test]
fn a_late_response_of_another_load_does_not_change_a_page_that_came_back() {
    let mut browser = Browser::new();
    browser.response(SITE, 522, QUARTET, 10.0);
    browser.commit("a", SITE, 20.0);
    browser.answer();
    browser.commit("b", "https://news.example/", 30.0);
    browser.commit("a", SITE, 50.0);
    browser.response(SITE, 200, CLOUDFLARE, 40.0);
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("522", Some(("failing", "link"))));
}

#[test]
fn a_failure_of_another_kind_on_the_same_address_begins_a_run_of_its_own() {
    let mut browser = Browser::new();
    browser.pages = vec![("a", BARE_500), ("b", "<h1>Whoops, an error</h1>")];
    browser.response(SITE, 500, CLOUDFLARE, 10.0);
    browser.commit("a", SITE, 20.0);
    browser.answer();
    browser.response(SITE, 500, &[CLOUDFLARE, &[("cf-cache-status", "DYNAMIC")]].concat(), 30.0);
    browser.commit("b", SITE, 40.0);
    browser.answer();
    assert_eq!(browser.verdict(), Some(("failing", "origin")));
    assert_eq!(browser.document().and_then(|document| document.run), Some(Run { since: 40.0, times: 1 }));
}

#[test]
fn a_load_that_ended_before_its_response_was_delivered_leaves_nothing() {
    let mut browser = Browser::new();
    browser.fail("NS_BINDING_ABORTED", 11.0);
    browser.response(SITE, 500, CLOUDFLARE, 10.0);
    browser.commit("a", SITE, 20.0);
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("", None));
}

/// Firefox tells the server's address with the header fields; nothing but the provider is kept of it.
#[test]
fn an_address_in_a_published_range_names_the_edge_where_no_field_does() {
    let cloudflares = Some("104.16.132.229");
    for (address, proxied, edge) in [
        (cloudflares, false, Some(Provider::Cloudflare)),
        // A proxy stands where it likes.
        (cloudflares, true, None),
        (Some("192.0.2.7"), false, None),
        (None, false, None),
    ] {
        let mut browser = Browser::new();
        let answered = Answered { status: 502, address, proxied: Some(proxied), ..Answered::default() };
        browser.send(answered.into());
        let keeps_no_address = |browser: &Browser| {
            let stored = format!("{:?}", browser.stored);
            assert!(address.is_none_or(|address| !stored.contains(address)), "{stored}");
        };
        keeps_no_address(&browser);
        browser.commit("a", SITE, 20.0);
        keeps_no_address(&browser);
        browser.kill_the_worker();
        browser.pages = vec![("a", "<p>Out of order.</p>")];
        browser.look();
        browser.settle();
        keeps_no_address(&browser);
        let document = browser.tab().and_then(|tab| tab.document).expect("a document is stored");
        let path = document.diagnosis.expect("it is diagnosed").path;
        let first = path.get(1).and_then(|hop| hop.provider);
        assert_eq!(first, edge, "{address:?}, proxied: {proxied}: {path:?}");
    }
}

/// A shop's platform may bring its own addresses to Cloudflare: one in nobody's published range says nothing.
#[test]
fn an_edge_at_an_address_of_its_customers_is_as_certain_as_at_its_own() {
    let said = |address| {
        let mut browser = Browser::new();
        let (status, address) = (522, Some(address));
        browser.send(Answered { status, fields: QUARTET, address, ..Answered::default() }.into());
        browser.commit("a", SITE, 20.0);
        browser.settle();
        let diagnosis = browser.document().and_then(|document| document.diagnosis).expect("it is judged");
        let edge = diagnosis.path.get(1).and_then(|hop| hop.provider);
        (edge, diagnosis.fault.party.as_str(), diagnosis.certainty.as_str())
    };
    let shopifys = "23.227.38.65";
    assert_eq!(said(shopifys), (Some(Provider::Cloudflare), "link", "likely"));
    assert_eq!(said("104.16.132.229"), said(shopifys));
    let fastlys = said("151.101.1.195");
    assert_eq!((fastlys.1, fastlys.2), ("link", "possible"));
}
