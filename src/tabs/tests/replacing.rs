//! Chromium gives a discarded tab another number: its state moves along.

use super::*;

const NEXT: i32 = 8;

/// A broken page that was loaded twice, and its tab discarded.
fn discarded(worker_died: bool) -> (Browser, Vec<Effect>) {
    let mut browser = Browser::chromium();
    for (document, at) in [("a", 10.0), ("b", 30.0)] {
        browser.response(SITE, 522, QUARTET, at);
        browser.commit(document, SITE, at + 10.0);
        browser.answer();
    }
    if worker_died {
        browser.kill_the_worker();
    }
    let effects = browser.tabs.handle(Event::Replaced { tab: TAB, by: NEXT });
    (browser, effects)
}

fn saved(effects: &[Effect], wanted: &str) -> Option<Box<Tab>> {
    effects.iter().find_map(|effect| match effect {
        Effect::Save { key, value } if key == wanted => Box::from_plain(value.clone()),
        _ => None,
    })
}

#[test]
fn the_state_of_a_replaced_tab_moves_to_the_one_in_its_place() {
    let (_, effects) = discarded(false);
    let state = saved(&effects, "tab.8").expect("the state is stored under the new number");
    assert_eq!(state.document.and_then(|document| document.run).map(|run| run.times), Some(2));
    assert!(effects.contains(&Effect::Remove { key: "tab.7".into() }), "{effects:?}");
}

#[test]
fn a_worker_that_died_moves_the_stored_state() {
    let (mut browser, effects) = discarded(true);
    assert_eq!(effects, [read(NEXT, "tab.7".into())]);
    let value = Lenient(browser.stored.clone().and_then(Box::<Tab>::from_plain));
    let effects = browser.tabs.handle(Event::Stored {
        tab: NEXT,
        value,
        document: None,
        url: None,
        at: 50.0,
        private: Some(false),
        window: Lenient(None),
        recollection: Lenient(None),
    });
    assert!(saved(&effects, "tab.8").is_some(), "{effects:?}");
    assert!(effects.contains(&Effect::Remove { key: "tab.7".into() }), "{effects:?}");
}

#[test]
fn a_page_that_is_still_broken_after_its_tab_was_discarded_is_one_incident() {
    let (mut browser, _) = discarded(false);
    let answered = Answered { tab: NEXT, status: 522, fields: QUARTET, at: 60.0, ..Answered::default() };
    browser.tabs.handle(answered.into());
    let (url, document, lifecycle) = (SITE.to_owned(), "c".to_owned(), Some("active".to_owned()));
    let mut effects = browser.tabs.handle(Event::Committed { tab: NEXT, document, url, at: 70.0, lifecycle });
    let ask = effects.iter().find_map(|effect| match effect {
        Effect::ReadPage { ask, .. } => Some(*ask),
        _ => None,
    });
    if let Some(ask) = ask {
        let page = Lenient(None);
        effects = browser.tabs.handle(Event::PageRead { tab: NEXT, document: "c".into(), ask, page });
    }
    let state = saved(&effects, "tab.8").expect("the state is stored");
    assert_eq!(state.document.and_then(|document| document.run).map(|run| run.times), Some(3));
}

#[test]
fn what_comes_late_for_the_old_number_stores_nothing() {
    let (mut browser, _) = discarded(false);
    let url = SITE.to_owned();
    let late = Event::RequestFailed {
        tab: TAB,
        request: "9".into(),
        url,
        error: "net::ERR_FAILED".into(),
        at: 80.0,
        document: None,
        lifecycle: None,
    };
    assert_eq!(browser.tabs.handle(late), []);
}
