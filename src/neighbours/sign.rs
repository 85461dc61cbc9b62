//! What one document says of the provider that it came through.

use crate::diagnosis::{Condition, Diagnosis, Hop, Party, Role};
use crate::evidence::Assertion;
use crate::failure::Failure;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// How a visit ended, as far as it counts for others.
    Sign {
        /// The site answered.
        Answered = "answered",
        /// A provider's edge says that it failed itself.
        Edge = "edge",
        /// The page came through, and the provider's own security check on it failed by its own word.
        Check = "check",
        /// An edge answered instead of the site: it says that what is behind it failed, or does not say what did.
        Behind = "behind",
        /// There was no response, and nothing of the visitor's is known to be why.
        Silent = "silent",
        /// The visitor was refused, or stopped by a check.
        TurnedAway = "turned-away",
        /// The visitor's connection changed or was gone, or its network wants a sign-in: no word about the site.
        Unconnected = "unconnected",
    }
}

impl Sign {
    /// What a final diagnosis says to others; `None` for what is one site's own affair: its settings, its program, an
    /// error that came through from its server, and the servers of a provider's own sites, whose owner is known.
    #[must_use]
    pub fn of(diagnosis: &Diagnosis) -> Option<Self> {
        let made_by_edge = diagnosis.answered_by.party == Party::Edge;
        let of_the_provider = diagnosis.fault.provider.is_some();
        match (diagnosis.condition, diagnosis.fault.party) {
            (Condition::Healthy, _) => Some(Self::Answered),
            (Condition::Refused, Party::Network) => Some(Self::Unconnected),
            (Condition::Refused | Condition::Challenged, _) if made_by_edge => Some(Self::TurnedAway),
            (Condition::Failing, party) if diagnosis.status.is_none() => match (diagnosis.failure, party) {
                (Some(Failure::DnsUnreachable | Failure::DnsAddressChanged), _) => Some(Self::Unconnected),
                (_, Party::Unknown) => Some(Self::Silent),
                _ => None,
            },
            (Condition::Failing, Party::Edge) => Some(Self::Edge),
            (Condition::Failing, Party::Link | Party::Origin | Party::Unknown)
                if made_by_edge && !of_the_provider && !diagnosis.rests_on(Assertion::Maintenance) =>
            {
                Some(Self::Behind)
            }
            _ => None,
        }
    }
}

/// The hop of which a visit says something: whoever answered, else the first that serves the site.
#[must_use]
pub fn telling(diagnosis: &Diagnosis) -> Option<&Hop> {
    let answered = diagnosis.answered_by.provider;
    let serves = |hop: &&Hop| match answered {
        Some(_) => hop.provider == answered,
        None => hop.provider.is_some() && matches!(hop.role, Role::Edge | Role::Platform),
    };
    diagnosis.path.iter().find(serves)
}
