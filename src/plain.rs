//! Plain data between the typed records and the outside: JSON here, JavaScript values in the browser.
//!
//! Every record says how it becomes plain data and back, and serde moves plain data only. So there is
//! one visitor instead of one per type and format: derived code for the same records took half of the
//! budget of the worker's wasm (see ARCHITECTURE.md). What does not fit gives `None`, never an error
//! that names a type.

mod compact;
#[cfg(any(not(target_arch = "wasm32"), not(feature = "www")))]
pub(crate) mod json;
mod with_serde;

pub use compact::Compact;

use std::borrow::Cow;

/// A JSON value whose records keep the order of their members.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Plain {
    /// Null, undefined, or nothing that plain data can hold.
    #[default]
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Whole(i64),
    /// Any other number.
    Number(f64),
    /// A text.
    Text(Cow<'static, str>),
    /// A list.
    List(Vec<Plain>),
    /// A record.
    Record(Vec<(Cow<'static, str>, Plain)>),
}

impl Plain {
    /// Takes a member out of a record; what is not there is null.
    #[must_use]
    #[inline(never)]
    pub fn take(&mut self, name: &str) -> Self {
        let Self::Record(members) = self else { return Self::Null };
        let found = members.iter_mut().find(|(known, _)| known == name);
        found.map_or(Self::Null, |(_, value)| std::mem::replace(value, Self::Null))
    }

    /// Whether it can be a record, with or without the names of its members.
    #[inline(never)]
    pub(crate) fn holds_members(&self) -> bool {
        matches!(self, Self::Record(_) | Self::List(_))
    }

    /// The name and the value of a record with one member: how a variant with data is written.
    #[must_use]
    pub fn variant(self) -> Option<(Cow<'static, str>, Self)> {
        match self {
            Self::Record(mut members) if members.len() == 1 => members.pop(),
            _ => None,
        }
    }
}

/// A type that plain data can hold.
pub trait Record: Sized {
    /// The value as plain data.
    fn to_plain(&self) -> Plain;
    /// The value. Where the data do not fit, some value, and `fits` becomes false: leaving at once would cost the
    /// wasm at every member the code that drops the members before it.
    fn read(plain: Plain, fits: &mut bool) -> Self;
    /// The value, or `None` when the data do not fit.
    #[must_use]
    fn from_plain(plain: Plain) -> Option<Self> {
        let mut fits = true;
        let value = Self::read(plain, &mut fits);
        fits.then_some(value)
    }
}

/// The value, or the type's own default in the place of one that does not fit.
fn or_default<T: Default>(value: Option<T>, fits: &mut bool) -> T {
    *fits &= value.is_some();
    value.unwrap_or_default()
}

impl Record for Plain {
    fn to_plain(&self) -> Plain {
        self.clone()
    }
    fn read(plain: Plain, _: &mut bool) -> Self {
        plain
    }
}

impl Record for bool {
    fn to_plain(&self) -> Plain {
        Plain::Bool(*self)
    }
    fn read(plain: Plain, fits: &mut bool) -> Self {
        or_default(if let Plain::Bool(value) = plain { Some(value) } else { None }, fits)
    }
}

impl Record for f64 {
    fn to_plain(&self) -> Plain {
        Plain::Number(*self)
    }
    #[allow(clippy::cast_precision_loss)] // Times in milliseconds are far below 2⁵³.
    fn read(plain: Plain, fits: &mut bool) -> Self {
        let value = match plain {
            Plain::Number(value) => Some(value),
            Plain::Whole(value) => Some(value as Self),
            _ => None,
        };
        or_default(value, fits)
    }
}

macro_rules! whole_numbers {
    ($($number:ty)+) => { $(
        impl Record for $number {
            fn to_plain(&self) -> Plain {
                Plain::Whole(i64::from(*self))
            }
            fn read(plain: Plain, fits: &mut bool) -> Self {
                or_default(if let Plain::Whole(value) = plain { value.try_into().ok() } else { None }, fits)
            }
        }
    )+ };
}

whole_numbers!(u16 u32 i32);

impl Record for String {
    fn to_plain(&self) -> Plain {
        Plain::Text(Cow::Owned(self.clone()))
    }
    fn read(plain: Plain, fits: &mut bool) -> Self {
        Cow::read(plain, fits).into_owned()
    }
}

impl Record for Cow<'static, str> {
    fn to_plain(&self) -> Plain {
        Plain::Text(self.clone())
    }
    #[inline(never)]
    fn read(plain: Plain, fits: &mut bool) -> Self {
        or_default(if let Plain::Text(text) = plain { Some(text) } else { None }, fits)
    }
}

impl<T: Record> Record for Option<T> {
    fn to_plain(&self) -> Plain {
        self.as_ref().map_or(Plain::Null, Record::to_plain)
    }
    fn read(plain: Plain, fits: &mut bool) -> Self {
        (!matches!(plain, Plain::Null)).then(|| T::read(plain, fits))
    }
}

impl<T: Record> Record for Vec<T> {
    fn to_plain(&self) -> Plain {
        Plain::List(self.iter().map(Record::to_plain).collect())
    }
    fn read(plain: Plain, fits: &mut bool) -> Self {
        let values = or_default(if let Plain::List(values) = plain { Some(values) } else { None }, fits);
        let mut read = Self::with_capacity(values.len());
        for value in values {
            read.push(T::read(value, fits));
        }
        read
    }
}

impl<T: Record> Record for Box<T> {
    fn to_plain(&self) -> Plain {
        (**self).to_plain()
    }
    fn read(plain: Plain, fits: &mut bool) -> Self {
        Self::new(T::read(plain, fits))
    }
}

impl<A: Record, B: Record> Record for (A, B) {
    fn to_plain(&self) -> Plain {
        Plain::List(vec![self.0.to_plain(), self.1.to_plain()])
    }
    fn read(plain: Plain, fits: &mut bool) -> Self {
        let values = if let Plain::List(values) = plain { <[Plain; 2]>::try_from(values).ok() } else { None };
        *fits &= values.is_some();
        let [first, second] = values.unwrap_or([Plain::Null, Plain::Null]);
        (A::read(first, fits), B::read(second, fits))
    }
}

/// A value as data that fit or not: one damaged member does not spoil the record that holds it.
#[derive(Clone, Debug, PartialEq)]
pub struct Lenient<T>(pub Option<T>);

impl<T: Record> Record for Lenient<T> {
    fn to_plain(&self) -> Plain {
        self.0.to_plain()
    }
    fn read(plain: Plain, _: &mut bool) -> Self {
        Self(T::from_plain(plain))
    }
}

/// The members of a record that is being written. Not inlined: it is called for every member of every
/// record, and the worker's wasm pays for each copy.
#[derive(Default)]
pub(crate) struct Members(Vec<(Cow<'static, str>, Plain)>);

impl Members {
    #[inline(never)]
    pub fn new() -> Self {
        Self(Vec::with_capacity(8))
    }
    #[inline(never)]
    pub fn put(&mut self, name: &'static str, value: Plain) {
        self.0.push((Cow::Borrowed(name), value));
    }
    pub fn into_plain(self) -> Plain {
        Plain::Record(self.0)
    }
}

/// Makes a struct a record of its named fields, in this order, under their own names.
macro_rules! record {
    ($name:ident { $($field:ident),+ $(,)? }) => {
        impl crate::plain::Record for $name {
            fn to_plain(&self) -> crate::plain::Plain {
                let mut members = crate::plain::Members::new();
                $(members.put(stringify!($field), crate::plain::Record::to_plain(&self.$field));)+
                members.into_plain()
            }
            fn read(mut plain: crate::plain::Plain, fits: &mut bool) -> Self {
                *fits &= plain.holds_members();
                Self { $($field: plain.member(stringify!($field), fits),)+ }
            }
        }
        crate::plain::through_plain!($name);
    };
}

/// Makes an enum whose variants have named fields a record with one member: `{"Variant": {…}}`.
macro_rules! variants {
    (@any $name:ident $variant:ident { $($field:ident),* } $($others:tt)*) => {
        $name::$variant { $($field: crate::plain::Record::read(crate::plain::Plain::Null, &mut false)),* }
    };
    ($name:ident { $($variant:ident { $($field:ident),* $(,)? }),+ $(,)? }) => {
        impl crate::plain::Record for $name {
            #[inline(never)]
            fn to_plain(&self) -> crate::plain::Plain {
                #[allow(unused_mut)] // A variant without fields puts none.
                let mut members = crate::plain::Members::new();
                let name = match self { $(
                    Self::$variant { $($field),* } => {
                        $(members.put(stringify!($field), crate::plain::Record::to_plain($field));)*
                        stringify!($variant)
                    }
                )+ };
                let mut variant = crate::plain::Members::new();
                variant.put(name, members.into_plain());
                variant.into_plain()
            }
            #[inline(never)]
            fn read(plain: crate::plain::Plain, fits: &mut bool) -> Self {
                let (name, members) = plain.variant().unwrap_or_default();
                $(if name == stringify!($variant) {
                    // A function each: Chromium compiles a function of wasm when it is first called.
                    #[inline(never)]
                    #[allow(unused_mut, unused_variables)] // A variant without fields reads none.
                    fn read(mut members: crate::plain::Plain, fits: &mut bool) -> $name {
                        $name::$variant {
                            $($field: members.member(stringify!($field), fits),)*
                        }
                    }
                    return read(members, fits);
                })+
                *fits = false;
                crate::plain::variants!(@any $name $($variant { $($field),* })+)
            }
        }
        crate::plain::through_plain!($name);
    };
}

/// Gives a record serde's traits, by way of plain data.
macro_rules! through_plain {
    ($name:ident) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                crate::plain::Record::to_plain(self).serialize(serializer)
            }
        }
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let plain = <crate::plain::Plain as serde::Deserialize>::deserialize(deserializer)?;
                let value = crate::plain::Record::from_plain(plain);
                value.ok_or_else(|| {
                    serde::de::Error::custom(concat!("the data do not fit ", stringify!($name)))
                })
            }
        }
    };
}

