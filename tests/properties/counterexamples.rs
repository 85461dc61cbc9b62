//! The smallest inputs that broke a property, each with what would be right.

use faultline::diagnosis::{Condition, Diagnosis, Party};
use faultline::observation::{Fields, NetworkError, Page, Status};
use faultline::providers::Provider;
use faultline::{Observation, diagnose};

const BARE: &str = "<center><h1>500 Internal Server Error</h1></center><hr><center>cloudflare</center>";

fn of(status: u16, fields: impl Into<Option<Fields>>, page: &str) -> Diagnosis {
    let fields = fields.into();
    let page = Some(Page::whole(page));
    diagnose(&Observation { status: Status::new(status), fields, page, ..Observation::default() })
}

fn through_cloudflare(content_type: &str) -> Fields {
    let ray = ("cf-ray", "9a90f3b6d27e1c58-CDG");
    Fields::from_iter([ray, ("server", "cloudflare"), ("content-type", content_type)])
}

/// Whether Cloudflare's own page was seen in it.
fn is_cloudflares(diagnosis: &Diagnosis) -> bool {
    diagnosis.answered_by.provider == Some(Provider::Cloudflare)
}

#[test]
fn a_bare_error_page_with_a_status_of_success_is_no_failure() {
    for fields in [None, Some(through_cloudflare("text/html"))] {
        assert_ne!(of(200, fields, BARE).condition, Condition::Failing);
    }
}

#[test]
fn the_bare_page_is_known_with_what_other_extensions_put_behind_it() {
    assert!(is_cloudflares(&of(500, through_cloudflare("text/html"), BARE)));
    for extra in ["<x-toolbar>Save</x-toolbar>", "<div>No coupons found</div>", "<center></center>"] {
        let diagnosis = of(500, through_cloudflare("text/html"), &[BARE, extra].concat());
        assert!(is_cloudflares(&diagnosis), "{extra}");
    }
}

#[test]
fn the_line_of_text_is_known_with_what_other_extensions_put_behind_it() {
    let page = "<html><head></head><body><pre>error code: 500</pre><x-toolbar>Save</x-toolbar></body></html>";
    assert!(is_cloudflares(&of(500, through_cloudflare("text/plain"), page)));
}

#[test]
fn a_byte_order_mark_before_a_text_is_no_part_of_it() {
    for (content_type, page) in [("text/plain", "\u{FEFF}error code: 500"), ("text/html", "\u{FEFF}")] {
        let page = if content_type == "text/html" { [page, BARE].concat() } else { page.to_owned() };
        assert!(is_cloudflares(&of(500, through_cloudflare(content_type), &page)), "{content_type}");
    }
}

#[test]
fn an_address_with_another_number_before_or_behind_it_is_blanked() {
    // A blank in an address of the web; a port as tcpdump writes it.
    for text in ["%20203.0.113.77", "203.0.113.77.443", "1.203.0.113.77"] {
        let error = Some(NetworkError::new(text));
        let json = serde_json::to_string(&diagnose(&Observation { error, ..Observation::default() }));
        assert!(!json.expect("a diagnosis is JSON").contains("203.0.113.77"), "{text}");
    }
}

#[test]
fn half_an_address_in_the_place_of_the_city_is_blanked() {
    let boxes = ["browser", "cloudflare", "host"].map(|name| {
        format!("<div id=cf-{name}-status><span>In a long line of text, Your IP: 203.0.113.77</span></div>")
    });
    let page = format!("<div id=cf-error-details>{}</div>", boxes.concat());
    let diagnosis = of(500, None, &page);
    let place = diagnosis.path.iter().find_map(|hop| hop.place.clone()).unwrap_or_default();
    assert!(!place.contains("203.0"), "{place}");
}

#[test]
fn half_an_address_and_most_of_a_token_where_a_heading_is_cut_are_blanked() {
    let footer = "<div class=cf-error-footer></div>";
    for (filler, secret, half) in
        [(59, "203.0.113.77", "203.0.11"), (41, &"k7Qx2mZp".repeat(5)[..], "k7Qx2mZpk7Qx")]
    {
        let heading = ["Error 1016 ", &"x ".repeat(filler)[..filler], " ", secret].concat();
        let page = format!("<div id=cf-error-details><h1>{heading}</h1></div>{footer}");
        let evidence = of(530, through_cloudflare("text/html"), &page).evidence;
        assert!(evidence.iter().any(|claim| claim.rule == "cloudflare.numbered-page"));
        assert!(evidence.iter().all(|claim| !claim.excerpt.contains(half)), "{evidence:?}");
    }
}

#[test]
fn one_of_cloudflares_codes_without_fields_and_marks_is_not_called_the_origins() {
    // With fields known the same response is unclear.
    assert_ne!(of(522, None, "<p>Hello</p>").fault.party, Party::Origin);
    assert_eq!(of(522, Fields::new(), "<p>Hello</p>").fault.party, Party::Unknown);
}

#[test]
fn an_address_or_a_token_in_the_place_of_a_providers_code_is_none() {
    for (name, value) in [
        ("server", "BunnyCDN-203.0.113.77-755"),
        ("x-azion-edge-location", "user@mail.example"),
        ("x-nws-log-uuid", "user@mail.example 1234567890123456789"),
        ("x-fastly-request-id", "mailto:2001:db8::77?subject=x"),
        ("akamai-grn", "203.0.113.77"),
        ("x-vercel-error", "k7Qx2mZp9TgW4bNv8RcY1sLd6HfJ3aUe5oXi0qBt"),
    ] {
        let marks =
            [("x-vercel-id", "fra1::abc"), ("x-served-by", "cache-fra-eddf8230417-FRA"), (name, value)];
        let json = serde_json::to_string(&of(500, Fields::from_iter(marks), "<p>Hello</p>"));
        let json = json.expect("a diagnosis is JSON");
        for secret in ["203.0.113.77", "mail.example", "2001:db8::77", "k7Qx2mZp9TgW"] {
            assert!(!json.contains(secret), "{name}: {json}");
        }
    }
}
