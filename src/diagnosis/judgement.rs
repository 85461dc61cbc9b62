//! The only place that judges: what the evidence amounts to, in the order in which it counts.
//!
//! On the path is not at fault; what contradicts lowers the certainty or the verdict; and where two
//! explanations are left, it says less rather than something wrong.

use super::{AnsweredBy, Certainty, Code, Condition, Party, Retry, WordOf, answered, stated, working};
use crate::evidence::{Assertion, Evidence, Rule, Strength};
use crate::failure::Failure;
use crate::observation::outline::Outline;
use crate::observation::page::Reading;
use crate::observation::{Fields, Observation, Status};
use crate::providers::cloudflare::{
    self, Maker, Notice, Rendering, Served, Sign, StatusBox, Testimony, codes,
};
use crate::providers::{Provider, Sightings};
use crate::standards::retry_after;

const STATUS: Rule =
    Rule { id: "status.server-error", claim: Assertion::StatusCode, strength: Strength::Strong };
const WORKING: Rule = Rule { id: "page.working", claim: Assertion::WorkingPage, strength: Strength::Strong };
const MAINTENANCE: Rule =
    Rule { id: "page.maintenance", claim: Assertion::Maintenance, strength: Strength::Strong };
const REFUSAL: Rule = Rule { id: "page.refusal", claim: Assertion::Refusal, strength: Strength::Hint };
const CACHED: Rule =
    Rule { id: "cloudflare.cached-answer", claim: Assertion::Cached, strength: Strength::Strong };
const NO_RESPONSE: Rule =
    Rule { id: "browser.error", claim: Assertion::NoResponse, strength: Strength::Decisive };
const SAMPLE: Rule =
    Rule { id: "cloudflare.sample-page", claim: Assertion::Sample, strength: Strength::Decisive };

const OWN_SERVICE: Rule =
    Rule { id: "cloudflare.own-service", claim: Assertion::OnPath, strength: Strength::Strong };

/// 503 Service Unavailable (RFC 9110 §15.6.4).
const CLOSED: u16 = 503;
/// The status around Cloudflare's 1xxx codes. A site's rule can give it to any of its errors
/// (<https://developers.cloudflare.com/rules/custom-errors/>), so without a code inside it tells nothing.
const NUMBERED: u16 = 530;

/// A verdict before the path is drawn.
#[derive(Clone, Debug)]
pub struct Verdict {
    pub condition: Condition,
    pub party: Party,
    pub provider: Option<(Provider, Certainty)>,
    pub certainty: Certainty,
    pub word_of: WordOf,
    pub answered_by: AnsweredBy,
    pub failure: Option<Failure>,
    pub code: Option<Code>,
    pub retry: Retry,
}

const EDGE: AnsweredBy = AnsweredBy { party: Party::Edge, provider: Some(Provider::Cloudflare) };
pub const ORIGIN: AnsweredBy = AnsweredBy { party: Party::Origin, provider: None };
pub const NOT_KNOWN: AnsweredBy = AnsweredBy { party: Party::Unknown, provider: None };

impl Verdict {
    pub fn new(
        condition: Condition,
        party: Party,
        certainty: Certainty,
        word_of: WordOf,
        answered_by: AnsweredBy,
    ) -> Self {
        let retry = Retry { helps: None, after_seconds: None, sends: false };
        Self {
            condition,
            party,
            provider: None,
            certainty,
            word_of,
            answered_by,
            failure: None,
            code: None,
            retry,
        }
    }

    /// The verdict of a document that is still being read.
    pub fn waiting(verdict: &Self) -> Self {
        Self::unclear(verdict.answered_by.clone())
    }

    /// The same verdict with what the code's row adds to it.
    fn with_code(self, row: &codes::Row, observation: &Observation) -> Self {
        let retry = retry(observation.fields.as_ref(), Some(row));
        let code = Code { provider: Provider::Cloudflare, value: row.code.to_string() };
        Self { failure: row.failure, code: Some(code), retry, ..self }
    }

