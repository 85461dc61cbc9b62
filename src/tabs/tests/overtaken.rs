//! Events that overtake each other, and a worker that dies while they do: what belongs to one document never
//! reaches another.

use super::*;

const NGINX: &[(&str, &str)] = &[("server", "nginx")];
const NEWS: &str = "https://news.example/";

fn read(browser: &mut Browser, ask: u32, loading: bool, html: Option<&str>) {
    let page =
        html.map(|html| RawPage { media_type: "text/html".into(), head: html.into(), tail: None, loading });
    browser.questions.clear();
    browser.send(Event::PageRead { tab: TAB, document: "b".into(), ask, page: Lenient(page) });
}
fn asked(browser: &Browser) -> Option<u32> {
    browser
        .questions
        .iter()
        .rev()
        .find_map(|q| if let Event::PageRead { ask, .. } = q { Some(*ask) } else { None })
}

/// The worker dies while a page that is still loading is read: its first part is judged for good.
#[test]
fn after_a_death_a_page_that_is_still_loading_is_asked_once_more() {
    for mut browser in [Browser::chromium(), Browser::new()] {
        browser.response(SITE, 500, CLOUDFLARE, 10.0);
        browser.commit("b", SITE, 20.0);
        browser.kill_the_worker();
        browser.look();
        let ask = asked(&browser).expect("it is asked again");
        read(&mut browser, ask, true, Some("<html><body>"));
        let ask = asked(&browser).expect("it is asked once more, with long patience");
        read(&mut browser, ask, false, Some(BARE_500));
        assert_eq!((browser.badge.as_str(), browser.verdict()), ("500", Some(("failing", "edge"))));
    }
}

/// Firefox, response later than 1.5 s, same thing without any death.
#[test]
fn a_response_that_comes_after_the_question_leaves_time_to_a_loading_page() {
    let mut browser = Browser::new();
    browser.commit("b", SITE, 20.0);
    let end = browser.waiting.take().expect("a wait");
    browser.send(end);
    browser.response(SITE, 500, CLOUDFLARE, 10.0);
    let ask = asked(&browser).expect("it is read");
    read(&mut browser, ask, true, Some("<html><body>"));
    assert!(asked(&browser).is_some(), "it is asked once more");
}

/// The verdict of the page before becomes the final verdict of a reload that cannot be read.
#[test]
fn a_reload_that_cannot_be_read_does_not_keep_the_verdict_of_the_page_before() {
    for die in [false, true] {
        let mut browser = Browser::chromium();
        browser.pages = vec![("a", BARE_500)];
        browser.response(SITE, 500, CLOUDFLARE, 10.0);
        browser.commit("a", SITE, 20.0);
        browser.answer();
        browser.response(SITE, 500, CLOUDFLARE, 30.0);
        browser.commit("b", SITE, 40.0);
        if die {
            browser.kill_the_worker();
            browser.look();
        }
        browser.answer();
        assert_eq!(
            (browser.badge.as_str(), browser.verdict()),
            ("?", Some(("unclear", "unknown"))),
            "died: {die}"
        );
        assert_eq!(browser.document().and_then(|d| d.run).map(|run| run.times), Some(1), "died: {die}");
    }
}

/// Firefox. A load that was given up after its headers is joined to the service worker's page after it.
#[test]
fn a_load_that_was_given_up_is_taken_back_from_the_page_that_it_was_joined_to() {
    let mut browser = Browser::new();
    browser.timings = vec![("a", (200, true))];
    browser.commit("a", SITE, 20.0);
    browser.response(SITE, 500, NGINX, 10.0);
    // Delivered last, as Firefox does; it ended before the commit.
    browser.fail("NS_BINDING_ABORTED", 15.0);
    browser.settle();
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("", Some(("healthy", "none"))));
}

/// Chromium. A page that broke off, then the same address by a service worker: red by the old error.
#[test]
fn an_error_after_the_commit_is_no_failure_of_the_next_page_after_a_death_either() {
    let mut browser = Browser::chromium();
    browser.timings = vec![("a", (200, false)), ("b", (200, true))];
    browser.response(SITE, 200, CLOUDFLARE, 10.0);
    browser.kill_the_worker();
    browser.commit("a", SITE, 20.0);
    browser.settle();
    assert_eq!(browser.verdict(), Some(("healthy", "none")));
    browser.fail("net::ERR_CONTENT_LENGTH_MISMATCH", 30.0);
    browser.commit("b", SITE, 40.0);
    browser.settle();
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("", Some(("healthy", "none"))));
}

/// The answer to a page that is being left comes before the commit that left it.
#[test]
fn a_page_that_was_left_while_it_was_read_is_read_when_it_comes_back_in_either_order() {
    let mut browser = Browser::new();
    browser.response(SITE, 500, CLOUDFLARE, 10.0);
    browser.commit("a", SITE, 20.0);
    // The document is gone in the page's process already: no page.
    browser.answer();
    browser.response(NEWS, 200, &[], 30.0);
    browser.commit("b", NEWS, 40.0);
    browser.answer();
    browser.pages = vec![("a", BARE_500)];
    browser.commit("a", SITE, 50.0);
    browser.answer();
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("500", Some(("failing", "edge"))));
}

