//! Which providers a response shows, and what the one that made it says.
//!
//! The names of fields and the words of pages are looked up in one index of all stories, so that reading a
//! response costs as much with ten times as many providers.

mod index;
mod picks;

use std::borrow::Cow;
use std::sync::OnceLock;

use super::filters::FILTERS;
use super::story::{Answer, At, Blame, Mark, Pick, Story, Weight, shown};
use super::{Provider, STORIES, cloudflare, tables};
use crate::evidence::{blanked, excerpt_of};
use crate::observation::page::Reading;
use crate::observation::{Observation, Status};
use crate::part;
use crate::pattern;
use index::{Entry, Index, Row};

/// A provider that fields show.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Which story.
    pub story: usize,
    /// Its strongest mark.
    pub mark: Mark,
    /// That mark's number.
    row: u16,
    /// How many of its marks were seen.
    marks: usize,
    /// Its place in `via`, where it is there: every hop adds itself at the end (RFC 9110 §7.6.3).
    pub via: Option<usize>,
    /// The value of that field.
    pub value: String,
}

/// What a provider says in an answer of its own.
#[derive(Clone, Debug)]
pub struct Told {
    /// Which story.
    pub story: usize,
    /// What its story tells of it.
    pub answer: Answer,
    /// The answer's number.
    row: u16,
    /// Its marks are in the fields.
    pub sighted: bool,
    /// The mark, and a little after it.
    pub excerpt: String,
    /// How long the words are that fitted.
    length: usize,
}

/// All that a response shows of providers.
#[derive(Debug, Default)]
pub struct Sightings {
    /// Providers that fields show, each once.
    pub seen: Vec<Seen>,
    /// The answer that tells most.
    pub told: Option<Told>,
    /// The page's text, where it has little.
    text: Option<String>,
}

/// A page with more visible text than this, in bytes, is an article and no error page.
const LITTLE_TEXT: usize = 2500;
/// An answer that is only its words has no more.
const FEW_WORDS: usize = 600;
/// What may follow a name at the end: a version, and an operating system.
const VERSION: usize = 30;
/// Excerpts of pages go on after the mark for so long.
const AFTER_MARK: usize = 40;
/// The code of a place is not longer than this.
const LONGEST_PLACE: usize = 40;
/// More addresses than this are not looked through.
const MOST_LINKS: usize = 60;

/// The story with this number.
#[must_use]
pub fn story(number: usize) -> &'static Story {
    static SHOWN: [Story; FILTERS.len()] = shown(FILTERS);
    STORIES.get(number).or_else(|| SHOWN.get(number.wrapping_sub(STORIES.len()))).unwrap_or(&STORIES[0])
}

/// The marks of the story with this number.
pub fn marks(number: usize) -> impl Iterator<Item = Mark> {
    tables::marks_of(number).map(|(_, mark)| mark)
}

/// The provider with this number; filters between the visitor and the site are none.
#[must_use]
pub fn provider(number: usize) -> Option<Provider> {
    Provider::numbered(number)
}

fn known() -> &'static Index {
    static KNOWN: OnceLock<Index> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let mut index = Index::with_room(tables::ROWS);
        for number in 0..STORIES.len() + FILTERS.len() {
            for pick in story(number).places.iter().chain(story(number).references) {
                if let Pick::Field(name, _) = pick {
                    index.put(number, Row::Pick, name);
                }
            }
            index.put_story(number, tables::marks_of(number), tables::answers_of(number));
        }
        index
    })
}

/// Fields of standards that any intermediary may send.
const STANDARD: [&str; 2] = ["proxy-status", "cache-status"];

/// Whether some story, or a standard that is read, asks for this field.
#[must_use]
pub fn read(field: &str) -> bool {
    let mut entries = known().entries(index::hash_of(field.as_bytes()));
    entries.any(|entry| entry.word == field) || STANDARD.contains(&field)
}

impl Sightings {
    /// Reads the fields, and the page where it was read.
    #[must_use]
    pub fn of(observation: &Observation, reading: Option<&Reading<'_>>) -> Self {
        Self::with(known(), observation, reading)
    }

    fn with(index: &Index, observation: &Observation, reading: Option<&Reading<'_>>) -> Self {
        let mut sightings = Self::default();
        let mut told = Vec::new();
        sightings.read_fields(index, observation, &mut told);
        if let Some(reading) = reading {
            sightings.read_page(index, reading, observation.status, &mut told);
        }
        for told in &mut told {
            told.sighted = sightings.of_story(told.story).is_some();
        }
        told.retain(|told| may_tell(told, observation));
        sightings.told =
            told.into_iter().reduce(|best, next| if says_more(&next, &best) { next } else { best });
        sightings
    }

