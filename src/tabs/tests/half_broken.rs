//! Pages that are well and whose parts are not.

use super::*;

fn parts(document: &str, failing: bool, at: f64) -> Event {
    Event::Parts { tab: TAB, document: document.to_owned(), failing, at }
}

fn healthy() -> Browser {
    let mut browser = Browser::chromium();
    browser.response(SITE, 200, &[], 10.0);
    browser.commit("a", SITE, 20.0);
    browser
}

#[test]
fn a_healthy_page_whose_parts_fail_has_its_own_badge_until_they_come() {
    let mut browser = healthy();
    browser.send(parts("a", true, 50.0));
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("½", Some(("healthy", "none"))));
    browser.send(parts("a", false, 60.0));
    assert_eq!(browser.badge, "");
}

#[test]
fn the_parts_of_another_document_never_badge_this_one() {
    let mut browser = healthy();
    browser.send(parts("b", true, 50.0));
    assert_eq!(browser.badge, "");
    browser.send(parts("a", true, 50.0));
    browser.response("https://other.example/", 200, &[], 60.0);
    browser.commit("b", "https://other.example/", 70.0);
    assert_eq!(browser.badge, "");
    browser.send(parts("a", true, 80.0));
    assert_eq!(browser.badge, "");
}

#[test]
fn a_page_that_failed_itself_keeps_its_own_badge() {
    let mut browser = Browser::chromium();
    browser.response(SITE, 503, &[("server", "nginx")], 10.0);
    browser.commit("a", SITE, 20.0);
    browser.answer();
    browser.send(parts("a", true, 50.0));
    assert_eq!(browser.badge, "503");
}

#[test]
fn private_names_have_no_badge_for_their_parts_either() {
    let mut browser = Browser::chromium();
    browser.response("http://nas.local/", 200, &[], 10.0);
    browser.commit("a", "http://nas.local/", 20.0);
    browser.send(parts("a", true, 50.0));
    assert_eq!(browser.badge, "");
}

#[test]
fn a_muted_site_has_no_badge_for_its_parts_and_has_it_again_when_it_is_heard() {
    let mut browser = healthy();
    browser.choose("shop.example", true);
    browser.send(parts("a", true, 50.0));
    assert_eq!(browser.badge, "");
    browser.choose("shop.example", false);
    assert_eq!(browser.badge, "½");
}

#[test]
fn a_worker_that_died_meanwhile_still_knows_of_the_parts() {
    let mut browser = healthy();
    browser.send(parts("a", true, 50.0));
    browser.kill_the_worker();
    browser.send(parts("a", false, 60.0));
    assert_eq!(browser.badge, "");
}
