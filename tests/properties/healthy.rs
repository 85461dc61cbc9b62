//! What is healthy stays so, whatever words, numbers and hidden markup stand in its page.

use faultline::diagnosis::{Condition, Party};
use faultline::observation::{Fields, Page, Site, Status};
use faultline::providers::Provider;
use faultline::{Observation, diagnose};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::effort::check;
use crate::markup::{PLAIN, Piece, gaps, pieces, write};
use crate::random;
use crate::recorded::{Case, WITH_PAGE, case};

fn is_healthy(case: &Case) -> bool {
    diagnose(&case.observation).condition == Condition::Healthy
}

/// With what a site refuses on its own.
const OWN: [u16; 8] = [401, 403, 404, 405, 410, 422, 429, 451];

/// What such a status is without a page.
fn own(status: u16) -> Condition {
    if matches!(status, 403 | 429 | 451) { Condition::Refused } else { Condition::Healthy }
}

/// Whether a short page of nothing else is the notice of a filter or of another provider than Cloudflare: a whole
/// sentence of theirs is one wherever it stands.
fn is_notice(page: &str) -> bool {
    OWN.into_iter().chain([200]).any(|status| {
        let page = Some(Page::whole(page));
        let alone = diagnose(&Observation { status: Status::new(status), page, ..Observation::default() });
        let theirs = alone.answered_by.provider != Some(Provider::Cloudflare);
        theirs && (alone.condition != own(status) || alone.answered_by.party == Party::Network)
    })
}

