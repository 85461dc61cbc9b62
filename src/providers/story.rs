//! The form in which a provider's file tells its story: data that one reader reads, so that a provider more
//! costs its rows and nothing else.
//!
//! A *mark* says that a provider is on the path. An *answer* says that it made the response, and whom it blames.

use super::Provider;
use crate::failure::Failure;

/// What a provider is to a site, which decides where its hop stands and what may stand behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A network in front of the site: CDN, firewall, protection against attacks.
    Edge,
    /// A platform that brings its own edge, so that it can stand in front of others' origins as well.
    EdgePlatform,
    /// A platform, a host or a store that runs the site.
    Platform,
    /// A provider's load balancer or gateway, with servers behind it.
    Balancer,
    /// Software that passes requests on, run by the site or its host.
    Proxy,
    /// Software that answers, run by the site or its host.
    Software,
    /// A filter between the visitor and the site: a company's proxy, a gateway, an antivirus program.
    Filter,
}

impl Kind {
    /// Whether it stands in front of sites.
    #[must_use]
    pub const fn is_edge(self) -> bool {
        matches!(self, Self::Edge | Self::EdgePlatform)
    }
}

/// How much a mark counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Others send the like: it needs a second mark of the same provider.
    Weak,
    /// Nobody else is known to send it.
    Strong,
    /// The provider writes it on responses that it makes itself, and only on them.
    Made,
}

/// A field that tells of a provider.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// The field's name, in lower case.
    pub field: &'static str,
    /// Values of which one must fit, see [`crate::pattern`] and `words!`.
    pub values: &'static str,
    /// How much it counts.
    pub weight: Weight,
}

/// A mark that nobody else is known to send.
#[must_use]
pub const fn mark(field: &'static str, values: &'static str) -> Mark {
    Mark { field, values, weight: Weight::Strong }
}

/// A mark that needs a second one.
#[must_use]
pub const fn weak(field: &'static str, values: &'static str) -> Mark {
    Mark { field, values, weight: Weight::Weak }
}

/// A mark of responses that the provider makes itself.
#[must_use]
pub const fn made(field: &'static str, values: &'static str) -> Mark {
    Mark { field, values, weight: Weight::Made }
}

/// Several words of which one must be there, as one text: a list of texts would cost the worker eight bytes a word.
macro_rules! words {
    ($first:literal $(, $more:literal)+ $(,)?) => { concat!($first $(, "|", $more)+) };
}
pub(crate) use words;

/// Every value.
pub const ANY: &str = "*";

/// Where an answer's words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// The value of this field fits, see [`crate::pattern`].
    Field(&'static str),
    /// The title or the first heading begins with the words.
    Name,
    /// The visible text holds the words. Only pages with little text count.
    Text,
    /// The visible text begins with the words, and there is little more.
    Start,
    /// The visible text ends with the words and at most a version.
    End,
    /// An address in an attribute (`src`, `href`, `action`) holds the words.
    Link,
}

/// Whom an answer blames, and what that makes of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blame {
    /// The provider itself: failing, edge.
    Own,
    /// The connection between the provider and what is behind it: failing, link.
    Link,
    /// What is behind the provider: failing, origin.
    Origin,
    /// The site's settings at the provider, "no such site" among them: failing, configuration.
    Settings,
    /// The site's program, which the provider runs: failing, code.
    Code,
    /// Something failed, and the provider does not say where: failing, unknown.
    Undecided,
    /// The site is closed on purpose: failing, origin, closed for maintenance.
    Closed,
    /// The visitor was turned away on purpose: refused.
    Refused,
    /// A security check stands in between: challenged.
    Challenged,
    /// The provider only carried what the site's server answered, and says so.
    Passed,
    /// The filter itself failed: failing, network.
    Filter,
}

/// Something that a provider says in an answer of its own.
#[derive(Clone, Copy, Debug)]
pub struct Answer {
    /// Where the words stand.
    pub at: At,
    /// Words of which one must be there: patterns for a field, phrases in lower case for a page, see `words!`.
    pub words: &'static str,
    /// With which status codes; with every error where none is named.
    pub statuses: &'static [u16],
    /// Whom it blames.
    pub blame: Blame,
    /// It may be so, and other explanations are left.
    pub possible: bool,
    /// The field's value is the provider's code for what happened, or this is.
    pub code: Option<&'static str>,
    /// What failed, in RFC 9209's words.
    pub failure: Option<Failure>,
    /// It holds only together with a mark of the provider in the fields: the words are common.
    pub marked: bool,
}

impl Answer {
    /// Only with these status codes.
    #[must_use]
    pub const fn on(mut self, statuses: &'static [u16]) -> Self {
        self.statuses = statuses;
        self
    }

    /// Other explanations are left.
    #[must_use]
    pub const fn possible(mut self) -> Self {
        self.possible = true;
        self
    }

