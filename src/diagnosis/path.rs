//! The path from the visitor to the origin, as far as this one response tells it.

use super::judgement::Verdict;
use super::{Certainty, Condition, Hop, HopState, LinkState, Party, Role, WordOf};
use crate::observation::Observation;
use crate::providers::Provider;
use crate::providers::cloudflare::{Maker, Served, Testimony};

/// Draws the path. A hop is `working` only where this response proves that it answered.
pub fn draw(observation: &Observation, testimony: &Testimony, verdict: &Verdict) -> Vec<Hop> {
    let answered = observation.status.is_some() || observation.page.is_some();
    if !answered {
        return without_response(verdict);
    }
    let mut path = vec![hop(Role::Visitor, HopState::Working, Some(LinkState::Ok))];
    let on_path = testimony.marks.carried || matches!(testimony.maker, Maker::EdgeByContent);
    let (edge, link, origin) = states(testimony, verdict);
    if on_path {
        path.push(Hop {
            provider: Some(Provider::Cloudflare),
            provider_certainty: Some(if testimony.marks.carried {
                Certainty::Certain
            } else {
                Certainty::Possible
            }),
            pop: testimony.marks.pop.clone(),
            place: testimony.place.clone(),
            reference: testimony.ray.clone(),
            ..hop(Role::Edge, edge, Some(link))
        });
    }
    path.push(hop(Role::Origin, origin, None));
    path
}

fn hop(role: Role, state: HopState, next: Option<LinkState>) -> Hop {
    Hop {
        provider: None,
        provider_certainty: None,
        role,
        state,
        next,
        pop: None,
        place: None,
        reference: None,
    }
}

/// The states of the edge, of the link behind it and of the origin.
fn states(testimony: &Testimony, verdict: &Verdict) -> (HopState, LinkState, HopState) {
    use HopState::{Failing, NotReached, Unknown, Working};
    // Who refuses by its own word has answered as well as who serves.
    let condition = match (verdict.condition, verdict.word_of) {
        (Condition::Refused, WordOf::Origin) => Condition::Healthy,
        (condition, _) => condition,
    };
    match (condition, verdict.party) {
        (Condition::Failing, Party::Edge) => (Failing, LinkState::Unknown, NotReached),
        (Condition::Failing, Party::Link) => (Working, LinkState::Broken, NotReached),
        // The settings between the two are wrong: the connection fails, and the server may be well.
        (Condition::Failing, Party::Configuration) => (Working, LinkState::Broken, Unknown),
        (Condition::Failing, Party::Origin | Party::Code) | (Condition::Imitation, Party::Origin) => {
            (Working, LinkState::Ok, Failing)
        }
        (Condition::Failing | Condition::Unclear, _) => {
            let edge = if testimony.marks.carried { Working } else { Unknown };
            (edge, LinkState::Unknown, Unknown)
        }
        (Condition::Imitation, _) => (Working, LinkState::Ok, Working),
        (Condition::Refused | Condition::Challenged | Condition::Sample, _) => {
            (Working, LinkState::Unknown, NotReached)
        }
        (Condition::Healthy, _) if !testimony.marks.carried => (Unknown, LinkState::Unknown, Working),
        (Condition::Healthy, _) if testimony.marks.served == Some(Served::Origin) => {
            (Working, LinkState::Ok, Working)
        }
        (Condition::Healthy, _) => (Working, LinkState::Unknown, Unknown),
    }
}

/// No response came: where it broke is known at most by the party that the browser's error points at.
fn without_response(verdict: &Verdict) -> Vec<Hop> {
    let origin = hop(Role::Origin, HopState::NotReached, None);
    match verdict.party {
        Party::Visitor => vec![hop(Role::Visitor, HopState::Failing, Some(LinkState::Unknown)), origin],
        Party::Network => vec![
            hop(Role::Visitor, HopState::Working, Some(LinkState::Unknown)),
            hop(Role::Network, HopState::Failing, Some(LinkState::Unknown)),
            origin,
        ],
        _ => vec![hop(Role::Visitor, HopState::Working, Some(LinkState::Broken)), origin],
    }
}
