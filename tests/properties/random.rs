//! Random observations: odd statuses and fields, pages made of pieces of real ones, errors and addresses.

use std::sync::LazyLock;

use faultline::Observation;
use faultline::observation::{Fields, NetworkError, Page, Site, Status};
use proptest::collection::vec;
use proptest::option::{of, weighted};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::recorded::{CASES, Case, WITH_PAGE, pairs};

/// The pieces of all recorded pages: a tag and the text behind it.
static PIECES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let cut = |case: &Case| case.page().split_inclusive('>').map(str::to_owned).collect::<Vec<_>>();
    let mut pieces: Vec<String> = WITH_PAGE.iter().flat_map(cut).collect();
    pieces.sort();
    pieces.dedup();
    pieces
});

/// Pieces that tokenizers stumble over, and marks that the recorded pages lack.
const ODD: &[&str] = &[
    "<!--",
    "-->",
    "--!>",
    "<![CDATA[",
    "]]>",
    "</",
    "<",
    ">",
    "\"",
    "'",
    "=",
    "&",
    "&#",
    "&#x;",
    "&#x110000;",
    "&#0;",
    "&#xD800;",
    "&amp",
    "\0",
    "\u{FEFF}",
    "\u{202E}",
    "<script>",
    "</script>",
    "<style>",
    "<title>",
    "</title>",
    "<template>",
    "</template>",
    "<noscript>",
    "<textarea>",
    "<plaintext>",
    "<svg>",
    "<pre>",
    "error code: 522",
    "error code: 1020",
    "error code: 65536",
    "<div class=cf-error-details cf-error-522>",
    "<div class='cf-error-details cf-error-99999'>",
    "::CLOUDFLARE_ERROR_500S_BOX::",
    "{\"cloudflare_error\":true,\"type\":\"https://developers.cloudflare.com/\",\"error_code\":504}",
    "<center>cloudflare</center>",
    "<h1>500</h1>",
    "<hr>",
    "é漢🦀",
    "\r\n",
    "maintenance",
    "<form>",
];

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => any::<Index>().prop_map(|index| index.get(&PIECES).clone()),
        2 => select(ODD).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "[ -~]{0,20}",
    ]
}

/// A recorded response, any of them.
pub fn case() -> impl Strategy<Value = &'static Case> {
    any::<Index>().prop_map(|index| index.get(&CASES))
}

/// A recorded response with a content.
pub fn case_with_page() -> impl Strategy<Value = &'static Case> {
    any::<Index>().prop_map(|index| index.get(&WITH_PAGE))
}

