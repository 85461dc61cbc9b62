//! Documents without a response that any event told of: they are asked what their navigation timing tells.

use super::*;

#[test]
fn a_page_that_a_service_worker_forwarded_is_badged_by_its_timing_and_is_never_certain() {
    for mut browser in [Browser::chromium(), Browser::new()] {
        browser.timings = vec![("a", (500, true))];
        browser.pages = vec![("a", BARE_500)];
        browser.commit("a", SITE, 20.0);
        assert_eq!(browser.badge, "");
        browser.settle();
        assert_eq!((browser.badge.as_str(), browser.verdict()), ("500", Some(("failing", "edge"))));
        let document = browser.document().expect("a document is stored");
        assert_eq!(document.witness, Witness::ServiceWorker);
        assert_ne!(document.diagnosis.map(|diagnosis| diagnosis.certainty.as_str()), Some("certain"));
        assert_eq!(document.answered_at, Some(5.0));
    }
}

#[test]
fn a_service_worker_that_hides_the_error_has_a_healthy_page() {
    let mut browser = Browser::chromium();
    browser.timings = vec![("a", (200, true))];
    browser.commit("a", SITE, 20.0);
    browser.settle();
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("", Some(("healthy", "none"))));
}

#[test]
fn an_error_page_that_the_service_worker_may_have_made_blames_nobody() {
    const OFFLINE: &str = "<h1>You seem to be offline</h1>";
    for (by_worker, badge, verdict) in
        [(true, "?", ("unclear", "unknown")), (false, "503", ("failing", "origin"))]
    {
        let mut browser = Browser::chromium();
        browser.timings = vec![("a", (503, by_worker))];
        browser.pages = vec![("a", OFFLINE)];
        browser.commit("a", SITE, 20.0);
        browser.settle();
        assert_eq!((browser.badge.as_str(), browser.verdict()), (badge, Some(verdict)));
    }
}

#[test]
fn a_page_whose_timing_tells_nothing_is_neither_healthy_nor_broken() {
    for timings in [vec![("a", (0, false))], Vec::new()] {
        let mut browser = Browser::chromium();
        browser.timings = timings;
        browser.commit("a", SITE, 20.0);
        browser.settle();
        assert_eq!((browser.badge.as_str(), browser.verdict()), ("", None));
        assert_eq!(browser.document().map(|document| document.reading), Some(None));
    }
}

#[test]
fn without_permission_the_page_is_not_touched_until_it_is_given_back() {
    let mut browser = Browser::chromium();
    browser.permitted = false;
    browser.timings = vec![("a", (500, false))];
    browser.pages = vec![("a", BARE_500)];
    browser.commit("a", SITE, 20.0);
    browser.settle();
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("", None));
    browser.permitted = true;
    browser.send(Event::Started {});
    browser.settle();
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("500", Some(("failing", "edge"))));
}

/// Seen in Chromium when the extension is switched on while ten tabs are being restored.
#[test]
fn a_tab_whose_commit_nobody_told_of_is_looked_at_again_after_a_start() {
    let mut tabs = Tabs::new();
    let stored = |document: Option<&str>, at| Event::Stored {
        tab: 1,
        value: Lenient(None),
        document: document.map(Into::into),
        url: document.map(|_| SITE.into()),
        at,
        private: Some(false),
        window: Lenient(None),
        recollection: Lenient(None),
    };
    let wait = Effect::Wait { tab: 1, document: String::new(), milliseconds: 1500 };
    let read = read(1, "tab.1".into());
    tabs.handle(Event::Started {});
    assert_eq!(tabs.handle(Event::Listed { tabs: vec![1] }), std::slice::from_ref(&read));
    assert_eq!(tabs.handle(stored(None, 10.0)), [wait]);
    assert_eq!(tabs.handle(Event::Waited { tab: 1, document: String::new() }), [read]);
    let found = tabs.handle(stored(Some("a"), 20.0));
    assert!(found.iter().any(|effect| matches!(effect, Effect::CheckAccess { .. })), "{found:?}");
}

#[test]
fn a_tab_that_stays_empty_is_left_alone_after_four_looks() {
    assert_eq!(looks_at_an_empty_tab(Event::Started {}), 4);
}

#[test]
fn an_empty_tab_is_not_looked_at_again_because_options_changed() {
    assert_eq!(looks_at_an_empty_tab(Event::OptionsChanged {}), 0);
}

/// How often a tab without a document is looked at again, after this event and its listing.
fn looks_at_an_empty_tab(first: Event) -> usize {
    let mut tabs = Tabs::new();
    tabs.handle(first);
    tabs.handle(Event::Listed { tabs: vec![2] });
    let empty = || Event::Stored {
        tab: 2,
        value: Lenient(None),
        document: None,
        url: None,
        at: 30.0,
        private: Some(false),
        window: Lenient(None),
        recollection: Lenient(None),
    };
    let waits = (0..10).filter(|_| !tabs.handle(empty()).is_empty());
    waits.count()
}

