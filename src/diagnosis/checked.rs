//! What a security check that did not load makes of the verdict on its page.

#[cfg(not(feature = "background"))]
use super::{Certainty, Diagnosis, HopState, LinkState, Role, WordOf};
use super::{Condition, Party};
#[cfg(not(feature = "background"))]
use crate::evidence::{Assertion, Rule, Strength};
#[cfg(not(feature = "background"))]
use crate::failure::Failure;
use crate::observation::FailedCheck;
#[cfg(not(feature = "background"))]
use crate::observation::NetworkError;
#[cfg(not(feature = "background"))]
use crate::providers::Provider;

/// What the explanation knows it by.
#[cfg(not(feature = "background"))]
pub const NOT_LOADED: Rule =
    Rule { id: "cloudflare.check-not-loaded", claim: Assertion::Challenge, strength: Strength::Decisive };

/// Whether it turns the verdict: a page that only waits for its check cannot be used without it, and what Cloudflare
/// itself answers with an error works for nobody. A blocker on a page that works is the visitor's own business.
#[must_use]
pub fn turns(condition: Condition, failed: &FailedCheck) -> bool {
    condition == Condition::Challenged || (condition == Condition::Healthy && failed.party() == Party::Edge)
}

/// The diagnosis of a page whose check did not load.
#[cfg(not(feature = "background"))]
#[must_use]
pub fn with_failed_check(mut diagnosis: Diagnosis, failed: &FailedCheck) -> Diagnosis {
    let excerpt = failed.status.map_or_else(|| failed.error.clone(), |status| status.to_string());
    diagnosis.evidence.insert(0, NOT_LOADED.plain_claim("request", excerpt));
    if !turns(diagnosis.condition, failed) {
        return diagnosis;
    }
    let party = failed.party();
    diagnosis.condition = Condition::Failing;
    diagnosis.certainty = if party == Party::Unknown { Certainty::Possible } else { Certainty::Likely };
    diagnosis.fault.party = party;
    diagnosis.fault.word_of = if party == Party::Edge { WordOf::CLOUDFLARE } else { WordOf::Browser };
    let provider = (party == Party::Edge).then_some(Provider::Cloudflare);
    diagnosis.fault.provider = provider;
    diagnosis.fault.provider_certainty = provider.map(|_| Certainty::Likely);
    diagnosis.failure = Some(match failed.status {
        Some(_) => Failure::HttpError,
        None => NetworkError::new(&failed.error).failure(),
    });
    for hop in &mut diagnosis.path {
        let fails = match party {
            Party::Edge => hop.provider == Some(Provider::Cloudflare),
            Party::Visitor => hop.role == Role::Visitor,
            _ => false,
        };
        if fails {
            hop.state = HopState::Failing;
        } else if hop.role == Role::Visitor && party != Party::Edge {
            hop.next = Some(LinkState::Broken);
        }
    }
    diagnosis
}
