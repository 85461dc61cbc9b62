//! The words: every key exists, and no sentence says what was not measured.

use super::catalogue::{ENGLISH, english};
use super::*;
use crate::diagnosis::Retry;
use crate::observation::{Fields, NetworkError, Observation, Page, Site, Status};

#[test]
fn no_text_acquits_a_party_or_calls_a_provider_down() {
    let forbidden = [
        "is fine",
        "not at fault",
        "is down",
        "is up",
        "works fine",
        "is working",
        "no problem",
        "innocent",
        "nothing is wrong",
    ];
    for (key, text) in ENGLISH {
        for words in forbidden {
            assert!(!text.to_lowercase().contains(words), "{key}: {text:?} says {words:?}");
        }
    }
}

#[test]
fn every_text_has_words_and_asks_for_no_more_than_four_arguments() {
    for (key, text) in ENGLISH {
        assert!(!text.trim().is_empty(), "{key}");
        for digit in '5'..='9' {
            assert!(!text.contains(&format!("${digit}")), "{key}: {text:?}");
        }
    }
}

#[test]
fn arguments_are_put_in_once_and_never_read_again() {
    let args = ["Cloudflare".to_owned(), "$1.example".to_owned(), "522".to_owned()];
    assert_eq!(english("headline_refused", &args), "Cloudflare turned this request to $1.example away.");
    assert_eq!(english("no such key", &args), "no such key");
}

#[test]
fn a_wait_is_told_in_the_unit_that_fits_and_never_too_short() {
    let told = |seconds| {
        let mut diagnosis = crate::diagnose(&Observation::default());
        diagnosis.retry = Retry { helps: Some(true), after_seconds: Some(seconds), sends: false };
        let message = waiting(&diagnosis);
        english(message.key.as_str(), &message.args)
    };
    assert_eq!(told(30), "Wait 30 seconds, then reload the page.");
    assert_eq!(told(60), "Wait 60 seconds, then reload the page.");
    assert_eq!(told(90), "Wait 2 minutes, then reload the page.");
    assert_eq!(told(120), "Wait 2 minutes, then reload the page.");
}

#[test]
fn a_bucket_that_is_not_there_comes_by_nobodys_waiting_and_a_server_that_is_busy_may() {
    let fields =
        [("server", "AmazonS3"), ("x-amz-request-id", "7Q1INVENTED8Z2K4"), ("x-amz-id-2", "invented=")];
    let content = |code: &str| {
        let ids = "<RequestId>7Q1INVENTED8Z2K4</RequestId><HostId>invented=</HostId>";
        format!(
            "<Error><Code>{code}</Code><Message>The specified bucket does not exist</Message>{ids}</Error>"
        )
    };
    let missing = told(404, &fields, Some(&content("NoSuchBucket")));
    assert_eq!(missing.advice[0], "Trying again will not help until the owner has mended it.");
    let busy = told(503, &fields, Some(&content("SlowDown")));
    assert_eq!(busy.advice[0], "Wait a few minutes, then reload the page.");
}

fn told(status: u16, fields: &[(&str, &str)], content: Option<&str>) -> Summary {
    let observation = Observation {
        site: Site::from_url("https://x.example/"),
        status: Status::new(status),
        fields: Some(fields.iter().copied().collect()),
        page: content.map(Page::whole),
        ..Observation::default()
    };
    Summary::of(&crate::diagnose(&observation), "x.example")
}

const CARRIED: &[(&str, &str)] =
    &[("server", "cloudflare"), ("cf-ray", "8f1c2d3e4a5b6c7d-FRA"), ("content-type", "text/plain")];

#[test]
fn each_code_is_told_by_what_it_means() {
    for (code, headline) in [
        (500, "Cloudflare answered with an error of its own instead of passing on x.example."),
        (502, "Cloudflare answered with an error (502). It points at x.example's server."),
        (520, "Cloudflare reached x.example's server, but got an answer that it could not use."),
        (521, "Cloudflare answered, but x.example's server refused the connection."),
        (522, "Cloudflare answered, but got no connection to x.example's server."),
        (523, "Cloudflare answered, but found no way to x.example's server."),
        (524, "Cloudflare reached x.example's server, but it took too long to answer."),
        (525, "Cloudflare answered, but could not set up a secure connection to x.example's server."),
        (526, "Cloudflare answered, but does not accept the certificate of x.example's server."),
    ] {
        assert_eq!(told(code, CARRIED, Some(&format!("error code: {code}"))).headline, headline);
    }
}

#[test]
fn an_error_that_came_through_is_the_sites_own_word() {
    let passed =
        [("server", "cloudflare"), ("cf-ray", "8f1c2d3e4a5b6c7d-FRA"), ("cf-cache-status", "DYNAMIC")];
    let summary = told(500, &passed, Some("<h1>Whoops, an error</h1>"));
    assert_eq!(
        summary.headline,
        "x.example's server answered with an error (500). It came through Cloudflare."
    );
}

#[test]
fn retrying_is_not_advised_where_it_does_not_help() {
    let summary = told(526, CARRIED, Some("error code: 526"));
    assert_eq!(summary.advice[0], "Trying again will not help until the owner has mended it.");
    let summary = told(522, CARRIED, Some("error code: 522"));
    assert_eq!(summary.advice[0], "Wait 2 minutes, then reload the page.");
}

