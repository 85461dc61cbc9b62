//! The diagnosis of one document: the contract that the command prints, the boundary hands over and the
//! tests read. Field order and spelling are stable.
//!
//! `diagnose` is total: it never fails and never panics, and knows neither browser, clock, chance nor
//! network. *On the path*, *answered by* and *fault* are three different things in these types.

mod answered;
mod blame;
pub mod checked;
mod judgement;
mod path;
mod sign_in;
mod stated;
mod working;

use crate::evidence::{Assertion, Claim, Evidence};
use crate::failure::Failure;
use crate::observation::{Observation, Page};
use crate::plain::record;
use crate::providers::cloudflare::{self, Testimony};
use crate::providers::{Provider, Sightings};
use crate::vocabulary::vocabulary;
pub use blame::Blame;
use judgement::Verdict;

/// The version of this form.
pub const SCHEMA: u32 = 1;

vocabulary! {
    /// What kind of thing happened.
    Condition {
        /// Something on the way broke.
        Failing = "failing",
        /// The visitor was turned away on purpose.
        Refused = "refused",
        /// A security check stands in between.
        Challenged = "challenged",
        /// A copy of a provider's error page, which this provider did not serve.
        Imitation = "imitation",
        /// A provider's own test page.
        Sample = "sample",
        /// Nothing failed, or the site's own 4xx.
        Healthy = "healthy",
        /// An error that does not say enough.
        Unclear = "unclear",
    }
}

vocabulary! {
    /// Who is meant.
    Party {
        /// The visitor's browser, device or blocker.
        Visitor = "visitor",
        /// The visitor's connection, DNS, company filter or gateway.
        Network = "network",
        /// A known provider's own network.
        Edge = "edge",
        /// Between edge and origin.
        Link = "link",
        /// The site's own server or its host.
        Origin = "origin",
        /// The site's settings: DNS, tunnel, certificate.
        Configuration = "configuration",
        /// The site's code on a platform.
        Code = "code",
        /// Nobody.
        None = "none",
        /// It was not told.
        Unknown = "unknown",
    }
}

vocabulary! {
    /// How sure a statement is, least sure first.
    Certainty {
        /// It may be so.
        Possible = "possible",
        /// It is more likely than all else together.
        Likely = "likely",
        /// The responsible party says so itself, and nothing contradicts it.
        Certain = "certain",
    }
}

/// Whose statement the verdict rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordOf {
    /// A provider's, which the contract spells with its id.
    Provider(Provider),
    /// The site's own server's.
    Origin,
    /// The browser's.
    Browser,
    /// Faultline's own conclusion.
    Ours,
}

impl WordOf {
    /// Cloudflare's.
    pub const CLOUDFLARE: Self = Self::Provider(Provider::Cloudflare);

    /// The stable spelling.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Provider(provider) => provider.as_str(),
            Self::Origin => "origin",
            Self::Browser => "browser",
            Self::Ours => "ours",
        }
    }
}

impl crate::plain::Record for WordOf {
    fn to_plain(&self) -> crate::plain::Plain {
        crate::plain::Plain::Text(std::borrow::Cow::Borrowed(self.as_str()))
    }
    fn read(plain: crate::plain::Plain, fits: &mut bool) -> Self {
        let word = <std::borrow::Cow<str> as crate::plain::Record>::read(plain, fits);
        let others = [Self::Origin, Self::Browser, Self::Ours];
        let other = others.into_iter().find(|known| known.as_str() == word);
        other.or_else(|| Provider::parse(&word).map(Self::Provider)).unwrap_or_else(|| {
            *fits = false;
            Self::Ours
        })
    }
}
crate::plain::through_plain!(WordOf);

vocabulary! {
    /// What a hop is to the visitor.
    Role {
        /// The visitor's browser.
        Visitor = "visitor",
        /// The visitor's network.
        Network = "network",
        /// A provider in front of the site.
        Edge = "edge",
        /// A platform that runs the site.
        Platform = "platform",
        /// The site's own server.
        Origin = "origin",
    }
}

vocabulary! {
    /// What is known of a hop.
    HopState {
        /// This response proves that it answered.
        Working = "working",
        /// It is where the failure is.
        Failing = "failing",
        /// Nothing is known of it.
        Unknown = "unknown",
        /// The request did not get so far.
        NotReached = "not-reached",
    }
}

vocabulary! {
    /// What is known of the link from a hop to the next.
    LinkState {
        /// It carried the request and the answer.
        Ok = "ok",
        /// It is where the failure is.
        Broken = "broken",
        /// Nothing is known of it.
        Unknown = "unknown",
    }
}

/// Whose fault it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The party at fault.
    pub party: Party,
    /// The provider at fault: always with `edge`, else where it is known.
    pub provider: Option<Provider>,
    /// How sure the provider is; `None` without one.
    pub provider_certainty: Option<Certainty>,
    /// Whose statement this is.
    pub word_of: WordOf,
}
record!(Fault { party, provider, provider_certainty, word_of });

/// Who produced the response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnsweredBy {
    /// `edge`, `origin`, `network`, `visitor` (there was no response) or `unknown`.
    pub party: Party,
    /// The provider that answered, where it is known.
    pub provider: Option<Provider>,
}
record!(AnsweredBy { party, provider });

/// A provider's own code for what happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// Whose code it is.
    pub provider: Provider,
    /// The code as the provider writes it.
    pub value: String,
}
record!(Code { provider, value });

