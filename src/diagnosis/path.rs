//! The path from the visitor to the origin, as far as this one response tells it: who was seen on it, in which
//! order, and where it broke.

use super::judgement::Verdict;
use super::{Certainty, Condition, Hop, HopState, LinkState, Party, Role, WordOf};
use crate::failure::Failure;
use crate::observation::Observation;
use crate::pattern;
use crate::providers::Provider;
use crate::providers::cloudflare::{Maker, Served, Testimony, is_cloudflares_server};
use crate::providers::sightings::{self, Seen, Sightings};
use crate::providers::story::{Kind, Mark, Weight};

/// Draws the path. A hop is `working` only where this response proves that it answered.
pub fn draw(
    observation: &Observation,
    testimony: &Testimony,
    sightings: &Sightings,
    verdict: &Verdict,
) -> Vec<Hop> {
    let answered = observation.status.is_some() || observation.page.is_some();
    if !answered {
        return without_response(verdict);
    }
    let mut path = vec![hop(Role::Visitor, HopState::Working, Some(LinkState::Ok))];
    if verdict.answered_by.party == Party::Network {
        let next = if verdict.wants_a_sign_in() { LinkState::Broken } else { LinkState::Unknown };
        path.push(hop(Role::Network, filter_state(verdict), Some(next)));
        path.push(hop(Role::Origin, HopState::NotReached, None));
        return path;
    }
    let stations = stations(observation, testimony, sightings, verdict);
    let answering = answering(&stations, verdict);
    let last = stations.len().saturating_sub(1);
    let states = states(testimony, sightings, verdict);
    for (index, station) in stations.iter().enumerate() {
        let (state, next) = state_of((index, station), last, answering, states);
        let mut stop = hop(station.role, state, (index < last).then_some(next));
        if let Some((provider, certainty)) = station.provider {
            stop.provider = Some(provider);
            stop.provider_certainty = Some(certainty);
            if provider == Provider::Cloudflare {
                stop.pop.clone_from(&testimony.marks.pop);
                stop.place.clone_from(&testimony.place);
                stop.reference.clone_from(&testimony.ray);
            } else {
                stop.pop = sightings.place(observation, provider as usize);
                stop.reference = sightings.reference(observation, provider as usize);
            }
        }
        path.push(stop);
    }
    path
}

/// A station of the path before its state is known.
struct Station {
    role: Role,
    provider: Option<(Provider, Certainty)>,
}