#[test]
fn a_start_that_several_events_tell_of_asks_for_the_tabs_once_until_they_are_known() {
    let mut tabs = Tabs::new();
    assert_eq!(tabs.handle_all([Event::Started {}, Event::Started {}]), [Effect::List {}]);
    assert_eq!(tabs.handle(Event::Started {}), []);
    tabs.handle(Event::Listed { tabs: Vec::new() });
    assert_eq!(tabs.handle(Event::Started {}), [Effect::List {}]);
}

#[test]
fn a_late_response_ends_the_wait_and_nothing_is_asked() {
    let mut browser = Browser::new();
    browser.commit("a", SITE, 20.0);
    assert_eq!(browser.writes, 0);
    browser.response(SITE, 200, CLOUDFLARE, 10.0);
    assert_eq!((browser.waiting.clone(), browser.questions.len(), browser.writes), (None, 0, 1));
    assert_eq!(browser.verdict(), Some(("healthy", "none")));
}

#[test]
fn a_response_that_comes_after_the_question_still_counts() {
    let mut browser = Browser::new();
    browser.timings = vec![("a", (522, false))];
    browser.commit("a", SITE, 20.0);
    browser.settle();
    assert_eq!(browser.document().map(|document| document.witness), Some(Witness::Timing));
    browser.response(SITE, 522, QUARTET, 10.0);
    browser.answer();
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("522", Some(("failing", "link"))));
    assert_eq!(browser.document().map(|document| document.witness), Some(Witness::Events));
}

#[test]
fn tabs_that_were_open_before_the_extension_are_gone_through_once_it_starts() {
    let mut browser = Browser::new();
    browser.put(Some(("old", SITE)), 10.0);
    browser.timings = vec![("old", (502, false))];
    browser.pages = vec![("old", "<center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center>")];
    browser.send(Event::Started {});
    browser.settle();
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("502", Some(("failing", "origin"))));
}

#[test]
fn an_empty_answer_of_a_service_worker_is_no_failure_because_its_status_is_not_told() {
    let mut browser = Browser::chromium();
    browser.fail_navigation("e", "net::ERR_HTTP_RESPONSE_CODE_FAILURE", 20.0);
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("", None));
    assert_eq!(browser.document().map(|document| document.id), Some("e".into()));
}

#[test]
fn a_commit_that_a_worker_took_with_it_is_caught_up_with_by_the_next_event() {
    let mut browser = Browser::new();
    browser.response(SITE, 200, CLOUDFLARE, 10.0);
    browser.commit("a", SITE, 20.0);
    // The next page: committed, and nothing of that stored before the worker died.
    browser.commit("b", SITE, 40.0);
    browser.kill_the_worker();
    browser.response(SITE, 522, QUARTET, 30.0);
    browser.answer();
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("522", Some(("failing", "link"))));
    assert_eq!(browser.document().map(|document| document.id), Some("b".into()));
}

#[test]
fn the_popup_makes_a_worker_catch_up_that_had_no_further_event() {
    let mut browser = Browser::new();
    browser.response(SITE, 522, QUARTET, 10.0);
    browser.commit("a", SITE, 20.0);
    browser.answer();
    browser.put(Some(("b", SITE)), 40.0);
    browser.timings = vec![("b", (200, false))];
    browser.kill_the_worker();
    browser.look();
    browser.settle();
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("", Some(("healthy", "none"))));
}

#[test]
fn a_commit_that_comes_after_it_was_caught_up_with_changes_nothing() {
    let mut browser = Browser::chromium();
    browser.response(SITE, 522, QUARTET, 10.0);
    browser.put(Some(("a", SITE)), 20.0);
    browser.kill_the_worker();
    browser.look();
    browser.settle();
    let writes = browser.writes;
    browser.commit("a", SITE, 20.0);
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("522", Some(("failing", "link"))));
    assert_eq!(browser.writes, writes);
}

#[test]
fn what_the_browser_showed_before_the_last_commit_is_old_news() {
    let mut browser = Browser::chromium();
    browser.response(SITE, 522, QUARTET, 10.0);
    browser.commit("a", SITE, 20.0);
    browser.answer();
    let (document, url) = (Some("before".to_owned()), Some("https://news.example/".to_owned()));
    browser.send(Event::Looked { tab: TAB, document, url, at: 15.0 });
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("522", Some(("failing", "link"))));
}

#[test]
fn a_response_that_waits_for_its_commit_outlives_the_blank_page_before_it() {
    let mut browser = Browser::chromium();
    browser.put(Some(("blank", "about:blank")), 5.0);
    browser.response(SITE, 522, QUARTET, 10.0);
    browser.commit("a", SITE, 20.0);
    assert_eq!(browser.badge, "522");
}