/// One station from the visitor to the origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hop {
    /// Who runs it, where that is known.
    pub provider: Option<Provider>,
    /// How sure the provider is; `None` without one.
    pub provider_certainty: Option<Certainty>,
    /// What it is to the visitor.
    pub role: Role,
    /// What is known of it.
    pub state: HopState,
    /// The link to the following hop; `None` for the last.
    pub next: Option<LinkState>,
    /// The provider's own code of the place (point of presence), such as `FRA`.
    pub pop: Option<String>,
    /// The place: city and country code, such as `London, GB`.
    pub place: Option<String>,
    /// The provider's reference for this request, such as a Ray ID.
    pub reference: Option<String>,
}
record!(Hop { provider, provider_certainty, role, state, next, pop, place, reference });

/// Whether asking again is worthwhile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retry {
    /// `None` when that is not known.
    pub helps: Option<bool>,
    /// How many seconds to wait, where the response or the provider's document says so.
    pub after_seconds: Option<u32>,
    /// Whether it would send again what this request sent, as a form does.
    pub sends: bool,
}
record!(Retry { helps, after_seconds, sends });

/// What happened to one document. The English `summary` of the contract is added by `explanation`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    /// The version of this form, 1.
    pub schema: u32,
    /// What kind of thing happened.
    pub condition: Condition,
    /// Whose fault it is.
    pub fault: Fault,
    /// How sure the verdict is.
    pub certainty: Certainty,
    /// Who produced the response.
    pub answered_by: AnsweredBy,
    /// The failure in RFC 9209's or Network Error Logging's words; `None` for the origin's own answers.
    pub failure: Option<Failure>,
    /// The provider's code. It may differ from `status`, and both are kept.
    pub code: Option<Code>,
    /// The status code of the response, where there was one.
    pub status: Option<u16>,
    /// From the visitor to the origin.
    pub path: Vec<Hop>,
    /// Whether asking again is worthwhile.
    pub retry: Retry,
    /// Why, strongest first.
    pub evidence: Vec<Claim>,
}
record!(Diagnosis {
    schema,
    condition,
    fault,
    certainty,
    answered_by,
    failure,
    code,
    status,
    path,
    retry,
    evidence
});

impl Diagnosis {
    /// Whether some evidence says this.
    #[must_use]
    pub fn rests_on(&self, assertion: Assertion) -> bool {
        self.evidence.iter().any(|claim| claim.claim == assertion)
    }

    /// Whether the rule with this id fired.
    #[must_use]
    pub fn rests_on_rule(&self, id: &str) -> bool {
        self.evidence.iter().any(|claim| claim.rule == id)
    }
}

/// Who answered, whose fault it is, and how we know.
#[must_use]
pub fn diagnose(observation: &Observation) -> Diagnosis {
    let mut evidence = Evidence::default();
    let reading = observation.page.as_ref().map(Page::read);
    let testimony = cloudflare::testify(observation, reading.as_ref(), &mut evidence);
    let sightings = Sightings::of(observation, reading.as_ref());
    let verdict = judgement::judge(observation, reading.as_ref(), &testimony, &sightings, &mut evidence);
    assemble(observation, &testimony, &sightings, verdict, evidence)
}

/// What is said before the document was read.
#[derive(Clone, Debug, PartialEq)]
pub struct FirstLook {
    /// What the fields prove; the rest waits as `unclear`.
    pub diagnosis: Diagnosis,
    /// Whether the document has to be read.
    pub needs_page: bool,
}

/// The diagnosis while the document is still to be read, and whether it has to be. The content says more about an error
/// than its status does; and a page that turns the visitor away may be that of a filter in between, which signs no
/// field.
#[must_use]
pub fn first_look(observation: &Observation) -> FirstLook {
    let mut evidence = Evidence::default();
    let testimony = cloudflare::testify(observation, None, &mut evidence);
    let sightings = Sightings::of(observation, None);
    let mut verdict = judgement::judge(observation, None, &testimony, &sightings, &mut evidence);
    let made_at_an_edge = || observation.fields.as_ref().is_some_and(cloudflare::may_have_made);
    // Of a network that wants a sign-in the page says no more than the status does.
    let may_say_more = !verdict.wants_a_sign_in()
        && (observation.status_at_least(500)
            || (observation.status_at_least(400)
                && (made_at_an_edge() || sightings.may_say_more(observation))));
    if may_say_more && !judgement::settled_by_fields(&testimony, &sightings) {
        verdict = Verdict::waiting(&verdict);
    }
    let turned_away = observation.status.is_some_and(|status| [403, 451].contains(&status.code()));
    let diagnosis = assemble(observation, &testimony, &sightings, verdict, evidence);
    FirstLook { diagnosis, needs_page: may_say_more || turned_away }
}

fn assemble(
    observation: &Observation,
    testimony: &Testimony,
    sightings: &Sightings,
    mut verdict: Verdict,
    mut evidence: Evidence,
) -> Diagnosis {
    answered::note_seen(sightings, &mut evidence);
    answered::weigh_range(observation, &mut verdict, &mut evidence);
    let path = path::draw(observation, testimony, sightings, &verdict);
    Diagnosis {
        schema: SCHEMA,
        condition: verdict.condition,
        fault: Fault {
            party: verdict.party,
            provider: verdict.provider.map(|(provider, _)| provider),
            provider_certainty: verdict.provider.map(|(_, certainty)| certainty),
            word_of: verdict.word_of,
        },
        certainty: verdict.certainty,
        answered_by: verdict.answered_by,
        failure: verdict.failure,
        code: verdict.code,
        status: observation.status.map(crate::observation::Status::code),
        path,
        retry: Retry { sends: observation.sent, ..verdict.retry },
        evidence: evidence.into_claims(),
    }
}