#[test]
fn a_code_tells_visitor_and_owner_what_to_do_and_where_the_vendor_says_more() {
    let fields = [
        ("server", "cloudflare"),
        ("cf-ray", "8f1c2d3e4a5b6c7d-FRA"),
        ("content-type", "text/plain; charset=UTF-8"),
    ];
    let summary = told(530, &fields, Some("error code: 1033"));
    assert_eq!(
        summary.advice,
        [
            "Wait 2 minutes, then reload the page.",
            "Tell the site's owner, with the code and the Ray ID below."
        ]
    );
    assert_eq!(
        summary.owner.as_deref(),
        Some("Start cloudflared on the server, and check that the tunnel is connected.")
    );
    let pages = "https://developers.cloudflare.com/support/troubleshooting/http-status-codes";
    assert_eq!(summary.link, Some(format!("{pages}/cloudflare-1xxx-errors/error-1033/")));
    let own = told(500, &[("server", "nginx")], Some("<h1>500</h1>"));
    assert_eq!((own.owner, own.link), (None, None));
}

#[test]
fn an_old_copy_of_an_error_is_told_as_one() {
    let fields = [
        ("server", "cloudflare"),
        ("cf-ray", "8f1c2d3e4a5b6c7d-FRA"),
        ("cf-cache-status", "HIT"),
        ("age", "1900"),
    ];
    let summary = told(500, &fields, Some("<h1>Internal error</h1>"));
    assert_eq!(
        summary.headline,
        "x.example's server answered with an error (500) a while ago. Cloudflare still shows its copy."
    );
}

#[test]
fn an_error_without_a_response_is_told_by_what_the_browser_says_and_advises_what_fits() {
    let told = |error: &str| {
        let error = Some(NetworkError::new(error));
        let site = Site::from_url("https://x.example/");
        let observation = Observation { site, error, ..Observation::default() };
        let summary = Summary::of(&crate::diagnose(&observation), "x.example");
        (summary.headline, summary.advice)
    };
    let (headline, advice) = told("net::ERR_BLOCKED_BY_CLIENT");
    assert_eq!(headline, "Something in your browser blocked x.example.");
    assert_eq!(advice, ["Look for an extension or a filter that blocks this address."]);
    let (headline, advice) = told("net::ERR_BAD_SSL_CLIENT_AUTH_CERT");
    assert_eq!(headline, "No secure connection to x.example could be set up.");
    assert!(!advice.iter().any(|advice| advice.contains("blocks this address")), "{advice:?}");
    let (headline, advice) = told("net::ERR_CONTENT_DECODING_FAILED");
    assert_eq!(headline, "x.example answered, but your browser could not use the answer.");
    assert!(advice.iter().all(|advice| advice.contains("owner")) && !advice.is_empty(), "{advice:?}");
}

#[test]
fn a_network_that_wants_a_sign_in_is_told_as_one_and_advises_to_sign_in() {
    let told = |url: &str| {
        let site = Site::from_url(url);
        let fields = Some(Fields::from_iter([("content-type", "text/html")]));
        let observation = Observation { site, status: Status::new(511), fields, ..Observation::default() };
        Summary::of(&crate::diagnose(&observation), "x.example")
    };
    let summary = told("http://x.example/");
    assert_eq!(
        summary.headline,
        "Your network wants you to sign in before it lets you reach x.example (511)."
    );
    assert!(summary.detail.ends_with("says nothing of the site."), "{}", summary.detail);
    assert_eq!(
        summary.advice,
        [
            "Open the sign-in page that your network shows (this page may link to it), then reload the page.",
            "If it shows none, ask whoever runs the network."
        ]
    );
    assert_eq!((summary.owner, summary.link), (None, None));
    let encrypted = told("https://x.example/");
    assert_eq!((&encrypted.headline, &encrypted.advice), (&summary.headline, &summary.advice));
    assert!(encrypted.detail.contains("by mistake"), "{}", encrypted.detail);
}

#[test]
fn a_certificate_that_networks_put_in_a_sites_place_advises_a_sign_in_and_blames_nobody() {
    let told = |error: &str| {
        let error = Some(NetworkError::new(error));
        let site = Site::from_url("https://x.example/");
        let diagnosis = crate::diagnose(&Observation { site, error, ..Observation::default() });
        let advises =
            Summary::of(&diagnosis, "x.example").advice.iter().any(|text| text.contains("a sign-in"));
        (diagnosis.fault.party, advises)
    };
    for error in [
        "net::ERR_CERT_COMMON_NAME_INVALID",
        "net::ERR_CERT_AUTHORITY_INVALID",
        "net::ERR_SSL_PROTOCOL_ERROR",
        "Peer’s Certificate issuer is not recognized.",
    ] {
        assert_eq!(told(error), (crate::diagnosis::Party::Unknown, true), "{error}");
    }
    for error in ["net::ERR_CERT_DATE_INVALID", "net::ERR_CONNECTION_REFUSED"] {
        assert_eq!(told(error), (crate::diagnosis::Party::Unknown, false), "{error}");
    }
}

#[test]
fn an_answer_to_a_form_advises_to_look_and_not_to_reload() {
    let advice = |sent: bool, status: u16, content: &str| {
        let observation = Observation {
            site: Site::from_url("https://x.example/"),
            status: Status::new(status),
            fields: Some(CARRIED.iter().copied().collect()),
            page: Some(Page::whole(content)),
            sent,
            ..Observation::default()
        };
        Summary::of(&crate::diagnose(&observation), "x.example").advice
    };
    let look = "What you sent may or may not have arrived. Check before you send it again: reloading the page does that.";
    for (status, content) in [
        (524, "error code: 524"),
        (522, "error code: 522"),
        (502, "error code: 502"),
        (500, "<h1>Whoops</h1>"),
    ] {
        let sent = advice(true, status, content);
        assert_eq!(sent[0], look, "{status}");
        assert!(!sent.iter().any(|text| text.contains("then reload")), "{status}: {sent:?}");
        let read = advice(false, status, content);
        assert!(read[0].contains("then reload"), "{status}: {read:?}");
        assert_eq!(read[1..], sent[1..], "{status}");
    }
}
