//! What other providers than Cloudflare, software and filters say in answers of their own.

use super::judgement::{NOT_KNOWN, ORIGIN, Verdict, not_failing, retry};
use super::{AnsweredBy, Certainty, Code, Condition, Party, WordOf, sign_in, stated};
use crate::evidence::{Assertion, Evidence, Rule, Strength, blanked};
use crate::observation::{Observation, Status};
use crate::providers::Provider;
use crate::providers::cloudflare::{Testimony, is_cloudflares_server};
use crate::providers::sightings::{self, Sightings, Told};
use crate::providers::story::{At, Blame, Kind, Weight};

const MARK: Rule = Rule { id: "any.mark", claim: Assertion::OnPath, strength: Strength::Hint };
const MADE: Rule = Rule { id: "any.made", claim: Assertion::MadeByProvider, strength: Strength::Strong };
const SAYS: Rule = Rule { id: "any.answer", claim: Assertion::ReportsError, strength: Strength::Strong };
const PASSED: Rule = Rule { id: "any.passed", claim: Assertion::FromBehind, strength: Strength::Strong };
const CLOSED: Rule = Rule { id: "any.closed", claim: Assertion::Maintenance, strength: Strength::Strong };
const REFUSED: Rule = Rule { id: "any.refused", claim: Assertion::Refusal, strength: Strength::Strong };
const CHECK: Rule = Rule { id: "any.check", claim: Assertion::Challenge, strength: Strength::Strong };
const RANGE: Rule = Rule { id: "any.address", claim: Assertion::OnPath, strength: Strength::Strong };
const OTHER_RANGE: Rule =
    Rule { id: "any.other-address", claim: Assertion::OnPath, strength: Strength::Strong };
const FILTER: Rule = Rule { id: "any.filter", claim: Assertion::MadeByProvider, strength: Strength::Strong };

/// The providers that fields show, as evidence that they are on the path.
pub fn note_seen(sightings: &Sightings, evidence: &mut Evidence) {
    for seen in &sightings.seen {
        let rule = if seen.mark.weight == Weight::Made { MADE } else { MARK };
        let excerpt = named(seen.story, &[seen.mark.field, ": ", &seen.value].concat());
        evidence.add(rule, ["field ", seen.mark.field].concat(), &excerpt);
    }
}

/// What the address of the server proves: inside a provider's published range it is that provider's. Where another
/// claims to have made the answer, less is certain.
pub fn weigh_range(observation: &Observation, verdict: &mut Verdict, evidence: &mut Evidence) {
    let Some(provider) = observation.range else { return };
    let server = observation.fields.as_ref().and_then(|fields| fields.get("server"));
    let cloudflares = server.is_some_and(|server| is_cloudflares_server(&server));
    let claimed = verdict.answered_by.provider.or(cloudflares.then_some(Provider::Cloudflare));
    let other = claimed.is_some_and(|claimed| {
        claimed != provider && claimed.story().kind.is_edge() && verdict.answered_by.party == Party::Edge
    });
    evidence.add(
        if other { OTHER_RANGE } else { RANGE },
        "address",
        &named(provider as usize, "its published range"),
    );
    if other {
        verdict.certainty = Certainty::Possible;
        verdict.provider = verdict.provider.map(|(provider, _)| (provider, Certainty::Possible));
    }
}

/// Behind an excerpt stands whose mark it is: the sentence of the rule holds for all.
fn named(story: usize, excerpt: &str) -> String {
    [sightings::story(story).name, ": ", excerpt].concat()
}

/// Whether somebody whom fields show tells what happened.
pub fn is_shown_by_fields(sightings: &Sightings) -> bool {
    sightings.told.as_ref().is_some_and(|told| told.sighted)
}

/// Whether fields alone settle it: the page could say no more than its provider's own code.
pub fn is_settled_by_fields(sightings: &Sightings) -> bool {
    let by_field =
        |told: &Told| told.sighted && matches!(told.answer.at, At::Field(_)) && !told.answer.possible;
    sightings.told.as_ref().is_some_and(by_field)
}

