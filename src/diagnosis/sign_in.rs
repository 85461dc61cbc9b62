//! A network that wants its visitors to sign in first (a captive portal), by the status that is there for it.
//!
//! Most portals use other ways, of which none is judged: a redirect of an unencrypted page to their own, which is
//! another site's healthy page, and certificates that do not fit, which are no response.

use super::judgement::Verdict;
use super::{AnsweredBy, Certainty, Condition, Party, WordOf};
use crate::evidence::{Assertion, Evidence, Rule, Strength};
use crate::observation::{Observation, Status};
use crate::providers::Sightings;
use crate::providers::cloudflare::Testimony;
use crate::providers::sightings;
use crate::providers::story::Kind;

const SIGN_IN: Rule = Rule { id: "status.sign-in", claim: Assertion::StatusCode, strength: Strength::Strong };

/// 511 Network Authentication Required (RFC 6585 §6): made by intercepting proxies that control the access to a
/// network, and not to be made by origin servers.
const REQUIRED: u16 = 511;

/// Whether the visitor's network wants a sign-in, and nothing shows that the answer came from the site's side.
pub fn is_wanted(observation: &Observation, testimony: &Testimony, sightings: &Sightings) -> bool {
    let is_sites = |story: usize| match sightings::story(story).kind {
        Kind::Filter => false,
        // Portals run the same programs as sites do.
        Kind::Proxy | Kind::Software => !is_plain(observation),
        _ => true,
    };
    let shown = sightings.seen.iter().any(|seen| is_sites(seen.story))
        || sightings.told.as_ref().is_some_and(|told| is_sites(told.story));
    // What a service worker of the site may have made is none of the network's.
    observation.status.map(Status::code) == Some(REQUIRED)
        && !observation.service_worker
        && !testimony.marks.carried
        && !shown
}

/// Whether anybody on the way could answer: few networks can on an encrypted connection.
fn is_plain(observation: &Observation) -> bool {
    observation.site.as_ref().is_some_and(|site| !site.secure)
}

/// The verdict of such an answer.
pub fn wanted(observation: &Observation, evidence: &mut Evidence) -> Verdict {
    evidence.add(SIGN_IN, "status", "511");
    let proven = is_plain(observation) && observation.fields.is_some();
    let certainty = if proven { Certainty::Likely } else { Certainty::Possible };
    let by = AnsweredBy { party: Party::Network, provider: None };
    let mut verdict = Verdict::new(Condition::Refused, Party::Network, certainty, WordOf::Ours, by);
    // Not before the visitor signed in.
    verdict.retry.helps = Some(false);
    verdict
}

impl Verdict {
    /// Whether the visitor's network turns away who did not sign in.
    pub fn wants_a_sign_in(&self) -> bool {
        self.condition == Condition::Refused && self.party == Party::Network
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observation::{Fields, Page, Site};
    use crate::{Diagnosis, diagnose};

    fn observed(url: &str, fields: &[(&str, &str)]) -> Observation {
        Observation {
            site: Site::from_url(url),
            status: Status::new(REQUIRED),
            fields: Some(fields.iter().copied().collect::<Fields>()),
            page: Some(Page::whole("<title>Sign in</title><a href=\"http://login.example/\">Sign in</a>")),
            ..Observation::default()
        }
    }

    fn judged(url: &str, fields: &[(&str, &str)]) -> (Condition, Party, Certainty) {
        let Diagnosis { condition, fault, certainty, .. } = diagnose(&observed(url, fields));
        (condition, fault.party, certainty)
    }

    const WANTED: (Condition, Party, Certainty) = (Condition::Refused, Party::Network, Certainty::Likely);
    const PERHAPS: (Condition, Party, Certainty) = (Condition::Refused, Party::Network, Certainty::Possible);

    #[test]
    fn a_network_that_wants_a_sign_in_refuses_whatever_program_it_runs() {
        for fields in [&[][..], &[("server", "nginx")], &[("server", "Apache"), ("x-powered-by", "PHP/8.3")]]
        {
            assert_eq!(judged("http://shop.example/", fields), WANTED);
        }
    }

    #[test]
    fn over_an_encrypted_connection_it_is_only_possible_and_a_program_is_the_sites() {
        assert_eq!(judged("https://shop.example/", &[]), PERHAPS);
        let (condition, party, _) = judged("https://shop.example/", &[("server", "nginx")]);
        assert_eq!((condition, party), (Condition::Failing, Party::Origin));
    }

    #[test]
    fn an_answer_with_marks_of_the_sites_side_is_the_sites() {
        for fields in [
            &[("server", "cloudflare"), ("cf-ray", "8f1c2d3e4a5b6c7d-FRA"), ("cf-cache-status", "DYNAMIC")][..],
            &[("x-served-by", "cache-fra-eddf8230059-FRA"), ("via", "1.1 varnish")],
            &[("server", "Vercel"), ("x-vercel-id", "fra1::abc")],
            &[("via", "1.1 google")],
        ] {
            let (condition, party, _) = judged("http://shop.example/", fields);
            assert_ne!(party, Party::Network, "{fields:?}");
            assert_eq!(condition, Condition::Failing, "{fields:?}");
        }
    }

    #[test]
    fn without_fields_it_is_only_possible_and_what_a_service_worker_made_blames_nobody() {
        let unknown = Observation { fields: None, ..observed("http://shop.example/", &[]) };
        let diagnosis = diagnose(&unknown);
        assert_eq!((diagnosis.condition, diagnosis.fault.party, diagnosis.certainty), PERHAPS);
        let made = Observation { service_worker: true, ..unknown };
        assert_eq!(diagnose(&made).condition, Condition::Unclear);
    }

    #[test]
    fn the_neighbours_of_511_are_the_servers_own_errors() {
        for status in [510, 512] {
            let observation =
                Observation { status: Status::new(status), ..observed("http://shop.example/", &[]) };
            assert_eq!(diagnose(&observation).fault.party, Party::Origin, "{status}");
        }
    }

    #[test]
    fn the_way_breaks_behind_the_visitors_network() {
        use super::super::{HopState, LinkState, Role};
        let path = diagnose(&observed("http://shop.example/", &[])).path;
        let drawn: Vec<_> = path.iter().map(|hop| (hop.role, hop.state, hop.next)).collect();
        assert_eq!(
            drawn,
            [
                (Role::Visitor, HopState::Working, Some(LinkState::Ok)),
                (Role::Network, HopState::Working, Some(LinkState::Broken)),
                (Role::Origin, HopState::NotReached, None),
            ]
        );
    }

    #[test]
    fn the_fields_settle_it_and_the_page_is_not_asked() {
        let look = crate::diagnosis::first_look(&Observation {
            page: None,
            ..observed("http://shop.example/", &[])
        });
        assert_eq!((look.diagnosis.condition, look.needs_page), (Condition::Refused, false));
    }
}
