//! What the edge says of itself, in fields and in writing; and what only looks so.

use super::*;

fn told(
    status: u16,
    fields: &[(&str, &str)],
    content: Option<&str>,
) -> (&'static str, &'static str, &'static str, String) {
    on("https://shop.example/", status, fields, content)
}

fn on(
    url: &str,
    status: u16,
    fields: &[(&str, &str)],
    content: Option<&str>,
) -> (&'static str, &'static str, &'static str, String) {
    let observation = Observation {
        site: Site::from_url(url),
        status: Status::new(status),
        fields: Some(fields.iter().copied().collect()),
        page: content.map(Page::whole),
        ..Observation::default()
    };
    let diagnosis = crate::diagnose(&observation);
    let code = diagnosis.code.map(|code| code.value).unwrap_or_default();
    (diagnosis.condition.as_str(), diagnosis.fault.party.as_str(), diagnosis.certainty.as_str(), code)
}

const MARKDOWN: &str = "---\nerror_code: 504\nerror_name: origin_gateway_timeout\nerror_category: origin\nstatus: 504\nzone: shop.example\ncloudflare_error: true\nretryable: true\n---\n\n# Error 504: Gateway time-out\n\n## What Happened\n\nThe origin took too long.\n";

#[test]
fn an_error_in_markdown_is_cloudflares_and_an_article_with_front_matter_is_not() {
    let fields = with(&[("content-type", "text/markdown; charset=utf-8")]);
    assert_eq!(told(504, &fields, Some(MARKDOWN)), ("failing", "origin", "likely", "504".to_owned()));
    let in_viewer = ["<html><head></head><body><pre>", MARKDOWN, "</pre></body></html>"].concat();
    assert_eq!(told(504, &fields, Some(&in_viewer)).3, "504".to_owned());
    for other in [
        MARKDOWN.replace("cloudflare_error: true", "cloudflare_error: false"),
        MARKDOWN.replace("# Error 504", "# About error 504"),
        MARKDOWN.replacen("---\n", "", 1),
        MARKDOWN.replace("error_code: 504", "error_code: soon"),
    ] {
        assert_eq!(told(504, &fields, Some(&other)).3, "", "{other}");
    }
    let html = with(&[("content-type", "text/html")]);
    assert_eq!(told(504, &html, Some(MARKDOWN)).3, "");
}

#[test]
fn the_sentence_without_a_page_is_cloudflares_and_one_that_goes_on_is_not() {
    let sentence = "Cloudflare encountered an error processing this request: ";
    let (plain, reason) = (with(&[]), [sentence, "Bad Gateway"].concat());
    assert_eq!(told(502, &plain, Some(&reason)), ("failing", "origin", "possible", "502".to_owned()));
    assert_eq!(told(403, &plain, Some(sentence)).0, "refused");
    let article = [sentence, &"what it means and what to do about it. ".repeat(5)].concat();
    assert_eq!(told(502, &plain, Some(&article)).3, "");
}

#[test]
fn the_field_that_names_the_error_tells_the_code_unless_something_behind_answered() {
    let named = with(&[("cf-error-type", "1016")]);
    assert_eq!(told(530, &named, None), ("failing", "configuration", "likely", "1016".to_owned()));
    assert_eq!(
        told(522, &with(&[("cf-error-type", "52x")]), None),
        ("failing", "link", "likely", "522".to_owned())
    );
    assert_eq!(
        told(500, &with(&[("cf-error-origin", "edge")]), None),
        ("failing", "edge", "likely", "500".to_owned())
    );
    let behind = with(&[("cf-error-type", "1016"), ("cf-cache-status", "DYNAMIC")]);
    assert_eq!(told(500, &behind, Some("<h1>500</h1>")), ("failing", "origin", "likely", String::new()));
    assert_eq!(told(500, &[("cf-error-type", "1016"), ("server", "nginx")], Some("<h1>500</h1>")).3, "");
}

#[test]
fn time_at_the_origin_is_read_in_both_dialects_and_not_from_other_networks() {
    for timing in
        ["cfEdge;dur=9, cfOrigin;dur=34481", "cdn-cache; desc=DYNAMIC, edge; dur=20, origin; dur=100"]
    {
        assert_eq!(
            told(500, &with(&[("server-timing", timing)]), None),
            ("failing", "origin", "likely", String::new()),
            "{timing}"
        );
    }
    let akamai = [("server-timing", "cdn-cache; desc=HIT, edge; dur=1"), ("server", "AkamaiGHost")];
    assert_eq!(told(500, &akamai, None).2, "possible");
    assert_eq!(told(500, &with(&[("server-timing", "edge; dur=20, origin; dur=0")]), None).0, "unclear");
}

#[test]
fn an_error_that_a_worker_wrote_is_the_sites_code_and_one_that_it_passed_on_is_the_origins() {
    let worker = ("server-timing", "cfEdge;dur=21, cfOrigin;dur=0, cfWorker;dur=198");
    assert_eq!(
        told(500, &with(&[worker]), Some("<h1>Oh no</h1>")),
        ("failing", "code", "likely", String::new())
    );
    let passed_on = with(&[worker, ("cf-cache-status", "DYNAMIC")]);
    assert_eq!(told(500, &passed_on, Some("<h1>Oh no</h1>")).1, "origin");
}

#[test]
fn on_cloudflares_platforms_the_sites_code_fails_and_the_link_is_cloudflares_own() {
    let (page, url) = (Some("<h1>Oh no</h1>"), "https://app.workers.dev/");
    assert_eq!(on(url, 500, &with(&[]), page).1, "code");
    assert_eq!(on("https://app.workers.dev.example/", 500, &with(&[]), page).1, "origin");
    let text = with(&[("content-type", "text/plain; charset=UTF-8")]);
    assert_eq!(on(url, 503, &text, Some("error code: 1104")).1, "code");
    assert_eq!(on("https://shop.example/", 503, &text, Some("error code: 1104")).1, "edge");
    assert_eq!(on("https://site.pages.dev/", 522, &text, Some("error code: 522")).1, "link");
}

