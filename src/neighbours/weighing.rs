//! What the other tabs say of one visit, as of now.
//!
//! Whether a provider fails is decided by a sequential probability ratio test (A. Wald, 1945): every site whose last
//! visit failed speaks for an outage, every one that answered against it, each by the logarithm of how much likelier
//! that is in an outage. docs/neighbours.md has the two rates behind the weights, and what the threshold costs.

use super::ground::ground;
use super::{Sighting, Sign, Window};
use crate::providers::Provider;
use crate::vocabulary::vocabulary;

/// The registrable domain of a host, or what stands for it.
pub type Registrable<'f> = &'f dyn for<'h> Fn(&'h str) -> &'h str;

/// Failures and answers that lie further back say nothing of now, in milliseconds: the outage of 18 November 2025
/// came and went every five minutes, and somebody who browses slowly needs a quarter of an hour to meet three sites.
pub const RECENT: f64 = 900_000.0;
/// Sites that turned the visitor away further back than this do not belong together, in milliseconds.
const TURNING_AWAY: f64 = 300_000.0;
/// Answers that lie further back relieve nobody, in milliseconds.
pub const RELIEVING: f64 = 120_000.0;
/// How long after a start, a pause or a change of the connection new failures do not count, in milliseconds.
pub const SETTLING: f64 = 60_000.0;

/// Ten times the natural logarithm of 0.3 / 0.002: three of ten sites fail in an outage, as on 5 December 2025, and two
/// of a thousand visits otherwise.
const FAILED: i32 = 50;
/// The same of 0.998 / 0.7.
const ANSWERED: i32 = 4;
/// Both, for the test that holds them against the rates.
#[cfg(test)]
pub(super) const FAILED_BY: (i32, i32) = (FAILED, ANSWERED);
/// From where on it is an outage.
#[derive(Clone, Copy, Debug)]
pub struct Thresholds {
    /// Unrelated sites that it takes at least.
    pub sites: u32,
    /// The sum of the weights that it takes at least, in tenths.
    pub weight: i32,
}

/// Those that the simulation in `tests/neighbours.rs` found to keep the bounds.
pub const THRESHOLDS: Thresholds = Thresholds { sites: 3, weight: 110 };

/// Unrelated sites that any other sentence takes.
const FEW: u32 = 3;

vocabulary! {
    /// What the others say.
    Word {
        /// Unrelated sites, or the checks on them, fail at the same provider, by its own word.
        Failing = "failing",
        /// Unrelated sites of different platforms fail behind the same provider.
        Behind = "behind",
        /// Unrelated sites that are remembered at the same provider do not answer, and others do.
        Silent = "silent",
        /// Nothing answers, whoever serves it.
        Network = "network",
        /// Other sites at the same place answer.
        Working = "working",
        /// The provider turns the visitor away from sites that were open before.
        TurnedAway = "turned-away",
    }
}

/// What the others say of one visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// In a word.
    pub word: Word,
    /// Whom it is about; `None` of the visitor's network.
    pub provider: Option<Provider>,
    /// The provider's own code of the place, where all of it is about one.
    pub place: Option<String>,
    /// How many unrelated sites it rests on; of `Working` the others only, else this one too.
    pub sites: u32,
    /// How many answered, of those that were looked at.
    pub working: u32,
    /// In how many last minutes.
    pub minutes: u32,
}

/// Weighs what all tabs saw beside one visit, its own sighting; `now` in milliseconds since 1970.
#[must_use]
pub fn weigh(window: &Window, own: &Sighting, now: f64, registrable: Registrable<'_>) -> Option<Finding> {
    weigh_by(THRESHOLDS, window, own, now, registrable)
}

/// The same with other thresholds, for the simulation that compares them.
#[must_use]
pub fn weigh_by(
    thresholds: Thresholds,
    window: &Window,
    own: &Sighting,
    now: f64,
    registrable: Registrable<'_>,
) -> Option<Finding> {
    // It works again, in another tab.
    let again = |seen: &Sighting| seen.sign == Sign::Answered && seen.host == own.host && seen.at > own.at;
    if window.list.iter().any(again) {
        return None;
    }
    let others = sites(window, own, now, registrable);
    let counts = settled(window, own, now) && within(own, now, RECENT);
    let provider = own.provider.filter(|_| counts);
    match (own.sign, provider) {
        (Sign::Edge | Sign::Check, Some(_)) => {
            at_place_or_anywhere(thresholds, &others, own, now, Word::Failing)
        }
        (Sign::Behind, Some(_)) => at_place_or_anywhere(thresholds, &others, own, now, Word::Behind),
        (Sign::Silent, _) if counts => {
            network(&others, own, now).or_else(|| raised(thresholds, &others, own, now, Word::Silent, false))
        }
        (Sign::TurnedAway, Some(_)) if own.known => turned_away(&others, own, now),
        _ => None,
    }
    .or_else(|| relieved(&others, own, now))
}