/// The verdict, where another than Cloudflare says what happened, or writes its name on answers of its own alone, and
/// where the visitor's network turns away who did not sign in.
#[inline(never)]
pub fn by_another(
    observation: &Observation,
    testimony: &Testimony,
    sightings: &Sightings,
    evidence: &mut Evidence,
) -> Option<Verdict> {
    if sign_in::is_wanted(observation, testimony, sightings) {
        return Some(sign_in::wanted(observation, evidence));
    }
    match &sightings.told {
        Some(told) => Some(said(told, observation, testimony, sightings, evidence)),
        None => stated::by_proxy(observation, sightings, evidence).or_else(|| made(observation, sightings)),
    }
}

fn said(
    told: &Told,
    observation: &Observation,
    testimony: &Testimony,
    sightings: &Sightings,
    evidence: &mut Evidence,
) -> Verdict {
    let answer = told.answer;
    let kind = sightings::story(told.story).kind;
    let provider = sightings::provider(told.story);
    let owners = matches!(kind, Kind::Proxy | Kind::Software);
    let by = match kind {
        Kind::Filter => AnsweredBy { party: Party::Network, provider: None },
        _ if owners => AnsweredBy { party: Party::Origin, provider },
        _ => AnsweredBy { party: Party::Edge, provider },
    };
    let rule = match answer.blame {
        _ if kind == Kind::Filter => FILTER,
        Blame::Passed => PASSED,
        Blame::Closed => CLOSED,
        Blame::Refused => REFUSED,
        Blame::Challenged => CHECK,
        _ => SAYS,
    };
    evidence.add(rule, Sightings::source(told), &named(told.story, &told.excerpt));
    if answer.blame == Blame::Passed && !observation.status_at_least(500) {
        return not_failing(observation, testimony, ORIGIN);
    }
    let (condition, party) = match answer.blame {
        Blame::Own => (Condition::Failing, Party::Edge),
        Blame::Link => (Condition::Failing, Party::Link),
        Blame::Settings => (Condition::Failing, Party::Configuration),
        Blame::Code => (Condition::Failing, Party::Code),
        Blame::Undecided => (Condition::Failing, Party::Unknown),
        Blame::Filter => (Condition::Failing, Party::Network),
        Blame::Origin | Blame::Closed | Blame::Passed => (Condition::Failing, Party::Origin),
        Blame::Refused => (Condition::Refused, Party::None),
        Blame::Challenged => (Condition::Challenged, Party::None),
    };
    // Networks that we do not know run such software as well: only behind an edge that we know it is the site's.
    let shown = if owners { testimony.marks.carried || sightings.has_edge() } else { told.sighted };
    // Two that both write their names on answers of their own contradict each other.
    let contradicted =
        sightings.seen.iter().any(|seen| seen.mark.weight == Weight::Made && seen.story != told.story);
    let sure = !contradicted
        && shown
        && observation.fields.is_some()
        && !answer.possible
        && answer.blame != Blame::Undecided;
    let certainty = if sure { Certainty::Likely } else { Certainty::Possible };
    let failing = condition == Condition::Failing;
    let word_of = match provider {
        None => WordOf::Ours,
        _ if answer.blame == Blame::Passed || (owners && failing) => WordOf::Origin,
        Some(provider) => WordOf::Provider(provider),
    };
    let by = if answer.blame == Blame::Passed { ORIGIN } else { by };
    let mut verdict = Verdict::new(condition, party, certainty, word_of, by);
    verdict.failure = answer.failure.filter(|_| failing);
    if matches!(answer.blame, Blame::Own | Blame::Settings | Blame::Code) {
        verdict.provider = provider.map(|provider| (provider, certainty));
    }
    verdict.code = answer.code.zip(provider).and_then(|(code, provider)| {
        let value = if code == "*" { told.excerpt.as_str() } else { code };
        let plain = |&byte: &u8| byte.is_ascii_alphanumeric() || b"_-. ".contains(&byte);
        let is_code =
            value.len() <= LONGEST_CODE && value.as_bytes().iter().all(plain) && blanked(value) == value;
        is_code.then(|| Code { provider, value: value.to_owned() })
    });
    verdict.retry = retry(observation.fields.as_ref(), None);
    verdict
}

