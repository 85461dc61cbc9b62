//! The names, marks and answers of all stories as one text and a few small numbers, made at compile time and taken
//! apart when the first response is read. As the stories write them, with a pointer and a length for every word, they
//! took 5 KB more of the worker's 90; as positions in a text that has each word once, 2.4 KB more: a word that comes
//! again costs gzip less than the numbers that say where it stands.

use std::sync::OnceLock;

use super::TOLD;
use super::filters::FILTERS;
use super::story::{Answer, At, Blame, Mark, Story, Weight};
use crate::failure::Failure;
use crate::part;

/// The story with this number: providers, then filters.
const fn story(number: usize) -> &'static Story {
    if number < TOLD.len() { &TOLD[number] } else { &FILTERS[number - TOLD.len()] }
}

/// Stands behind every text, and in none.
const END: u8 = b'\n';

/// What an answer is beside its texts.
#[derive(Clone, Copy)]
struct AnswerRow {
    at: Where,
    blame: Blame,
    possible: bool,
    marked: bool,
    failure: Option<Failure>,
    /// Where its statuses begin in [`STATUSES`].
    statuses: u8,
    /// How many there are.
    status_count: u8,
}

/// [`At`], without the field's name.
#[derive(Clone, Copy)]
enum Where {
    Field,
    Name,
    Text,
    Start,
    End,
    Link,
}

/// How many rows a story has.
#[derive(Clone, Copy)]
struct Counts {
    marks: u8,
    answers: u8,
}

/// How long the tables are, or how far they are filled.
#[derive(Clone, Copy)]
struct Lengths {
    /// All names of fields and phrases.
    rows: usize,
    texts: usize,
    statuses: usize,
    marks: usize,
    answers: usize,
    stories: usize,
}

/// The tables while they are being made, with more room for statuses than they need.
struct Tables {
    /// Of each story the name, then of each mark the field and the values, then of each answer the field, the words
    /// and the code.
    texts: [u8; LENGTHS.texts],
    statuses: [u16; LENGTHS.statuses],
    marks: [Weight; LENGTHS.marks],
    answers: [AnswerRow; LENGTHS.answers],
    stories: [Counts; LENGTHS.stories],
    filled: Lengths,
}

const NO_LENGTHS: Lengths = Lengths { rows: 0, texts: 0, statuses: 0, marks: 0, answers: 0, stories: 0 };
const LENGTHS: Lengths = lengths();

const fn lengths() -> Lengths {
    let mut sum = NO_LENGTHS;
    while sum.stories < TOLD.len() + FILTERS.len() {
        let story = story(sum.stories);
        sum.texts += story.name.len() + 1;
        let mut row = 0;
        while row < story.marks.len() {
            sum.texts += story.marks[row].field.len() + story.marks[row].values.len() + 2;
            row += 1;
        }
        row = 0;
        while row < story.answers.len() {
            let answer = &story.answers[row];
            sum.texts += field_of(answer).len() + answer.words.len() + code_of(answer).len() + 3;
            sum.statuses += answer.statuses.len();
            sum.rows += alternatives(answer.words);
            row += 1;
        }
        sum.rows += story.marks.len() + story.places.len() + story.references.len();
        sum.marks += story.marks.len();
        sum.answers += story.answers.len();
        sum.stories += 1;
    }
    sum
}

/// How many words `words!` made one text of.
const fn alternatives(words: &str) -> usize {
    let (mut count, mut byte) = (1, 0);
    while byte < words.len() {
        if words.as_bytes()[byte] == b'|' {
            count += 1;
        }
        byte += 1;
    }
    count
}

/// The name of an answer's field, or nothing.
const fn field_of(answer: &Answer) -> &'static str {
    if let At::Field(name) = answer.at { name } else { "" }
}

/// An answer's code, or nothing.
const fn code_of(answer: &Answer) -> &'static str {
    if let Some(code) = answer.code { code } else { "" }
}

/// A number of the tables. One that does not fit ends the build.
const fn small(number: usize) -> u8 {
    assert!(number <= u8::MAX as usize, "the tables of providers are longer than their numbers can say");
    #[allow(clippy::cast_possible_truncation)] // That is checked.
    return number as u8;
}

impl Tables {
    const fn add_text(&mut self, text: &str) {
        let mut byte = 0;
        while byte < text.len() {
            assert!(text.as_bytes()[byte] != END, "a text of a story has a sign that ends it");
            self.texts[self.filled.texts] = text.as_bytes()[byte];
            self.filled.texts += 1;
            byte += 1;
        }
        self.texts[self.filled.texts] = END;
        self.filled.texts += 1;
    }