/// Of every other site what was seen last.
fn sites<'w>(
    window: &'w Window,
    own: &Sighting,
    now: f64,
    registrable: Registrable<'_>,
) -> Vec<&'w Sighting> {
    let mut latest: Vec<&Sighting> = Vec::new();
    for seen in window.list.iter().filter(|seen| settled(window, seen, now) && within(seen, now, RECENT)) {
        let site = registrable(&seen.host);
        if site == registrable(&own.host) {
            continue;
        }
        match latest.iter_mut().find(|known| registrable(&known.host) == site) {
            Some(known) if known.at <= seen.at => *known = seen,
            Some(_) => {}
            None => latest.push(seen),
        }
    }
    latest
}

/// A clock may be set back: what lies ahead is as far away as what lies behind.
fn within(seen: &Sighting, now: f64, span: f64) -> bool {
    (now - seen.at).abs() < span
}

/// In the minute after a start failures say more of the visitor's connection than of anybody else. An edge that
/// speaks for itself was reached, so its word counts once the minute is over.
fn settled(window: &Window, seen: &Sighting, now: f64) -> bool {
    let first = (window.since..window.since + SETTLING).contains(&seen.at);
    match seen.sign {
        Sign::Answered => true,
        Sign::Silent => !first,
        _ => !first || now >= window.since + SETTLING,
    }
}

fn at_place_or_anywhere(
    thresholds: Thresholds,
    others: &[&Sighting],
    own: &Sighting,
    now: f64,
    word: Word,
) -> Option<Finding> {
    raised(thresholds, others, own, now, word, true)
        .or_else(|| raised(thresholds, others, own, now, word, false))
}

/// Whether enough sites fail, at the place of this visit or at the provider anywhere.
fn raised(
    thresholds: Thresholds,
    others: &[&Sighting],
    own: &Sighting,
    now: f64,
    word: Word,
    here: bool,
) -> Option<Finding> {
    let place = own.place.as_deref().filter(|_| here);
    if own.provider.is_none() || (here && place.is_none()) {
        return None;
    }
    let same = |seen: &&&Sighting| {
        seen.provider == own.provider && (place.is_none() || seen.place.as_deref() == place)
    };
    // What an edge says of itself counts beside what it says of others, where it is the same one: another place may
    // fail alone. A check that fails is the provider's failure as well, but says nothing of what is behind.
    let fails = |seen: &Sighting| match word {
        Word::Failing => matches!(seen.sign, Sign::Edge | Sign::Check),
        Word::Behind => seen.sign == Sign::Behind || (seen.sign == Sign::Edge && seen.place == own.place),
        _ => seen.sign == own.sign,
    };
    let failing = || others.iter().filter(same).filter(|seen| fails(seen));
    let sites = 1 + count(failing());
    let working = count(others.iter().filter(same).filter(|seen| seen.sign == Sign::Answered));
    // One box is no outage, however many sites it has.
    let (boxes, differ) = if word == Word::Behind { platforms(failing(), own) } else { (sites, true) };
    // Pages that come without a check do not speak for the check.
    let against = if own.sign == Sign::Check { 0 } else { working };
    let score = weight(boxes) * FAILED - weight(against) * ANSWERED;
    if boxes < thresholds.sites || score < thresholds.weight || !differ {
        return None;
    }
    let oldest = oldest(own, failing());
    // Only beside sites that answer is silence the provider's, and not the visitor's. A page of which nothing is known may
    // be that of a network that wants a sign-in.
    let is_somebodys = |seen: &Sighting| seen.known || seen.provider.is_some();
    let answers = |seen: &&Sighting| seen.sign == Sign::Answered && seen.at >= oldest && is_somebodys(seen);
    if word == Word::Silent && !others.iter().any(answers) {
        return None;
    }
    Some(Finding {
        word,
        provider: own.provider,
        place: place.map(str::to_owned),
        sites,
        working,
        minutes: minutes(now - oldest),
    })
}

