//! What healthy visits teach about a host, and that it is known on the bad day.

use super::*;
use crate::providers::Provider;

const DAY: f64 = 86_400_000.0;
/// Noon of a day.
const NOON: f64 = 20_787.5 * DAY;
const NEWS: &str = "https://news.example/";

impl Browser {
    /// A healthy visit through Cloudflare, so many milliseconds after noon of the first day.
    fn visit(&mut self, url: &str, after: f64) {
        self.load(url, 200, CLOUDFLARE, after);
    }

    /// The site fails behind Cloudflare.
    fn bad_day(&mut self, url: &str, after: f64) {
        self.load(url, 522, QUARTET, after);
    }

    fn load(&mut self, url: &str, status: u16, fields: &[(&str, &str)], after: f64) {
        let at = NOON + after;
        self.response(url, status, fields, at);
        self.commit(&format!("document of {at}"), url, at + 10.0);
        self.answer();
    }

    /// On which day, counted from the first, and through whom the site is said to have worked.
    fn told(&self) -> Option<(u32, Vec<Provider>)> {
        let memory = self.document()?.recalled?;
        Some((memory.day - 20_787, memory.path))
    }

    fn choose_memory(&mut self, remembers: bool) {
        self.options = Some(self.options.take().unwrap_or_default().with_memory(remembers, self.now));
        self.memory.clear();
        self.send(Event::OptionsChanged {});
    }
}

#[test]
fn a_site_that_fails_is_known_from_its_last_healthy_visit() {
    for mut browser in [Browser::new(), Browser::chromium()] {
        browser.visit(SITE, 0.0);
        assert_eq!(browser.told(), None);
        browser.bad_day(SITE, 3.0 * DAY);
        assert_eq!(browser.told(), Some((0, vec![Provider::Cloudflare])));
        assert_eq!(browser.badge, "522");
    }
}

#[test]
fn a_worker_that_wakes_on_the_bad_day_knows_it_too() {
    for mut browser in [Browser::new(), Browser::chromium()] {
        browser.visit(SITE, 0.0);
        browser.kill_the_worker();
        browser.bad_day(SITE, DAY);
        assert_eq!(browser.told(), Some((0, vec![Provider::Cloudflare])));
    }
}

/// What answers says who it is, and what is remembered only stands beside it.
#[test]
fn a_filter_in_the_name_of_a_site_that_was_on_cloudflare_is_told_as_the_filter() {
    const SKYHIGH: &str = "<title>McAfee Web Gateway - Notification</title><p>Cannot Connect</p>";
    const PROXYSG: &str = "<title>Network Error</title><p>Network Error (tcp_error)</p>";
    const NGINX: &str =
        "<title>502 Bad Gateway</title><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center>";
    for known in [true, false] {
        for (page, party) in [(SKYHIGH, "network"), (PROXYSG, "network"), (NGINX, "origin")] {
            let mut browser = Browser::new();
            if known {
                browser.visit(SITE, 0.0);
            }
            browser.pages = vec![("next day", page)];
            browser.response(SITE, 502, &[("content-type", "text/html")], NOON + DAY);
            browser.commit("next day", SITE, NOON + DAY + 10.0);
            browser.settle();
            assert_eq!((browser.badge.as_str(), browser.verdict()), ("502", Some(("failing", party))));
            let diagnosis = browser.document().and_then(|document| document.diagnosis).expect("it is judged");
            assert_eq!(diagnosis.answered_by.party.as_str(), party, "{page}");
            assert!(diagnosis.path.iter().all(|hop| hop.provider != Some(Provider::Cloudflare)), "{page}");
            assert_eq!(browser.told(), known.then(|| (0, vec![Provider::Cloudflare])), "{page}");
        }
    }
}

#[test]
fn another_host_is_not_known() {
    let mut browser = Browser::new();
    browser.visit(SITE, 0.0);
    browser.bad_day("https://www.shop.example/", DAY);
    assert_eq!((browser.badge.as_str(), browser.told()), ("522", None));
}

#[test]
fn a_host_is_written_once_a_day_whatever_happens_to_the_worker() {
    let mut browser = Browser::new();
    for death in [false, false, true, true] {
        if death {
            browser.kill_the_worker();
        }
        browser.visit(SITE, 0.0);
        browser.visit(NEWS, 1000.0);
        browser.visit(SITE, 2000.0);
    }
    assert_eq!((browser.remembers, browser.memory.len()), (2, 2));
    browser.visit(SITE, DAY);
    assert_eq!((browser.remembers, browser.memory.len()), (3, 2));
    browser.bad_day(SITE, 2.0 * DAY);
    assert_eq!(browser.told(), Some((1, vec![Provider::Cloudflare])));
}