/// The offset between two characters that is nearest below this share of the text.
pub fn between_characters(text: &str, index: Index) -> usize {
    let mut at = index.index(text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A recorded page with some damage, or pieces of many pages.
pub fn content() -> impl Strategy<Value = String> {
    let damaged =
        (case_with_page(), vec((any::<Index>(), 0..200_usize, piece()), 0..6)).prop_map(|(case, damages)| {
            let mut page = case.page().to_owned();
            for (index, length, piece) in damages {
                let from = between_characters(&page, index);
                let mut to = (from + length).min(page.len());
                while !page.is_char_boundary(to) {
                    to += 1;
                }
                page.replace_range(from..to, &piece);
            }
            page
        });
    let composed = vec(piece(), 0..40).prop_map(|pieces| pieces.concat());
    let cut = |(mut page, cut): (String, Option<Index>)| {
        if let Some(index) = cut {
            page.truncate(between_characters(&page, index));
        }
        page
    };
    (prop_oneof![damaged, composed, any::<String>()], weighted(0.3, any::<Index>())).prop_map(cut)
}

/// A page: its content, now and then in two parts or with the media type that the browser used.
pub fn page() -> impl Strategy<Value = Page> {
    const TYPES: &[&str] =
        &["text/html", "text/plain", "application/json", "application/problem+json", "image/png", ""];
    let media_type = weighted(0.3, select(TYPES).prop_map(str::to_owned));
    (media_type, content(), weighted(0.2, content())).prop_map(|(media_type, head, tail)| Page {
        media_type,
        head,
        tail,
    })
}

/// A status code, mostly one that means something.
pub fn status() -> impl Strategy<Value = Status> {
    const KNOWN: &[u16] = &[
        200, 204, 301, 302, 304, 400, 401, 403, 404, 409, 410, 429, 451, 500, 501, 502, 503, 504, 505, 520,
        521, 522, 523, 524, 525, 526, 527, 530, 599,
    ];
    prop_oneof![5 => select(KNOWN), 1 => 100_u16..=999]
        .prop_map(|code| Status::new(code).expect("three digits"))
}

fn field() -> impl Strategy<Value = (String, String)> {
    const NAMES: &[&str] = &[
        "server",
        "Server",
        "cf-ray",
        "CF-RAY",
        "cf-cache-status",
        "cf-mitigated",
        "cf-chl-bypass",
        "server-timing",
        "content-type",
        "cache-control",
        "expires",
        "pragma",
        "retry-after",
        "referrer-policy",
        "x-frame-options",
        "via",
        "x-cache",
        "set-cookie",
        "age",
        "proxy-status",
        "",
        "a b",
    ];
    const VALUES: &[&str] = &[
        "cloudflare",
        "cloudflare-nginx",
        "cloudflare envoy",
        "CLOUDFLARE, nginx",
        "cloudflared",
        "nginx",
        "9a1b2c3d4e5f6071-FRA",
        "9A1B2C3D4E5F6071-sjc-PIG",
        "9a1b2c3d4e5f6071",
        "-",
        "",
        "private, max-age=0, no-store, no-cache, must-revalidate, post-check=0, pre-check=0",
        "no-store, no-cache, must-revalidate, post-check=0, pre-check=0",
        "Thu, 01 Jan 1970 00:00:01 GMT",
        "no-cache",
        "DYNAMIC",
        "HIT",
        "STALE",
        "challenge",
        "1",
        "120",
        "99999999999999999999",
        "-1",
        "cfOrigin;dur=34481",
        "cfOrigin;dur=0",
        "cfEdge;dur=9,cfOrigin;dur=;",
        "text/plain; charset=UTF-8",
        "text/html",
        "application/json",
        "é; \u{1F980}",
    ];
    let name =
        prop_oneof![6 => select(NAMES).prop_map(str::to_owned), 1 => "[a-z-]{1,12}", 1 => any::<String>()];
    let value = prop_oneof![
        6 => select(VALUES).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => (select(VALUES), 1..300_usize).prop_map(|(value, times)| value.repeat(times)),
    ];
    (name, value)
}

/// Fields: those of a recorded response with some added, some left out; or any.
pub fn fields() -> impl Strategy<Value = Vec<(String, String)>> {
    let changed = (case(), vec(field(), 0..4), vec(any::<Index>(), 0..4)).prop_map(|(case, more, less)| {
        let mut all = pairs(&case.observation);
        for index in less {
            if !all.is_empty() {
                all.remove(index.index(all.len()));
            }
        }
        all.extend(more);
        all
    });
    prop_oneof![changed, vec(field(), 0..12)]
}

fn error() -> impl Strategy<Value = NetworkError> {
    const NAMES: &[&str] = &[
        "net::ERR_NAME_NOT_RESOLVED",
        "net::ERR_ABORTED",
        "net::ERR_HTTP_RESPONSE_CODE_FAILURE",
        "net::ERR_INTERNET_DISCONNECTED",
        "net::ERR_BLOCKED_BY_CLIENT",
        "net::ERR_",
        "NS_ERROR_NET_RESET",
        "NS_BINDING_ABORTED",
        "Das Zertifikat ist abgelaufen.",
        "dns.name_not_resolved",
        "",
    ];
    prop_oneof![4 => select(NAMES).prop_map(str::to_owned), 1 => any::<String>()]
        .prop_map(|name| NetworkError::new(&name))
}

fn site() -> impl Strategy<Value = Site> {
    const URLS: &[&str] = &[
        "https://shop.example/",
        "https://shop.example/cdn-cgi/error/522",
        "https://dash.cloudflare.com/a",
        "https://one.one.one.one/",
        "http://router.local/",
        "http://203.0.113.7:8080/",
        "https://[2001:db8::7]/",
        "about:blank",
        "https://",
    ];
    prop_oneof![4 => select(URLS).prop_map(str::to_owned), 1 => "https?://\\PC{0,40}", 1 => any::<String>()]
        .prop_filter_map("no address of a site", |url| Site::from_url(&url))
}

/// Any observation.
pub fn observation() -> impl Strategy<Value = Observation> {
    let parts =
        (of(site()), weighted(0.9, status()), of(fields()), weighted(0.8, page()), weighted(0.1, error()));
    let random = parts.prop_map(|(site, status, fields, page, error)| Observation {
        site,
        status,
        fields: fields.map(Fields::from_iter),
        page,
        error,
        ..Observation::default()
    });
    // One member replaced leaves most of a recorded response's meaning.
    let changed = (case(), random, 0..5_u8).prop_map(|(case, random, member)| {
        let recorded = case.observation.clone();
        match member {
            0 => Observation { status: random.status, ..recorded },
            1 => Observation { fields: random.fields, ..recorded },
            2 => Observation { page: random.page, ..recorded },
            3 => Observation { site: random.site, error: random.error, ..recorded },
            _ => random,
        }
    });
    changed.boxed()
}
