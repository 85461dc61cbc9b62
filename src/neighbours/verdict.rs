//! What the neighbours change in a diagnosis. They raise or lower how sure it is, and may turn what an edge says of
//! others into a possible failure of the edge; what the responsible party itself said they never turn.

use super::{Finding, Word};
use crate::diagnosis::{Certainty, Diagnosis, Hop, HopState, LinkState, Party, Role, WordOf};
use crate::evidence::{Assertion, Claim, Rule, Strength};

/// What the explanation knows it by.
pub const FAILING: Rule =
    Rule { id: "neighbours.failing", claim: Assertion::Neighbours, strength: Strength::Strong };
/// What the explanation knows it by.
pub const BEHIND: Rule =
    Rule { id: "neighbours.behind", claim: Assertion::Neighbours, strength: Strength::Hint };
/// The same, where the edge's answer blames nobody.
pub const UNDECIDED: Rule =
    Rule { id: "neighbours.undecided", claim: Assertion::Neighbours, strength: Strength::Hint };
const SILENT: Rule = Rule { id: "neighbours.silent", claim: Assertion::Neighbours, strength: Strength::Hint };
const NETWORK: Rule =
    Rule { id: "neighbours.network", claim: Assertion::Neighbours, strength: Strength::Strong };
const WORKING: Rule =
    Rule { id: "neighbours.working", claim: Assertion::Neighbours, strength: Strength::Hint };
const TURNED_AWAY: Rule =
    Rule { id: "neighbours.turned-away", claim: Assertion::Neighbours, strength: Strength::Hint };

impl Finding {
    /// The diagnosis beside what the others say.
    #[must_use]
    pub fn change(&self, mut diagnosis: Diagnosis) -> Diagnosis {
        let fault = &mut diagnosis.fault;
        let undecided = self.word == Word::Behind && fault.party == Party::Unknown;
        match self.word {
            Word::Failing => {
                diagnosis.certainty = raised(diagnosis.certainty);
                fault.provider_certainty = Some(diagnosis.certainty);
            }
            Word::Behind | Word::Silent => {
                fault.party = Party::Edge;
                fault.provider = self.provider;
                fault.provider_certainty = Some(Certainty::Possible);
                if !undecided {
                    fault.word_of = WordOf::Ours;
                }
                diagnosis.certainty = Certainty::Possible;
            }
            Word::Network => {
                fault.party = Party::Network;
                fault.word_of = WordOf::Ours;
                diagnosis.certainty = Certainty::Likely;
            }
            Word::Working if fault.party == Party::Edge && diagnosis.certainty == Certainty::Likely => {
                diagnosis.certainty = Certainty::Possible;
                fault.provider_certainty = Some(Certainty::Possible);
            }
            Word::Working | Word::TurnedAway => {}
        }
        self.draw(&mut diagnosis.path);
        diagnosis.evidence.push(self.claim(undecided));
        diagnosis
    }

    /// Who is remembered before a site that does not answer stands on its path.
    fn draw(&self, path: &mut Vec<Hop>) {
        let (role, provider) = match self.word {
            Word::Silent => (Role::Edge, self.provider),
            Word::Network => (Role::Network, None),
            Word::Behind => {
                let edge = path.iter_mut().find(|hop| hop.provider == self.provider);
                if let Some(edge) = edge {
                    edge.state = HopState::Unknown;
                }
                return;
            }
            _ => return,
        };
        path.retain(|hop| matches!(hop.role, Role::Visitor | Role::Origin));
        let hop = Hop {
            provider,
            provider_certainty: provider.map(|_| Certainty::Possible),
            role,
            state: HopState::Failing,
            next: Some(LinkState::Unknown),
            pop: None,
            place: None,
            reference: None,
        };
        for hop in path.iter_mut() {
            match hop.role {
                Role::Visitor => hop.next = Some(LinkState::Unknown),
                _ => hop.state = HopState::NotReached,
            }
        }
        path.insert(path.len().min(1), hop);
    }

    fn claim(&self, undecided: bool) -> Claim {
        let rule = match self.word {
            Word::Failing => FAILING,
            Word::Behind if undecided => UNDECIDED,
            Word::Behind => BEHIND,
            Word::Silent => SILENT,
            Word::Network => NETWORK,
            Word::Working => WORKING,
            Word::TurnedAway => TURNED_AWAY,
        };
        let (sites, working) = (self.sites.to_string(), self.working.to_string());
        let excerpt = match self.word {
            Word::Working => [&working, " answer"].concat(),
            Word::TurnedAway => [&sites, " turn away"].concat(),
            _ => [&sites, " fail, ", &working, " answer"].concat(),
        };
        rule.plain_claim("other tabs", excerpt)
    }
}

const fn raised(certainty: Certainty) -> Certainty {
    match certainty {
        Certainty::Possible => Certainty::Likely,
        Certainty::Likely | Certainty::Certain => Certainty::Certain,
    }
}