#[test]
fn a_refusal_told_by_the_length_of_its_text_is_only_possible() {
    let short = with(&[("content-type", "text/plain; charset=UTF-8"), ("content-length", "16")]);
    assert_eq!(told(403, &short, None), ("refused", "none", "possible", String::new()));
    let longer = with(&[("content-type", "text/plain; charset=UTF-8"), ("content-length", "160")]);
    assert_eq!(told(403, &longer, None).2, "likely", "it is the site's own refusal");
    let behind = [&short[..], &[("cf-cache-status", "DYNAMIC")]].concat();
    assert_eq!(told(403, &behind, None).2, "likely");
}

#[test]
fn a_403_429_or_451_says_itself_that_it_refuses_and_a_404_does_not() {
    for status in [403, 429, 451] {
        let cached = with(&[("cf-cache-status", "DYNAMIC")]);
        assert_eq!(told(status, &cached, Some("<h1>No</h1>")), ("refused", "none", "likely", String::new()));
        assert_eq!(told(status, &[("server", "nginx")], Some("<h1>No</h1>")).0, "refused");
    }
    for status in [400, 401, 404, 410] {
        assert_eq!(told(status, &[("server", "nginx")], Some("<h1>No</h1>")).0, "healthy");
    }
}

#[test]
fn a_short_answer_that_refuses_is_no_failure_and_a_database_that_refuses_is_one() {
    let fields = [("server", "Apache")];
    assert_eq!(told(503, &fields, Some("Status 503: Invalid headers.")).0, "refused");
    assert_eq!(told(500, &fields, Some("<title>Web Page Blocked</title><p>Page blocked.</p>")).0, "refused");
    let database = "<h1>500</h1>SQLSTATE[28000]: Access denied for user 'shop'@'localhost'";
    assert_eq!(told(500, &fields, Some(database)).0, "failing");
}

#[test]
fn checks_are_known_by_their_script_in_any_language_and_the_script_of_working_pages_is_none() {
    let page = |script: &str| format!("<title>Bir dakika</title><p>Kontrol ediliyor.</p>{script}");
    let built = page(
        "<script src='/cdn-cgi/challenge-platform/h/g/orchestrate/chl_page/v1?ray=8f1c2d3e4a5b6c7d'></script>",
    );
    assert_eq!(told(403, &with(&[]), Some(&built)).0, "challenged");
    let settings = page("<script>(function(){window._cf_chl_opt={cZone:'shop.example'}}());</script>");
    assert_eq!(told(403, &with(&[]), Some(&settings)).0, "challenged");
    let working = page("<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>");
    assert_eq!(told(403, &with(&[]), Some(&working)).0, "refused");
    let quoted = page("<pre>window._cf_chl_opt={cZone:'shop.example'}</pre>");
    assert_eq!(told(403, &with(&[]), Some(&quoted)).0, "refused");
    assert_eq!(told(403, &[("server", "nginx")], Some(&settings)).0, "refused");
}

#[test]
fn the_refresh_of_2013_is_a_check_and_another_refresh_is_not() {
    let check = with(&[("refresh", "8;URL=/cdn-cgi/l/chk_jschl?pass=1379221.8")]);
    assert_eq!(told(503, &check, None).0, "challenged");
    assert_eq!(told(503, &with(&[("refresh", "8;URL=/")]), None).0, "unclear");
}

#[test]
fn access_and_blocks_turn_visitors_away_and_their_titles_on_other_pages_do_not() {
    let access = "<title>Forbidden ・ Cloudflare Access</title><p>You are not on the list.</p>";
    assert_eq!(told(403, &with(&[]), Some(access)).0, "refused");
    assert_eq!(told(200, &with(&[]), Some(access)).0, "healthy");
    let block = "<title>Attention Required! | Cloudflare</title><h1>Sorry, you have been blocked</h1><p>shop.example</p>";
    assert_eq!(told(403, &with(&[]), Some(block)).0, "refused");
    let article =
        "<title>Attention Required! | Cloudflare</title><h1>What this page means</h1><p>It says that</p>";
    assert_eq!(told(403, &with(&[]), Some(article)).0, "refused");
}

#[test]
fn a_warning_that_the_edge_signed_is_no_copy_whatever_its_status() {
    let warning = "<title>Suspected</title><form action='/cdn-cgi/phish-bypass'></form>";
    let quartet = with(&[
        ("cache-control", "private, max-age=0, no-store, no-cache, must-revalidate"),
        ("expires", "Thu, 01 Jan 1970 00:00:01 GMT"),
    ]);
    assert_eq!(told(200, &quartet, Some(warning)).0, "healthy");
    assert_eq!(told(200, &with(&[]), Some(warning)).0, "imitation");
    assert_eq!(told(403, &quartet, Some(warning)).0, "refused");
}

#[test]
fn a_site_that_refuses_by_its_own_word_was_reached() {
    let observation = Observation {
        site: Site::from_url("https://shop.example/"),
        status: Status::new(403),
        fields: Some(with(&[("cf-cache-status", "DYNAMIC")]).into_iter().collect()),
        page: Some(Page::whole("<h1>No</h1>")),
        ..Observation::default()
    };
    let path = crate::diagnose(&observation).path;
    let states: Vec<&str> = path.iter().map(|hop| hop.state.as_str()).collect();
    assert_eq!(states, ["working", "working", "working"]);
}