    fn unclear(answered_by: AnsweredBy) -> Self {
        Self::new(Condition::Unclear, Party::Unknown, Certainty::Possible, WordOf::Ours, answered_by)
    }
}

/// Judges one document.
pub fn judge(
    observation: &Observation,
    reading: Option<&Reading<'_>>,
    testimony: &Testimony,
    sightings: &Sightings,
    evidence: &mut Evidence,
) -> Verdict {
    let answered = observation.status.is_some() || observation.page.is_some();
    if let Some(error) = observation.error.as_ref().filter(|_| !answered) {
        evidence.add(NO_RESPONSE, "browser", &error.name);
        return no_response(error);
    }
    let noticed =
        |condition, certainty| Verdict::new(condition, Party::None, certainty, WordOf::CLOUDFLARE, EDGE);
    match testimony.marks.notice {
        Some(Notice::SpeculationRefused) => return noticed(Condition::Healthy, Certainty::Likely),
        Some(Notice::Challenge) => return noticed(Condition::Challenged, Certainty::Certain),
        None => {}
    }
    let cloudflares = testimony.marks.carried || testimony.maker == Maker::EdgeByContent;
    if cloudflares && observation.site.as_ref().is_some_and(|site| site.sample_page) {
        evidence.add(SAMPLE, "address", "/cdn-cgi/error/");
        return noticed(Condition::Sample, Certainty::Likely);
    }
    let mut verdict = match testimony.maker {
        Maker::Copy => imitation(observation),
        Maker::Edge | Maker::EdgeByContent => made_by_edge(observation, reading, testimony),
        // What nothing in the fields confirms would leave evidence on which no verdict rests.
        Maker::Undecided if !answered::is_shown_by_fields(sightings) => undecided(observation, testimony),
        Maker::Undecided | Maker::Behind | Maker::NotOnPath => {
            answered::by_another(observation, testimony, sightings, evidence).unwrap_or_else(|| {
                not_made_by_edge(observation, reading, testimony, sightings.has_edge(), evidence)
            })
        }
    };
    let behind = matches!(testimony.maker, Maker::Behind | Maker::NotOnPath | Maker::Undecided);
    if observation.service_worker && behind && verdict.condition == Condition::Failing {
        // The site's server may never have been asked.
        return Verdict::unclear(NOT_KNOWN);
    }
    let may_carry = cloudflares || observation.fields.is_none();
    if observation.site.as_ref().is_some_and(cloudflare::is_platform) && may_carry {
        on_platform(&mut verdict, testimony);
    }
    if observation.site.as_ref().is_some_and(cloudflare::is_own_service)
        && verdict.condition == Condition::Failing
    {
        // On its own sites Cloudflare is the owner of what fails behind the edge as well.
        evidence.add(OWN_SERVICE, "address", observation.host());
        verdict.provider = verdict.provider.or(Some((Provider::Cloudflare, Certainty::Likely)));
    }
    verdict
}

/// On Cloudflare's platforms the site is a program that Cloudflare runs: what fails without the edge's
/// marks, and every error of Workers, is that program's; and behind them is no owner's server.
fn on_platform(verdict: &mut Verdict, testimony: &Testimony) {
    if verdict.condition != Condition::Failing {
        return;
    }
    let of_workers = verdict.code.as_ref().is_some_and(|code| {
        code.provider == Provider::Cloudflare && code.value.len() == 4 && code.value.starts_with("11")
    });
    let unmarked = matches!(testimony.maker, Maker::Behind | Maker::NotOnPath);
    if of_workers || (unmarked && verdict.party == Party::Origin) {
        verdict.party = Party::Code;
        verdict.provider = None;
    } else if verdict.provider.is_none() {
        verdict.provider = Some((Provider::Cloudflare, Certainty::Possible));
    }
}

