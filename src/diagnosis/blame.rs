//! Who is failing, in three members: what is kept of a diagnosis where many stand in one list.

use super::{Certainty, Diagnosis, Party, Role};
use crate::plain::record;
use crate::providers::Provider;

/// Who is failing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blame {
    /// The party; `unknown` where that is not told.
    pub party: Party,
    /// The edge that answered, or who stands in front and carried the answer.
    pub provider: Option<Provider>,
    /// How sure that is; `None` without one.
    pub provider_certainty: Option<Certainty>,
}
record!(Blame { party, provider, provider_certainty });

impl Blame {
    /// What is kept of this diagnosis.
    #[must_use]
    pub fn of(diagnosis: &Diagnosis) -> Self {
        let Diagnosis { fault, certainty, answered_by, path, .. } = diagnosis;
        let answered = answered_by.provider.filter(|_| answered_by.party == Party::Edge);
        let in_front = path.iter().find(|hop| matches!(hop.role, Role::Edge | Role::Platform));
        let (provider, provider_certainty) = match (answered, in_front) {
            (Some(provider), _) => (Some(provider), Some(*certainty)),
            (None, Some(hop)) => (hop.provider, hop.provider_certainty),
            (None, None) => (None, None),
        };
        Self { party: fault.party, provider, provider_certainty }
    }
}
