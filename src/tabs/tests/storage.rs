//! What is stored, and what a worker that died finds of it.

use super::*;

#[test]
fn a_healthy_page_costs_one_write_and_no_question() {
    let mut browser = Browser::new();
    browser.response(SITE, 200, CLOUDFLARE, 10.0);
    browser.commit("a", SITE, 20.0);
    assert_eq!((browser.writes, browser.questions.len(), browser.badge.as_str()), (1, 0, ""));
    assert_eq!(browser.verdict(), Some(("healthy", "none")));
}

#[test]
fn of_events_that_came_together_only_the_last_state_is_written() {
    let mut browser = Browser::chromium();
    // The tab is known before.
    browser.commit("blank", "about:blank", 5.0);
    let lifecycle = Some("active");
    let events = [
        Answered { status: 500, lifecycle, ..Answered::default() }.into(),
        Event::Committed {
            tab: TAB,
            document: "a".into(),
            url: SITE.into(),
            at: 20.0,
            lifecycle: lifecycle.map(str::to_owned),
        },
    ];
    let mut effects = browser.tabs.handle_all(events);
    effects.retain(|effect| effect.written().is_some());
    let [Effect::Save { value, .. }] = &effects[..] else { panic!("{effects:?}") };
    let document = Tab::from_plain(value.clone()).and_then(|tab| tab.document);
    assert_eq!(document.map(|document| document.id).as_deref(), Some("a"));
    let closed = browser.tabs.handle_all([
        Event::Looked { tab: TAB, document: None, url: None, at: 30.0 },
        Event::Removed { tab: TAB },
    ]);
    assert_eq!(closed.last(), Some(&Effect::Remove { key: "tab.7".into() }));
}

#[test]
fn of_badges_that_come_together_only_the_last_is_shown() {
    let mut browser = Browser::new();
    browser.response(SITE, 500, QUARTET, 10.0);
    browser.commit("a", SITE, 20.0);
    let next =
        Event::Committed { tab: TAB, document: "b".into(), url: SITE.into(), at: 40.0, lifecycle: None };
    let answered =
        Answered { request: "2".into(), status: 522, fields: QUARTET, at: 30.0, ..Answered::default() };
    let effects = browser.tabs.handle_all([next, answered.into()]);
    let texts = effects.iter().filter_map(|effect| match effect {
        Effect::SetBadge { text, .. } => Some(text.as_str()),
        _ => None,
    });
    assert_eq!(texts.collect::<Vec<_>>(), ["522"]);
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
        assert_eq!(
            (browser.badge.as_str(), browser.verdict()),
            ("500", Some(("failing", "edge"))),
            "death after step {death}"
        );
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
fn the_stored_state_holds_no_path_and_no_query() {
    let mut browser = Browser::new();
    browser.response(SITE, 522, QUARTET, 10.0);
    browser.commit("a", SITE, 20.0);
    let json = serde_json::to_string(&browser.stored).expect("plain data are JSON");
    assert!(json.contains("shop.example") && !json.contains("cart") && !json.contains("item"), "{json}");
}

#[test]
fn five_hundred_tabs_take_less_than_a_megabyte_even_after_a_thousand_broken_pages_each() {
    let mut browser = Browser::new();
    let mut largest = 0;
    for number in 0..1000_u32 {
        let at = f64::from(number) * 100.0 + 1_795_610_075_219.25;
        let url = format!("https://shop.example/{number}");
        browser.pages = vec![("a", BARE_500)];
        let fields = if number % 2 == 0 { QUARTET } else { CLOUDFLARE };
        browser.response(&url, 522 - 22 * u16::from(number % 2 == 1), fields, at + 10.0);
        browser.commit("a5b136b5-fd02-c84e-9fe7-2451a31c71a1", &url, at + 20.0);
        browser.answer();
        largest = largest.max(serde_json::to_string(&browser.stored).expect("plain data are JSON").len());
        browser.put(None, at + 30.0);
        let away = format!("{number}");
        browser.commit(&away, "about:blank", at + 40.0);
    }
    assert!((600..=1024 * 1024 / 500).contains(&largest), "{largest} bytes");
}

#[test]
fn a_load_that_was_given_up_is_forgotten_in_the_storage_too() {
    let mut browser = Browser::new();
    browser.response(SITE, 500, CLOUDFLARE, 10.0);
    browser.fail("net::ERR_ABORTED", 11.0);
    browser.kill_the_worker();
    browser.commit("a", SITE, 20.0);
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("", None));
}

#[test]
fn opening_the_popup_makes_a_worker_that_died_ask_the_page_again() {
    let mut browser = Browser::new();
    browser.pages = vec![("a", BARE_500)];
    browser.response(SITE, 500, CLOUDFLARE, 10.0);
    browser.commit("a", SITE, 20.0);
    browser.kill_the_worker();
    browser.look();
    browser.answer();
    assert_eq!((browser.badge.as_str(), browser.verdict()), ("500", Some(("failing", "edge"))));
}

#[test]
fn what_comes_for_a_closed_tab_stores_nothing() {
    let mut browser = Browser::new();
    browser.response(SITE, 522, QUARTET, 10.0);
    browser.send(Event::Removed { tab: TAB });
    browser.response(SITE, 522, QUARTET, 12.0);
    assert_eq!(browser.stored, None);
}

#[test]
fn long_and_repeated_fields_are_cut_where_they_are_stored() {
    let mut browser = Browser::new();
    let long = "x".repeat(5000);
    let many: Vec<(&str, &str)> =
        CLOUDFLARE.iter().copied().chain((0..250).map(|_| ("server-timing", long.as_str()))).collect();
    browser.response(SITE, 500, &many, 10.0);
    let size = serde_json::to_string(&browser.stored).expect("plain data are JSON").len();
    assert!(size < 4096, "{size} bytes");
}
