//! The parts of a page: which of its scripts, styles, frames, pictures and requests failed, grouped by what breaks and
//! by who is failing. A page's verdict is its own answer's; this stands beside it, on healthy pages too.
//!
//! `extension/parts.js` hands over what the browser's resource timings tell (Resource Timing, W3C), and that is less
//! than an extension sees of a page: no fields and no content, and in Chromium nothing of an opaque part.
//! `docs/browsers.md` has what was measured. A false alarm is worse than a miss: what may have been given up or blocked
//! is unknown, and a 4xx is the site's own business.

mod blame;
mod hosts;
mod kind;
mod outcome;
mod question;
#[cfg(test)]
mod tests;
pub mod third_parties;

use crate::diagnosis::{Blame, Certainty, Hop, Party};
use crate::observation::Site;
use crate::part;
use crate::plain::record;
use crate::providers::Provider;
use hosts::Host;
pub use kind::Kind;
pub use outcome::{FAILED, Outcome};
pub use question::Question;
pub use third_parties::{ThirdParties, ThirdParty};

/// The most groups that are told apart.
pub const MOST_GROUPS: usize = 12;

/// The entries that a browser keeps of a page's parts where the page asks for no other number (Resource Timing, §4.4).
const BUFFER: u32 = 250;

/// The initiator of a frame, as the page around it and the frame itself name it.
const FRAME: &str = "iframe";

/// What is known of one part, or of several of which the same is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// The origin, the first folders of the path, and the ending of the file's name, such as
    /// `https://unpkg.com/vue@3/dist/.js`.
    pub address: String,
    /// `initiatorType`: what asked for it.
    pub initiator: String,
    /// `responseStatus`; 0 where there was none, and where the browser does not tell.
    pub status: u16,
    /// How many there are.
    pub times: u32,
    /// Whether some size of an answer is told.
    pub filled: bool,
    /// Whether a connection was looked for after the start: never in an opaque entry.
    pub sought: bool,
    /// Whether the end is told to be later than the start.
    pub lasted: bool,
    /// Of a picture that has an element and is loaded: whether there is nothing to draw.
    pub broken: Option<bool>,
    /// The browser's name of the network error, where somebody listened to `webRequest.onErrorOccurred`; the page does
    /// not know it.
    pub error: Option<String>,
    /// Who is failing, where the part's own response was seen with its fields.
    pub blame: Option<Blame>,
}
record!(Part { address, initiator, status, times, filled, sought, lasted, broken, error, blame });

/// What the function in the page returns, of the page or of one of its frames.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawParts {
    /// Whether this is a frame, which tells of its own document only, or what was seen of a tab that is watched.
    pub framed: bool,
    /// The parts.
    pub parts: Vec<Part>,
    /// How many more there were than could be handed over.
    pub left_out: u32,
    /// How many entries the browser had.
    pub entries: u32,
    /// How many it had no room for; only Chromium says so.
    pub dropped: Option<u32>,
}
record!(RawParts { framed, parts, left_out, entries, dropped });

/// Parts that fail in the same way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What breaks.
    pub kind: Kind,
    /// Where it was asked for; `None` for the page's own site.
    pub host: Option<String>,
    /// The status; `None` where there was no answer.
    pub status: Option<u16>,
    /// How many parts.
    pub times: u32,
    /// Who is failing, as far as host and status tell.
    pub party: Party,
    /// Whose network that is, or whose code the status is.
    pub provider: Option<Provider>,
    /// How sure the provider is; `None` without one.
    pub provider_certainty: Option<Certainty>,
    /// The company behind the host, where it is known and the host does not name it.
    pub company: Option<String>,
}
record!(Group { kind, host, status, times, party, provider, provider_certainty, company });

/// What failed, and of what that is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// What breaks most comes first; in the page's order where that is the same.
    pub groups: Vec<Group>,
    /// Failing parts beyond these groups.
    pub more: u32,
    /// Parts whose end the browser does not tell.
    pub unknown: u32,
    /// Of those, the pictures in whose place nothing is drawn.
    pub broken: u32,
    /// Failing parts that only count or advertise.
    pub quiet: u32,
    /// Parts that were not looked at.
    pub unseen: u32,
    /// Whether there may be more parts that the browser kept no entry of.
    pub full: bool,
}
record!(Summary { groups, more, unknown, broken, quiet, unseen, full });

