//! A watched tab, event by event, and pages that are read after their load.

use super::*;
use crate::parts::{Kind, Part};
use crate::plain::Record as _;
use crate::tabs::RawField;

const PAGE: &str = "https://shop.example/";

fn fields(fields: &[(&str, &str)]) -> Vec<RawField> {
    let field = |&(name, value): &(&str, &str)| RawField { name: name.into(), value: Some(value.into()) };
    fields.iter().map(field).collect()
}

fn request(kind: &str, url: &str, at: f64) -> Request {
    Request {
        tab: 1,
        frame: 0,
        parent: -1,
        document: (kind != "main_frame").then(|| "d1".to_owned()),
        lifecycle: Some("active".to_owned()),
        method: "GET".to_owned(),
        kind: kind.to_owned(),
        url: url.to_owned(),
        status: None,
        fields: None,
        error: None,
        at,
    }
}

/// The tab shows a document, in Chromium after its answer.
fn committed(document: &str, url: &str, at: f64) -> Event {
    let (document, lifecycle) = (Some(document.to_owned()), Some("active".to_owned()));
    Event::Committed { tab: 1, document, url: url.to_owned(), lifecycle, at }
}

fn answered(kind: &str, url: &str, status: u16, known: &[(&str, &str)]) -> Event {
    let request = Request { status: Some(status), fields: Some(fields(known)), ..request(kind, url, 2000.0) };
    Event::Ended { request }
}

fn failed(kind: &str, url: &str, error: &str) -> Event {
    Event::Ended { request: Request { error: Some(error.into()), ..request(kind, url, 2000.0) } }
}

#[allow(clippy::unnecessary_wraps)] // In the browser a judge may have no answer.
fn judge(answer: &Answer) -> Option<Blame> {
    Some(answer.blame())
}

fn watched() -> Watching {
    let mut watching =
        Watching::new(include_bytes!("../../extension/data/third-parties.txt").to_vec(), judge);
    let (document, url) = (Some("d1".to_owned()), Some(PAGE.to_owned()));
    let begun = Event::Watched { tab: 1, document, url, value: Lenient(None), at: 1000.0 };
    assert!(matches!(&*watching.handle(begun), [Effect::Save { key, .. }] if key == "watched.1"));
    watching
}

/// What is stored after these events, and what the tabs' engine is told last.
fn after(events: impl IntoIterator<Item = Event>) -> (Watch, Option<bool>) {
    let mut watching = watched();
    let (mut stored, mut told) = (None, None);
    for effect in events.into_iter().flat_map(|event| watching.handle(event)) {
        match effect {
            Effect::Save { value, .. } => stored = Watch::from_plain(value),
            Effect::Tell { failing, .. } => told = Some(failing),
            other => panic!("{other:?}"),
        }
    }
    let page = Page { document: Some("d1".to_owned()), url: Some(PAGE.to_owned()), at: 1000.0 };
    (stored.unwrap_or_else(|| Watch::new(page, 1000.0)), told)
}

fn summary(watch: &Watch) -> Summary {
    let site = Site::from_url(PAGE).expect("an address");
    summarize(&[watch.parts()], &site, &[], None)
}

#[test]
fn a_script_that_cloudflare_itself_fails_to_serve_is_told_with_its_name() {
    let marks = [("server", "cloudflare"), ("cf-ray", "8f1c2d3e4a5b6c7d-FRA")];
    let (watch, told) = after([answered("script", "https://cdn.example/app.js", 522, &marks)]);
    let group = &summary(&watch).groups[0];
    assert_eq!((group.kind, group.status, group.times), (Kind::Scripts, Some(522), 1));
    assert_eq!(group.provider.map(crate::providers::Provider::as_str), Some("cloudflare"));
    assert_eq!(told, Some(true));
}

#[test]
fn what_an_edge_passed_on_is_told_as_that_and_not_as_its_own() {
    let marks =
        [("server", "cloudflare"), ("cf-ray", "8f1c2d3e4a5b6c7d-FRA"), ("cf-cache-status", "DYNAMIC")];
    let (watch, _) = after([answered("xmlhttprequest", "https://shop.example/api/x", 503, &marks)]);
    let group = &summary(&watch).groups[0];
    assert_eq!(group.kind, Kind::Data);
    assert_ne!(group.party, crate::diagnosis::Party::Edge);
    assert_eq!(group.provider.map(crate::providers::Provider::as_str), Some("cloudflare"));
}

