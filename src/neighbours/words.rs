//! What the others say, as one sentence.

use super::{Finding, Word};
use crate::explanation::catalogue::{
    NEIGHBOURS_AT, NEIGHBOURS_BEHIND, NEIGHBOURS_FAILING, NEIGHBOURS_FAILING_SOME, NEIGHBOURS_NETWORK,
    NEIGHBOURS_SILENT, NEIGHBOURS_TURNED_AWAY, NEIGHBOURS_WORKING,
};
use crate::explanation::{city, place_of};
use crate::providers::Provider;

impl Finding {
    /// The sentence; `texts` resolves a key with its arguments.
    #[must_use]
    pub fn tell(&self, texts: fn(&str, &[String]) -> String) -> String {
        let key = match self.word {
            Word::Failing if self.working == 0 => NEIGHBOURS_FAILING,
            Word::Failing => NEIGHBOURS_FAILING_SOME,
            Word::Behind => NEIGHBOURS_BEHIND,
            Word::Silent => NEIGHBOURS_SILENT,
            Word::Network => NEIGHBOURS_NETWORK,
            Word::Working => NEIGHBOURS_WORKING,
            Word::TurnedAway => NEIGHBOURS_TURNED_AWAY,
        };
        let name = self.provider.map_or("", Provider::name).to_owned();
        let at = match (self.provider, &self.place) {
            (Some(provider), Some(place)) => {
                let place = place_of(provider, place).unwrap_or_else(|| place.clone());
                texts(NEIGHBOURS_AT.as_str(), &[name, city(&place).to_owned()])
            }
            _ => name,
        };
        let numbers = [self.sites, self.minutes, self.working].map(|number| number.to_string());
        let [sites, minutes, working] = numbers;
        texts(key.as_str(), &[sites, at, minutes, working])
    }
}