pub(crate) use {record, through_plain, variants};

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq)]
    struct Note {
        times: u32,
        about: Option<String>,
    }
    record!(Note { times, about });

    fn read(json: &str) -> Option<Note> {
        serde_json::from_str(json).ok()
    }

    #[test]
    fn a_record_is_written_in_the_order_of_its_fields_and_read_in_any() {
        let note = Note { times: 2, about: None };
        assert_eq!(serde_json::to_string(&note).expect("it is written"), r#"{"times":2,"about":null}"#);
        assert_eq!(
            read(r#"{"about":"x","other":[1],"times":2}"#),
            Some(Note { times: 2, about: Some("x".into()) })
        );
        assert_eq!(read(r#"{"times":2}"#), Some(note));
    }

    #[test]
    fn data_that_do_not_fit_are_refused() {
        for json in [
            "{}",
            "[]",
            "null",
            r#"{"times":-1}"#,
            r#"{"times":2.5}"#,
            r#"{"times":"2"}"#,
            r#"{"times":2,"about":3}"#,
        ] {
            assert_eq!(read(json), None, "{json}");
        }
    }

    #[test]
    fn every_kind_of_value_survives_the_way_through_json() {
        let json = r#"{"a":[null,true,-3,1.5,"é"],"b":{}}"#;
        let plain: Plain = serde_json::from_str(json).expect("it is JSON");
        assert_eq!(serde_json::to_string(&plain).expect("it is written"), json);
    }
}