#[test]
fn a_server_that_nobody_stands_in_front_of_speaks_for_itself() {
    let (watch, _) =
        after([answered("xmlhttprequest", "https://shop.example/api/x", 503, &[("server", "nginx")])]);
    let group = &summary(&watch).groups[0];
    assert_eq!((group.party, group.provider), (crate::diagnosis::Party::Origin, None));
}

#[test]
fn parts_that_come_or_that_the_site_does_not_have_are_not_kept() {
    for status in [200, 204, 304, 403, 404, 429] {
        let (watch, told) = after([answered("script", "https://cdn.example/app.js", status, &[])]);
        assert_eq!((summary(&watch), told), (Summary::default(), None), "{status}");
    }
    let (watch, told) = after([answered("script", "https://cdn.example/app.js", 302, &[])]);
    assert_eq!((summary(&watch), told), (Summary::default(), None));
}

#[test]
fn what_a_blocker_blocked_or_the_page_gave_up_never_reaches_the_state() {
    for error in ["net::ERR_BLOCKED_BY_CLIENT", "net::ERR_ABORTED", "NS_ERROR_ABORT", "NS_BINDING_ABORTED"] {
        let (watch, told) = after([failed("script", "https://ads.example/a.js", error)]);
        assert_eq!((watch.parts().parts.len(), told), (0, None), "{error}");
    }
}

#[test]
fn a_connection_that_was_refused_is_no_answer() {
    for error in ["net::ERR_CONNECTION_REFUSED", "NS_ERROR_CONNECTION_REFUSED"] {
        let (watch, told) = after([failed("stylesheet", "https://cdn.example/a.css", error)]);
        let group = &summary(&watch).groups[0];
        assert_eq!((group.kind, group.status, told), (Kind::Styles, None, None), "{error}");
    }
}

#[test]
fn an_error_page_that_the_browser_kept_from_the_page_still_counts() {
    let script = "https://cdn.example/app.js";
    let (watch, _) =
        after([answered("script", script, 503, &[]), failed("script", script, "net::ERR_BLOCKED_BY_ORB")]);
    assert_eq!(summary(&watch).groups[0].status, Some(503));
}

#[test]
fn a_part_that_comes_at_last_counts_no_more_and_takes_the_badge_away() {
    let script = "https://cdn.example/app.js?v=1";
    let loaded = [answered("main_frame", PAGE, 200, &[]), committed("d2", PAGE, 2000.0)];
    let of_d2 = |url, status| match answered("script", url, status, &[]) {
        Event::Ended { request } => {
            Event::Ended { request: Request { document: Some("d2".into()), ..request } }
        }
        other => other,
    };
    let (watch, told) = after(loaded.clone().into_iter().chain([of_d2(script, 503), of_d2(script, 200)]));
    assert_eq!((summary(&watch), told), (Summary::default(), Some(false)));
    // Another version of it is another part.
    let other = of_d2("https://cdn.example/app.js?v=2", 200);
    assert_eq!(after(loaded.into_iter().chain([of_d2(script, 503), other])).1, Some(true));
    // Of a page that was not seen from its beginning something else may fail.
    let late = [answered("script", script, 503, &[]), answered("script", script, 200, &[])];
    assert_eq!(after(late).1, Some(true));
}

#[test]
fn counters_and_pictures_raise_no_alarm() {
    for (kind, url) in [
        ("xmlhttprequest", "https://www.google-analytics.com/g/collect"),
        ("ping", "https://shop.example/beacon"),
        ("csp_report", "https://shop.example/csp"),
        ("script", "https://shop.example/cdn-cgi/challenge-platform/scripts/jsd/main.js"),
        ("image", "https://shop.example/a.png"),
        ("font", "https://shop.example/a.woff2"),
        ("media", "https://shop.example/a.mp4"),
    ] {
        assert_ne!(after([answered(kind, url, 503, &[])]).1, Some(true), "{kind}");
    }
    let check = "https://challenges.cloudflare.com/turnstile/v0/api.js";
    assert_eq!(after([answered("script", check, 500, &[])]).1, Some(true));
    for kind in ["script", "stylesheet", "xmlhttprequest", "sub_frame"] {
        assert_eq!(after([answered(kind, "https://shop.example/a", 503, &[])]).1, Some(true), "{kind}");
    }
}