/// The edges, platforms and the origin, in the order in which the request passes them.
fn stations(
    observation: &Observation,
    testimony: &Testimony,
    sightings: &Sightings,
    verdict: &Verdict,
) -> Vec<Station> {
    let seen = |kinds: &[Kind]| -> Vec<(Provider, Certainty)> {
        let of_kind = |provider: Provider| kinds.contains(&provider.story().kind);
        let mut all = Vec::new();
        for seen in &sightings.seen {
            if let Some(provider) = sightings::provider(seen.story).filter(|&provider| of_kind(provider)) {
                all.push((provider, certainty_of(seen)));
            }
        }
        // Who answered is on the path, although no field shows it.
        let unseen = verdict.answered_by.provider.filter(|&provider| {
            provider != Provider::Cloudflare
                && of_kind(provider)
                && all.iter().all(|(known, _)| *known != provider)
        });
        all.extend(unseen.map(|provider| (provider, Certainty::Possible)));
        all
    };
    let own_edge = seen(&[Kind::EdgePlatform]);
    let mut platforms = seen(&[Kind::Platform]);
    let mut edges = Edges(cloudflare(observation, testimony).into_iter().collect());
    for (provider, certainty) in seen(&[Kind::Edge]) {
        let serves = platforms.iter().any(|(platform, _)| platform.story().built_on.contains(&provider));
        let via = sightings.of_story(provider as usize).and_then(|seen| seen.via).unwrap_or(0);
        // Whose edge a platform runs on stands right before it; of others the later one in `via` comes first.
        edges.push((
            if serves { BEFORE_PLATFORM } else { AMONG_EDGES - via.min(MOST_VIA) },
            provider,
            certainty,
        ));
    }
    for (provider, certainty) in own_edge {
        // Where another platform runs the site, it is only the edge before that.
        let alone = platforms.is_empty();
        if !alone || edges.is_empty() {
            edges.push((FIRST_EDGE, provider, certainty));
        }
        if alone {
            platforms.push((provider, certainty));
        }
    }
    // Whose range the address lies in is the first of all, whatever fields say.
    if let Some(provider) = observation.range.filter(|&provider| !edges.names(provider)) {
        edges.0.insert(0, (0, provider, Certainty::Likely));
    }
    let mut stations: Vec<Station> = edges
        .0
        .into_iter()
        .map(|(_, provider, certainty)| Station { role: Role::Edge, provider: Some((provider, certainty)) })
        .collect();
    let platform = |provider| Station { role: Role::Platform, provider: Some(provider) };
    // The balancers and the software of a platform are a part of it.
    let mut software = None;
    if platforms.is_empty() {
        stations.extend(seen(&[Kind::Balancer]).into_iter().map(platform));
        let mut proxies = seen(&[Kind::Proxy]);
        let shown = |&(provider, _): &(Provider, Certainty)| !is_of_an_edge(sightings, provider);
        let answered =
            |&(provider, _): &(Provider, Certainty)| verdict.answered_by.provider == Some(provider);
        let programs = seen(&[Kind::Software]);
        // Of several the one that answered.
        software = programs.iter().copied().find(answered);
        software = software.or_else(|| programs.into_iter().find(shown)).or_else(|| proxies.pop());
        stations.extend(proxies.into_iter().map(platform));
    } else {
        stations.extend(platforms.into_iter().map(platform));
    }
    stations.push(Station { role: Role::Origin, provider: software });
    stations
}

/// Edges in the order in which the request passes them, each with its rank.
struct Edges(Vec<(usize, Provider, Certainty)>);

impl Edges {
    /// Behind those that are there with the same rank. They are few: a sort of the standard library would cost the
    /// worker more.
    fn push(&mut self, edge: (usize, Provider, Certainty)) {
        let at = self.0.iter().take_while(|(rank, ..)| *rank <= edge.0).count();
        self.0.insert(at, edge);
    }

    const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn names(&self, provider: Provider) -> bool {
        self.0.iter().any(|&(_, known, _)| known == provider)
    }
}

/// Whether the name of this software is what an edge on the path writes itself.
fn is_of_an_edge(sightings: &Sightings, software: Provider) -> bool {
    let Some(seen) = sightings.of_story(software as usize) else { return false };
    let writes = |other: &Seen| {
        let fits = |mark: Mark| mark.field == seen.mark.field && pattern::fits(&seen.value, mark.values);
        sightings::story(other.story).kind == Kind::Edge && sightings::marks(other.story).any(fits)
    };
    sightings.seen.iter().any(writes)
}

/// The order of edges: one of a platform's own, Cloudflare where the field `server` names it, others by `via`.
const FIRST_EDGE: usize = 1;
const AMONG_EDGES: usize = 1000;
const MOST_VIA: usize = 900;
const INNER_EDGE: usize = 1001;
const BEFORE_PLATFORM: usize = 1002;

/// Cloudflare's place on the path: it writes its name over every other server's, so that another name stands for
/// an edge in front of it.
fn cloudflare(observation: &Observation, testimony: &Testimony) -> Option<(usize, Provider, Certainty)> {
    let server = observation.fields.as_ref().and_then(|fields| fields.get("server"));
    let named = server.is_some_and(|server| is_cloudflares_server(&server));
    let certainty = match testimony.maker {
        _ if testimony.marks.carried => Certainty::Certain,
        Maker::EdgeByContent => Certainty::Possible,
        _ if named => Certainty::Likely,
        _ => return None,
    };
    let by_fields = observation.fields.is_some();
    Some((if named || !by_fields { 0 } else { INNER_EDGE }, Provider::Cloudflare, certainty))
}