/// What a worker catches up with throws away the response that woke it.
#[test]
fn a_response_that_wakes_the_worker_outlives_catching_up_with_the_page_before() {
    for chromium in [true, false] {
        let mut browser = if chromium { Browser::chromium() } else { Browser::new() };
        browser.timings = vec![("a", (200, false)), ("b", (522, false))];
        // The page before is not stored (Firefox: committed, response not there; Chromium: its write was lost).
        browser.put(Some(("a", NEWS)), 5.0);
        browser.now = 12.0;
        browser.response(SITE, 522, QUARTET, 10.0);
        browser.commit("b", SITE, 20.0);
        assert_eq!(browser.badge, "522", "chromium: {chromium}");
    }
}

/// An answer of before to the same document counts as the answer of now.
#[test]
fn a_question_of_before_is_not_taken_for_the_one_of_now() {
    let mut browser = Browser::new();
    browser.response(SITE, 500, CLOUDFLARE, 10.0);
    browser.commit("b", SITE, 20.0);
    let old = asked(&browser).unwrap();
    browser.commit("n", "about:blank", 30.0);
    browser.commit("b", SITE, 40.0);
    let now = asked(&browser).unwrap();
    assert_ne!(old, now, "the numbers tell them apart");
}

/// More tabs are closed at once than are remembered: a late response of a private one is stored.
#[test]
fn a_window_with_a_hundred_tabs_is_closed_and_nothing_of_them_is_stored() {
    let mut tabs = Tabs::new();
    for tab in 1..=100 {
        tabs.handle(Event::Removed { tab });
    }
    let late = Answered { tab: 1, status: 503, ..Answered::default() };
    let mut effects = tabs.handle(late.into());
    effects.extend(tabs.handle(Event::Stored {
        tab: 1,
        value: Lenient(None),
        document: None,
        url: None,
        at: 11.0,
        private: Some(false),
        window: Lenient(None),
        recollection: Lenient(None),
    }));
    assert_eq!(effects, []);
}

/// A wait outlives its tab.
#[test]
fn closing_a_tab_ends_its_wait() {
    let mut browser = Browser::new();
    browser.commit("a", SITE, 20.0);
    browser.send(Event::Removed { tab: TAB });
    assert_eq!(browser.waiting, None);
}

/// The popup in Firefox's 1.5 s makes the page be asked twice.
#[test]
fn a_page_that_is_being_asked_is_not_asked_again_when_the_wait_ends() {
    let mut browser = Browser::new();
    browser.timings = vec![("a", (200, true))];
    browser.commit("a", SITE, 20.0);
    browser.look();
    assert_eq!(browser.questions.len(), 1);
    let end = browser.waiting.take().expect("a wait");
    browser.send(end);
    assert_eq!(browser.questions.len(), 1);
}

/// A page that a service worker answers well: one write is enough.
#[test]
fn a_healthy_page_of_a_service_worker_costs_one_write() {
    let mut browser = Browser::chromium();
    browser.timings = vec![("a", (200, true))];
    browser.commit("a", SITE, 20.0);
    browser.settle();
    assert_eq!(browser.writes, 1);
}

/// A commit that is older than what was caught up with.
#[test]
fn a_commit_that_is_delivered_after_a_later_document_was_caught_up_with_is_old_news() {
    let mut browser = Browser::chromium();
    browser.response(NEWS, 200, &[], 1.0);
    browser.commit("z", NEWS, 2.0);
    browser.response(SITE, 522, QUARTET, 10.0);
    // The page "a" was committed at 20 and "b" at 40; the popup asks before these events come.
    browser.timings = vec![("b", (200, true))];
    browser.put(Some(("b", NEWS)), 40.0);
    browser.look();
    browser.settle();
    let event = Event::Committed {
        tab: TAB,
        document: "a".into(),
        url: SITE.into(),
        at: 20.0,
        lifecycle: Some("active".into()),
    };
    for effect in browser.tabs.handle(event) {
        browser.perform(effect);
    }
    assert_eq!(browser.document().map(|d| d.id), Some("b".into()));
    assert_eq!(browser.badge, "");
}

/// An error page of Chromium that was caught up with before its own event.
#[test]
fn an_error_page_that_was_caught_up_with_is_told_by_its_own_event() {
    let mut browser = Browser::chromium();
    browser.put(Some(("e", SITE)), 50.0);
    browser.look();
    browser.settle();
    browser.fail_navigation("e", "net::ERR_CONNECTION_REFUSED", 50.0);
    browser.settle();
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("!", Some(("failing", "unknown"))));
}

/// Chromium queues the next answer while the commit of a page waits for its busy process.
#[test]
fn an_answer_that_came_before_the_commit_of_the_page_before_is_the_next_pages() {
    let mut browser = Browser::chromium();
    browser.response(NEWS, 200, &[], 10.0);
    browser.response(SITE, 522, QUARTET, 20.0);
    browser.commit("a", NEWS, 30.0);
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("", Some(("healthy", "none"))));
    browser.commit("b", SITE, 40.0);
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("522", Some(("failing", "link"))));
}

#[test]
fn an_answer_that_came_before_the_commit_of_a_blank_page_is_the_next_pages() {
    let mut browser = Browser::chromium();
    browser.response(SITE, 522, QUARTET, 20.0);
    browser.commit("blank", "about:blank", 30.0);
    browser.commit("b", SITE, 40.0);
    assert_eq!(browser.badge, "522");
}