#[test]
fn a_new_document_begins_without_what_was_seen_of_the_last_one() {
    let script = answered("script", "https://cdn.example/app.js", 503, &[]);
    let (watch, told) =
        after([script.clone(), answered("main_frame", PAGE, 200, &[]), committed("d2", PAGE, 2100.0)]);
    assert_eq!((watch.parts().parts.len(), watch.whole, watch.document.as_deref()), (0, true, Some("d2")));
    assert_eq!((watch.since.to_bits(), told), (1000.0_f64.to_bits(), Some(false)));
    // Without an answer of its own it came out of the browser's memory, or from a service worker: not all of it was seen.
    let (watch, _) = after([script, committed("d2", PAGE, 2100.0)]);
    assert_eq!((watch.parts().parts.len(), watch.whole), (0, false));
}

#[test]
fn downloads_and_pages_that_are_loaded_in_advance_leave_the_page_where_it_is() {
    let script = answered("script", "https://cdn.example/app.js", 503, &[]);
    let of = |change: fn(Request) -> Request| {
        let Event::Ended { request } = answered("main_frame", "https://other.example/", 200, &[]) else {
            unreachable!()
        };
        Event::Ended { request: change(request) }
    };
    for in_advance in [
        of(|download| download),
        of(|prefetch| Request { document: Some("d1".into()), ..prefetch }),
        of(|prerender| Request { frame: 7, lifecycle: Some("prerender".into()), ..prerender }),
        Event::Committed {
            tab: 1,
            document: Some("d9".into()),
            url: "https://other.example/".into(),
            lifecycle: Some("prerender".into()),
            at: 2100.0,
        },
    ] {
        let (watch, told) = after([script.clone(), in_advance]);
        let kept = (watch.parts().parts.len(), watch.document.as_deref(), watch.site.clone());
        assert_eq!(kept, (1, Some("d1"), Site::from_url(PAGE)));
        assert_eq!(told, Some(true));
    }
    let Event::Ended { request } = script else { unreachable!() };
    let prerendered =
        Request { frame: 7, lifecycle: Some("prerender".into()), document: Some("d9".into()), ..request };
    assert_eq!(after([Event::Ended { request: prerendered }]).1, None);
}

#[test]
fn firefox_tells_of_parts_and_of_the_answer_before_the_commit_that_they_belong_to_and_after_it() {
    let undated = |event, at| match event {
        Event::Ended { request } => {
            Event::Ended { request: Request { document: None, lifecycle: None, at, ..request } }
        }
        other => other,
    };
    let page = undated(answered("main_frame", PAGE, 200, &[]), 2000.0);
    let old = undated(answered("script", "https://cdn.example/old.js", 503, &[]), 1500.0);
    let new = undated(answered("script", "https://cdn.example/new.js", 503, &[]), 2500.0);
    let commit = committed("d2", PAGE, 2100.0);
    for order in [[page.clone(), new.clone(), commit.clone()], [commit, page, new]] {
        let (watch, told) = after([old.clone()].into_iter().chain(order));
        let kept: Vec<String> = watch.parts().parts.into_iter().map(|part| part.address).collect();
        assert_eq!((kept.len(), watch.whole, told), (1, true, Some(true)));
    }
}

#[test]
fn what_an_advertisement_asks_for_in_its_frame_is_its_own_affair() {
    let inside = |kind: &str, url: &str, parent| {
        let Event::Ended { request } = answered(kind, url, 503, &[]) else { unreachable!() };
        Event::Ended { request: Request { frame: 5, parent, document: Some("f5".into()), ..request } }
    };
    assert_eq!(after([inside("script", "https://ads.example/a.js", 0)]).1, None);
    assert_eq!(after([inside("sub_frame", "https://ads.example/inner", 5)]).1, None);
    assert_eq!(after([inside("sub_frame", "https://pay.example/", 0)]).1, Some(true));
    assert_eq!(after([inside("script", "https://shop.example/checkout.js", 0)]).1, Some(true));
}

#[test]
fn a_call_that_is_repeated_with_another_query_is_the_same_call_and_a_preflight_is_none() {
    let poll = |query: &str, status| {
        answered("xmlhttprequest", &format!("https://shop.example/poll?{query}"), status, &[])
    };
    let (watch, _) = after([poll("_=1", 503), poll("_=2", 200)]);
    assert_eq!(summary(&watch), Summary::default());
    let Event::Ended { request } = poll("_=2", 204) else { unreachable!() };
    let (watch, _) =
        after([poll("_=1", 503), Event::Ended { request: Request { method: "OPTIONS".into(), ..request } }]);
    assert_eq!(summary(&watch).groups.len(), 1);
}