/// Whether the fields alone prove who answered.
pub fn settled_by_fields(testimony: &Testimony, sightings: &Sightings) -> bool {
    testimony.maker == Maker::Edge || answered::is_settled_by_fields(sightings)
}

/// No response at all: the browser's error names the failure, and seldom a party.
fn no_response(error: &crate::observation::NetworkError) -> Verdict {
    let answered_by = AnsweredBy { party: Party::Visitor, provider: None };
    if error.is_abandoned() {
        return Verdict::new(
            Condition::Healthy,
            Party::None,
            Certainty::Certain,
            WordOf::Browser,
            answered_by,
        );
    }
    if error.stands_for_a_response() {
        // An answer came, and its status is not known.
        return Verdict::unclear(NOT_KNOWN);
    }
    let mut verdict =
        Verdict::new(Condition::Failing, error.party(), Certainty::Possible, WordOf::Browser, answered_by);
    verdict.failure = Some(error.failure());
    verdict
}

/// A copy of Cloudflare's page that somebody else sent: only what the response itself says is left.
fn imitation(observation: &Observation) -> Verdict {
    let party = if observation.status_at_least(500) { Party::Origin } else { Party::None };
    Verdict::new(Condition::Imitation, party, Certainty::Likely, WordOf::Ours, ORIGIN)
}

/// Cloudflare's edge answered itself: its code says whom it blames.
#[inline(never)]
fn made_by_edge(observation: &Observation, reading: Option<&Reading<'_>>, testimony: &Testimony) -> Verdict {
    let succeeded = observation.status.is_some_and(|status| status.code() < 400);
    // The fields would prove it; without them it is the page's word alone.
    let proven = if testimony.maker == Maker::Edge { Certainty::Likely } else { Certainty::Possible };
    if testimony.rendering == Some(Rendering::Harmless) {
        return Verdict::new(Condition::Healthy, Party::None, proven, WordOf::CLOUDFLARE, EDGE);
    }
    if succeeded {
        return succeeded_at_edge(observation, testimony);
    }
    match testimony.rendering {
        Some(Rendering::Challenge) => {
            return Verdict::new(Condition::Challenged, Party::None, proven, WordOf::CLOUDFLARE, EDGE);
        }
        Some(Rendering::Block) => {
            return Verdict::new(Condition::Refused, Party::None, proven, WordOf::CLOUDFLARE, EDGE);
        }
        _ => {}
    }
    let status = observation.status.map(Status::code);
    let bare = testimony.rendering == Some(Rendering::Bare);
    if bare && testimony.marks.before_ray {
        // What is refused before it has a Ray ID is never Cloudflare's fault.
        return Verdict::unclear(EDGE);
    }
    if bare && status.is_some() && status != testimony.code {
        return made_by_edge_without_row(observation, testimony);
    }
    let Some(row) = testimony.code.and_then(codes::row) else {
        return made_by_edge_without_row(observation, testimony);
    };
    let rendering = testimony.rendering.unwrap_or(Rendering::FieldsOnly);
    let blame = row.blame(rendering);
    let contradicted = testimony.contradictory || (testimony.blames == Some(StatusBox::Browser));
    if contradicted && row.code == 500 {
        return Verdict::unclear(EDGE);
    }
    // A perfect copy can only be told by its fields: without them nothing is more than possible.
    let proven = testimony.maker == Maker::Edge && testimony.marks.served.is_none() && !contradicted;
    // The quartet around a page that tells nothing: a rule of the site's may have put its own there.
    let unsaid = rendering == Rendering::FieldsOnly
        && blame.party == Party::Edge
        && reading.is_some_and(|reading| !reading.is_empty());
    let certainty = match blame.at_most {
        _ if !proven || unsaid => Certainty::Possible,
        // Certain needs everything: the quartet, the Ray ID and the status of an error as well.
        Certainty::Certain
            if testimony.marks.ray.is_none()
                || testimony.marks.sign != Some(Sign::Quartet)
                || !observation.status_at_least(500) =>
        {
            Certainty::Likely
        }
        at_most => at_most,
    };
    // The status alone, without fields, shows nobody who answered.
    let shown = testimony.maker == Maker::Edge || rendering != Rendering::FieldsOnly;
    let answered_by = if shown { EDGE } else { NOT_KNOWN };
    let mut verdict = Verdict::new(blame.condition, blame.party, certainty, WordOf::CLOUDFLARE, answered_by);
    if blame.condition == Condition::Unclear {
        verdict.word_of = WordOf::Ours;
    }
    if blame.party == Party::Edge {
        verdict.provider = Some((Provider::Cloudflare, certainty));
    }
    verdict.with_code(row, observation)
}