fn escaped(page: &str) -> String {
    page.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A page's copy where no browser takes it for markup. `page` must not hold what ends its container.
fn hidden(page: &str) -> Vec<(&'static str, String)> {
    // What would end the container is broken up, as every author of such a page has to do.
    let inside = |name: &str| {
        let mut copy = page.to_owned();
        for written in [name.to_owned(), name.to_ascii_uppercase()] {
            copy = copy.replace(&["</", &written].concat(), &["<\\/", &written].concat());
        }
        copy
    };
    let container = |name: &str| format!("<{name}>{}</{name}>", inside(name));
    let quoted = page.replace('&', "&amp;").replace('"', "&quot;");
    let comment = page.replace("--", "- -").replace("->", "- >");
    vec![
        ("a comment", format!("<!-- {comment} -->")),
        ("a script", container("script")),
        ("data in a script", format!("<script type=\"application/json\">{}</script>", inside("script"))),
        ("a style", container("style")),
        ("a template", container("template")),
        ("a noscript", container("noscript")),
        ("a textarea", container("textarea")),
        ("an iframe", container("iframe")),
        ("an xmp", container("xmp")),
        ("an attribute", format!("<div title=\"{quoted}\">x</div>")),
        ("an attribute with markup unescaped", format!("<p data-page='{}'>", page.replace('\'', "&#39;"))),
        ("the document of an iframe", format!("<iframe srcdoc=\"{quoted}\"></iframe>")),
        // With nothing before it, it would be how browsers show a text.
        ("a pre, escaped", format!("<p>They sent</p><pre>{}</pre>", escaped(page))),
        ("code, escaped", format!("<p>They sent <code>{}</code></p>", escaped(page))),
    ]
}

/// Text, hidden markup and harmless elements, as they stand in pages about anything.
fn unrelated() -> impl Strategy<Value = String> {
    const WORDS: &[&str] = &[
        "error",
        "522",
        "Error code 522",
        "error code: 522",
        "1020",
        "500 Internal Server Error",
        "Cloudflare",
        "cf-error-details",
        "bad gateway",
        "down for maintenance",
        "Just a moment...",
        "Ray ID: 9a1b2c3d4e5f6071",
        "é漢🦀",
        "::CLOUDFLARE_ERROR_500S_BOX::",
        "5xx-error-landing?utm_source=errorcode_522",
    ];
    let page = || random::case_with_page().prop_map(Case::page);
    prop_oneof![
        vec(select(WORDS), 1..5).prop_map(|words| words.join(" ")),
        any::<String>().prop_map(|text| escaped(&text)),
        (page(), any::<Index>())
            .prop_map(|(page, index)| index.get(&hidden(page)).clone())
            .prop_filter("a whole notice that can be read is one wherever it stands", |(place, page)| {
                !(place.ends_with("escaped") && is_notice(page))
            })
            .prop_map(|(_, page)| page),
        random::content()
            .prop_map(|page| format!("<p>They sent</p><pre>{}</pre>", escaped(&page)))
            .prop_filter("a whole notice is one wherever it stands", |page| !is_notice(page)),
        select(WORDS).prop_map(|word| format!("<p title='{word}' data-said=\"{word}\">{word}</p>")),
        select(WORDS).prop_map(|word| format!("<h1>{word}</h1><center>{word}</center>")),
    ]
}

#[test]
fn unrelated_text_never_turns_a_healthy_response_into_a_failing_one() {
    let healthy: Vec<&Case> = WITH_PAGE.iter().filter(|case| is_healthy(case)).collect();
    assert!(healthy.len() >= 5, "{} healthy pages", healthy.len());
    let inputs = (select(healthy), vec((any::<Index>(), unrelated()), 1..4));
    check(2100, &inputs, |(case, insertions)| {
        let mut all = pieces(case.page());
        for (index, text) in insertions {
            let gaps = gaps(&all);
            let at = gaps[index.index(gaps.len())];
            // Whatever was inserted is markup as well, and ends before what follows.
            all.splice(at..at, pieces(&text));
        }
        let page = write(&all, &PLAIN);
        let condition = diagnose(&case.with_page(&page)).condition;
        prop_assert_ne!(condition, Condition::Failing, "{}", page);
        // In a harmless page of Cloudflare's own a number in the heading is a mark, and then it is a copy; so is
        // one of its documents at the start of data, where nothing is markup.
        if case.is_html() && !case.page().contains("id=\"cf-error-details\"") {
            prop_assert_eq!(condition, Condition::Healthy, "{}", page);
        }
        Ok(())
    });
}

#[test]
fn a_sites_own_refusal_stays_its_own_whatever_its_page_says() {
    let status = select(&OWN[..]);
    let server = select(&["nginx", "cloudflare"][..]);
    check(1500, &(status, server, vec(unrelated(), 1..5)), |(status, server, parts)| {
        let mut fields = Fields::from_iter([("content-type", "text/html"), ("server", server)]);
        if server == "cloudflare" {
            fields.push("cf-ray", "9a1b2c3d4e5f6071-FRA");
            fields.push("cf-cache-status", "DYNAMIC");
        }
        let page =
            format!("<!doctype html><title>Our shop</title><body><p>Hello</p>{}</body>", parts.concat());
        let observation = Observation {
            site: Site::from_url("https://shop.example/"),
            status: Status::new(status),
            fields: Some(fields),
            page: Some(Page::whole(page)),
            ..Observation::default()
        };
        prop_assert_eq!(diagnose(&observation).condition, own(status));
        Ok(())
    });
}

#[test]
fn nothing_in_a_page_makes_a_status_below_400_failing() {
    check(4500, &(random::observation(), random::page(), 100_u16..400), |(observation, page, status)| {
        let status = Status::new(status);
        let observation = Observation { page: observation.page.or(Some(page)), status, ..observation };
        prop_assert_ne!(diagnose(&observation).condition, Condition::Failing);
        Ok(())
    });
    // Every recorded page under the fields of any other response.
    check(4500, &(random::case_with_page(), random::case(), 200_u16..400), |(case, other, status)| {
        let fields = other.observation.fields.clone();
        let observation = Observation { status: Status::new(status), fields, ..case.observation.clone() };
        prop_assert_ne!(diagnose(&observation).condition, Condition::Failing);
        Ok(())
    });
}

fn hosting(copy: &str, status: u16, fields: &Fields) -> Observation {
    let page = format!(
        "<!doctype html>\n<html lang=en><head><title>Notes</title></head>\n<body><h1>Notes</h1>\n<p>What I saw:</p>\n{copy}\n<p>Bye.</p></body></html>"
    );
    Observation {
        site: Site::from_url("https://notes.example/"),
        status: Status::new(status),
        fields: Some(fields.clone()),
        page: Some(Page::whole(page)),
        ..Observation::default()
    }
}

#[test]
fn an_error_page_that_is_no_markup_is_no_error_page() {
    let html = ("content-type", "text/html; charset=utf-8");
    let other = Fields::from_iter([html, ("server", "nginx")]);
    let through = Fields::from_iter([
        html,
        ("server", "cloudflare"),
        ("cf-ray", "9a1b2c3d4e5f6071-FRA"),
        ("cf-cache-status", "DYNAMIC"),
    ]);
    for case in WITH_PAGE.iter() {
        for (place, copy) in hidden(case.page()) {
            let name = format!("{} in {place}", case.name);
            for fields in [&other, &through] {
                let healthy = diagnose(&hosting(&copy, 200, fields));
                assert_eq!(healthy.condition, Condition::Healthy, "{name}");
                let failing = diagnose(&hosting(&copy, 500, fields));
                assert_ne!(failing.fault.party, Party::Edge, "{name}");
                assert_ne!(failing.answered_by.provider, Some(Provider::Cloudflare), "{name}");
                assert_eq!(failing.code, None, "{name}");
            }
            // Without the fields the page is all there is, and it is still none.
            let unknown = Observation { fields: None, ..hosting(&copy, 200, &other) };
            assert_eq!(diagnose(&unknown).condition, Condition::Healthy, "{name}");
        }
    }
}

#[test]
fn several_hidden_copies_in_one_page_are_no_error_page_either() {
    let copies = (random::case_with_page(), any::<Index>()).prop_map(|(case, index)| {
        let all = hidden(case.page());
        index.get(&all).1.clone()
    });
    let nginx = Fields::from_iter([("server", "nginx"), ("content-type", "text/html")]);
    check(1200, &(vec(copies, 1..4), select(&[200_u16, 404][..])), |(copies, status)| {
        let observation = hosting(&copies.concat(), status, &nginx);
        prop_assert_eq!(diagnose(&observation).condition, Condition::Healthy);
        Ok(())
    });
}

#[test]
fn the_pieces_of_a_page_with_more_in_a_gap_are_all_still_there() {
    let all = pieces(case("cloudflare-branded-522").page());
    for gap in gaps(&all) {
        let mut more = all.clone();
        more.insert(gap, Piece::Start("b".to_owned(), Vec::new()));
        assert_eq!(pieces(&write(&more, &PLAIN)), more);
    }
}
