//! What is remembered of a host, as one sentence.

use super::{Memory, recall};
use crate::explanation::catalogue::{
    self, MEMORY_FROM_DAYS, MEMORY_FROM_TODAY, MEMORY_FROM_YESTERDAY, MEMORY_THROUGH_DAYS,
    MEMORY_THROUGH_TODAY, MEMORY_THROUGH_YESTERDAY,
};
use crate::explanation::{city, place_of};
use crate::providers::story::Kind;

/// The sentence on this day; `texts` resolves a key with its arguments. `None` where it is too long ago by now.
#[must_use]
pub fn tell(memory: &Memory, today: u32, texts: fn(&str, &[String]) -> String) -> Option<String> {
    let memory = recall(Some(memory.clone()), today)?;
    let days = today - memory.day;
    let last = memory.path.last()?;
    // Who only carries what another made is not the one that the site answers from.
    let key = match (days, last.story().kind) {
        (0, Kind::Edge) => MEMORY_THROUGH_TODAY,
        (1, Kind::Edge) => MEMORY_THROUGH_YESTERDAY,
        (_, Kind::Edge) => MEMORY_THROUGH_DAYS,
        (0, _) => MEMORY_FROM_TODAY,
        (1, _) => MEMORY_FROM_YESTERDAY,
        _ => MEMORY_FROM_DAYS,
    };
    Some(texts(key.as_str(), &[names(&memory, texts), days.to_string()]))
}

/// `Render behind Cloudflare (London)`.
fn names(memory: &Memory, texts: fn(&str, &[String]) -> String) -> String {
    let mut hops = memory.path.iter().enumerate().map(|(index, provider)| match &memory.place {
        Some(place) if index == 0 => texts(
            catalogue::MEMORY_PLACE.as_str(),
            &[
                provider.name().to_owned(),
                city(&place_of(*provider, place).unwrap_or_else(|| place.clone())).to_owned(),
            ],
        ),
        _ => provider.name().to_owned(),
    });
    let first = hops.next().unwrap_or_default();
    hops.fold(first, |before, next| texts(catalogue::MEMORY_BEHIND.as_str(), &[next, before]))
}
