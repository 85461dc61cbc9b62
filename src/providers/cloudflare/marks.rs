//! Cloudflare's marks in the fields
//! (<https://developers.cloudflare.com/fundamentals/reference/http-headers/>,
//! <https://developers.cloudflare.com/cache/concepts/cache-responses/>).

use crate::evidence::{Assertion, Evidence, Rule, Strength};
use crate::observation::Fields;
use crate::part;
use crate::standards::server_timing;

const RAY: Rule = Rule { id: "cloudflare.ray", claim: Assertion::OnPath, strength: Strength::Hint };
const QUARTET: Rule =
    Rule { id: "cloudflare.edge-quartet", claim: Assertion::MadeByProvider, strength: Strength::Decisive };
const CHALLENGE: Rule =
    Rule { id: "cloudflare.mitigated", claim: Assertion::Challenge, strength: Strength::Decisive };
const CHALLENGE_BYPASS: Rule =
    Rule { id: "cloudflare.challenge-bypass", claim: Assertion::Challenge, strength: Strength::Strong };
const SPECULATION: Rule = Rule {
    id: "cloudflare.speculation-refused",
    claim: Assertion::MadeByProvider,
    strength: Strength::Decisive,
};
const CACHE_STATUS: Rule =
    Rule { id: "cloudflare.cache-status", claim: Assertion::FromBehind, strength: Strength::Strong };
const ORIGIN_TIME: Rule =
    Rule { id: "cloudflare.origin-time", claim: Assertion::FromBehind, strength: Strength::Strong };

const WORKER: Rule =
    Rule { id: "cloudflare.worker-time", claim: Assertion::SitesCode, strength: Strength::Hint };
const ERROR_TYPE: Rule =
    Rule { id: "cloudflare.error-type", claim: Assertion::MadeByProvider, strength: Strength::Strong };
const SHORT_TEXT: Rule =
    Rule { id: "cloudflare.short-text", claim: Assertion::MadeByProvider, strength: Strength::Hint };

/// The fields whose values these rules read, and no others: what the extension keeps while it waits.
pub const READ: &[&str] = &[
    "cf-ray",
    "server",
    "cache-control",
    "expires",
    "pragma",
    "cf-cache-status",
    "cf-mitigated",
    "cf-chl-bypass",
    "refresh",
    "cf-speculation-refused",
    "server-timing",
    "cf-error-type",
    "cf-error-origin",
    "content-type",
    "content-length",
    "retry-after",
    "age",
];

/// Who gave the content that Cloudflare passed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Served {
    /// Something behind the edge, asked for this request.
    Origin,
    /// Cloudflare's cache.
    Cache,
}

/// What the edge says of its own answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// `cf-mitigated: challenge`, in 2021 `cf-chl-bypass: 1`, and in 2013 a `refresh` to the check's address.
    Challenge,
    /// `cf-speculation-refused`: the answer to a prefetch, which nobody sees
    /// (<https://developers.cloudflare.com/speed/optimization/content/speed-brain/>).
    SpeculationRefused,
}

/// By which fields the edge signs what it makes itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// The edge quartet, which proves it.
    Quartet,
    /// `cf-error-type` or `cf-error-origin`.
    ErrorType,
    /// Type and length of the line of text that stands for a code. Other texts can be as long.
    ShortText,
}

/// What the fields say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// `cf-ray` is there, and `server` is Cloudflare's or absent; or `server` is Cloudflare's and its cache spoke.
    pub carried: bool,
    /// By which of its fields the edge made this response.
    pub sign: Option<Sign>,
    /// What the edge says of its own answer.
    pub notice: Option<Notice>,
    /// `cf-cache-status`, or time spent at the origin, without the quartet.
    pub served: Option<Served>,
    /// The field that says so, for the evidence.
    pub served_mark: String,
    /// `cf-ray: -`: the request was refused before it had a Ray ID.
    pub before_ray: bool,
    /// How long a copy from the cache has been there, in seconds as the field gives them.
    pub age: Option<String>,
    /// A program of the site's ran at the edge, and nothing behind it is shown to have answered.
    pub worker: bool,
    /// The code that the edge names in a field of its errors.
    pub error_type: Option<u16>,
    /// The Ray ID, 16 hexadecimal digits.
    pub ray: Option<String>,
    /// The data centre's code.
    pub pop: Option<String>,
    /// The `server` field, or a note that it is absent.
    pub server: String,
}

/// Reads the marks; the claims go into the evidence.
pub fn read(fields: &Fields, evidence: &mut Evidence) -> Marks {
    let mut marks = Marks::default();
    let server = fields.get("server");
    marks.server = server
        .as_deref()
        .map_or_else(|| "no field server".to_owned(), |server| ["server: ", server].concat());
    let cloudflares = server.as_deref().is_none_or(is_cloudflares_server);
    if let Some(value) = fields.get("cf-speculation-refused").filter(|_| cloudflares) {
        marks.notice = Some(Notice::SpeculationRefused);
        evidence.add_field(SPECULATION, "cf-speculation-refused", &value);
    }
    let ray = fields.get("cf-ray");
    // Without a Ray ID the server's name and the cache's word together say the same (a 520 of 2025).
    let named = server.is_some() && fields.has("cf-cache-status");
    if !cloudflares || (ray.is_none() && !named) {
        return marks;
    }
    marks.carried = true;
    if let Some(ray) = ray {
        evidence.add_field(RAY, "cf-ray", &ray);
        (marks.ray, marks.pop) = parse_ray(&ray);
        marks.before_ray = ray.trim() == "-";
    }
    if let Some(value) = fields.get("cf-chl-bypass").filter(|value| value.trim() == "1") {
        marks.notice = Some(Notice::Challenge);
        evidence.add_field(CHALLENGE_BYPASS, "cf-chl-bypass", &value);
    }
    // The address carries the visitor's pass, so only its mark is shown.
    if fields.get("refresh").is_some_and(|value| part::contains(&value, "/cdn-cgi/l/chk_jschl")) {
        marks.notice = Some(Notice::Challenge);
        evidence.add_field(CHALLENGE_BYPASS, "refresh", "/cdn-cgi/l/chk_jschl");
    }
    if let Some(value) = fields.get("cf-mitigated").filter(|value| value.eq_ignore_ascii_case("challenge")) {
        marks.notice = Some(Notice::Challenge);
        evidence.add_field(CHALLENGE, "cf-mitigated", &value);
    }
    if has_quartet(fields) {
        marks.sign = Some(Sign::Quartet);
        let control = fields.get("cache-control").unwrap_or_default();
        evidence.add_field(QUARTET, "cache-control", &control);
        read_own_words(fields, &mut marks, evidence);
        return marks;
    }
    read_served(fields, &mut marks, evidence);
    if marks.served.is_none() {
        read_own_words(fields, &mut marks, evidence);
    }
    marks
}

