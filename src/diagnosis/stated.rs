//! What an intermediary says of itself in Proxy-Status (RFC 9209): the standard's own answer to who failed.

use super::judgement::{Verdict, retry};
use super::{AnsweredBy, Certainty, Condition, Party, WordOf};
use crate::evidence::{Assertion, Evidence, Rule, Strength};
use crate::failure::Failure;
use crate::observation::Observation;
use crate::providers::{Provider, Sightings};
use crate::standards::{cache_status, proxy_status};

const ERROR: Rule =
    Rule { id: "any.proxy-status", claim: Assertion::ReportsError, strength: Strength::Strong };
const OWN_ERROR: Rule =
    Rule { id: "any.application-error", claim: Assertion::FromBehind, strength: Strength::Hint };
const HIT: Rule = Rule { id: "any.cached", claim: Assertion::Cached, strength: Strength::Strong };

/// The verdict, where an intermediary names an error of the standard's list on an error of the server's kind.
pub fn by_proxy(
    observation: &Observation,
    sightings: &Sightings,
    evidence: &mut Evidence,
) -> Option<Verdict> {
    let hops = proxy_status::read(observation.fields.as_ref()?);
    for error in hops.iter().filter_map(|hop| hop.unknown_error.as_deref()) {
        // Databases and applications write their own codes there.
        evidence.add(OWN_ERROR, "field proxy-status", error);
    }
    // The one nearest to the origin: those after it passed its answer on.
    let (hop, failure) = hops.iter().find_map(|hop| Some((hop, hop.error?)))?;
    if !observation.status_at_least(500) {
        return None;
    }
    let provider = named(&hop.who);
    let (party, owner) = party_of(failure, provider.is_some())?;
    let excerpt =
        [&hop.who, ": ", failure.as_str(), " ", hop.details.as_deref().unwrap_or_default()].concat();
    evidence.add(ERROR, "field proxy-status", excerpt.trim_end());
    let sighted = provider.is_some_and(|provider| sightings.of_story(provider as usize).is_some());
    let certainty = if sighted { Certainty::Likely } else { Certainty::Possible };
    let by = match provider {
        Some(_) => AnsweredBy { party: Party::Edge, provider },
        None => AnsweredBy { party: Party::Unknown, provider: None },
    };
    let word_of = provider.map_or(WordOf::Ours, WordOf::Provider);
    let mut verdict = Verdict::new(Condition::Failing, party, certainty, word_of, by);
    verdict.failure = Some(failure);
    verdict.provider = provider.filter(|_| owner).map(|provider| (provider, certainty));
    verdict.retry = retry(observation.fields.as_ref(), None);
    Some(verdict)
}

/// A copy that a cache kept (RFC 9211 §2.1), as evidence.
pub fn note_cached(observation: &Observation, evidence: &mut Evidence) {
    let caches = observation.fields.as_ref().map(cache_status::read).unwrap_or_default();
    let hit = caches.iter().find(|cache| cache.handling == Some(cache_status::Handling::Hit));
    if let Some(cache) = hit {
        evidence.add(HIT, "field cache-status", &[&cache.who, "; hit"].concat());
    }
}

/// Intermediaries name themselves freely: by the id or the name of a provider, in any case.
fn named(who: &str) -> Option<Provider> {
    Provider::parse(&who.to_ascii_lowercase()).or_else(|| {
        (0..).map_while(Provider::numbered).find(|provider| provider.name().eq_ignore_ascii_case(who))
    })
}

/// Whom a failure points at (RFC 9209 §2.3), and whether its provider is named with it.
fn party_of(failure: Failure, known: bool) -> Option<(Party, bool)> {
    use Failure as F;
    Some(match failure {
        F::DnsTimeout
        | F::DnsError
        | F::DestinationNotFound
        | F::DestinationIpProhibited
        | F::TlsProtocolError
        | F::TlsCertificateError
        | F::TlsAlertReceived
        | F::ProxyConfigurationError
        | F::ProxyLoopDetected => (Party::Configuration, false),
        F::DestinationIpUnroutable | F::ConnectionTimeout => (Party::Link, false),
        // Its own failure needs its name: nobody is blamed who is not known.
        F::ProxyInternalError if known => (Party::Edge, true),
        F::ProxyInternalError => (Party::Unknown, false),
        F::HttpRequestError | F::HttpRequestDenied | F::ProxyInternalResponse => return None,
        _ => (Party::Origin, false),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnose;
    use crate::observation::{Fields, Page, Status};

    fn told(status: u16, value: &str) -> (Condition, Party, Option<Failure>, Option<Provider>) {
        let diagnosis = diagnose(&Observation {
            status: Status::new(status),
            fields: Some(Fields::from_iter([("proxy-status", value)])),
            page: Some(Page::whole("<h1>Sorry</h1>")),
            ..Observation::default()
        });
        let fault = diagnosis.fault;
        (diagnosis.condition, fault.party, diagnosis.failure, fault.provider)
    }

    #[test]
    fn an_error_of_the_standards_list_points_at_its_party() {
        for (error, party) in [
            ("connection_timeout", Party::Link),
            ("connection_refused", Party::Origin),
            ("dns_error", Party::Configuration),
            ("tls_certificate_error", Party::Configuration),
            ("http_response_timeout", Party::Origin),
            ("proxy_internal_error", Party::Unknown),
        ] {
            let got = told(502, &["edge.example; error=", error].concat());
            assert_eq!((got.0, got.1, got.2.map(Failure::as_str)), (Condition::Failing, party, Some(error)));
        }
    }

    #[test]
    fn a_providers_own_failure_is_told_in_its_name() {
        let (condition, party, _, provider) = told(500, "fastly; error=proxy_internal_error");
        assert_eq!((condition, party, provider), (Condition::Failing, Party::Edge, Some(Provider::Fastly)));
    }

    #[test]
    fn a_code_of_the_applications_own_and_a_broken_field_blame_nobody_on_the_way() {
        for value in ["PostgREST; error=42501", "PostgREST; error=", "((", "x; error=\"no_such_name\""] {
            assert_eq!(told(500, value).2, None, "{value}");
            assert_eq!(told(200, value).0, Condition::Healthy, "{value}");
        }
    }
}
