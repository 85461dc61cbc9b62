//! What the user chose, in the browser's local storage: the sites that get no badge.

use crate::plain::record;

/// The key of the stored options.
pub const KEY: &str = "options";

/// The version of the stored form; another one counts as nothing chosen.
const VERSION: u32 = 1;

/// The user's choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    version: u32,
    /// Hosts without a badge, in alphabetical order.
    muted: Vec<String>,
}
record!(Options { version, muted });

impl Default for Options {
    fn default() -> Self {
        Self { version: VERSION, muted: Vec::new() }
    }
}

impl Options {
    /// The options from their stored form; what is damaged or of another version counts as nothing chosen.
    #[must_use]
    pub fn from_stored(stored: Option<Self>) -> Self {
        stored.filter(|options| options.version == VERSION).unwrap_or_default()
    }

    /// The hosts that are muted, in alphabetical order.
    #[must_use]
    pub fn muted(&self) -> &[String] {
        &self.muted
    }

    /// Whether this host gets no badge. Its subdomains are other sites.
    #[must_use]
    pub fn mutes(&self, host: &str) -> bool {
        self.muted.iter().any(|muted| muted == host)
    }

    /// The same options with this host muted, or no longer muted.
    #[must_use]
    pub fn with_muted(mut self, host: &str, muted: bool) -> Self {
        self.muted.retain(|known| known != host);
        if muted {
            self.muted.push(host.to_owned());
            self.muted.sort_unstable();
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plain::{Plain, Record as _};

    #[test]
    fn a_muted_host_is_muted_alone_and_can_be_heard_again() {
        let options = Options::default().with_muted("shop.example", true).with_muted("a.example", true);
        assert_eq!(options.muted(), ["a.example", "shop.example"]);
        assert!(options.mutes("shop.example") && !options.mutes("www.shop.example"));
        assert_eq!(options.with_muted("a.example", false).muted(), ["shop.example"]);
    }

    #[test]
    fn muting_twice_is_muting_once() {
        let options = Options::default().with_muted("a.example", true).with_muted("a.example", true);
        assert_eq!(options.muted(), ["a.example"]);
    }

    #[test]
    fn options_come_back_as_they_were_stored_and_damaged_ones_count_as_none() {
        let options = Options::default().with_muted("a.example", true);
        assert_eq!(Options::from_stored(Options::from_plain(options.to_plain())), options);
        for damaged in [Plain::Null, Plain::Record(vec![("version".into(), Plain::Whole(9))])] {
            assert_eq!(Options::from_stored(Options::from_plain(damaged)), Options::default());
        }
        let newer = Options { version: 9, ..options };
        assert_eq!(Options::from_stored(Some(newer)), Options::default());
    }
}
