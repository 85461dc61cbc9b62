//! Plain data without the names of records' members: how a tab is stored.

use super::{Plain, Record};

impl Plain {
    /// The same data without the names of records' members, for what is stored: a name that every tab
    /// repeats would take half of its room. Members keep their order, what is missing at the end is left
    /// out, and a record of one member keeps its name: it may be a variant, which the name tells.
    #[must_use]
    pub fn compact(self) -> Self {
        match self {
            Self::Record(mut members) if members.len() == 1 => {
                for (_, value) in &mut members {
                    *value = std::mem::take(value).compact();
                }
                Self::Record(members)
            }
            Self::Record(members) => {
                let mut values: Vec<Self> = members.into_iter().map(|(_, value)| value.compact()).collect();
                while values.last() == Some(&Self::Null) {
                    values.pop();
                }
                Self::List(values)
            }
            Self::List(mut values) => {
                for value in &mut values {
                    *value = std::mem::take(value).compact();
                }
                Self::List(values)
            }
            other => other,
        }
    }

    /// Reads the next member of a record. Not inlined: most members are of a few types.
    #[inline(never)]
    pub(crate) fn member<T: Record>(&mut self, name: &str, fits: &mut bool) -> T {
        T::read(self.take_next(name), fits)
    }

    /// Takes the next member of a record: by its name, or by its place where the names were left out.
    #[must_use]
    #[inline(never)]
    pub(crate) fn take_next(&mut self, name: &str) -> Self {
        match self {
            Self::List(values) if values.is_empty() => Self::Null,
            Self::List(values) => values.remove(0),
            _ => self.take(name),
        }
    }
}

/// A value that is written without the names of records' members.
#[derive(Clone, Debug, PartialEq)]
pub struct Compact<T>(pub T);

impl<T: Record> Record for Compact<T> {
    fn to_plain(&self) -> Plain {
        self.0.to_plain().compact()
    }
    fn read(plain: Plain, fits: &mut bool) -> Self {
        Self(T::read(plain, fits))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plain::{record, variants};

    #[derive(Clone, Debug, PartialEq)]
    struct Inner {
        list: Vec<String>,
        none: Option<String>,
        kind: Kind,
        last: Option<u32>,
    }
    record!(Inner { list, none, kind, last });
    #[derive(Clone, Debug, PartialEq)]
    enum Kind {
        Told { status: u16 },
        Nothing {},
    }
    variants!(Kind { Told { status }, Nothing {} });

    #[test]
    fn a_record_without_names_comes_back_whole() {
        for kind in [Kind::Told { status: 503 }, Kind::Nothing {}] {
            for last in [None, Some(7)] {
                let inner =
                    Inner { list: vec!["a".into(), "b".into()], none: None, kind: kind.clone(), last };
                let compact = Compact(inner.clone()).to_plain();
                let json = serde_json::to_string(&compact).expect("plain data are JSON");
                assert!(json.starts_with(r#"[["a","b"],null,{""#), "{json}");
                assert!(!json.contains("list") && !json.ends_with("null]"), "{json}");
                assert_eq!(Inner::from_plain(compact), Some(inner));
            }
        }
    }
}
