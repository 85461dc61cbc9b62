//! The rolling window of what all tabs saw: kept for the session, under one key.

use super::Sign;
use super::sign::telling;
use crate::diagnosis::Diagnosis;
use crate::memory::Memory;
use crate::observation::fields::cut;
use crate::plain::record;
use crate::providers::Provider;

/// The key of the stored window.
pub const KEY: &str = "neighbours";

/// The version of the stored form.
const VERSION: u32 = 1;
/// How long a sighting is kept, in milliseconds: as long as it is weighed.
const KEPT: f64 = 900_000.0;
/// Sightings that are kept, the newest: somebody who opens more sites in ten minutes has enough of them.
const MOST: usize = 48;
/// Longer codes of places are cut.
const LONGEST_PLACE: usize = 32;

/// The last word on one visit.
#[derive(Clone, Debug, PartialEq)]
pub struct Sighting {
    /// When the response or the error came, in milliseconds since 1970.
    pub at: f64,
    /// The host.
    pub host: String,
    /// How it ended.
    pub sign: Sign,
    /// Who stands in front of the site, as the response shows it, or without one as it is remembered.
    pub provider: Option<Provider>,
    /// The provider's own code of the place.
    pub place: Option<String>,
    /// Whether an earlier visit taught that the site is open.
    pub known: bool,
    /// The platform that the site is remembered to answer from.
    pub platform: Option<Provider>,
}
record!(Sighting { at, host, sign, provider, place, known, platform });

impl Sighting {
    /// The sighting of a final diagnosis; `None` where it says nothing to others.
    #[must_use]
    pub fn new(diagnosis: &Diagnosis, host: &str, memory: Option<&Memory>, at: f64) -> Option<Self> {
        let sign = Sign::of(diagnosis)?;
        let hop = telling(diagnosis);
        let remembered = memory.and_then(|memory| memory.path.first()).copied();
        let place = hop.and_then(|hop| hop.pop.as_deref());
        Some(Self {
            at,
            host: host.to_owned(),
            sign,
            provider: hop.and_then(|hop| hop.provider).or(remembered),
            place: place.map(|place| cut(place, LONGEST_PLACE).to_owned()),
            known: memory.is_some(),
            platform: memory.and_then(|memory| memory.path.get(1..)?.last()).copied(),
        })
    }
}

impl Sighting {
    /// The same visit, on which the provider's security check failed by its own word.
    #[must_use]
    pub fn with_failed_check(self, at: f64) -> Self {
        let place = self.place.filter(|_| self.provider == Some(Provider::Cloudflare));
        Self { at, sign: Sign::Check, provider: Some(Provider::Cloudflare), place, ..self }
    }
}

/// What all tabs saw in the last minutes, the last note last: of every host the last visit that ended in each way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Window {
    version: u32,
    /// When the visitor last came back after a pause, or got another connection, in milliseconds since 1970.
    pub since: f64,
    /// The sightings.
    pub list: Vec<Sighting>,
}
record!(Window { version, since, list });

impl Window {
    /// The stored window; a damaged one or one of another version counts as none.
    #[must_use]
    pub fn from_stored(stored: Option<Self>) -> Self {
        stored.filter(|window| window.version == VERSION).unwrap_or_default()
    }

    /// A new beginning at this time, in milliseconds since 1970: another connection.
    pub const fn begin(&mut self, at: f64) {
        self.since = at;
        self.version = VERSION;
    }

    /// Drops what the user wants forgotten: what was seen at such a time, in milliseconds since 1970.
    pub fn forget(&mut self, forgotten: impl Fn(f64) -> bool) {
        self.list.retain(|seen| !forgotten(seen.at));
    }

    /// Takes a sighting in at this time, in milliseconds since 1970; whether it is news. A page that was opened long ago
    /// may be looked at again: that is none. A clock may jump: what lies further from this sighting than is kept is gone,
    /// on either side.
    #[allow(clippy::float_cmp)] // The same time came with the same event.
    pub fn note(&mut self, new: Sighting, now: f64) -> bool {
        if (now - new.at).abs() > KEPT {
            return false;
        }
        let (mut last, mut news, mut overtaken) = (self.since, true, false);
        self.list.retain(|known| {
            last = last.max(known.at);
            // A page whose check loaded at last says so with its answer.
            let recovered = known.sign == Sign::Check && new.sign == Sign::Answered;
            let again = known.host == new.host && (known.sign == new.sign || recovered);
            let same = again && known.at == new.at && known.known == new.known;
            news = (news && !same) || (again && recovered);
            let later = again && !recovered && known.at > new.at;
            overtaken |= later;
            (!again || later) && (new.at - known.at).abs() < KEPT
        });
        if overtaken {
            return false;
        }
        // Nobody was here for a while: the device may have slept, and its connection is new.
        let paused = (new.at - last).abs() > KEPT;
        if paused || (new.sign == Sign::Unconnected && new.at > self.since) {
            self.since = new.at;
        }
        if self.list.len() >= MOST {
            self.list.remove(0);
        }
        self.list.push(new);
        self.version = VERSION;
        news
    }
}
