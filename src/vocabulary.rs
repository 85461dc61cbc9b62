//! Closed vocabularies: an enum, its spelling in JSON and its parser from one table of rows.
//!
//! The spellings are part of the contract (`Diagnosis`), so they are written once, beside the variant,
//! and never derived from a Rust name.

/// Declares an enum whose variants each have one stable spelling.
///
/// Gives `ALL`, `numbered`, `as_str`, `parse`, `Display`, and the way through plain data.
macro_rules! vocabulary {
    ($(#[$outer:meta])* $name:ident { $($(#[$inner:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$outer])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$inner])* $variant,)+ }

        impl $name {
            /// Every word of this vocabulary, in the order of its table.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Their spellings, with a sign behind each: as tables of positions they took 0.6 KB more of the worker.
            const WORDS: &'static str = concat!($($word, "|"),+);

            /// The stable spelling.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                crate::vocabulary::word(Self::WORDS, self as usize)
            }

            /// The variant with this spelling, if there is one.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                Self::numbered(crate::vocabulary::place(Self::WORDS, word)?)
            }

            /// The variant with this place in the table: no table of them all, which weighs 0.2 KB of the worker.
            #[must_use]
            pub const fn numbered(place: usize) -> Option<Self> {
                $(if place == Self::$variant as usize {
                    return Some(Self::$variant);
                })+
                None
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl crate::plain::Record for $name {
            fn to_plain(&self) -> crate::plain::Plain {
                crate::vocabulary::written(Self::WORDS, *self as usize)
            }
            fn read(plain: crate::plain::Plain, fits: &mut bool) -> Self {
                let place = crate::vocabulary::read(Self::WORDS, plain, fits);
                Self::numbered(place).unwrap_or(Self::ALL[0])
            }
        }
        crate::plain::through_plain!($name);
    };
}

pub(crate) use vocabulary;

use crate::part;
use crate::plain::{Plain, Record as _};
use std::borrow::Cow;

/// The word of a vocabulary at this place.
#[inline(never)]
pub(crate) fn word(words: &'static str, place: usize) -> &'static str {
    part::pieces(words, b'|').nth(place).unwrap_or_default()
}

/// The same as plain data.
#[inline(never)]
pub(crate) fn written(words: &'static str, place: usize) -> Plain {
    Plain::Text(Cow::Borrowed(word(words, place)))
}

/// Where a word stands in a vocabulary.
#[inline(never)]
pub(crate) fn place(words: &str, word: &str) -> Option<usize> {
    part::pieces(words, b'|').position(|known| known == word).filter(|_| !word.is_empty())
}

/// Where a word of plain data stands in a vocabulary, or the first place where it does not fit.
#[inline(never)]
pub(crate) fn read(words: &str, plain: Plain, fits: &mut bool) -> usize {
    let place = place(words, &Cow::read(plain, fits));
    *fits &= place.is_some();
    place.unwrap_or_default()
}
