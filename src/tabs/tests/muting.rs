//! Sites that the user muted get no badge, and are heard again when that is taken back.

use super::*;

fn broken() -> Browser {
    let mut browser = Browser::new();
    browser.response(SITE, 522, QUARTET, 10.0);
    browser.commit("a", SITE, 20.0);
    browser.answer();
    browser
}

impl Browser {
    /// The user mutes a site or takes that back, on the options' page.
    pub(super) fn choose(&mut self, host: &str, muted: bool) {
        self.options = Some(self.options.take().unwrap_or_default().with_muted(host, muted));
        self.send(Event::OptionsChanged {});
    }
}

#[test]
fn muting_takes_the_badge_away_and_hearing_again_brings_it_back() {
    let mut browser = broken();
    assert_eq!(browser.badge, "522");
    browser.choose("shop.example", true);
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("", Some(("failing", "link"))));
    browser.choose("shop.example", false);
    assert_eq!(browser.badge, "522");
}

#[test]
fn muting_another_site_changes_nothing() {
    let mut browser = broken();
    browser.choose("www.shop.example", true);
    assert_eq!(browser.badge, "522");
}

#[test]
fn a_worker_that_was_asleep_when_a_site_was_muted_takes_its_badge_away() {
    let mut browser = broken();
    browser.kill_the_worker();
    browser.choose("shop.example", true);
    assert_eq!(browser.badge, "");
}

#[test]
fn a_muted_site_that_breaks_again_stays_silent_and_others_do_not() {
    let mut browser = Browser::new();
    browser.options = Some(Options::default().with_muted("shop.example", true));
    browser.response(SITE, 522, QUARTET, 10.0);
    browser.commit("a", SITE, 20.0);
    browser.answer();
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("", Some(("failing", "link"))));
    let other = "https://news.example/";
    browser.response(other, 522, QUARTET, 30.0);
    browser.commit("b", other, 40.0);
    assert_eq!(browser.badge, "522");
}

#[test]
fn healthy_pages_that_show_no_provider_do_not_read_the_options() {
    let mut browser = Browser::new();
    // The tab is known before.
    browser.commit("blank", "about:blank", 5.0);
    browser.response(SITE, 200, &[], 10.0);
    let url = SITE.to_owned();
    let commit = Event::Committed { tab: TAB, document: "a".into(), url, at: 20.0, lifecycle: None };
    let effects = browser.tabs.handle(commit);
    assert!(matches!(effects[..], [Effect::Save { .. }, Effect::Save { .. }]), "{effects:?}");
}
