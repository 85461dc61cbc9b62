//! Cloudflare's marks one by one, each with a look-alike. Whole responses are in `tests/responses/`.

mod own_words;
mod pieces;

use super::*;
use crate::observation::{Fields, Page, Status};

fn testimony(status: u16, fields: Option<&[(&str, &str)]>, content: Option<&str>) -> Testimony {
    let observation = Observation {
        site: Site::from_url("https://shop.example/"),
        status: Status::new(status),
        fields: fields.map(|fields| fields.iter().copied().collect::<Fields>()),
        page: content.map(Page::whole),
        ..Observation::default()
    };
    let reading = observation.page.as_ref().map(Page::read);
    testify(&observation, reading.as_ref(), &mut Evidence::default())
}

const CARRIED: &[(&str, &str)] = &[("server", "cloudflare"), ("cf-ray", "8f1c2d3e4a5b6c7d-FRA")];

fn with<'f>(more: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    CARRIED.iter().copied().chain(more.iter().copied()).collect()
}

#[test]
fn being_on_the_path_is_not_having_answered() {
    let seen = testimony(500, Some(CARRIED), None);
    assert_eq!((seen.marks.carried, seen.maker), (true, Maker::Undecided));
}

#[test]
fn a_server_field_of_somebody_else_is_not_cloudflare_and_an_absent_one_may_be() {
    let ray = ("cf-ray", "8f1c2d3e4a5b6c7d-FRA");
    assert!(!testimony(500, Some(&[ray, ("server", "nginx")]), None).marks.carried);
    assert!(!testimony(500, Some(&[ray, ("server", "notcloudflare")]), None).marks.carried);
    assert!(testimony(500, Some(&[ray, ("server", "Cloudflare envoy")]), None).marks.carried);
    assert!(
        testimony(500, Some(&[ray, ("server", "cloudflare"), ("server", "cloudflare")]), None).marks.carried
    );
    assert!(testimony(500, Some(&[ray]), None).marks.carried);
    assert!(!testimony(500, Some(&[("server", "cloudflare")]), None).marks.carried);
}

#[test]
fn the_quartet_proves_the_edge_and_half_of_it_does_not() {
    let control = (
        "cache-control",
        "private, max-age=0, no-store, no-cache, must-revalidate, post-check=0, pre-check=0",
    );
    let expires = ("expires", "Thu, 01 Jan 1970 00:00:01 GMT");
    assert_eq!(testimony(522, Some(&with(&[control, expires])), None).maker, Maker::Edge);
    assert_eq!(testimony(500, Some(&with(&[control])), None).maker, Maker::Undecided);
    assert_eq!(testimony(500, Some(&with(&[expires])), None).maker, Maker::Undecided);
    assert_eq!(testimony(500, Some(&[control, expires]), None).maker, Maker::NotOnPath);
}

#[test]
fn the_cache_or_time_at_the_origin_say_that_it_came_from_behind() {
    assert_eq!(testimony(500, Some(&with(&[("cf-cache-status", "DYNAMIC")])), None).maker, Maker::Behind);
    assert_eq!(
        testimony(500, Some(&with(&[("server-timing", "cfOrigin;dur=312")])), None).maker,
        Maker::Behind
    );
    assert_eq!(
        testimony(500, Some(&with(&[("server-timing", "cfOrigin;dur=0")])), None).maker,
        Maker::Undecided
    );
}

#[test]
fn a_ray_id_gives_its_place_and_a_malformed_one_gives_nothing() {
    let ray = |value: &str| {
        let seen = testimony(200, Some(&[("server", "cloudflare"), ("cf-ray", value)]), None);
        (seen.ray, seen.marks.pop, seen.place)
    };
    let (id, lhr) = (Some("8f1c2d3e4a5b6c7d".to_owned()), Some("LHR".to_owned()));
    assert_eq!(ray("8f1c2d3e4a5b6c7d-LHR"), (id.clone(), lhr.clone(), Some("London, GB".to_owned())));
    assert_eq!(ray("8F1C2D3E4A5B6C7D-LHR-PIG").1, lhr);
    assert_eq!(ray("8f1c2d3e4a5b6c7d-QQQ"), (id.clone(), Some("QQQ".to_owned()), None));
    assert_eq!(ray("8f1c2d3e4a5b6c7d"), (id, None, None));
    let (short, long, other) = ("8f1c2d3e4a5b6c7-LHR", "8f1c2d3e4a5b6c7d0-LHR", "8f1c2d3e4a5b6c7g-LHR");
    for malformed in ["-", "", "not-a-ray", short, long, other, "<img src=x>-LHR"] {
        assert_eq!(ray(malformed), (None, None, None), "{malformed}");
    }
}

#[test]
fn the_first_of_two_servers_counts_and_fields_may_be_in_capitals() {
    let read = |fields: &[(&str, &str)]| {
        let marks = testimony(522, Some(fields), None).marks;
        (marks.carried, marks.pop)
    };
    let ray = ("CF-RAY", "8f1c2d3e4a5b6c7d-SJC-PIG");
    let carried = (true, Some("SJC".to_owned()));
    assert_eq!(read(&[("Server", "cloudflare"), ray, ("SERVER", "nginx")]), carried);
    assert_eq!(read(&[("Server", "nginx"), ray, ("SERVER", "cloudflare")]), (false, None));
}

