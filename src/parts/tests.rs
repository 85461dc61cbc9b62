//! What a page's parts amount to: each rule where it must fire, and a look-alike on which it stays silent.

use super::*;
use crate::diagnosis::{HopState, LinkState, Role};

const FILE: &[u8] = include_bytes!("../../extension/data/third-parties.txt");

fn part(initiator: &str, address: &str, status: u16) -> Part {
    let answered = status > 0;
    Part {
        address: address.into(),
        initiator: initiator.into(),
        status,
        times: 1,
        filled: answered,
        sought: answered,
        lasted: true,
        ..Part::default()
    }
}

/// A part of another site in Chromium, which tells nothing of it.
fn opaque(initiator: &str, address: &str) -> Part {
    part(initiator, address, 0)
}

fn page(parts: Vec<Part>) -> RawParts {
    let entries = u32::try_from(parts.len()).expect("there are few");
    RawParts { entries, parts, dropped: Some(0), ..RawParts::default() }
}

fn frame(address: &str, status: u16) -> RawParts {
    RawParts { framed: true, ..page(vec![part("iframe", address, status)]) }
}

fn hop(role: Role, provider: Option<Provider>) -> Hop {
    Hop {
        provider,
        provider_certainty: provider.map(|_| Certainty::Certain),
        role,
        state: HopState::Working,
        next: Some(LinkState::Ok),
        pop: None,
        place: None,
        reference: None,
    }
}

fn direct() -> Vec<Hop> {
    vec![hop(Role::Visitor, None), hop(Role::Origin, None)]
}

fn behind(provider: Provider) -> Vec<Hop> {
    vec![hop(Role::Visitor, None), hop(Role::Edge, Some(provider)), hop(Role::Origin, None)]
}

fn on(url: &str, raw: &[RawParts], path: &[Hop]) -> Summary {
    let site = Site::from_url(url).expect("an address");
    summarize(raw, &site, path, ThirdParties::read(FILE).as_ref())
}

/// The summary of one part of a page on `www.shop.example` that nobody stands in front of.
fn of(part: Part) -> Summary {
    on("https://www.shop.example/", &[page(vec![part])], &direct())
}

/// Kind, host, status, party, provider of the only group.
fn only(summary: &Summary) -> (Kind, Option<&str>, Option<u16>, Party, Option<Provider>) {
    let [group] = &summary.groups[..] else { panic!("{summary:?}") };
    (group.kind, group.host.as_deref(), group.status, group.party, group.provider)
}

fn is_silent(summary: &Summary) -> bool {
    summary.groups.is_empty() && summary.unknown == 0
}

#[test]
fn a_script_from_unpkg_with_cloudflares_520_on_a_healthy_page_is_named() {
    let summary = of(part("script", "https://unpkg.com/vue@3/dist/.js", 520));
    let expected = (Kind::Scripts, Some("unpkg.com"), Some(520), Party::Origin, Some(Provider::Cloudflare));
    assert_eq!(only(&summary), expected);
    assert!(is_silent(&of(part("script", "https://unpkg.com/vue@3/dist/.js", 200))));
}

#[test]
fn an_interface_of_the_same_site_with_a_503_is_the_origins_where_nobody_stands_in_front() {
    let api = || part("fetch", "https://www.shop.example/api/", 503);
    assert_eq!(only(&of(api())), (Kind::Data, None, Some(503), Party::Origin, None));
    let fastly = on("https://www.shop.example/", &[page(vec![api()])], &behind(Provider::Fastly));
    assert_eq!(only(&fastly), (Kind::Data, None, Some(503), Party::Unknown, None));
}

#[test]
fn requests_with_a_522_behind_a_page_from_cloudflares_cache_are_the_links() {
    let asked = || part("xmlhttprequest", "https://www.shop.example/api/", 522);
    let summary = on("https://www.shop.example/", &[page(vec![asked()])], &behind(Provider::Cloudflare));
    let expected = (Kind::Data, None, Some(522), Party::Link, Some(Provider::Cloudflare));
    assert_eq!(only(&summary), expected);
    assert_eq!(summary.groups[0].provider_certainty, Some(Certainty::Likely));
    // The same number from a page that nobody is seen in front of is somebody's own.
    assert_eq!(only(&of(asked())), (Kind::Data, None, Some(522), Party::Unknown, None));
}