    /// Where these stand, within a longer list maybe.
    const fn add_statuses(&mut self, statuses: &[u16]) -> usize {
        let mut from = 0;
        while from + statuses.len() <= self.filled.statuses {
            let mut same = 0;
            while same < statuses.len() && self.statuses[from + same] == statuses[same] {
                same += 1;
            }
            if same == statuses.len() {
                return from;
            }
            from += 1;
        }
        from = self.filled.statuses;
        let mut place = 0;
        while place < statuses.len() {
            self.statuses[from + place] = statuses[place];
            place += 1;
        }
        self.filled.statuses += statuses.len();
        from
    }

    const fn add_marks(&mut self, marks: &[Mark]) {
        let mut row = 0;
        while row < marks.len() {
            self.add_text(marks[row].field);
            self.add_text(marks[row].values);
            self.marks[self.filled.marks] = marks[row].weight;
            self.filled.marks += 1;
            row += 1;
        }
    }

    const fn add_answers(&mut self, answers: &[Answer]) {
        let mut row = 0;
        while row < answers.len() {
            let answer = &answers[row];
            self.add_text(field_of(answer));
            self.add_text(answer.words);
            self.add_text(code_of(answer));
            self.answers[self.filled.answers] = AnswerRow {
                at: match answer.at {
                    At::Field(_) => Where::Field,
                    At::Name => Where::Name,
                    At::Text => Where::Text,
                    At::Start => Where::Start,
                    At::End => Where::End,
                    At::Link => Where::Link,
                },
                blame: answer.blame,
                possible: answer.possible,
                marked: answer.marked,
                failure: answer.failure,
                statuses: small(self.add_statuses(answer.statuses)),
                status_count: small(answer.statuses.len()),
            };
            self.filled.answers += 1;
            row += 1;
        }
    }

    #[allow(clippy::large_stack_arrays)] // It runs at compile time.
    const fn of_all() -> Self {
        let answer = AnswerRow {
            at: Where::Field,
            blame: Blame::Own,
            possible: false,
            marked: false,
            failure: None,
            statuses: 0,
            status_count: 0,
        };
        let mut tables = Self {
            texts: [0; LENGTHS.texts],
            statuses: [0; LENGTHS.statuses],
            marks: [Weight::Weak; LENGTHS.marks],
            answers: [answer; LENGTHS.answers],
            stories: [Counts { marks: 0, answers: 0 }; LENGTHS.stories],
            filled: NO_LENGTHS,
        };
        let mut number = 0;
        while number < LENGTHS.stories {
            tables.add_text(story(number).name);
            number += 1;
        }
        number = 0;
        while number < LENGTHS.stories {
            tables.add_marks(story(number).marks);
            number += 1;
        }
        number = 0;
        while number < LENGTHS.stories {
            let (marks, answers) = (story(number).marks, story(number).answers);
            tables.add_answers(answers);
            tables.stories[number] = Counts { marks: small(marks.len()), answers: small(answers.len()) };
            number += 1;
        }
        tables
    }

    /// The statuses, without the room that they do not need.
    const fn statuses<const LENGTH: usize>(&self) -> [u16; LENGTH] {
        let mut statuses = [0; LENGTH];
        let mut place = 0;
        while place < LENGTH {
            statuses[place] = self.statuses[place];
            place += 1;
        }
        statuses
    }
}

const ALL: Tables = Tables::of_all();
static BYTES: [u8; LENGTHS.texts] = ALL.texts;
static TEXTS: &str = match str::from_utf8(&BYTES) {
    Ok(texts) => texts,
    Err(_) => panic!("texts one after the other are a text"),
};
static STATUSES: [u16; ALL.filled.statuses] = ALL.statuses();
static MARKS: [Weight; LENGTHS.marks] = ALL.marks;
static ANSWERS: [AnswerRow; LENGTHS.answers] = ALL.answers;
static COUNTS: [Counts; LENGTHS.stories] = ALL.stories;

/// Where the rows of a story end; they begin where those of the story before end.
#[derive(Clone, Copy, Default)]
struct Ends {
    marks: u16,
    answers: u16,
}

/// What is taken apart when the first row is asked for.
struct Apart {
    /// Where each text begins, and where one more would.
    texts: Vec<usize>,
    stories: Vec<Ends>,
}

