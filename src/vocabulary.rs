//! Closed vocabularies: an enum, its spelling in JSON and its parser from one table of rows.
//!
//! The spellings are part of the contract (`Diagnosis`), so they are written once, beside the variant,
//! and never derived from a Rust name.

/// Declares an enum whose variants each have one stable spelling.
///
/// Gives `ALL`, `as_str`, `parse`, `Display`, and the way through plain data.
macro_rules! vocabulary {
    ($(#[$outer:meta])* $name:ident { $($(#[$inner:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$outer])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$inner])* $variant,)+ }

        impl $name {
            /// Every word of this vocabulary, in the order of its table.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The stable spelling.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The variant with this spelling, if there is one.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|variant| variant.as_str() == word)
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl crate::plain::Record for $name {
            fn to_plain(&self) -> crate::plain::Plain {
                crate::plain::Plain::Text(std::borrow::Cow::Borrowed(self.as_str()))
            }
            fn read(plain: crate::plain::Plain, fits: &mut bool) -> Self {
                let word = <std::borrow::Cow<str> as crate::plain::Record>::read(plain, fits);
                Self::parse(&word).unwrap_or_else(|| {
                    *fits = false;
                    Self::ALL[0]
                })
            }
        }
        crate::plain::through_plain!($name);
    };
}

pub(crate) use vocabulary;