/// Whether something behind the edge gave the content.
fn read_served(fields: &Fields, marks: &mut Marks, evidence: &mut Evidence) {
    if let Some(value) = fields.get("cf-cache-status") {
        let cached =
            matches!(value.to_ascii_uppercase().as_str(), "HIT" | "STALE" | "UPDATING" | "REVALIDATED");
        marks.served = Some(if cached { Served::Cache } else { Served::Origin });
        marks.served_mark = ["cf-cache-status: ", &value].concat();
        marks.age = fields.get("age").map(std::borrow::Cow::into_owned).filter(|_| cached);
        evidence.add_field(CACHE_STATUS, "cf-cache-status", &value);
        return;
    }
    // Both dialects: `cfOrigin;dur=312`, and since 2026 `edge; dur=20, origin; dur=312`.
    let spent = |metric| server_timing::milliseconds(fields, metric).is_some_and(|spent| spent > 0);
    if let Some(metric) = ["cfOrigin", "origin"].into_iter().find(|metric| spent(metric)) {
        marks.served = Some(Served::Origin);
        marks.served_mark = ["server-timing: ", metric].concat();
        evidence.add_field(ORIGIN_TIME, "server-timing", &fields.get("server-timing").unwrap_or_default());
    } else if server_timing::names(fields, "cfWorker") {
        marks.worker = true;
        evidence.add_field(WORKER, "server-timing", &fields.get("server-timing").unwrap_or_default());
    }
}

/// What the edge says of an error of its own: documented in 2026, seen in no capture yet
/// (<https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-error-headers/>).
fn read_own_words(fields: &Fields, marks: &mut Marks, evidence: &mut Evidence) {
    for name in ["cf-error-type", "cf-error-origin"] {
        if let Some(value) = fields.get(name) {
            let code = value.trim().parse().ok().filter(|_| name == "cf-error-type");
            marks.error_type = marks.error_type.or(code);
            marks.sign = marks.sign.or(Some(Sign::ErrorType));
            evidence.add_field(ERROR_TYPE, name, &value);
        }
    }
    // `error code: 522` has 15 bytes, one with four digits has 16, and either may end its line.
    let length = fields.get("content-length").and_then(|length| length.trim().parse::<u32>().ok());
    let short = length.filter(|length| matches!(length, 15..=17));
    if let (Some(length), Some("text/plain; charset=UTF-8")) = (short, fields.get("content-type").as_deref())
    {
        marks.sign = marks.sign.or(Some(Sign::ShortText));
        evidence.add_field(SHORT_TEXT, "content-length", &length.to_string());
    }
}

/// The first token of `server` is `cloudflare`, in older responses `cloudflare-nginx`; some zones
/// add the origin's own (`cloudflare envoy`), and a repeated field is joined with commas.
#[must_use]
pub fn is_cloudflares_server(server: &str) -> bool {
    let first = server.trim_start().split([' ', '\t', ',']).next().unwrap_or("");
    ["cloudflare", "cloudflare-nginx"].iter().any(|known| known.eq_ignore_ascii_case(first))
}

/// The fields that Cloudflare's edge puts on what it makes itself. Measured on 1,560 responses: all that
/// have them were made by the edge, none of 562 that passed through has them. The second form is that
/// of 2017 to 2019. PHP's sessions send fields like these too, with another date in `expires`.
pub fn has_quartet(fields: &Fields) -> bool {
    let control = fields.get("cache-control").unwrap_or_default();
    let expired = fields.get("expires").is_some_and(|expires| part::contains(&expires, "1970 00:00:01 GMT"));
    let today = control.starts_with("private, max-age=0") && expired;
    let older = part::contains(&control, "post-check=0, pre-check=0")
        && fields.get("pragma").is_some_and(|pragma| pragma.eq_ignore_ascii_case("no-cache"))
        && expired
        && fields.has("server");
    today || older
}

/// The Ray ID and the data centre of a `cf-ray`: 16 hexadecimal digits, and suffixes of which the last
/// of three letters is the data centre's code. A malformed one gives nothing.
fn parse_ray(value: &str) -> (Option<String>, Option<String>) {
    let mut parts = part::pieces(value.trim(), b'-');
    let id = parts.next().unwrap_or("");
    if !is_ray_id(id) {
        return (None, None);
    }
    let is_pop = |part: &&str| part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    // `-SJC-PIG` is seen as well: the first suffix is the data centre.
    let pop = parts.find(is_pop).map(str::to_ascii_uppercase);
    (Some(id.to_ascii_lowercase()), pop)
}

/// Whether this is a Ray ID: 16 hexadecimal digits.
pub fn is_ray_id(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