#[test]
fn a_name_below_the_page_is_of_the_same_site_but_may_have_another_way() {
    let asked = part("fetch", "https://api.shop.example/", 521);
    let summary = on("https://www.shop.example/", &[page(vec![asked])], &behind(Provider::Cloudflare));
    assert_eq!(summary.groups[0].host, None);
    assert_eq!(summary.groups[0].provider_certainty, Some(Certainty::Possible));
    let below = of(part("fetch", "https://api.shop.example/", 503));
    assert_eq!(only(&below), (Kind::Data, None, Some(503), Party::Unknown, None));
    let other = of(part("fetch", "https://notshop.example/", 503));
    assert_eq!(only(&other).1, Some("notshop.example"));
}

#[test]
fn a_structured_522_is_a_522_and_an_answer_that_only_looks_like_one_is_an_answer() {
    // A problem document, as JSON or Markdown, comes with its status; of a site's own JSON with `cloudflare_error` in
    // it nothing but its 200 is read.
    let summary = on(
        "https://www.shop.example/",
        &[page(vec![part("fetch", "https://www.shop.example/api/.json", 522)])],
        &behind(Provider::Cloudflare),
    );
    assert_eq!(only(&summary).2, Some(522));
    assert!(is_silent(&of(part("fetch", "https://www.shop.example/api/.json", 200))));
}

#[test]
fn a_cloudflare_code_from_a_host_that_is_not_known_to_be_cloudflares_blames_nobody() {
    let summary = of(part("img", "https://pictures.test/a/.png", 521));
    let expected = (Kind::Images, Some("pictures.test"), Some(521), Party::Unknown, None);
    assert_eq!(only(&summary), expected);
    let fastly = of(part("img", "https://shop.global.ssl.fastly.net/.png", 521));
    assert_eq!((only(&fastly).3, only(&fastly).4), (Party::Unknown, None));
}

#[test]
fn a_4xx_is_the_sites_own_business() {
    for status in [401, 403, 404, 410, 429] {
        assert!(is_silent(&of(part("img", "https://www.shop.example/img/.png", status))), "{status}");
    }
    assert_eq!(only(&of(part("img", "https://www.shop.example/img/.png", 500))).2, Some(500));
}

#[test]
fn jsdelivr_names_nobody_and_cdnjs_is_cloudflares_own() {
    let several = of(part("script", "https://cdn.jsdelivr.net/npm/.js", 503));
    assert_eq!((only(&several).3, only(&several).4), (Party::Unknown, None));
    assert_eq!(several.groups[0].company.as_deref(), Some("JSDelivr CDN"));
    assert_eq!(only(&of(part("script", "https://cdn.jsdelivr.net/npm/.js", 520))).4, None);
    let own = of(part("script", "https://cdnjs.cloudflare.com/ajax/libs/.js", 503));
    assert_eq!((only(&own).3, only(&own).4), (Party::Edge, Some(Provider::Cloudflare)));
}

#[test]
fn a_host_names_the_provider_that_carried_the_answer_and_a_look_alike_does_not() {
    for (host, provider) in [
        ("d1.cloudfront.net", Provider::Cloudfront),
        ("a.azurefd.net", Provider::AzureFrontDoor),
        ("a.b-cdn.net", Provider::Bunny),
        ("a.akamaized.net", Provider::Akamai),
        ("a.b.workers.dev", Provider::Cloudflare),
    ] {
        let named = of(part("link", &format!("https://{host}/.css"), 503));
        assert_eq!(only(&named), (Kind::Styles, Some(host), Some(503), Party::Unknown, Some(provider)));
        let alike = of(part("link", &format!("https://my{}/.css", host.replace('.', "-")), 503));
        assert_eq!(only(&alike).4, None, "{host}");
    }
    assert_eq!(only(&of(part("link", "https://a.azureedge.net/.css", 503))).4, None);
}