/// From how many platforms sites answer at least, and whether two of them are known to differ. Where that is not
/// remembered they may all be on one, those of one cloud fail together, and an edge that fails itself is not behind
/// anything.
fn platforms<'w>(failing: impl Iterator<Item = &'w &'w Sighting>, own: &Sighting) -> (u32, bool) {
    let mut known: Vec<Option<Provider>> = vec![own.platform.map(ground)];
    let mut edges = 0;
    for seen in failing {
        if seen.sign == Sign::Edge {
            edges += 1;
        } else if !known.contains(&seen.platform.map(ground)) {
            known.push(seen.platform.map(ground));
        }
    }
    (count(known.iter()) + edges, edges > 0 || count(known.iter().flatten()) >= 2)
}

/// Nothing answers, whoever serves it: sites of more than one provider that worked before, and no answer of any since
/// the first of them. What nobody knows may be a wrong address.
fn network(others: &[&Sighting], own: &Sighting, now: f64) -> Option<Finding> {
    let answers = others.iter().filter(|seen| seen.sign != Sign::Silent);
    let last = answers.map(|seen| seen.at).fold(0.0, f64::max);
    let silent = || others.iter().filter(|seen| seen.sign == Sign::Silent && seen.known && seen.at > last);
    let sites = 1 + count(silent());
    let differ = silent().any(|seen| seen.provider != own.provider);
    if sites < FEW || !differ || !own.known || own.at < last {
        return None;
    }
    Some(Finding {
        word: Word::Network,
        provider: None,
        place: None,
        sites,
        working: 0,
        minutes: minutes(now - oldest(own, silent())),
    })
}

/// Sites that were open before, and that the same provider refuses or checks now.
fn turned_away(others: &[&Sighting], own: &Sighting, now: f64) -> Option<Finding> {
    let same = |seen: &&&Sighting| {
        let recent = within(seen, own.at, TURNING_AWAY);
        seen.sign == Sign::TurnedAway && seen.known && seen.provider == own.provider && recent
    };
    let sites = 1 + count(others.iter().filter(same));
    (sites >= FEW).then(|| Finding {
        word: Word::TurnedAway,
        provider: own.provider,
        place: None,
        sites,
        working: 0,
        minutes: minutes(now - oldest(own, others.iter().filter(same))),
    })
}

/// Other sites that answer at the same place, where none fails there.
fn relieved(others: &[&Sighting], own: &Sighting, now: f64) -> Option<Finding> {
    let fails = matches!(own.sign, Sign::Edge | Sign::Behind | Sign::Silent);
    own.provider.filter(|_| fails)?;
    let same = |seen: &&&Sighting| {
        let here = own.place.is_none() || seen.place == own.place;
        seen.provider == own.provider && here
    };
    let answered = |seen: &&&Sighting| seen.sign == Sign::Answered && within(seen, now, RELIEVING);
    let sites = count(others.iter().filter(same).filter(answered));
    let fail = |seen: &&Sighting| {
        let fails = matches!(seen.sign, Sign::Edge | Sign::Behind | Sign::Silent);
        fails || (own.sign == Sign::Edge && seen.sign == Sign::Check)
    };
    let none_fails = !others.iter().filter(same).any(fail);
    (sites >= FEW && none_fails).then(|| Finding {
        word: Word::Working,
        provider: own.provider,
        place: own.place.clone(),
        sites,
        working: sites,
        minutes: minutes(RELIEVING),
    })
}

/// When the first of these and of this visit was.
fn oldest<'w>(own: &Sighting, seen: impl Iterator<Item = &'w &'w Sighting>) -> f64 {
    seen.map(|seen| seen.at).fold(own.at, f64::min)
}

#[allow(clippy::cast_possible_truncation)] // A window holds 48 sightings.
fn count<T>(all: impl Iterator<Item = T>) -> u32 {
    all.count() as u32
}

fn weight(sites: u32) -> i32 {
    i32::try_from(sites).unwrap_or(i32::MAX / 100)
}

/// Whole minutes, rounded up, and one at least.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // It is within the window.
fn minutes(milliseconds: f64) -> u32 {
    (milliseconds.abs() as u32).div_ceil(60_000).max(1)
}
