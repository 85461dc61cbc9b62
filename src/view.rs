//! Which of its views the popup shows for a tab.

use crate::diagnosis::checked::{turns, with_failed_check};
use crate::diagnosis::{Condition, Diagnosis};
use crate::neighbours::Finding;
use crate::observation::Site;
use crate::tabs::{Document, Tab};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// A view of the popup.
    View {
        /// A verdict on a page that is not healthy.
        Verdict = "verdict",
        /// Nothing failed.
        Healthy = "healthy",
        /// An error that does not say enough.
        Unclear = "unclear",
        /// The document is still being read.
        Waiting = "waiting",
        /// A page of the browser's own.
        BrowserPage = "browser-page",
        /// The extension may not see this site.
        NoPermission = "no-permission",
        /// A website whose response was not seen: loaded before the extension, or from a cache.
        NotSeen = "not-seen",
    }
}

/// What the browser itself tells of the tab that the popup was opened on.
#[derive(Clone, Debug)]
pub struct Front {
    /// The document that is shown; `None` where there is none.
    pub document: Option<String>,
    /// Its address, where the browser tells it: it hides those of its own pages.
    pub url: Option<String>,
    /// Whether the extension may see the site.
    pub allowed: bool,
    /// Whether the popup was opened a moment ago: the worker may still be finding out.
    pub fresh: bool,
}

/// The view for a tab, from its stored state and from what the browser tells of it, and the document that
/// it is about. What is stored of another document than the one that is shown is never used.
#[must_use]
pub fn view<'t>(tab: Option<&'t Tab>, front: &Front) -> (View, Option<&'t Document>) {
    let Some(_) = front.url.as_deref().and_then(Site::from_url) else {
        let hidden = front.url.is_none() && !front.allowed;
        return (if hidden { View::NoPermission } else { View::BrowserPage }, None);
    };
    let stored = tab.and_then(|tab| tab.document.as_ref());
    let shown = stored.filter(|document| front.document.as_ref() == Some(&document.id));
    let known = shown.and_then(|document| Some((document, document.diagnosis.as_ref()?)));
    let Some((document, diagnosis)) = known else {
        let open = shown.map_or(front.fresh, |document| document.reading.is_some());
        let view = match (front.allowed, open) {
            (false, _) => View::NoPermission,
            (true, true) => View::Waiting,
            (true, false) => View::NotSeen,
        };
        return (view, None);
    };
    let turned = document.check.as_ref().is_some_and(|failed| turns(diagnosis.condition, failed));
    let view = match diagnosis.condition {
        _ if turned => View::Verdict,
        Condition::Healthy => View::Healthy,
        Condition::Unclear if document.reading.is_some() => View::Waiting,
        Condition::Unclear => View::Unclear,
        _ => View::Verdict,
    };
    (view, Some(document))
}

/// The verdict on a document as of now: with the security check on it that did not load, and with what the other tabs
/// say.
#[must_use]
pub fn verdict(document: &Document, finding: Option<&Finding>) -> Option<Diagnosis> {
    let mut diagnosis = document.diagnosis.clone()?;
    if let Some(failed) = &document.check {
        diagnosis = with_failed_check(diagnosis, failed);
    }
    if let Some(finding) = finding {
        diagnosis = finding.change(diagnosis);
    }
    Some(diagnosis)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plain::{Lenient, Record as _};
    use crate::tabs::tests::answered::Answered;
    use crate::tabs::{Effect, Event, Tabs};

    const URL: &str = "https://a.example/";

    fn front(document: Option<&str>, url: Option<&str>) -> Front {
        Front { document: document.map(Into::into), url: url.map(Into::into), allowed: true, fresh: false }
    }

    /// What is stored after these events of one tab.
    fn after(events: impl IntoIterator<Item = Event>) -> Tab {
        let mut tabs = Tabs::new();
        let stored = Event::Stored {
            tab: 1,
            value: Lenient(None),
            document: None,
            url: None,
            at: 0.0,
            private: Some(false),
            window: Lenient(None),
            recollection: Lenient(None),
        };
        let effects: Vec<Effect> =
            events.into_iter().chain([stored]).flat_map(|event| tabs.handle(event)).collect();
        let saved = effects.into_iter().rev().find_map(|effect| match effect {
            Effect::Save { value, .. } => Tab::from_plain(value),
            _ => None,
        });
        saved.expect("a tab is stored")
    }

    fn commit(document: &str) -> Event {
        let lifecycle = Some("active".to_owned());
        Event::Committed { tab: 1, document: document.into(), url: URL.into(), at: 1000.0, lifecycle }
    }

    fn response(status: u16) -> Event {
        Answered { tab: 1, url: URL, status, at: 900.0, ..Answered::default() }.into()
    }

    #[test]
    fn an_address_that_is_hidden_or_no_website_is_a_page_of_the_browser() {
        assert_eq!(view(None, &front(None, None)).0, View::BrowserPage);
        assert_eq!(view(None, &front(Some("a"), Some("chrome://newtab/"))).0, View::BrowserPage);
        let forbidden = Front { allowed: false, ..front(Some("a"), Some("about:blank")) };
        assert_eq!(view(None, &forbidden).0, View::BrowserPage);
    }

    #[test]
    fn without_permission_nothing_is_claimed_that_is_not_known() {
        for url in [None, Some(URL)] {
            assert_eq!(view(None, &Front { allowed: false, ..front(None, url) }).0, View::NoPermission);
        }
        let forbidden = Front { allowed: false, ..front(Some("a"), Some(URL)) };
        let known = after([response(200), commit("a")]);
        assert_eq!(view(Some(&known), &forbidden).0, View::Healthy);
    }

    #[test]
    fn a_website_whose_load_was_not_seen_is_neither_healthy_nor_broken() {
        assert_eq!(view(None, &front(Some("a"), Some(URL))).0, View::NotSeen);
        assert_eq!(view(Some(&Tab::default()), &front(Some("a"), Some(URL))).0, View::NotSeen);
    }

    #[test]
    fn what_is_known_of_another_document_of_the_same_site_is_not_shown() {
        let well = after([response(200), commit("a")]);
        assert_eq!(view(Some(&well), &front(Some("a"), Some(URL))).0, View::Healthy);
        assert_eq!(view(Some(&well), &front(Some("b"), Some(URL))), (View::NotSeen, None));
        let opened = Front { fresh: true, ..front(Some("b"), Some(URL)) };
        assert_eq!(view(Some(&well), &opened), (View::Waiting, None));
    }

    #[test]
    fn a_document_that_is_being_asked_is_waited_for() {
        let asked = after([response(500), commit("a")]);
        let (view, document) = view(Some(&asked), &front(Some("a"), Some(URL)));
        assert_eq!((view, document.map(|document| document.id.as_str())), (View::Waiting, Some("a")));
    }
}
