//! What healthy visits taught about a host: through whom it came when it last worked, so that the popup can say
//! so on the bad day.
//!
//! There is one entry of the local storage for each host, and its name is a digest of the host under a secret that
//! was drawn in this browser: whoever reads the storage learns no host from it. An entry is kept for thirty days
//! after the last healthy visit, and there are two thousand at most. Nothing of a private window becomes one.

#[cfg(not(feature = "background"))]
mod words;

use crate::diagnosis::{Certainty, Condition, Diagnosis, Role};
use crate::observation::fields::cut;
use crate::options;
use crate::plain::{Plain, Record, record};
use crate::providers::Provider;
#[cfg(not(feature = "background"))]
pub use words::tell;

/// The version of the stored form; another one counts as nothing remembered.
const VERSION: u32 = 1;
/// So many days after the last healthy visit a host is forgotten.
const LONGEST: u32 = 30;
/// So many hosts are remembered; beyond that the ones that were not visited for longest are forgotten.
const MOST: u32 = 2000;
/// Longer paths than this are none, and a longer place is cut.
const MOST_STATIONS: usize = 6;
const LONGEST_PLACE: usize = 32;
const MILLISECONDS: f64 = 86_400_000.0;

/// Where things are in the local storage: the shell takes the names from here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keys;

impl Keys {
    /// The options, among them whether anything is remembered at all.
    pub const OPTIONS: &str = options::KEY;
    /// The secret under which hosts become names.
    pub const SECRET: &str = "memory-secret";
    /// The day on which was last looked for what is to be forgotten.
    pub const PRUNED: &str = "memory-pruned";
    /// How the names of all entries begin.
    pub const ENTRIES: &str = "memory.";
}

impl Record for Keys {
    fn to_plain(&self) -> Plain {
        let names = [
            ("options", Self::OPTIONS),
            ("secret", Self::SECRET),
            ("pruned", Self::PRUNED),
            ("entries", Self::ENTRIES),
        ];
        Plain::Record(names.map(|(name, key)| (name.into(), Plain::Text(key.into()))).into())
    }
    fn read(_: Plain, _: &mut bool) -> Self {
        Self
    }
}

/// What is remembered of one host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Memory {
    /// The day of the last healthy visit. It stands first in the stored form, where the shell finds it.
    pub day: u32,
    version: u32,
    /// Who was on the path: the edges from the visitor on, then the platform.
    pub path: Vec<Provider>,
    /// The first edge's own code of the place where it answered.
    pub place: Option<String>,
}
record!(Memory { day, version, path, place });

/// The days since 1970 in UTC, from milliseconds.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Times of this century are 20,000 days.
pub fn day(at: f64) -> u32 {
    (at / MILLISECONDS) as u32
}

/// What a response of this time teaches about its host: something only where it is healthy and shows a provider.
#[must_use]
pub fn remember(diagnosis: &Diagnosis, at: f64) -> Option<Memory> {
    let healthy =
        diagnosis.condition == Condition::Healthy && diagnosis.status.is_some_and(|status| status < 400);
    if !healthy {
        return None;
    }
    let mut path = Vec::new();
    let mut place = None;
    for hop in diagnosis.path.iter().filter(|hop| matches!(hop.role, Role::Edge | Role::Platform)) {
        let sure = hop.provider_certainty.is_some_and(|certainty| certainty >= Certainty::Likely);
        let Some(provider) = hop.provider.filter(|_| sure) else { continue };
        if path.is_empty() {
            place = hop.pop.as_deref().map(|pop| cut(pop, LONGEST_PLACE).to_owned());
        }
        // A platform that has its own edge is told once.
        if path.last() != Some(&provider) {
            path.push(provider);
        }
    }
    let known = !path.is_empty() && path.len() <= MOST_STATIONS;
    known.then(|| Memory { day: day(at), version: VERSION, path, place })
}

/// What is remembered on this day, from the stored form: what is too old, of another version, or of a day that is
/// still to come counts as nothing.
#[must_use]
pub fn recall(stored: Option<Memory>, today: u32) -> Option<Memory> {
    stored.filter(|memory| {
        memory.version == VERSION
            && memory.day <= today
            && today - memory.day <= LONGEST
            && !memory.path.is_empty()
    })
}

/// What is to be forgotten on this day: entries of a day before the first number, and of the others those beyond
/// the second, the oldest first.
#[must_use]
pub const fn forget(today: u32) -> (u32, u32) {
    (today.saturating_sub(LONGEST), MOST)
}

impl Memory {
    /// Whether it is to be written where this is known already: a host is written at most once a day.
    #[must_use]
    pub fn is_due(&self, stored: Option<&Self>) -> bool {
        let known = recall(stored.cloned(), self.day);
        // The page may be one that the browser kept, of a day before the one that is stored.
        let later = stored.is_some_and(|stored| stored.day == self.day + 1);
        !later && known.is_none_or(|known| known.day < self.day)
    }
}

#[cfg(test)]
mod tests;