#[test]
fn the_text_code_is_the_whole_of_a_plain_text_and_nothing_less() {
    let plain = with(&[("content-type", "text/plain; charset=UTF-8")]);
    assert_eq!(testimony(522, Some(&plain), Some("error code: 522\n")).rendering, Some(Rendering::Text));
    for other in ["error code: 522, sorry", "an error code: 522", "error code: 1", "error code: 5222222"] {
        assert_eq!(testimony(500, Some(&plain), Some(other)).rendering, None, "{other}");
    }
    let json = with(&[("content-type", "application/json")]);
    assert_eq!(testimony(500, Some(&json), Some("error code: 522")).rendering, None);
}

#[test]
fn the_bare_page_holds_nothing_but_its_heading_and_the_name() {
    let bare = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>cloudflare</center>\r\n</body>\r\n</html>\r\n";
    let seen = testimony(502, Some(CARRIED), Some(bare));
    assert_eq!((seen.rendering, seen.code, seen.maker), (Some(Rendering::Bare), Some(502), Maker::Edge));
    let nginx = bare.replace("cloudflare", "nginx");
    assert_eq!(testimony(502, Some(CARRIED), Some(&nginx)).rendering, None);
    let article = bare.replace("<hr>", "<p>That is what the page said.</p><hr>");
    assert_eq!(testimony(502, Some(CARRIED), Some(&article)).rendering, None);
}

#[test]
fn a_refused_prefetch_is_nobodys_failure_and_the_same_without_the_field_is_unclear() {
    let verdict = |fields: &[(&str, &str)]| {
        let fields = Some(fields.iter().copied().collect::<Fields>());
        let observation = Observation { status: Status::new(503), fields, ..Observation::default() };
        crate::diagnose(&observation).condition.as_str()
    };
    assert_eq!(verdict(&with(&[("cf-speculation-refused", "no-store")])), "healthy");
    assert_eq!(verdict(CARRIED), "unclear");
}

#[test]
fn a_code_of_cloudflares_own_without_the_quartet_is_at_most_possible_and_never_the_edges() {
    for more in [&[][..], &[("cf-cache-status", "DYNAMIC")]] {
        for content in [None, Some("<h1>We will be back</h1>")] {
            let observation = Observation {
                status: Status::new(522),
                fields: Some(with(more).iter().copied().collect()),
                page: content.map(Page::whole),
                ..Observation::default()
            };
            let diagnosis = crate::diagnose(&observation);
            let said =
                (diagnosis.condition.as_str(), diagnosis.fault.party.as_str(), diagnosis.certainty.as_str());
            assert_eq!(said, ("failing", "link", "possible"));
        }
    }
}

#[test]
fn a_security_check_is_one_whatever_its_status_and_other_fields() {
    for status in [403, 429, 503] {
        for more in [&[][..], &[("cf-cache-status", "DYNAMIC")]] {
            let mut fields: Fields = with(more).iter().copied().collect();
            fields.push("cf-mitigated", "challenge");
            let observation =
                Observation { status: Status::new(status), fields: Some(fields), ..Observation::default() };
            assert_eq!(crate::diagnose(&observation).condition.as_str(), "challenged", "{status} {more:?}");
        }
    }
    let other = with(&[("cf-mitigated", "something else")]);
    let observation = Observation {
        status: Status::new(403),
        fields: Some(other.iter().copied().collect()),
        ..Observation::default()
    };
    let diagnosis = crate::diagnose(&observation);
    assert_eq!((diagnosis.condition.as_str(), diagnosis.fault.word_of.as_str()), ("refused", "origin"));
}

fn said(
    status: u16,
    fields: &[(&str, &str)],
    content: Option<&str>,
) -> (&'static str, &'static str, &'static str) {
    let observation = Observation {
        site: Site::from_url("https://shop.example/"),
        status: Status::new(status),
        fields: Some(fields.iter().copied().collect()),
        page: content.map(Page::whole),
        ..Observation::default()
    };
    let diagnosis = crate::diagnose(&observation);
    (diagnosis.condition.as_str(), diagnosis.fault.party.as_str(), diagnosis.certainty.as_str())
}

#[test]
fn what_php_sends_with_its_sessions_is_not_the_quartet() {
    let php = with(&[
        ("cache-control", "no-store, no-cache, must-revalidate, post-check=0, pre-check=0"),
        ("pragma", "no-cache"),
        ("expires", "Thu, 19 Nov 1981 08:52:00 GMT"),
        ("cf-cache-status", "DYNAMIC"),
    ]);
    assert_eq!(said(500, &php, Some("<h1>Whoops</h1>")), ("failing", "origin", "likely"));
    let older = with(&[
        ("cache-control", "no-store, no-cache, must-revalidate, post-check=0, pre-check=0"),
        ("pragma", "no-cache"),
        ("expires", "Thu, 01 Jan 1970 00:00:01 GMT"),
    ]);
    assert_eq!(said(522, &older, None), ("failing", "link", "likely"));
}