const fn certainty_of(seen: &Seen) -> Certainty {
    match seen.mark.weight {
        Weight::Made => Certainty::Certain,
        Weight::Strong => Certainty::Likely,
        Weight::Weak => Certainty::Possible,
    }
}

/// The station that made the answer, where that is known: of a platform with its own edge the one behind it.
fn answering(stations: &[Station], verdict: &Verdict) -> Option<usize> {
    let origin = stations.len().checked_sub(1);
    match (verdict.answered_by.party, verdict.answered_by.provider) {
        (Party::Edge, Some(provider)) => {
            stations.iter().rposition(|station| station.provider.is_some_and(|(known, _)| known == provider))
        }
        (Party::Origin, _) => origin,
        _ => None,
    }
}

/// The state of a station and of the link behind it.
fn state_of(
    (index, station): (usize, &Station),
    last: usize,
    answering: Option<usize>,
    (here, link, behind): (HopState, LinkState, HopState),
) -> (HopState, LinkState) {
    use HopState::{Failing, Unknown, Working};
    let cloudflares = station.provider.is_some_and(|(provider, _)| provider == Provider::Cloudflare);
    match answering {
        _ if index == last => (behind, LinkState::Unknown),
        Some(at) if index < at => (Working, LinkState::Ok),
        Some(at) if index == at => (here, link),
        Some(_) => (if behind == Failing { Unknown } else { behind }, LinkState::Unknown),
        // Somebody on the way made it, or somebody behind it.
        None if cloudflares => (here, link),
        None => (Working, LinkState::Unknown),
    }
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
fn states(
    testimony: &Testimony,
    sightings: &Sightings,
    verdict: &Verdict,
) -> (HopState, LinkState, HopState) {
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
        (Condition::Healthy, _) if !testimony.marks.carried => {
            // An edge may have answered from its cache.
            let origin = if sightings.has_edge() { Unknown } else { Working };
            (Working, LinkState::Unknown, origin)
        }
        (Condition::Healthy, _) if testimony.marks.served == Some(Served::Origin) => {
            (Working, LinkState::Ok, Working)
        }
        (Condition::Healthy, _) => (Working, LinkState::Unknown, Unknown),
    }
}

/// A filter that refuses works as it was meant to.
const fn filter_state(verdict: &Verdict) -> HopState {
    match verdict.condition {
        Condition::Failing => HopState::Failing,
        _ => HopState::Working,
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
        // The answer came, and the browser could not use it.
        _ if verdict.failure.is_some_and(Failure::is_of_an_answer) => vec![
            hop(Role::Visitor, HopState::Working, Some(LinkState::Ok)),
            hop(Role::Origin, HopState::Unknown, None),
        ],
        _ => vec![hop(Role::Visitor, HopState::Working, Some(LinkState::Broken)), origin],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnose;
    use crate::observation::{Fields, Page, Status};

    fn path(status: u16, fields: &[(&str, &str)], page: &str) -> Vec<(Option<Provider>, HopState)> {
        let diagnosis = diagnose(&Observation {
            status: Status::new(status),
            fields: Some(fields.iter().copied().collect::<Fields>()),
            page: Some(Page::whole(page)),
            ..Observation::default()
        });
        diagnosis.path.into_iter().skip(1).map(|hop| (hop.provider, hop.state)).collect()
    }

    #[test]
    fn a_platform_that_answers_at_its_own_edge_answered_as_a_whole() {
        let fields = [("x-vercel-id", "fra1::abc"), ("x-vercel-error", "FUNCTION_INVOCATION_FAILED")];
        let vercel = (Some(Provider::Vercel), HopState::Working);
        assert_eq!(
            path(500, &fields, "A server error has occurred"),
            [vercel, vercel, (None, HopState::Failing)]
        );
    }

    #[test]
    fn of_several_programs_of_the_site_the_one_that_answered_is_named() {
        let fields = [("x-powered-by", "Express"), ("server", "nginx")];
        let page = "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center>\
                    <hr><center>nginx</center></body></html>";
        assert_eq!(path(502, &fields, page), [(Some(Provider::Nginx), HopState::Failing)]);
    }
}
