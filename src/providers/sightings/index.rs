//! One table of all names of fields and all words of pages, by the hash of their first word.

use crate::part;
use crate::providers::story::{Answer, At, Mark};

/// What stands under a hash.
#[derive(Clone, Copy)]
pub enum Row {
    /// The mark with this number.
    Mark(u16),
    /// The answer with this number, in a field.
    Answer(u16),
    /// The answer with this number, in a page.
    Phrase(u16),
    /// Where a place or a reference stands.
    Pick,
}

/// A name or a phrase of a story.
#[derive(Clone, Copy)]
pub struct Entry {
    hash: u32,
    /// Which story.
    pub story: usize,
    /// Its row there.
    pub row: Row,
    /// The field's name, or the whole phrase.
    pub word: &'static str,
    /// Where the word that was hashed begins in the phrase: what stands before it are signs.
    lead: usize,
    /// The next entry in the same bucket, counted from 1; 0 after the last.
    next: u16,
}

/// A hash table with chains: dozens of providers are known by the field `server`, and no other word shall have to
/// pass them.
pub struct Index {
    /// The first entry of each bucket, counted from 1; 0 where there is none.
    buckets: Vec<u16>,
    entries: Vec<Entry>,
}

impl Index {
    /// An index with room for so many names and phrases.
    pub fn with_room(rows: usize) -> Self {
        Self { buckets: vec![0; (2 * rows).next_power_of_two()], entries: Vec::with_capacity(rows) }
    }

    /// Adds the marks and answers of a story, each with its number.
    pub fn put_story(
        &mut self,
        story: usize,
        marks: impl Iterator<Item = (u16, Mark)>,
        answers: impl Iterator<Item = (u16, Answer)>,
    ) {
        for (number, mark) in marks {
            self.put(story, Row::Mark(number), mark.field);
        }
        for (number, answer) in answers {
            self.put_answer(story, number, &answer);
        }
    }

    fn put_answer(&mut self, story: usize, number: u16, answer: &Answer) {
        if let At::Field(name) = answer.at {
            return self.put(story, Row::Answer(number), name);
        }
        for word in part::pieces(answer.words, b'|') {
            self.put(story, Row::Phrase(number), word);
        }
    }

    /// Adds a name of a field, or a phrase.
    pub fn put(&mut self, story: usize, row: Row, word: &'static str) {
        let bytes = word.as_bytes();
        // Names of fields are one word, whatever signs they have.
        let phrase = matches!(row, Row::Phrase(_));
        let lead = if phrase { bytes.iter().take_while(|&&byte| !is_of_word(byte)).count() } else { 0 };
        let rest = bytes.get(lead..).unwrap_or_default();
        let hash = hash_of(rest.iter().take_while(|&&byte| !phrase || is_of_word(byte)));
        let bucket = hash as usize & (self.buckets.len() - 1);
        if let (Some(first), Ok(place)) =
            (self.buckets.get_mut(bucket), u16::try_from(self.entries.len() + 1))
        {
            self.entries.push(Entry { hash, story, row, word, lead, next: *first });
            *first = place;
        }
    }

    /// The entries of a bucket, in no order.
    fn bucket(&self, hash: u32) -> impl Iterator<Item = &Entry> {
        let first = self.buckets.get(hash as usize & (self.buckets.len() - 1)).copied();
        let entry = |place: u16| self.entries.get(usize::from(place).checked_sub(1)?);
        std::iter::successors(entry(first.unwrap_or(0)), move |last| entry(last.next))
    }

    /// The entries of a hash, in no order.
    pub fn entries(&self, hash: u32) -> impl Iterator<Item = &Entry> {
        self.bucket(hash).filter(move |entry| entry.hash == hash)
    }

    /// How many entries are looked at for a hash, and the bucket.
    #[cfg(test)]
    pub fn looks(&self, hash: u32) -> usize {
        self.bucket(hash).count() + 1
    }

    /// Every phrase of a page that stands in a text in lower case, and where it begins.
    pub fn phrases(&self, text: &str, mut found: impl FnMut(&Entry, u16, usize)) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if !is_of_word(byte) {
                at += 1;
                continue;
            }
            let rest = bytes.get(at..).unwrap_or_default();
            let length = rest.iter().take_while(|&&byte| is_of_word(byte)).count();
            for entry in self.entries(hash_of(rest.get(..length).unwrap_or_default())) {
                let Row::Phrase(answer) = entry.row else { continue };
                let Some(from) = at.checked_sub(entry.lead) else { continue };
                let there = bytes.get(from..).is_some_and(|part| part.starts_with(entry.word.as_bytes()));
                if there {
                    found(entry, answer, from);
                }
            }
            at += length;
        }
    }
}

/// Letters, digits, and whatever is not ASCII.
const fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}

/// FNV-1a, 32 bits (<http://www.isthe.com/chongo/tech/comp/fnv/>).
pub fn hash_of<'b>(bytes: impl IntoIterator<Item = &'b u8>) -> u32 {
    bytes.into_iter().fold(0x811C_9DC5, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