#[test]
fn a_host_that_was_written_today_is_not_read_again_by_the_same_worker() {
    let mut browser = Browser::new();
    browser.visit(SITE, 0.0);
    let recalls = browser.recalls;
    browser.visit(NEWS, 1000.0);
    browser.visit(SITE, 2000.0);
    browser.visit(NEWS, 3000.0);
    assert_eq!((recalls, browser.recalls), (1, 2));
}

#[test]
fn a_healthy_page_is_remembered_without_a_call_of_its_own_where_the_worker_wakes() {
    let at = NOON;
    for chromium in [true, false] {
        let lifecycle = chromium.then_some("active");
        let mut tabs = Tabs::new();
        let response: Event = Answered { fields: CLOUDFLARE, at, lifecycle, ..Answered::default() }.into();
        let commit = Event::Committed {
            tab: TAB,
            document: "a".into(),
            url: SITE.into(),
            at: at + 5.0,
            lifecycle: lifecycle.map(str::to_owned),
        };
        let recollection = Recollection {
            host: "shop.example".into(),
            options: Lenient(None),
            pruned: None,
            value: Lenient(None),
        };
        let stored = Event::Stored {
            tab: TAB,
            value: Lenient(None),
            document: None,
            url: None,
            at: at - 5.0,
            private: Some(false),
            window: Lenient(None),
            recollection: Lenient(Some(recollection)),
        };
        let (first, last) =
            if chromium { (vec![response, commit], stored) } else { (vec![commit, stored], response) };
        let mut first: Vec<Effect> = first.into_iter().flat_map(|event| tabs.handle(event)).collect();
        let question = first.remove(0);
        assert!(
            matches!(&question, Effect::ReadAndRecall { host, .. } if host == "shop.example"),
            "{question:?}"
        );
        let mut effects = tabs.handle(last);
        effects.retain(|effect| !matches!(effect, Effect::StopWaiting { .. }));
        assert!(
            matches!(
                &effects[..],
                [Effect::Save { .. }, Effect::Remember { .. }, Effect::Prune { .. }, Effect::Save { key, .. }]
                    if key == neighbours::KEY
            ),
            "{effects:?}"
        );
    }
}

#[test]
fn a_redirect_that_wakes_the_worker_asks_about_the_host_that_it_mostly_leads_to() {
    let mut browser = Browser::new();
    browser.response("http://shop.example/", 301, &[("server", "cloudflare")], NOON);
    browser.visit(SITE, 10.0);
    assert_eq!((browser.recalls, browser.remembers), (1, 1));
}

#[test]
fn nothing_of_private_windows_is_remembered() {
    for known in [false, true] {
        let mut browser = Browser::new();
        browser.private = Some(true);
        if known {
            browser.commit("blank", "about:blank", 5.0);
        }
        browser.visit(SITE, 0.0);
        browser.commit("blank", "about:blank", NOON + 500.0);
        browser.visit(NEWS, 1000.0);
        assert_eq!((browser.remembers, browser.memory.len(), browser.pruned), (0, 0, None));
    }
}

#[test]
fn a_tab_that_cannot_be_asked_counts_as_private() {
    let mut browser = Browser::new();
    browser.private = None;
    browser.visit(SITE, 0.0);
    assert_eq!((browser.remembers, browser.verdict()), (0, Some(("healthy", "none"))));
}

#[test]
fn switched_off_nothing_is_written_or_told_and_the_next_worker_reads_nothing_once_it_knows() {
    let mut browser = Browser::new();
    browser.visit(SITE, 0.0);
    browser.choose_memory(false);
    let recalls = browser.recalls;
    browser.visit(SITE, DAY);
    browser.visit(NEWS, DAY + 1000.0);
    browser.bad_day(SITE, DAY + 2000.0);
    assert_eq!((browser.remembers, browser.recalls, browser.told()), (1, recalls, None));
    browser.kill_the_worker();
    browser.visit(NEWS, DAY + 3000.0);
    browser.bad_day(SITE, DAY + 4000.0);
    assert_eq!((browser.remembers, browser.memory.len(), browser.told()), (1, 0, None));
    // Where the worker wakes, the options come with the answer to the one question.
    assert_eq!(browser.recalls, recalls + 1);
    browser.choose_memory(true);
    browser.visit(SITE, DAY + 5000.0);
    assert_eq!(browser.memory.len(), 1);
}

