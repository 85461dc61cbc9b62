//! The page of a failure that wakes the worker is asked for while the tab's stored state is still being fetched.

use super::*;

const PAGE: &str = "the page";

/// The first events of a worker, until the answer of the storage.
struct Waking {
    tabs: Tabs,
    badge: String,
    /// The numbers of the questions to the page, with their patience.
    asked: Vec<(u32, u32)>,
}

impl Waking {
    fn new() -> Self {
        let mut tabs = Tabs::new();
        tabs.handle(Event::Options { value: Lenient(None) });
        Self { tabs, badge: String::new(), asked: Vec::new() }
    }

    fn send(&mut self, event: Event) {
        for effect in self.tabs.handle(event) {
            match effect {
                Effect::SetBadge { text, .. } => self.badge = text,
                Effect::ReadPage { ask, patience, .. } => self.asked.push((ask, patience)),
                _ => {}
            }
        }
    }

    fn response(&mut self, url: &str, status: u16) {
        let lifecycle = Some("active");
        self.send(Answered { url, status, fields: CLOUDFLARE, lifecycle, ..Answered::default() }.into());
    }

    fn commit(&mut self, document: &str) {
        let lifecycle = Some("active".into());
        self.send(Event::Committed {
            tab: TAB,
            document: document.into(),
            url: SITE.into(),
            at: 20.0,
            lifecycle,
        });
    }

    fn stored(&mut self) {
        self.send(Event::Stored {
            tab: TAB,
            value: Lenient(None),
            document: Some(PAGE.into()),
            url: Some(SITE.into()),
            at: 30.0,
            private: Some(false),
            window: Lenient(None),
            recollection: Lenient(None),
        });
    }

    fn answer(&mut self, ask: u32, loading: bool) {
        let page = RawPage { media_type: "text/html".into(), head: BARE_500.into(), tail: None, loading };
        self.send(Event::PageRead { tab: TAB, document: PAGE.into(), ask, page: Lenient(Some(page)) });
    }

    fn verdict(&self) -> Option<(&str, &str)> {
        let Some((_, Slot::Ready(state))) = self.tabs.slots.first() else { return None };
        let diagnosis = state.document.as_ref()?.diagnosis.as_ref()?;
        Some((diagnosis.condition.as_str(), diagnosis.fault.party.as_str()))
    }
}

#[test]
fn a_failing_page_is_asked_once_and_before_its_tab_is_known() {
    let mut waking = Waking::new();
    waking.response(SITE, 500);
    waking.commit(PAGE);
    assert_eq!(waking.asked, [(0, 2000)]);
    waking.stored();
    assert_eq!(waking.asked, [(0, 2000)]);
    assert_eq!((waking.badge.as_str(), waking.verdict()), ("?", Some(("unclear", "unknown"))));
    waking.answer(0, false);
    assert_eq!((waking.badge.as_str(), waking.verdict()), ("500", Some(("failing", "edge"))));
}

#[test]
fn the_order_of_response_and_commit_is_the_browsers() {
    let mut waking = Waking::new();
    waking.commit(PAGE);
    assert_eq!(waking.asked, []);
    waking.response(SITE, 500);
    assert_eq!(waking.asked, [(0, 2000)]);
}

#[test]
fn an_answer_that_comes_before_the_stored_state_counts() {
    let mut waking = Waking::new();
    waking.response(SITE, 500);
    waking.commit(PAGE);
    waking.answer(0, false);
    assert_eq!(waking.verdict(), None);
    waking.stored();
    assert_eq!((waking.badge.as_str(), waking.verdict()), ("500", Some(("failing", "edge"))));
    assert_eq!(waking.asked, [(0, 2000)]);
}

#[test]
fn a_page_of_which_only_a_part_was_there_is_asked_once_more_with_its_own_number() {
    for stored_first in [true, false] {
        let mut waking = Waking::new();
        waking.response(SITE, 500);
        waking.commit(PAGE);
        if stored_first {
            waking.stored();
            waking.answer(0, true);
        } else {
            waking.answer(0, true);
            waking.stored();
        }
        assert_eq!(waking.asked, [(0, 2000), (2, 20_000)]);
        waking.answer(2, false);
        assert_eq!(waking.verdict(), Some(("failing", "edge")));
    }
}

#[test]
fn an_early_answer_is_no_answer_to_another_question() {
    let mut waking = Waking::new();
    waking.commit(PAGE);
    waking.stored();
    // Its response was not seen: it is asked for its timing, not for its content.
    waking.answer(0, false);
    assert_eq!((waking.badge.as_str(), waking.verdict()), ("", None));
}

#[test]
fn nothing_is_asked_early_of_a_page_that_may_be_well_or_is_another_one() {
    for (url, status) in [(SITE, 200), (SITE, 404), (SITE, 403), ("https://news.example/", 500)] {
        let mut waking = Waking::new();
        waking.response(url, status);
        waking.commit(PAGE);
        assert_eq!(waking.asked, [], "{url} {status}");
    }
}