/// The longest code of a provider, in bytes: what is longer is a sentence.
const LONGEST_CODE: usize = 64;

/// A response that a provider marks as its own, and of which nothing more is known.
fn made(observation: &Observation, sightings: &Sightings) -> Option<Verdict> {
    let status = observation.status.map(Status::code)?;
    let mut makers = sightings.seen.iter().filter(|seen| seen.mark.weight == Weight::Made);
    let maker = makers.next()?;
    let provider = sightings::provider(maker.story)?;
    let contradicted = makers.next().is_some();
    let by =
        if contradicted { NOT_KNOWN } else { AnsweredBy { party: Party::Edge, provider: Some(provider) } };
    let (condition, party) = match status {
        403 | 429 | 451 => (Condition::Refused, Party::None),
        500.. => (Condition::Failing, Party::Unknown),
        _ => return None,
    };
    let mut verdict = Verdict::new(condition, party, Certainty::Possible, WordOf::Provider(provider), by);
    verdict.retry = retry(observation.fields.as_ref(), None);
    Some(verdict)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnose;
    use crate::observation::{Fields, Page};

    fn judged(fields: &[(&str, &str)], range: Option<Provider>, page: &str) -> crate::Diagnosis {
        diagnose(&Observation {
            status: Status::new(502),
            fields: Some(fields.iter().copied().collect::<Fields>()),
            page: Some(Page::whole(page)),
            range,
            ..Observation::default()
        })
    }

    const CLOUDFRONT: &[(&str, &str)] = &[("server", "CloudFront"), ("x-amz-cf-pop", "FRA56-P4")];
    const PAGE: &str = "<h1>502 ERROR</h1><h2>The request could not be satisfied.</h2>CloudFront wasn't able to connect to the origin.<hr>Generated by cloudfront (CloudFront)";

    #[test]
    fn an_address_in_anothers_range_makes_less_certain_who_answered() {
        let said = judged(CLOUDFRONT, Some(Provider::Cloudfront), PAGE);
        let contradicted = judged(CLOUDFRONT, Some(Provider::Fastly), PAGE);
        assert_eq!((said.certainty, contradicted.certainty), (Certainty::Likely, Certainty::Possible));
        let rules =
            |diagnosis: &crate::Diagnosis, id: &str| diagnosis.evidence.iter().any(|claim| claim.rule == id);
        assert!(rules(&said, "any.address") && rules(&contradicted, "any.other-address"));
    }

    #[test]
    fn the_range_of_an_address_puts_its_provider_first_on_the_path() {
        let stripped = judged(&[("x-powered-by", "PHP/8.3")], Some(Provider::Fastly), "<h1>Sorry</h1>");
        let edge = stripped.path.iter().find_map(|hop| hop.provider);
        assert_eq!((edge, stripped.fault.party), (Some(Provider::Fastly), Party::Origin));
    }

    #[test]
    fn where_two_servers_claim_the_answer_less_is_certain() {
        let fields = [("server", "CloudFront, awselb/2.0"), ("x-sucuri-block", "BNP005")];
        let diagnosis = judged(&fields, None, "<h1>Sorry</h1>");
        assert_eq!((diagnosis.certainty, diagnosis.condition), (Certainty::Possible, Condition::Failing));
    }

    #[test]
    fn three_hundred_hops_and_repeated_fields_name_each_provider_once() {
        let via = ["1.1 varnish, 1.1 vegur, "].repeat(150).concat();
        let fields = [
            ("via", via.as_str()),
            ("x-served-by", "cache-dub4471-DUB"),
            ("x-served-by", "cache-dub4471-DUB"),
        ];
        let named: Vec<Provider> =
            judged(&fields, None, "<h1>Sorry</h1>").path.iter().filter_map(|hop| hop.provider).collect();
        assert_eq!(named, [Provider::Fastly, Provider::Heroku]);
    }
}