#[test]
fn counters_and_advertisements_are_counted_and_raise_no_alarm() {
    for (initiator, address) in [
        ("script", "https://www.google-analytics.com/.js"),
        ("script", "https://static.cloudflareinsights.com/.js"),
        ("fetch", "https://a.nel.cloudflare.com/report/"),
        ("fetch", "https://www.shop.example/cdn-cgi/"),
        ("beacon", "https://www.shop.example/collect/"),
    ] {
        let summary = of(part(initiator, address, 503));
        assert!(is_silent(&summary), "{address}");
        assert_eq!(summary.quiet, 1, "{address}");
        let opaque = of(opaque(initiator, address));
        assert_eq!((opaque.unknown, opaque.quiet), (0, 0), "{address}");
    }
    // The same file from the site itself, and a picture that Cloudflare makes smaller, are seen.
    assert_eq!(only(&of(part("script", "https://www.shop.example/js/.js", 503))).0, Kind::Scripts);
    assert_eq!(only(&of(part("img", "https://www.shop.example/cdn-cgi/image/", 503))).0, Kind::Images);
    // And so are the parts of a page of such a company.
    let own = on(
        "https://www.hotjar.com/",
        &[page(vec![part("script", "https://www.hotjar.com/.js", 503)])],
        &direct(),
    );
    assert_eq!(only(&own).0, Kind::Scripts);
}

#[test]
fn what_a_blocker_blocked_is_dropped_and_what_was_refused_is_no_answer() {
    let script = |lasted, sought| Part {
        lasted,
        sought,
        filled: false,
        ..opaque("script", "https://pictures.test/a/.js")
    };
    let blocked = of(script(false, false));
    assert!(is_silent(&blocked) && blocked == Summary::default(), "{blocked:?}");
    let refused = of(script(false, true));
    let expected = (Kind::Scripts, Some("pictures.test"), None, Party::Unknown, None);
    assert_eq!(only(&refused), expected);
    let told = |error: &str| of(Part { error: Some(error.into()), ..script(true, false) });
    assert!(is_silent(&told("net::ERR_BLOCKED_BY_CLIENT")));
    assert_eq!(only(&told("net::ERR_CONNECTION_REFUSED")), expected);
}

#[test]
fn a_provider_is_not_blamed_for_a_connection_that_was_not_made() {
    let error = Some("net::ERR_CONNECTION_RESET".into());
    let summary = of(Part { error, ..opaque("script", "https://cdnjs.cloudflare.com/ajax/.js") });
    let expected = (Kind::Scripts, Some("cdnjs.cloudflare.com"), None, Party::Unknown, None);
    assert_eq!(only(&summary), expected);
}

#[test]
fn opaque_parts_are_unknown_and_said_to_be() {
    let picture = |broken| Part { broken, times: 3, ..opaque("img", "https://pictures.test/a/.png") };
    let raw = page(vec![
        opaque("script", "https://unpkg.com/vue@3/dist/.js"),
        picture(Some(true)),
        picture(Some(false)),
    ]);
    let summary = on("https://www.shop.example/", &[raw], &direct());
    assert_eq!((summary.groups.len(), summary.unknown, summary.broken), (0, 4, 3));
}

#[test]
fn a_frame_tells_of_itself_what_the_page_around_it_is_not_told() {
    let raw = |told: Vec<RawParts>| {
        let around =
            page(vec![opaque("iframe", "https://challenges.cloudflare.com/cdn-cgi/challenge-platform/")]);
        [vec![around], told].concat()
    };
    let address = "https://challenges.cloudflare.com/cdn-cgi/challenge-platform/";
    let failing = on("https://www.shop.example/", &raw(vec![frame(address, 500)]), &direct());
    let host = Some("challenges.cloudflare.com");
    let expected = (Kind::Check, host, Some(500), Party::Edge, Some(Provider::Cloudflare));
    assert_eq!(only(&failing), expected);
    assert_eq!((failing.groups[0].times, failing.unknown), (1, 0));
    let working = on("https://www.shop.example/", &raw(vec![frame(address, 200)]), &direct());
    assert!(is_silent(&working));
    assert_eq!(on("https://www.shop.example/", &raw(vec![]), &direct()).unknown, 1);
}

#[test]
fn five_thousand_failing_parts_make_twelve_groups_and_a_number() {
    let pictures = (0..4990).map(|n| part("img", &format!("https://p{n}.test/.png"), 503));
    let scripts = (0..10).map(|_| part("script", "https://unpkg.com/a/.js", 520));
    let raw = RawParts { left_out: 7, ..page(pictures.chain(scripts).collect()) };
    let summary = on("https://www.shop.example/", &[raw], &direct());
    assert_eq!(summary.groups.len(), MOST_GROUPS);
    assert_eq!((summary.groups[0].kind, summary.groups[0].times), (Kind::Scripts, 10));
    assert_eq!((summary.more, summary.unseen), (4979, 7));
}

