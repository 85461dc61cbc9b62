//! Events that are no answer to show: redirects, speculation, loads that were given up, error pages of the browser.

use super::*;

#[test]
fn an_empty_error_page_is_shown_without_a_commit() {
    let mut browser = Browser::new();
    browser.response(SITE, 522, QUARTET, 10.0);
    browser.fail_navigation("b", "net::ERR_HTTP_RESPONSE_CODE_FAILURE", 30.0);
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
    browser.send(Event::RequestFailed {
        tab: TAB,
        request: "30".into(),
        url: other.into(),
        error: error.clone(),
        at: 31.0,
        document: None,
        lifecycle: None,
    });
    let handled = browser.tabs.handle(Event::NavigationFailed {
        tab: TAB,
        url: other.into(),
        error,
        document: zeros,
        at: 32.0,
    });
    assert_eq!((handled, browser.badge.as_str()), (Vec::new(), "522"));
}

#[test]
fn firefoxs_numbered_errors_on_navigations_that_succeed_are_ignored() {
    let mut browser = Browser::new();
    browser.response(SITE, 522, QUARTET, 10.0);
    browser.commit("a", SITE, 20.0);
    let error = "Error code 2152398850".to_owned();
    let handled = browser.tabs.handle(Event::NavigationFailed {
        tab: TAB,
        url: SITE.into(),
        error,
        document: Some("old".into()),
        at: 21.0,
    });
    assert_eq!((handled, browser.badge.as_str()), (Vec::new(), "522"));
}

#[test]
fn prefetch_and_prerender_are_never_shown() {
    let mut browser = Browser::chromium();
    browser.commit("a", SITE, 5.0);
    for (document, lifecycle) in [(Some("a"), None), (None, Some("prerender"))] {
        let (status, fields, at) = (503, QUARTET, 4.0);
        browser.send(Answered { status, fields, at, document, lifecycle, ..Answered::default() }.into());
    }
    let lifecycle = Some("prerender".to_owned());
    browser.tabs.handle(Event::Committed {
        tab: TAB,
        document: "p".into(),
        url: SITE.into(),
        at: 6.0,
        lifecycle,
    });
    browser.settle();
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
fn no_response_in_either_browser_is_a_failure_without_a_code() {
    let mut chromium = Browser::new();
    let error = "net::ERR_CONNECTION_REFUSED".to_owned();
    chromium.send(Event::RequestFailed {
        tab: TAB,
        request: "1".into(),
        url: SITE.into(),
        error: error.clone(),
        at: 10.0,
        document: None,
        lifecycle: None,
    });
    chromium.send(Event::NavigationFailed {
        tab: TAB,
        url: SITE.into(),
        error,
        document: Some("e".into()),
        at: 50.0,
    });
    let mut firefox = Browser::new();
    firefox.commit("e", SITE, 50.0);
    let error = "NS_ERROR_CONNECTION_REFUSED".to_owned();
    firefox.send(Event::RequestFailed {
        tab: TAB,
        request: "1".into(),
        url: SITE.into(),
        error,
        at: 10.0,
        document: None,
        lifecycle: None,
    });
    for browser in [chromium, firefox] {
        assert_eq!((browser.badge.as_str(), browser.verdict()), ("!", Some(("failing", "unknown"))));
        let failure = browser
            .document()
            .and_then(|document| document.diagnosis)
            .and_then(|diagnosis| diagnosis.failure);
        assert_eq!(failure.map(crate::failure::Failure::as_str), Some("tcp.refused"));
    }
}

#[test]
fn an_error_of_a_page_that_is_shown_already_is_no_failure_of_the_next() {
    let mut browser = Browser::new();
    browser.response(SITE, 200, CLOUDFLARE, 10.0);
    browser.commit("a", SITE, 20.0);
    browser.fail("net::ERR_CONTENT_LENGTH_MISMATCH", 30.0);
    assert_eq!(browser.verdict(), Some(("healthy", "none")));
    // Another document of that address, which a service worker answers.
    browser.commit("b", SITE, 40.0);
    browser.settle();
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("", None));
}
