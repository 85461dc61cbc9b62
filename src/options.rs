//! What the user chose, in the browser's local storage: the sites that get no badge, and whether healthy visits are
//! remembered.

use crate::plain::record;

/// The key of the stored options.
pub const KEY: &str = "options";

/// The version of the stored form; another one counts as nothing chosen.
const VERSION: u32 = 1;

/// The user's choices.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    version: u32,
    /// Hosts without a badge, in alphabetical order.
    muted: Vec<String>,
    /// Whether healthy visits are remembered; nothing said means yes.
    memory: Option<bool>,
    /// When all that was remembered was last forgotten, in milliseconds since 1970.
    forgotten: Option<f64>,
    /// Whether every page's parts are read once after its load; nothing said means no.
    parts: Option<bool>,
}
record!(Options { version, muted, memory, forgotten, parts });

impl Default for Options {
    fn default() -> Self {
        Self { version: VERSION, muted: Vec::new(), memory: None, forgotten: None, parts: None }
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
            let place = self.muted.partition_point(|known| known.as_str() < host);
            self.muted.insert(place, host.to_owned());
        }
        self
    }

    /// Whether healthy visits are remembered.
    #[must_use]
    pub fn remembers(&self) -> bool {
        self.memory != Some(false)
    }

    /// Whether a visit at this time, in milliseconds since 1970, may be remembered, and what was known then be told.
    #[must_use]
    pub fn covers(&self, at: f64) -> bool {
        self.remembers() && !self.forgot(at)
    }

    /// Whether what was known at this time, in milliseconds since 1970, was forgotten since.
    #[must_use]
    pub fn forgot(&self, at: f64) -> bool {
        self.forgotten.is_some_and(|forgotten| forgotten >= at)
    }

    /// Whether every page's parts are read once after its load.
    #[must_use]
    pub fn reads_parts(&self) -> bool {
        self.parts == Some(true)
    }

    /// The same options with whether every page's parts are read.
    #[must_use]
    pub fn with_parts(self, read: bool) -> Self {
        Self { parts: Some(read), ..self }
    }

    /// The same options when all was forgotten at this time; with whether visits are remembered from now on.
    #[must_use]
    pub fn with_memory(self, remembers: bool, at: f64) -> Self {
        Self { memory: Some(remembers), forgotten: Some(at), ..self }
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
    fn visits_are_remembered_until_that_is_switched_off_and_nothing_forgotten_is_told() {
        let options = Options::default();
        assert!(options.remembers() && options.covers(5.0));
        let off = options.with_memory(false, 10.0);
        assert!(!off.remembers() && !off.covers(15.0));
        assert!(off.forgot(10.0) && !off.forgot(15.0));
        let on = off.with_memory(true, 20.0);
        assert!(on.remembers() && !on.covers(15.0) && on.covers(25.0));
    }

    #[test]
    fn no_page_is_read_after_its_load_until_that_is_wanted() {
        let options = Options::default();
        assert!(!options.reads_parts());
        let wanted = options.with_parts(true);
        assert!(wanted.reads_parts() && wanted.remembers());
        assert!(!wanted.with_parts(false).reads_parts());
    }

    #[test]
    fn options_of_the_version_that_knew_no_memory_are_read() {
        let muted = Plain::List(vec![Plain::Text("a.example".into())]);
        let stored = Plain::Record(vec![("version".into(), Plain::Whole(1)), ("muted".into(), muted)]);
        let options = Options::from_stored(Options::from_plain(stored));
        assert!(options.mutes("a.example") && options.remembers());
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