/// Groups what failed. `raw` is what the page and its frames returned, `site` and `path` are of the page's own
/// diagnosis, and without the third parties nobody's company is known and only the best-known counters are quiet.
#[must_use]
pub fn summarize(raw: &[RawParts], site: &Site, path: &[Hop], known: Option<&ThirdParties>) -> Summary {
    let mut summary = Summary::default();
    for RawParts { framed, parts, left_out, entries, dropped } in raw {
        summary.unseen = summary.unseen.saturating_add(*left_out).saturating_add(dropped.unwrap_or(0));
        // The page may have asked for another number, which nobody can read.
        summary.full |= !framed && dropped.map_or(*entries == BUFFER, |count| count > 0);
        for part in parts {
            if *framed || !is_told_better(part, raw) {
                summary.add(part, site, path, known);
            }
        }
    }
    summary
}

/// Whether a frame told of itself, or the part was seen by who watches the tab: both know more than the page.
fn is_told_better(part: &Part, raw: &[RawParts]) -> bool {
    let mut others = raw.iter().filter(|raw| raw.framed).flat_map(|raw| &raw.parts);
    others.any(|other| {
        let of_its_own = other.initiator == FRAME && part.initiator == FRAME;
        let seen = other.initiator != FRAME && (part.status == 0 || part.status == other.status);
        other.address == part.address && (of_its_own || seen)
    })
}

impl Summary {
    fn add(&mut self, part: &Part, site: &Site, path: &[Hop], known: Option<&ThirdParties>) {
        let outcome = Outcome::of(part);
        if matches!(outcome, Outcome::Fine | Outcome::NotAsked) {
            return;
        }
        let Some(host) = Host::of(part, site) else { return };
        // A page of a company that counts is not itself a counter.
        let third = known.filter(|_| !host.own).and_then(|known| known.find(&host.name));
        let quiet = host.is_quiet(part) || third.is_some_and(ThirdParty::is_quiet);
        let status = match outcome {
            Outcome::Failed(status) => Some(status),
            Outcome::NoAnswer => None,
            _ if quiet => return,
            _ => {
                self.unknown = self.unknown.saturating_add(part.times);
                if part.broken == Some(true) {
                    self.broken = self.broken.saturating_add(part.times);
                }
                return;
            }
        };
        if quiet {
            self.quiet = self.quiet.saturating_add(part.times);
            return;
        }
        let kind = Kind::of(part, &host);
        let blame = part.blame.unwrap_or_else(|| blame::blame(&host, status, path));
        let group = Group {
            kind,
            status,
            times: part.times,
            party: blame.party,
            provider: blame.provider,
            provider_certainty: blame.provider_certainty,
            company: third.and_then(ThirdParty::company),
            host: (!host.own).then_some(host.name),
        };
        self.insert(group);
    }

    /// Whether something failed that the page may not work without: what is only missing to the eye raises no alarm.
    #[must_use]
    pub fn raises_an_alarm(&self) -> bool {
        self.groups.iter().any(|group| {
            let own = group.host.is_none();
            // Under a site's own name a page that came has silent checks only. Where another host gives no answer a filter
            // of names may keep it out, as blockers in networks do.
            let matters = if own { group.kind != Kind::Check } else { group.status.is_some() };
            group.kind <= Kind::Data && matters
        })
    }

    /// Adds to the group of its like, or makes one before those that break less. Never more than the most are kept.
    fn insert(&mut self, group: Group) {
        let same = |other: &&mut Group| {
            (other.kind, other.status) == (group.kind, group.status)
                && other.host == group.host
                && (other.party, other.provider) == (group.party, group.provider)
        };
        if let Some(known) = self.groups.iter_mut().find(same) {
            known.times = known.times.saturating_add(group.times);
            return;
        }
        let place = self.groups.iter().take_while(|other| other.kind <= group.kind).count();
        self.groups.insert(place, group);
        if self.groups.len() > MOST_GROUPS
            && let Some(last) = self.groups.pop()
        {
            self.more = self.more.saturating_add(last.times);
        }
    }
}

/// Whether a word is one of several, written as `fetch|script`.
#[inline(never)]
fn is_one_of(word: &str, words: &str) -> bool {
    part::pieces(words, b'|').any(|known| known == word)
}
