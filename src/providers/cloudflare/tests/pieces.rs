//! Pieces of pages: what was cut off, and what people copied. Each with a look-alike.

use super::*;

fn of(status: Option<u16>, fields: Option<&[(&str, &str)]>, content: &str) -> crate::Diagnosis {
    let observation = Observation {
        site: Site::from_url("https://shop.example/"),
        status: status.and_then(Status::new),
        fields: fields.map(|fields| fields.iter().copied().collect()),
        page: Some(Page::whole(content)),
        ..Observation::default()
    };
    crate::diagnose(&observation)
}

fn told(status: Option<u16>, content: &str) -> (&'static str, &'static str, String) {
    let diagnosis = of(status, None, content);
    let code = diagnosis.code.map(|code| code.value).unwrap_or_default();
    (diagnosis.condition.as_str(), diagnosis.fault.party.as_str(), code)
}

const HEAD: &str = "<!DOCTYPE html><html class=no-js><head><title>TITLE</title><link rel=stylesheet id=cf_styles-css href=/cdn-cgi/styles/main.css>";

fn head(title: &str) -> String {
    HEAD.replace("TITLE", title)
}

#[test]
fn a_page_that_was_cut_in_its_head_is_told_by_its_title() {
    assert_eq!(
        told(None, &head("shop.example | 522: Connection timed out")),
        ("failing", "link", "522".to_owned())
    );
    assert_eq!(
        told(None, &head("Origin DNS error | shop.example | Cloudflare")),
        ("failing", "configuration", "1016".to_owned())
    );
    assert_eq!(
        told(Some(429), &head("Access denied | shop.example used Cloudflare to restrict access")),
        ("refused", "none", String::new())
    );
    assert_eq!(told(Some(403), &head("Please Wait... | Cloudflare")).0, "challenged");
    let heading =
        head("x") + "</head><body><div id=cf-error-details><h1><span>Error</span> <span>1020</span></h1>";
    assert_eq!(told(Some(403), &heading), ("refused", "none", "1020".to_owned()));
}

#[test]
fn a_whole_page_with_such_a_title_or_one_with_known_fields_is_not_told_by_it() {
    let whole =
        head("shop.example | 522: Connection timed out") + "</head><body><p>What it means</p></body></html>";
    assert_eq!(told(None, &whole).0, "unclear");
    assert_eq!(told(Some(200), &head("shop.example | 522: Connection timed out")).0, "healthy");
    let article = "<title>shop.example | 522: Connection timed out</title><p>What it means, and";
    assert_eq!(told(None, article).0, "unclear");
    let nginx =
        of(Some(500), Some(&[("server", "nginx")]), &head("shop.example | 500: Internal server error"));
    assert_eq!((nginx.fault.party.as_str(), nginx.code), ("origin", None));
}

#[test]
fn words_copied_from_a_page_tell_their_code() {
    let banned = "Error 1009\nAccess denied\nThe owner of this website (shop.example) has banned the country or region your IP address is in (XX) from accessing this website.";
    assert_eq!(told(Some(403), banned), ("refused", "none", "1009".to_owned()));
    let own = "Internal server error Error code 500\nVisit cloudflare.com for more information.\n2025-11-18 13:44:57 UTC";
    assert_eq!(told(Some(500), own), ("failing", "edge", "500".to_owned()));
    let first_design = "Error 522 Ray ID: 8f1c2d3e4a5b6c7d • 2016-03-01 10:00:00 UTC\nConnection timed out";
    assert_eq!(told(None, first_design), ("failing", "link", "522".to_owned()));
    assert_eq!(told(Some(503), "Checking your browser before accessing shop.example.").0, "challenged");
    assert_eq!(told(Some(403), "Sorry, you have been blocked\nYou are unable to access shop.example\nCloudflare Ray ID: 8f1c2d3e4a5b6c7d").0, "refused");
    // Nothing else is known of it, so no more than possible is said.
    assert_eq!(of(Some(500), None, own).certainty.as_str(), "possible");
}

#[test]
fn words_about_an_error_are_not_the_page_itself() {
    for about in [
        "We saw Error code 522 all morning, and Cloudflare says it is our server.",
        "Error 42: the Cloudflare worker could not be saved",
        "Ticket 1016: Origin DNS error",
        "Error 1016",
        "Internal server error Error code 522 Cloudflare",
    ] {
        assert_ne!(told(None, about).0, "failing", "{about}");
        assert_eq!(told(Some(200), about).0, "healthy", "{about}");
    }
    let long = ["Error 1016 Ray ID: 8f1c2d3e4a5b6c7d ", &"What that means for you. ".repeat(200)].concat();
    assert_eq!(told(None, &long).0, "unclear");
    let fields = with(&[("cf-cache-status", "DYNAMIC"), ("content-type", "text/plain")]);
    let quoted = of(Some(500), Some(&fields), "Error 1016 Ray ID: 8f1c2d3e4a5b6c7d Origin DNS error");
    assert_eq!((quoted.fault.party.as_str(), quoted.code), ("origin", None));
}

#[test]
fn words_are_read_in_any_language_where_a_number_stands_beside_the_ray_id() {
    let korean =
        "> Please enable cookies.\n> 오류\n> 1015\n> Ray ID: 803ac2640d8d9cae • 2023-06-01 18:46:48 UTC\n";
    assert_eq!(told(Some(429), korean), ("refused", "none", "1015".to_owned()));
    let other_number = "오류 1015 Ray ID: see below";
    assert_eq!(told(Some(429), other_number).2, "");
    let footer = "Desculpe\nCloudflare Ray ID: 75e7b16af2cbde48";
    assert_eq!(told(Some(403), footer).0, "refused");
    assert_eq!(told(Some(404), footer).0, "healthy");
}

#[test]
fn the_words_of_the_bare_page_and_of_a_title_are_known_only_alone() {
    assert_eq!(
        told(Some(502), "502 Bad Gateway\n----\ncloudflare-nginx"),
        ("failing", "edge", "502".to_owned())
    );
    assert_eq!(told(Some(502), "502 Bad Gateway\nnginx").2, "");
    assert_eq!(
        told(
            Some(502),
            "502 times I asked for help, and still no answer of any kind from anybody at cloudflare"
        )
        .2,
        ""
    );
    assert_eq!(told(None, "shop.example | 522: Connection timed out"), ("failing", "link", "522".to_owned()));
    assert_eq!(told(None, "Ticket | 522: Connection timed out again").2, "");
}

#[test]
fn boxes_without_the_beginning_of_their_page_are_read_where_no_fields_are_known() {
    let boxes = "<div id=cf-browser-status></div><div id=cf-cloudflare-status></div>\
        <div id=cf-host-status class=cf-error-source><span class=cf-icon-error></span></div>";
    assert_eq!(told(Some(524), boxes).1, "origin");
    let fields = with(&[("cf-cache-status", "DYNAMIC")]);
    assert_eq!(of(Some(500), Some(&fields), boxes).code, None);
}
