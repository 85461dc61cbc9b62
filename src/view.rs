//! Which of its views the popup shows for a tab.

use crate::diagnosis::Condition;
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

/// How long after its commit a document may wait for its response, in milliseconds: Firefox delivers it
/// up to a second late.
const LATE: f64 = 2000.0;

/// The view for a tab: its stored state, its address where the browser tells it, whether the extension
/// may see it, and the time in milliseconds since 1970. Browsers hide the addresses of their own pages.
#[must_use]
pub fn view<'t>(
    tab: Option<&'t Tab>,
    url: Option<&str>,
    allowed: bool,
    now: f64,
) -> (View, Option<&'t Document>) {
    let site = url.and_then(Site::from_url);
    if url.is_some() && site.is_none() {
        return (View::BrowserPage, None);
    }
    if !allowed {
        return (View::NoPermission, None);
    }
    if url.is_none() {
        return (View::BrowserPage, None);
    }
    let shown = tab
        .and_then(|tab| tab.document.as_ref())
        .filter(|document| site.as_ref().is_some_and(|site| site.host == document.site.host));
    let Some(document) = shown else { return (View::NotSeen, None) };
    let Some(diagnosis) = &document.diagnosis else {
        return (if now - document.at < LATE { View::Waiting } else { View::NotSeen }, None);
    };
    let view = match diagnosis.condition {
        Condition::Healthy => View::Healthy,
        Condition::Unclear if document.reading.is_some() => View::Waiting,
        Condition::Unclear => View::Unclear,
        _ => View::Verdict,
    };
    (view, Some(document))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_is_hidden_or_no_website_is_a_page_of_the_browser() {
        assert_eq!(view(None, None, true, 0.0).0, View::BrowserPage);
        assert_eq!(view(None, Some("chrome://newtab/"), true, 0.0).0, View::BrowserPage);
        assert_eq!(view(None, Some("about:blank"), false, 0.0).0, View::BrowserPage);
    }

    #[test]
    fn without_permission_nothing_else_is_claimed() {
        assert_eq!(view(None, None, false, 0.0).0, View::NoPermission);
        assert_eq!(view(Some(&Tab::default()), Some("https://a.example/"), false, 0.0).0, View::NoPermission);
    }

    #[test]
    fn a_website_whose_load_was_not_seen_is_neither_healthy_nor_broken() {
        assert_eq!(view(None, Some("https://a.example/"), true, 0.0).0, View::NotSeen);
        assert_eq!(view(Some(&Tab::default()), Some("https://a.example/"), true, 0.0).0, View::NotSeen);
    }

    #[test]
    fn a_document_without_its_response_is_waited_for_and_then_called_not_seen() {
        let (mut tabs, url) = (crate::tabs::Tabs::new(), "https://a.example/");
        let commit = crate::tabs::Event::Committed {
            tab: 1,
            document: "a".into(),
            url: url.into(),
            at: 1000.0,
            lifecycle: None,
        };
        tabs.handle(commit);
        let effects = tabs.handle(crate::tabs::Event::Stored { tab: 1, value: crate::plain::Lenient(None) });
        let Some(crate::tabs::Effect::Save { value, .. }) = effects.last() else { panic!("{effects:?}") };
        assert_eq!(view(Some(value), Some(url), true, 1500.0), (View::Waiting, None));
        assert_eq!(view(Some(value), Some(url), true, 4000.0), (View::NotSeen, None));
    }
}