    /// The provider with this number, where fields show it.
    #[must_use]
    pub fn of_story(&self, number: usize) -> Option<&Seen> {
        self.seen.iter().find(|seen| seen.story == number)
    }

    /// Whether fields show a provider in front of the site.
    #[must_use]
    pub fn has_edge(&self) -> bool {
        self.seen.iter().any(|seen| story(seen.story).kind.is_edge())
    }

    fn read_fields(&mut self, index: &Index, observation: &Observation, told: &mut Vec<Told>) {
        let Some(fields) = &observation.fields else { return };
        for (name, value) in fields.iter() {
            for entry in index.entries(index::hash_of(name.as_bytes())) {
                if entry.word == name {
                    self.read_field(entry, value, observation.status, told);
                }
            }
        }
        // One weak mark is nobody's, unless a platform is there that is known to run on this edge.
        let mut edges = Vec::new();
        for seen in &self.seen {
            edges.extend(story(seen.story).built_on);
        }
        self.seen.retain(|seen| {
            let served = provider(seen.story).is_some_and(|provider| edges.contains(&provider));
            seen.mark.weight != Weight::Weak || seen.marks > 1 || served
        });
    }

    fn read_field(&mut self, entry: &Entry, value: &str, status: Option<Status>, told: &mut Vec<Told>) {
        match entry.row {
            Row::Mark(row) => {
                let Some(mark) = tables::mark(row) else { return };
                if let Some(position) = pattern::position(value, mark.values) {
                    let via = (mark.field == "via").then_some(position);
                    self.see(Seen { story: entry.story, mark, row, marks: 1, via, value: value.to_owned() });
                }
            }
            Row::Answer(row) => {
                let Some(answer) = tables::answer(row) else { return };
                if is_on(&answer, status)
                    && pattern::fits(value, answer.words)
                    && (answer.blame != Blame::Passed || agrees(value, status))
                {
                    let excerpt = value.to_owned();
                    told.push(Told {
                        story: entry.story,
                        answer,
                        row,
                        sighted: false,
                        excerpt,
                        length: usize::MAX,
                    });
                }
            }
            Row::Phrase(_) | Row::Pick => {}
        }
    }

    fn see(&mut self, new: Seen) {
        let Some(seen) = self.seen.iter_mut().find(|seen| seen.story == new.story) else {
            // In the order of the registry, because browsers may reorder fields.
            let at = self.seen.iter().take_while(|seen| seen.story < new.story).count();
            self.seen.insert(at, new);
            return;
        };
        let marks = seen.marks + usize::from(seen.mark.field != new.mark.field);
        let via = seen.via.max(new.via);
        // Of marks that count the same the one that the file names first, in whatever order the fields came.
        let place = |seen: &Seen| (std::cmp::Reverse(seen.mark.weight as u8), seen.row);
        if place(&new) < place(seen) {
            *seen = new;
        }
        seen.marks = marks;
        seen.via = via;
    }

    fn read_page(
        &mut self,
        index: &Index,
        reading: &Reading<'_>,
        status: Option<Status>,
        told: &mut Vec<Told>,
    ) {
        if reading.tail.is_some() {
            return;
        }
        let outline = &reading.outline;
        let text = outline.spaced_text(LITTLE_TEXT + 1);
        if text.len() > LITTLE_TEXT {
            return;
        }
        // Markup that can be read is quoted.
        let quotes = ["</", "<!doctype", "<html"];
        let lower = text.to_ascii_lowercase();
        if quotes.iter().any(|mark| part::contains(&lower, mark)) {
            return;
        }
        let mut look = |text: &str, lower: &str, fits: &dyn Fn(At, usize, &str) -> bool| {
            index.phrases(lower, |entry, row, at| {
                let Some(answer) = tables::answer(row) else { return };
                let (from, end) = (at, at + entry.word.len());
                if is_on(&answer, status) && fits(answer.at, at, part::from(text, end)) {
                    told.push(Told {
                        story: entry.story,
                        answer,
                        row,
                        sighted: false,
                        excerpt: [
                            part::between(text, from, end),
                            &excerpt_of(part::from(text, end), AFTER_MARK),
                        ]
                        .concat(),
                        length: entry.word.len(),
                    });
                }
            });
        };
        for name in
            [outline.title(), outline.first("h1").map(|heading| heading.text(200)).unwrap_or_default()]
        {
            look(&name, &name.to_ascii_lowercase(), &|at, from, _| at == At::Name && from == 0);
        }
        let few = text.len() <= FEW_WORDS;
        // Filters and checks come with every status; but pages that work quote them, at length.
        let works = status.is_some_and(|status| status.code() < 400);
        look(&text, &lower, &|at, from, rest| match at {
            At::Text => few || !works,
            At::Start => from == 0 && few,
            At::End => is_version(rest),
            _ => false,
        });
        let mut links = 0;
        for element in outline.elements() {
            for name in ["src", "href", "action"] {
                if let Some(address) = element.attribute(name).filter(|_| links < MOST_LINKS) {
                    links += 1;
                    look(&address, &address.to_ascii_lowercase(), &|at, _, _| at == At::Link);
                }
            }
        }
        self.text = Some(text);
    }