#[test]
fn what_came_from_behind_the_edge_is_the_sites_whatever_it_quotes() {
    let behind = |media_type| with(&[("cf-cache-status", "DYNAMIC"), ("content-type", media_type)]);
    let nested = r#"{"error":"failed","cause":{"type":"https://developers.cloudflare.com/","cloudflare_error":true,"error_code":500}}"#;
    for (media_type, content) in [
        ("application/json", nested),
        ("application/json", &nested[26..nested.len() - 1]),
        ("text/html", r#"<h1>Error</h1><div class="cf-error-details cf-error-500">x</div>"#),
        ("text/plain", "error code: 500"),
        ("text/html", "<title>Just a moment...</title><p>The application crashed</p>"),
        ("text/html", r#"<h1>Internal error</h1><div class="cf-captcha-container"></div>"#),
    ] {
        assert_eq!(
            said(500, &behind(media_type), Some(content)),
            ("failing", "origin", "likely"),
            "{content}"
        );
    }
    assert_eq!(said(500, &with(&[("content-type", "application/json")]), Some(nested)).1, "origin");
}

#[test]
fn certain_needs_the_ray_id_the_status_and_one_code() {
    let quartet = [
        ("server", "cloudflare"),
        (
            "cache-control",
            "private, max-age=0, no-store, no-cache, must-revalidate, post-check=0, pre-check=0",
        ),
        ("expires", "Thu, 01 Jan 1970 00:00:01 GMT"),
    ];
    let page = |label: &str, title: &str, cloudflare: &str, host: &str| {
        format!(
            "<title>a.example | {title}: Error</title><div id=cf-error-details><span class=code-label>Error code {label}</span>\
             <div id=cf-browser-status></div><div id=cf-cloudflare-status class={cloudflare}><i class={}></i></div>\
             <div id=cf-host-status class={host}><i class={}></i></div></div>",
            cloudflare.replace("source", "x").replace("cf-error-x", "cf-icon-error"),
            host.replace("source", "x").replace("cf-error-x", "cf-icon-error"),
        )
    };
    let own = page("500", "500", "cf-error-source", "o");
    let ray = |value: &'static str| [&quartet[..], &[("cf-ray", value)]].concat();
    assert_eq!(said(500, &ray("8f1c2d3e4a5b6c7d-FRA"), Some(&own)), ("failing", "edge", "certain"));
    assert_eq!(said(500, &ray("garbage"), Some(&own)), ("failing", "edge", "likely"));
    assert_eq!(said(404, &ray("8f1c2d3e4a5b6c7d-FRA"), Some(&own)), ("failing", "edge", "likely"));
    let two_codes = page("500", "522", "cf-error-source", "o");
    assert_eq!(said(500, &ray("8f1c2d3e4a5b6c7d-FRA"), Some(&two_codes)).0, "unclear");
    let other_box = page("", "", "o", "cf-error-source");
    assert_ne!(said(500, &ray("8f1c2d3e4a5b6c7d-FRA"), Some(&other_box)).2, "certain");
    assert_eq!(
        said(500, &ray("8f1c2d3e4a5b6c7d-FRA"), Some("<h1>Our own page</h1>")),
        ("failing", "edge", "possible")
    );
}

#[test]
fn a_minified_page_tells_its_code_and_redirects_and_samples_are_no_failures() {
    let quartet = with(&[
        (
            "cache-control",
            "private, max-age=0, no-store, no-cache, must-revalidate, post-check=0, pre-check=0",
        ),
        ("expires", "Thu, 01 Jan 1970 00:00:01 GMT"),
    ]);
    let minified = "<div id=cf-error-details><h1><span>Error</span><span>1101</span></h1><div class=cf-error-footer></div></div>";
    assert_eq!(said(500, &quartet, Some(minified)), ("failing", "code", "likely"));
    let redirect = "<center><h1>301 Moved Permanently</h1></center><hr><center>cloudflare</center>";
    assert_eq!(said(301, CARRIED, Some(redirect)).0, "healthy");
    let sample = Observation {
        site: Site::from_url("https://shop.example/cdn-cgi/error/522"),
        status: Status::new(522),
        fields: Some(CARRIED.iter().copied().collect()),
        ..Observation::default()
    };
    assert_eq!(crate::diagnose(&sample).condition.as_str(), "sample");
}

#[test]
fn a_code_of_cloudflares_from_somebody_else_is_unclear_with_content_too() {
    assert_eq!(said(521, &[("server", "nginx")], Some("<script>go()</script>")).0, "unclear");
    assert_eq!(said(521, &[("server", "awselb/2.0")], Some("<h1>no</h1>")).0, "unclear");
    assert_eq!(said(502, &[("server", "awselb/2.0")], Some("<h1>502</h1>")).0, "failing");
}
