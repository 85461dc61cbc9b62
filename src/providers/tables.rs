//! The marks and answers of all stories as tables of numbers into one text, made at compile time. As the stories
//! write them, with a pointer and a length for every word, they took 3 KB more of the worker's 90.

use super::TOLD;
use super::filters::FILTERS;
use super::story::{Answer, At, Blame, Mark, Story, Weight};
use crate::failure::Failure;
use crate::part;

/// Providers, then filters: the numbers of stories are those of this order.
const STORIES: [&[Story]; 2] = [TOLD, FILTERS];

/// A part of [`WORDS`].
#[derive(Clone, Copy)]
struct Word {
    from: u16,
    length: u16,
}

impl Word {
    const NONE: Self = Self { from: 0, length: 0 };

    fn text(self) -> &'static str {
        let from = usize::from(self.from);
        part::between(WORDS, from, from + usize::from(self.length))
    }
}

#[derive(Clone, Copy)]
struct MarkRow {
    field: Word,
    values: Word,
    weight: Weight,
}

#[derive(Clone, Copy)]
struct AnswerRow {
    /// The field's name is beside it.
    at: Where,
    field: Word,
    words: Word,
    statuses: Word,
    blame: Blame,
    possible: bool,
    marked: bool,
    has_code: bool,
    code: Word,
    failure: Option<Failure>,
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

/// Where the rows of a story end; they begin where those of the story before end.
#[derive(Clone, Copy)]
struct Ends {
    marks: u16,
    answers: u16,
}

/// How long the tables are, or how far they are filled.
#[derive(Clone, Copy)]
struct Lengths {
    /// All names of fields and phrases.
    rows: usize,
    words: usize,
    /// Texts, each once.
    distinct: usize,
    statuses: usize,
    marks: usize,
    answers: usize,
    stories: usize,
}

/// The tables with more room for texts than they need, while they are being made.
struct Tables {
    distinct: [Word; LENGTHS.distinct],
    words: [u8; LENGTHS.words],
    statuses: [u16; LENGTHS.statuses],
    marks: [MarkRow; LENGTHS.marks],
    answers: [AnswerRow; LENGTHS.answers],
    ends: [Ends; LENGTHS.stories],
    filled: Lengths,
}

const NO_LENGTHS: Lengths =
    Lengths { rows: 0, words: 0, distinct: 0, statuses: 0, marks: 0, answers: 0, stories: 0 };
const LENGTHS: Lengths = lengths();

const fn lengths() -> Lengths {
    let mut sum = NO_LENGTHS;
    let mut list = 0;
    while list < STORIES.len() {
        let mut number = 0;
        while number < STORIES[list].len() {
            let story = &STORIES[list][number];
            let mut row = 0;
            while row < story.marks.len() {
                sum.words += story.marks[row].field.len() + story.marks[row].values.len();
                row += 1;
            }
            row = 0;
            while row < story.answers.len() {
                let answer = &story.answers[row];
                let field = if let At::Field(name) = answer.at { name.len() } else { 0 };
                let code = if let Some(code) = answer.code { code.len() } else { 0 };
                sum.words += field + code + answer.words.len();
                sum.statuses += answer.statuses.len();
                sum.rows += alternatives(answer.words);
                row += 1;
            }
            sum.rows += story.marks.len() + story.places.len() + story.references.len();
            sum.distinct += 2 * story.marks.len() + 3 * story.answers.len();
            sum.marks += story.marks.len();
            sum.answers += story.answers.len();
            number += 1;
        }
        sum.stories += STORIES[list].len();
        list += 1;
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

/// A position in a table. One that does not fit ends the build.
const fn short(position: usize) -> u16 {
    assert!(position <= u16::MAX as usize, "the tables of providers are longer than their numbers can say");
    #[allow(clippy::cast_possible_truncation)] // That is checked.
    return position as u16;
}

impl Tables {
    /// Where this text stands; many stories name the same field.
    const fn add_word(&mut self, at: &mut Lengths, text: &str) -> Word {
        let mut number = 0;
        while number < at.distinct {
            let word = self.distinct[number];
            if word.length as usize == text.len() && self.holds(word, text) {
                return word;
            }
            number += 1;
        }
        let word = Word { from: short(at.words), length: short(text.len()) };
        self.distinct[at.distinct] = word;
        at.distinct += 1;
        let mut byte = 0;
        while byte < text.len() {
            self.words[at.words] = text.as_bytes()[byte];
            at.words += 1;
            byte += 1;
        }
        word
    }

    const fn holds(&self, word: Word, text: &str) -> bool {
        let mut byte = 0;
        while byte < text.len() {
            if self.words[word.from as usize + byte] != text.as_bytes()[byte] {
                return false;
            }
            byte += 1;
        }
        true
    }

    /// Where these stand, within a longer list maybe.
    const fn add_statuses(&mut self, at: &mut Lengths, statuses: &[u16]) -> Word {
        let length = short(statuses.len());
        let mut from = 0;
        while from + statuses.len() <= at.statuses {
            let mut same = 0;
            while same < statuses.len() && self.statuses[from + same] == statuses[same] {
                same += 1;
            }
            if same == statuses.len() {
                return Word { from: short(from), length };
            }
            from += 1;
        }
        let word = Word { from: short(at.statuses), length };
        let mut place = 0;
        while place < statuses.len() {
            self.statuses[at.statuses] = statuses[place];
            at.statuses += 1;
            place += 1;
        }
        word
    }

    const fn add_answer(&mut self, at: &mut Lengths, answer: &Answer) {
        let (place, field) = match answer.at {
            At::Field(name) => (Where::Field, self.add_word(at, name)),
            At::Name => (Where::Name, Word::NONE),
            At::Text => (Where::Text, Word::NONE),
            At::Start => (Where::Start, Word::NONE),
            At::End => (Where::End, Word::NONE),
            At::Link => (Where::Link, Word::NONE),
        };
        self.answers[at.answers] = AnswerRow {
            at: place,
            field,
            words: self.add_word(at, answer.words),
            statuses: self.add_statuses(at, answer.statuses),
            blame: answer.blame,
            possible: answer.possible,
            marked: answer.marked,
            has_code: answer.code.is_some(),
            code: if let Some(code) = answer.code { self.add_word(at, code) } else { Word::NONE },
            failure: answer.failure,
        };
        at.answers += 1;
    }

    const fn add_story(&mut self, at: &mut Lengths, story: &Story) {
        let mut row = 0;
        while row < story.marks.len() {
            let mark = &story.marks[row];
            self.marks[at.marks] = MarkRow {
                field: self.add_word(at, mark.field),
                values: self.add_word(at, mark.values),
                weight: mark.weight,
            };
            at.marks += 1;
            row += 1;
        }
        row = 0;
        while row < story.answers.len() {
            self.add_answer(at, &story.answers[row]);
            row += 1;
        }
        self.ends[at.stories] = Ends { marks: short(at.marks), answers: short(at.answers) };
        at.stories += 1;
    }

    #[allow(clippy::large_stack_arrays)] // It runs at compile time.
    const fn of_all() -> Self {
        let mark = MarkRow { field: Word::NONE, values: Word::NONE, weight: Weight::Weak };
        let answer = AnswerRow {
            at: Where::Field,
            field: Word::NONE,
            words: Word::NONE,
            statuses: Word::NONE,
            blame: Blame::Own,
            possible: false,
            marked: false,
            has_code: false,
            code: Word::NONE,
            failure: None,
        };
        let mut tables = Self {
            distinct: [Word::NONE; LENGTHS.distinct],
            words: [0; LENGTHS.words],
            statuses: [0; LENGTHS.statuses],
            marks: [mark; LENGTHS.marks],
            answers: [answer; LENGTHS.answers],
            ends: [Ends { marks: 0, answers: 0 }; LENGTHS.stories],
            filled: NO_LENGTHS,
        };
        let mut at = NO_LENGTHS;
        let mut list = 0;
        while list < STORIES.len() {
            let mut number = 0;
            while number < STORIES[list].len() {
                tables.add_story(&mut at, &STORIES[list][number]);
                number += 1;
            }
            list += 1;
        }
        tables.filled = at;
        tables
    }
}

/// The part of a table that is filled.
const fn filled<T: Copy, const LENGTH: usize>(table: &[T], filler: T) -> [T; LENGTH] {
    let mut part = [filler; LENGTH];
    let mut place = 0;
    while place < LENGTH {
        part[place] = table[place];
        place += 1;
    }
    part
}

const ALL: Tables = Tables::of_all();
static BYTES: [u8; ALL.filled.words] = filled(&ALL.words, 0);
static WORDS: &str = match str::from_utf8(&BYTES) {
    Ok(words) => words,
    Err(_) => panic!("texts one after the other are a text"),
};
static STATUSES: [u16; ALL.filled.statuses] = filled(&ALL.statuses, 0);
static MARKS: [MarkRow; LENGTHS.marks] = ALL.marks;
static ANSWERS: [AnswerRow; LENGTHS.answers] = ALL.answers;
static ENDS: [Ends; LENGTHS.stories] = ALL.ends;

impl MarkRow {
    fn mark(self) -> Mark {
        Mark { field: self.field.text(), values: self.values.text(), weight: self.weight }
    }
}

impl AnswerRow {
    fn answer(self) -> Answer {
        let from = usize::from(self.statuses.from);
        Answer {
            at: match self.at {
                Where::Field => At::Field(self.field.text()),
                Where::Name => At::Name,
                Where::Text => At::Text,
                Where::Start => At::Start,
                Where::End => At::End,
                Where::Link => At::Link,
            },
            words: self.words.text(),
            statuses: STATUSES.get(from..from + usize::from(self.statuses.length)).unwrap_or_default(),
            blame: self.blame,
            possible: self.possible,
            code: self.has_code.then(|| self.code.text()),
            failure: self.failure,
            marked: self.marked,
        }
    }
}

/// How many names of fields and phrases there are at most.
pub const ROWS: usize = LENGTHS.rows;

/// The mark with this number.
pub fn mark(number: u16) -> Option<Mark> {
    MARKS.get(usize::from(number)).map(|row| row.mark())
}

/// The answer with this number.
pub fn answer(number: u16) -> Option<Answer> {
    ANSWERS.get(usize::from(number)).map(|row| row.answer())
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
    let end = |number: Option<usize>| number.and_then(|number| ENDS.get(number)).copied();
    [end(story.checked_sub(1)), end(Some(story))].map(|ends| ends.unwrap_or(Ends { marks: 0, answers: 0 }))
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
            let rows = (marks_of(number).count(), answers_of(number).count());
            assert_eq!(rows, (story.marks.len(), story.answers.len()), "{}", story.name);
        }
        assert!(marks > 250 && answers > 300, "{marks} marks, {answers} answers");
        assert!(mark(marks).is_none() && answer(answers).is_none());
        assert_eq!(marks_of(usize::MAX).count() + answers_of(ENDS.len()).count(), 0);
    }
}