#[test]
fn a_full_buffer_is_said_where_the_browser_tells_it_or_where_it_holds_as_many_as_it_can() {
    let full = |entries, dropped| {
        let raw = RawParts { entries, dropped, ..RawParts::default() };
        let summary = on("https://www.shop.example/", &[raw], &direct());
        (summary.full, summary.unseen)
    };
    assert_eq!(full(250, Some(151)), (true, 151));
    assert_eq!(full(250, Some(0)), (false, 0));
    assert_eq!(full(250, None), (true, 0));
    assert_eq!(full(249, None), (false, 0));
}

#[test]
fn the_worst_comes_first_and_the_order_of_the_page_is_kept() {
    let parts = ["img", "fetch", "link", "script", "css", "iframe", "video"];
    let raw = page(parts.map(|initiator| part(initiator, "https://pictures.test/a/", 503)).to_vec());
    let summary = on("https://www.shop.example/", &[raw], &direct());
    let kinds: Vec<Kind> = summary.groups.iter().map(|group| group.kind).collect();
    let expected = [Kind::Scripts, Kind::Styles, Kind::Frames, Kind::Data, Kind::Images, Kind::Other];
    assert_eq!(kinds, expected);
    // The picture of the page and that of its style sheet are two of one group.
    assert_eq!(summary.groups[4].times, 2);
}

#[test]
fn endings_tell_what_a_link_or_a_style_sheet_asked_for() {
    for (initiator, ending, kind) in [
        ("link", "a/.js", Kind::Scripts),
        ("link", "css2", Kind::Styles),
        ("link", ".woff2", Kind::Fonts),
        ("css", ".woff2", Kind::Fonts),
        ("css", ".png", Kind::Images),
        ("other", ".woff2", Kind::Fonts),
        ("other", "", Kind::Other),
        ("fetch", ".js", Kind::Data),
    ] {
        let summary = of(part(initiator, &format!("https://pictures.test/{ending}"), 503));
        assert_eq!(only(&summary).0, kind, "{initiator} {ending}");
    }
    assert_eq!(only(&of(part("script", "https://www.google.com/recaptcha/.js", 503))).0, Kind::Check);
    assert_eq!(only(&of(part("script", "https://pictures.test/recaptcha/.js", 503))).0, Kind::Scripts);
}

#[test]
fn international_names_and_literals_are_hosts_like_others_and_what_is_none_is_left_out() {
    let international = of(part("script", "https://xn--bcher-kva.example/a/.js", 503));
    assert_eq!(only(&international).1, Some("xn--bcher-kva.example"));
    let literal = of(part("script", "http://[2001:db8::1]:8080/a/.js", 503));
    assert_eq!(only(&literal).1, Some("2001:db8::1"));
    let own = on(
        "http://192.0.2.1/",
        &[page(vec![part("img", "http://192.0.2.1:8080/.png", 503), part("img", "http://2.1/.png", 503)])],
        &direct(),
    );
    assert_eq!(own.groups.iter().map(|group| group.host.as_deref()).collect::<Vec<_>>(), [None, Some("2.1")]);
    for address in ["", "about:blank", "https://", "blob:https://a.example/1", "https://a b/"] {
        assert!(is_silent(&of(part("script", address, 503))), "{address}");
    }
}

#[test]
fn without_the_list_nobody_is_named_and_what_is_best_known_is_quiet_all_the_same() {
    let site = Site::from_url("https://www.shop.example/").expect("an address");
    let raw = [page(vec![
        part("script", "https://cdn.jsdelivr.net/npm/.js", 503),
        part("script", "https://static.cloudflareinsights.com/.js", 503),
    ])];
    let summary = summarize(&raw, &site, &direct(), None);
    assert_eq!((summary.groups[0].company.as_deref(), summary.quiet), (None, 1));
}

#[test]
fn what_the_page_hands_over_is_read_and_what_does_not_fit_is_refused() {
    let json = r#"{"framed":false,"parts":[{"address":"https://a.example/.js","initiator":"script","status":503,
        "filled":true,"sought":true,"lasted":true,"broken":null,"times":2}],"left_out":0,"entries":2,"dropped":null}"#;
    let raw: RawParts = serde_json::from_str(json).expect("it fits");
    assert_eq!((raw.parts[0].times, raw.parts[0].error.as_deref(), raw.dropped), (2, None, None));
    assert!(serde_json::from_str::<RawParts>(&json.replace("503", "\"503\"")).is_err());
}