#[test]
fn a_host_that_a_filter_of_names_keeps_out_is_listed_and_raises_no_alarm() {
    let (watch, told) =
        after([failed("script", "https://static.example/a.js", "net::ERR_NAME_NOT_RESOLVED")]);
    assert_eq!((summary(&watch).groups.len(), told), (1, None));
    let own = failed("script", "https://shop.example/a.js", "net::ERR_CONNECTION_REFUSED");
    assert_eq!(after([own]).1, Some(true));
}

#[test]
fn a_worker_that_woke_goes_on_watching_without_what_may_be_of_another_page() {
    let script = "https://cdn.example/app.js";
    let (watch, _) = after([answered("main_frame", PAGE, 200, &[]), answered("script", script, 503, &[])]);
    let stored = Watch::from_plain(watch.to_plain().compact()).expect("it is read as it was written");
    let mut watching = Watching::new(Vec::new(), judge);
    let value = Lenient(Some(Box::new(stored)));
    let (document, url) = (Some("d1".to_owned()), Some(PAGE.to_owned()));
    let woken = watching.handle(Event::Watched { tab: 1, document, url, value, at: 1500.0 });
    let [Effect::Save { value, .. }] = &*woken else { panic!("{woken:?}") };
    let watch = Watch::from_plain(value.clone()).expect("it is read as it was written");
    assert_eq!((watch.since, watch.parts().parts.len(), watch.whole), (1000.0, 0, false));
    let told = watching.handle(answered("script", script, 503, &[]));
    assert!(matches!(told.last(), Some(Effect::Tell { failing: true, .. })), "{told:?}");
}

#[test]
fn tabs_that_are_not_watched_are_nobodys_business() {
    let mut watching = watched();
    let Event::Ended { request } = answered("script", "https://cdn.example/app.js", 503, &[]) else { return };
    assert_eq!(watching.handle(Event::Ended { request: Request { tab: 2, ..request.clone() } }), []);
    assert_eq!(watching.handle(Event::Unwatched { tab: 1 }), [Effect::Remove { key: "watched.1".into() }]);
    assert_eq!(watching.handle(Event::Ended { request }), []);
}

#[test]
fn a_page_with_thousands_of_failing_parts_stays_small_and_tells_how_many_there_are() {
    let parts =
        (0..5000).map(|number| answered("script", &format!("https://cdn.example/{number}.js"), 503, &[]));
    let (watch, _) = after(parts);
    let kept = watch.parts().parts.len();
    assert_eq!((kept, watch.more), (200, 4800));
    let stored = serde_json::to_string(&watch.to_plain().compact()).expect("plain data are JSON");
    assert!(stored.len() < 30_000, "{} bytes are stored", stored.len());
}

#[test]
fn of_several_states_of_a_tab_only_the_last_is_written() {
    let parts =
        (0..5).map(|number| answered("script", &format!("https://cdn.example/{number}.js"), 503, &[]));
    let effects = watched().handle_all(parts);
    assert!(matches!(&*effects, [Effect::Save { .. }, Effect::Tell { failing: true, .. }]), "{effects:?}");
}

#[test]
fn a_page_is_read_after_its_load_and_only_what_it_may_not_work_without_is_told() {
    let mut watching = watched();
    let loaded = Event::Loaded { tab: 3, document: "d3".into(), url: PAGE.into() };
    assert!(matches!(&*watching.handle(loaded), [Effect::ReadParts { tab: 3, url, .. }] if url == PAGE));
    let mut read = |initiator: &str, status| {
        let part = Part {
            address: "https://shop.example/api/".into(),
            initiator: initiator.into(),
            status,
            times: 1,
            ..Part::default()
        };
        let raw = vec![Lenient(Some(RawParts { parts: vec![part], ..RawParts::default() })), Lenient(None)];
        watching.handle(Event::PartsRead { tab: 3, document: "d3".into(), url: PAGE.into(), at: 1.0, raw })
    };
    let told = Effect::Tell { tab: 3, document: "d3".into(), failing: true, at: 1.0 };
    assert_eq!(read("fetch", 503), [told]);
    assert_eq!(read("img", 503), []);
    assert_eq!(read("fetch", 404), []);
}