    /// What failed.
    #[must_use]
    pub const fn because(mut self, failure: Failure) -> Self {
        self.failure = Some(failure);
        self
    }

    /// The provider's own code for it.
    #[must_use]
    pub const fn code(mut self, code: &'static str) -> Self {
        self.code = Some(code);
        self
    }

    /// The words are common: they count only with a mark of the provider in known fields.
    #[must_use]
    pub const fn marked(mut self) -> Self {
        self.marked = true;
        self
    }
}

/// A field by which the provider says what happened.
#[must_use]
pub const fn field(name: &'static str, values: &'static str, blame: Blame) -> Answer {
    page(At::Field(name), values, blame)
}

/// Words of a page by which the provider says what happened.
#[must_use]
pub const fn page(at: At, words: &'static str, blame: Blame) -> Answer {
    Answer { at, words, statuses: &[], blame, possible: false, code: None, failure: None, marked: false }
}

/// Which part of a value is meant.
#[derive(Clone, Copy, Debug)]
pub enum Part {
    /// All of it.
    Whole,
    /// What stands after the last such sign of its last element.
    After(u8),
    /// What stands before the first such sign.
    Before(u8),
    /// The letters that it begins with.
    Letters,
    /// What this reads in it.
    Read(fn(&str) -> Option<String>),
}

/// Where a place or a reference stands.
#[derive(Clone, Copy, Debug)]
pub enum Pick {
    /// In a field.
    Field(&'static str, Part),
    /// In the visible text, the word after this phrase, in lower case.
    Page(&'static str, Part),
}

/// Whether this build judges: the extension's pages only show.
const JUDGES: bool = cfg!(any(not(feature = "pages"), feature = "www"));

/// A provider's story.
#[derive(Clone, Copy, Debug)]
pub struct Story {
    /// The name that people know. The worker has it in its tables.
    pub name: &'static str,
    /// What it is to a site.
    pub kind: Kind,
    /// The edges that it runs on: theirs are no contract of the site's owner.
    pub built_on: &'static [Provider],
    /// Where it says how it is doing; empty where no such page is known.
    pub status_page: &'static str,
    /// The fields that tell of it. Who judges reads the tables, which the worker has instead.
    pub(super) marks: &'static [Mark],
    /// What it says in answers of its own, the most telling first.
    pub(super) answers: &'static [Answer],
    /// Where its code of the place stands, such as `FRA`.
    pub places: &'static [Pick],
    /// Where its reference of the request stands, for its support.
    pub references: &'static [Pick],
}

impl Story {
    /// A story that is only a name.
    #[must_use]
    pub const fn of(name: &'static str, kind: Kind) -> Self {
        Self {
            name,
            kind,
            built_on: &[],
            status_page: "",
            marks: &[],
            answers: &[],
            places: &[],
            references: &[],
        }
    }

    /// The fields that tell of it, and what it says in answers of its own, where this build has them here.
    #[cfg(not(feature = "background"))]
    #[must_use]
    pub const fn rows(&self) -> (&'static [Mark], &'static [Answer]) {
        (self.marks, self.answers)
    }

    /// The edges that it runs on.
    #[must_use]
    pub const fn built_on(mut self, edges: &'static [Provider]) -> Self {
        self.built_on = edges;
        self
    }

    /// Where it says how it is doing. The worker links to nothing.
    #[must_use]
    pub const fn status_page(mut self, url: &'static str) -> Self {
        if cfg!(not(feature = "background")) {
            self.status_page = url;
        }
        self
    }

    /// The fields that tell of it.
    #[must_use]
    pub const fn marks(mut self, marks: &'static [Mark]) -> Self {
        if JUDGES {
            self.marks = marks;
        }
        self
    }

    /// What it says itself.
    #[must_use]
    pub const fn answers(mut self, answers: &'static [Answer]) -> Self {
        if JUDGES {
            self.answers = answers;
        }
        self
    }

    /// Where its place stands.
    #[must_use]
    pub const fn places(mut self, places: &'static [Pick]) -> Self {
        if JUDGES {
            self.places = places;
        }
        self
    }

    /// Where its reference stands.
    #[must_use]
    pub const fn references(mut self, references: &'static [Pick]) -> Self {
        if JUDGES {
            self.references = references;
        }
        self
    }
}

/// The stories without their names and rows, where this build has those as tables only.
#[must_use]
pub const fn shown<const COUNT: usize>(told: &[Story]) -> [Story; COUNT] {
    let mut stories = [Story::of("", Kind::Edge); COUNT];
    let mut number = 0;
    while number < COUNT {
        stories[number] = told[number];
        if cfg!(feature = "background") {
            stories[number].name = "";
            stories[number].marks = &[];
            stories[number].answers = &[];
        }
        number += 1;
    }
    stories
}