#[test]
fn what_was_forgotten_is_not_known_to_a_worker_that_lives_on() {
    let mut browser = Browser::new();
    browser.visit(SITE, 0.0);
    browser.choose_memory(true);
    browser.bad_day(SITE, 1000.0);
    assert_eq!((browser.badge.as_str(), browser.told()), ("522", None));
}

#[test]
fn an_answer_that_was_read_before_the_switch_writes_nothing() {
    let mut browser = Browser::new();
    browser.commit("blank", "about:blank", 5.0);
    let answer = browser.recollection("shop.example".into());
    let _ = browser.tabs.handle(Event::OptionsChanged {});
    let effects = browser.tabs.handle(Event::Recalled { tab: TAB, recollection: Lenient(Some(answer)) });
    assert_eq!(effects, []);
    let off = Options::default().with_memory(false, 10.0);
    let _ = browser.tabs.handle(Event::Options { value: Lenient(Some(off)) });
    browser.visit(SITE, 0.0);
    assert_eq!((browser.recalls, browser.remembers), (1, 0));
}

#[test]
fn after_thirty_days_a_host_is_not_known_and_its_entry_goes_with_the_next_pruning() {
    let mut browser = Browser::new();
    browser.visit(SITE, 0.0);
    browser.visit(NEWS, 5.0 * DAY);
    browser.bad_day(SITE, 31.0 * DAY);
    assert_eq!((browser.badge.as_str(), browser.told(), browser.memory.len()), ("522", None, 2));
    browser.visit(NEWS, 31.0 * DAY + 1000.0);
    assert_eq!(browser.memory.keys().map(String::as_str).collect::<Vec<_>>(), ["news.example"]);
}

#[test]
fn two_thousand_hosts_are_remembered_and_the_oldest_go_first() {
    let mut browser = Browser::new();
    for number in 0..2100_u32 {
        browser.visit(&format!("https://shop-{number}.example/"), f64::from(number) * DAY / 100.0);
    }
    assert_eq!(browser.remembers, 2100);
    browser.visit(SITE, 22.0 * DAY);
    assert_eq!(browser.memory.len(), 2000);
    assert!(browser.memory.contains_key("shop.example") && browser.memory.contains_key("shop-2099.example"));
    assert!(!browser.memory.contains_key("shop-0.example"));
}

#[test]
fn pruning_comes_with_the_first_write_of_a_day_and_not_again() {
    let mut browser = Browser::new();
    let mut prunings = 0;
    for (url, at) in [(SITE, NOON), (NEWS, NOON + 1000.0), (SITE, NOON + DAY)] {
        browser.kill_the_worker();
        let before = browser.pruned;
        browser.visit(url, at - NOON);
        prunings += u32::from(browser.pruned != before);
    }
    assert_eq!((prunings, browser.pruned), (2, Some(20_788)));
}

#[test]
fn private_names_and_sites_without_a_provider_are_not_remembered() {
    let mut browser = Browser::new();
    browser.visit("https://nas.local/", 0.0);
    assert_eq!(browser.recalls, 0);
    browser.load(SITE, 200, &[("content-type", "text/html")], 1000.0);
    browser.load(NEWS, 404, CLOUDFLARE, 2000.0);
    assert_eq!((browser.remembers, browser.memory.len()), (0, 0));
}

#[test]
fn an_error_that_wakes_the_worker_is_asked_about_when_its_verdict_is_due() {
    let mut browser = Browser::chromium();
    browser.visit(SITE, 0.0);
    browser.kill_the_worker();
    let at = NOON + DAY;
    let response = Answered { status: 522, at, lifecycle: Some("active"), ..Answered::default() };
    assert_eq!(browser.tabs.handle(response.into()), [read(TAB, key(TAB))]);
    browser.kill_the_worker();
    browser.bad_day(SITE, DAY);
    assert_eq!(browser.told(), Some((0, vec![Provider::Cloudflare])));
}

#[test]
fn the_shell_is_told_where_everything_is() {
    let effects = [
        Effect::Recall { tab: TAB, host: "shop.example".into(), keys: Keys },
        Effect::Prune { before: 1, most: 2, day: 3, keys: Keys },
    ];
    let json = serde_json::to_string(&effects.iter().map(crate::plain::Record::to_plain).collect::<Vec<_>>());
    let json = json.expect("plain data are JSON");
    let keys = r#""keys":{"options":"options","secret":"memory-secret","pruned":"memory-pruned","entries":"memory."}"#;
    assert_eq!(json.matches(keys).count(), 2, "{json}");
}