    /// The provider's code of the place where it answered.
    #[must_use]
    pub fn place(&self, observation: &Observation, number: usize) -> Option<String> {
        picks::first(story(number).places, observation.fields.as_ref(), self.text.as_deref())
            .filter(|place| place.len() <= LONGEST_PLACE && blanked(place) == *place)
    }

    /// The provider's reference of the request.
    #[must_use]
    pub fn reference(&self, observation: &Observation, number: usize) -> Option<String> {
        picks::first(story(number).references, observation.fields.as_ref(), self.text.as_deref())
    }

    /// Whether a provider that fields show has something to say on a page with this status.
    #[must_use]
    pub fn may_say_more(&self, observation: &Observation) -> bool {
        let Some(status) = observation.status.map(Status::code) else { return false };
        let says = |answer: &Answer| !matches!(answer.at, At::Field(_)) && answer.statuses.contains(&status);
        self.seen.iter().any(|seen| tables::answers_of(seen.story).any(|(_, answer)| says(&answer)))
    }

    /// Where an answer stood, as evidence names it.
    #[must_use]
    pub fn source(told: &Told) -> Cow<'static, str> {
        match told.answer.at {
            At::Field(name) => ["field ", name].concat().into(),
            _ => "page".into(),
        }
    }
}

/// Whether a provider that writes its name into `server` on answers of its own can have made this one. Cloudflare
/// writes its own over it.
fn is_signed(story: usize, observation: &Observation) -> bool {
    let server = observation.fields.as_ref().and_then(|fields| fields.get("server"));
    let names =
        tables::marks_of(story).find(|(_, mark)| mark.weight == Weight::Made && mark.field == "server");
    let (Some(server), Some((_, names))) = (server, names) else { return true };
    pattern::fits(&server, names.values) || cloudflare::is_cloudflares_server(&server)
}

/// Whether what was found may count: whose marks are missing where fields are known may have been copied.
fn may_tell(told: &Told, observation: &Observation) -> bool {
    let by_field = matches!(told.answer.at, At::Field(_));
    if !by_field && !is_signed(told.story, observation) {
        return false;
    }
    if told.sighted {
        return true;
    }
    // An edge's marks are in every answer of its own; other names can be lost where an edge writes its own over them.
    let unmarked = observation.fields.is_some() && story(told.story).kind.is_edge() && !by_field;
    !told.answer.marked && !unmarked
}

/// Who says more: whom the fields name, what is said without reserve, and more words; of one provider, what its
/// file names first.
fn says_more(next: &Told, best: &Told) -> bool {
    let rank = |told: &Told| (told.sighted, !told.answer.possible);
    if next.story == best.story && rank(next) == rank(best) {
        return next.row <= best.row;
    }
    // Of two that say as much, the one that the registry names first, in whatever order they were found.
    (rank(next), next.length, best.story) > (rank(best), best.length, next.story)
}

/// Whether an answer is given with this status. Filters and checks come with every status.
fn is_on(answer: &Answer, status: Option<Status>) -> bool {
    let Some(status) = status.map(Status::code) else { return true };
    if !answer.statuses.is_empty() {
        return answer.statuses.contains(&status);
    }
    let any = matches!(answer.blame, Blame::Challenged | Blame::Filter);
    status >= 400 || any
}

/// A status that a field passes on is the one that is seen: else somebody on the way made another answer of it.
fn agrees(value: &str, status: Option<Status>) -> bool {
    let digits = |text: &str| text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    !digits(value) || status.is_none_or(|status| status.code().to_string() == value)
}

/// Whether this can be a version: short, and without another sentence.
fn is_version(rest: &str) -> bool {
    rest.len() <= VERSION
        && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/.()-_+ ".contains(&byte))
}

#[cfg(test)]
mod tests;
