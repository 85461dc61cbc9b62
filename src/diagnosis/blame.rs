//! Who is failing, in three members: what is kept of a diagnosis where many stand in one list.

use super::{Certainty, Diagnosis, Party, Role};
use crate::observation::{Observation, Site, Status};
use crate::plain::record;
use crate::providers::Provider;
use crate::tabs::{RawField, read_fields};

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

/// An answer to a part of a page, as the browser tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The address that was asked for.
    pub url: String,
    /// The status code.
    pub status: u16,
    /// The header fields; `None` where they are not known.
    pub fields: Option<Vec<RawField>>,
}
record!(Answer { url, status, fields });

impl Answer {
    /// Who is failing behind it, by status and fields: as for a page that cannot be read.
    #[must_use]
    pub fn blame(&self) -> Blame {
        let diagnosis = super::diagnose(&Observation {
            site: Site::from_url(&self.url),
            status: Status::new(self.status),
            fields: self.fields.as_deref().map(read_fields),
            ..Observation::default()
        });
        Blame::of(&diagnosis)
    }
}

impl Blame {
    fn of(diagnosis: &Diagnosis) -> Self {
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