/// The edge answered with a status that says success. Its redirects have the bare page as content, with
/// their own status in it, and texts are nobody's design; but it never sends an error page so.
fn succeeded_at_edge(observation: &Observation, testimony: &Testimony) -> Verdict {
    let signed = testimony.marks.sign == Some(Sign::Quartet);
    let own = match testimony.rendering {
        Some(Rendering::FieldsOnly | Rendering::Text) => true,
        // Its warnings and checks may come so, and then the quartet is around them.
        Some(Rendering::Block | Rendering::Challenge) => signed,
        Some(Rendering::Bare) => testimony.code.is_some_and(|code| code < 400),
        _ => false,
    };
    if own {
        Verdict::new(Condition::Healthy, Party::None, Certainty::Likely, WordOf::CLOUDFLARE, EDGE)
    } else {
        imitation(observation)
    }
}

/// The edge answered with something that is no 5xx of the table.
fn made_by_edge_without_row(observation: &Observation, testimony: &Testimony) -> Verdict {
    match observation.status.map(Status::code).or(testimony.code) {
        Some(403 | 429) => {
            let shown = testimony.marks.sign == Some(Sign::Quartet)
                || testimony.rendering != Some(Rendering::FieldsOnly);
            let certainty = if shown { Certainty::Likely } else { Certainty::Possible };
            Verdict::new(Condition::Refused, Party::None, certainty, WordOf::CLOUDFLARE, EDGE)
        }
        Some(status) if status < 400 => {
            Verdict::new(Condition::Healthy, Party::None, Certainty::Likely, WordOf::CLOUDFLARE, EDGE)
        }
        _ => Verdict::unclear(EDGE),
    }
}

/// Cloudflare carried it, and neither its edge nor what is behind it is shown to have answered.
#[inline(never)]
fn undecided(observation: &Observation, testimony: &Testimony) -> Verdict {
    if observation.status.is_none() {
        return Verdict::unclear(NOT_KNOWN);
    }
    if !observation.status_at_least(500) {
        return not_failing(observation, testimony, NOT_KNOWN);
    }
    let status = observation.status.map(Status::code).filter(|&status| status != NUMBERED);
    let code = testimony.code.or(status).unwrap_or(0);
    // On these codes both explanations end behind the edge: Cloudflare's own word, or the origin's copy of it.
    let row = codes::row(code).filter(|row| codes::is_cloudflares_own(row.code) || row.code >= 1000);
    let Some(row) = row else { return Verdict::unclear(NOT_KNOWN) };
    let blame = row.blame(Rendering::FieldsOnly);
    Verdict::new(blame.condition, blame.party, Certainty::Possible, WordOf::CLOUDFLARE, NOT_KNOWN)
        .with_code(row, observation)
}