fn apart() -> &'static Apart {
    static APART: OnceLock<Apart> = OnceLock::new();
    APART.get_or_init(|| {
        let mut stories = Vec::with_capacity(COUNTS.len());
        let mut ends = Ends::default();
        for counts in &COUNTS {
            ends.marks += u16::from(counts.marks);
            ends.answers += u16::from(counts.answers);
            stories.push(ends);
        }
        Apart { texts: begins(), stories }
    })
}

/// Where each text begins, and where one more would. This and the next are functions of their own: as one they would
/// have the browser's optimizer at work when a worker has just woken.
#[inline(never)]
fn begins() -> Vec<usize> {
    let mut begins = Vec::with_capacity(ANSWER_TEXTS + 3 * LENGTHS.answers + 1);
    begins.extend(std::iter::successors(Some(0), |&text| behind(text)));
    begins
}

/// Where the text behind the one that begins here begins.
#[inline(never)]
fn behind(text: usize) -> Option<usize> {
    part::position(TEXTS, text, END).map(|end| end + 1)
}

/// How many names of fields and phrases there are at most.
pub const ROWS: usize = LENGTHS.rows;

/// The number of the first text of the marks.
const MARK_TEXTS: usize = LENGTHS.stories;
/// The number of the first text of the answers.
const ANSWER_TEXTS: usize = MARK_TEXTS + 2 * LENGTHS.marks;

/// The text with this number.
fn text(number: usize) -> &'static str {
    let texts = &apart().texts;
    let (Some(from), Some(next)) = (texts.get(number), texts.get(number + 1)) else { return "" };
    part::between(TEXTS, *from, next - 1)
}

/// The name of the story with this number.
pub fn name(number: usize) -> &'static str {
    text(number)
}

/// The mark with this number.
pub fn mark(number: u16) -> Option<Mark> {
    let number = usize::from(number);
    let weight = *MARKS.get(number)?;
    let first = MARK_TEXTS + 2 * number;
    Some(Mark { field: text(first), values: text(first + 1), weight })
}

/// The answer with this number.
pub fn answer(number: u16) -> Option<Answer> {
    let number = usize::from(number);
    let row = ANSWERS.get(number)?;
    let first = ANSWER_TEXTS + 3 * number;
    let from = usize::from(row.statuses);
    Some(Answer {
        at: match row.at {
            Where::Field => At::Field(text(first)),
            Where::Name => At::Name,
            Where::Text => At::Text,
            Where::Start => At::Start,
            Where::End => At::End,
            Where::Link => At::Link,
        },
        words: text(first + 1),
        statuses: STATUSES.get(from..from + usize::from(row.status_count)).unwrap_or_default(),
        blame: row.blame,
        possible: row.possible,
        code: Some(text(first + 2)).filter(|code| !code.is_empty()),
        failure: row.failure,
        marked: row.marked,
    })
}

/// The marks of a story, with their numbers.
pub fn marks_of(story: usize) -> impl Iterator<Item = (u16, Mark)> {
    let [from, to] = ends(story);
    (from.marks..to.marks).filter_map(|number| Some((number, mark(number)?)))
}

/// The answers of a story, with their numbers.
pub fn answers_of(story: usize) -> impl Iterator<Item = (u16, Answer)> {
    let [from, to] = ends(story);
    (from.answers..to.answers).filter_map(|number| Some((number, answer(number)?)))
}

/// Where the rows of the story before end, and where its own do.
fn ends(story: usize) -> [Ends; 2] {
    let end = |number: Option<usize>| number.and_then(|number| apart().stories.get(number)).copied();
    [end(story.checked_sub(1)), end(Some(story))].map(Option::unwrap_or_default)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_hold_what_the_stories_say() {
        let (mut marks, mut answers) = (0, 0);
        for (number, story) in TOLD.iter().chain(FILTERS).enumerate() {
            for told in story.marks {
                assert_eq!(format!("{:?}", mark(marks)), format!("{:?}", Some(told)), "{}", story.name);
                marks += 1;
            }
            for told in story.answers {
                assert_eq!(format!("{:?}", answer(answers)), format!("{:?}", Some(told)), "{}", story.name);
                answers += 1;
            }
            assert_eq!(name(number), story.name);
            let rows = (marks_of(number).count(), answers_of(number).count());
            assert_eq!(rows, (story.marks.len(), story.answers.len()), "{}", story.name);
        }
        assert!(marks > 250 && answers > 300, "{marks} marks, {answers} answers");
        assert!(mark(marks).is_none() && answer(answers).is_none());
        assert_eq!(marks_of(usize::MAX).count() + answers_of(COUNTS.len()).count(), 0);
    }
}