/// The response came from behind the edge, or no provider that we know is on the path.
#[inline(never)]
fn not_made_by_edge(
    observation: &Observation,
    reading: Option<&Reading<'_>>,
    testimony: &Testimony,
    other_edge: bool,
    evidence: &mut Evidence,
) -> Verdict {
    let Some(status) = observation.status.filter(|status| status.code() >= 500) else {
        // Without a status nothing says whether it failed.
        let known = observation.status.is_some();
        return if known { not_failing(observation, testimony, ORIGIN) } else { Verdict::unclear(NOT_KNOWN) };
    };
    if observation.fields.is_none() && observation.page.is_none() {
        return Verdict::unclear(NOT_KNOWN);
    }
    if !testimony.marks.carried && codes::is_cloudflares_own(status.code()) {
        // Others send such codes too, load balancers among them, and mean something else.
        return Verdict::unclear(NOT_KNOWN);
    }
    let outline = reading.map(|reading| &reading.outline);
    let closed = status.code() == CLOSED && note_maintenance(observation, outline, evidence);
    let works = || outline.and_then(|outline| working::page_that_works(outline, status));
    if let (false, Some(mark)) = (closed, works()) {
        evidence.add(WORKING, "page", mark);
        return Verdict::unclear(ORIGIN);
    }
    if let Some(word) = outline.and_then(working::refusal) {
        // Firewalls of the site or of the visitor's network do so with a 5xx as well.
        evidence.add(REFUSAL, "page", word);
        return Verdict::new(Condition::Refused, Party::None, Certainty::Possible, WordOf::Ours, NOT_KNOWN);
    }
    evidence.add(STATUS, "status", &status.code().to_string());
    // Without a mark of ours on the path, other intermediaries that we do not know may have answered.
    let carried = testimony.marks.carried || other_edge;
    let certainty = if carried { Certainty::Likely } else { Certainty::Possible };
    if testimony.marks.served == Some(Served::Cache) {
        evidence.add(CACHED, "field age", testimony.marks.age.as_deref().unwrap_or("no field age"));
    } else if other_edge {
        stated::note_cached(observation, evidence);
    }
    let party = if testimony.marks.worker { Party::Code } else { Party::Origin };
    let mut verdict = Verdict::new(Condition::Failing, party, certainty, WordOf::Origin, ORIGIN);
    verdict.retry = retry(observation.fields.as_ref(), None);
    verdict
}

/// A site that closes for maintenance says so with a 503 and Retry-After (RFC 9110 §15.6.4) or in words; whether
/// this one does.
fn note_maintenance(
    observation: &Observation,
    outline: Option<&Outline<'_>>,
    evidence: &mut Evidence,
) -> bool {
    // Fastly puts "0" on every 503.
    let retry =
        observation.fields.as_ref().and_then(|fields| fields.get("retry-after")).filter(|value| value != "0");
    let words = outline.and_then(working::maintenance);
    match (retry, words) {
        (_, Some(word)) => evidence.add(MAINTENANCE, "page", word),
        (Some(retry), None) => evidence.add_field(MAINTENANCE, "retry-after", &retry),
        (None, None) => return false,
    }
    true
}

/// A status below 500, or none: the site's own answer. Forbidden (RFC 9110 §15.5.4), Too Many Requests
/// (RFC 6585 §4) and Unavailable For Legal Reasons (RFC 7725) say themselves that it is a refusal.
pub fn not_failing(observation: &Observation, testimony: &Testimony, answered_by: AnsweredBy) -> Verdict {
    let answered_by = if testimony.marks.served == Some(Served::Cache) { EDGE } else { answered_by };
    let refused = matches!(observation.status.map(Status::code), Some(403 | 429 | 451));
    let (condition, word_of) =
        if refused { (Condition::Refused, WordOf::Origin) } else { (Condition::Healthy, WordOf::Ours) };
    let mut verdict = Verdict::new(condition, Party::None, Certainty::Likely, word_of, answered_by);
    if refused {
        verdict.retry = retry(observation.fields.as_ref(), None);
    }
    verdict
}

/// The response's own Retry-After wins over the vendor's table.
pub fn retry(fields: Option<&Fields>, row: Option<&codes::Row>) -> Retry {
    let own = fields.and_then(retry_after::seconds);
    Retry {
        helps: own.map(|_| true).or(row.and_then(codes::Row::retry_helps)),
        after_seconds: own.or(row.and_then(|row| row.retry_after)),
        sends: false,
    }
}
