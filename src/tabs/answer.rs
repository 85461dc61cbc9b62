//! An answer to a part of a page, which nobody reads: status and fields have to do.

use super::{RawField, read_fields};
use crate::diagnosis::{Blame, diagnose};
use crate::observation::{Observation, Site, Status};
use crate::plain::record;

/// An answer as the browser tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The address that was asked for.
    pub url: String,
    /// The status code.
    pub status: u16,
    /// The header fields; `None` where they are not known.
    pub fields: Option<Vec<RawField>>,
}
record!(Answer { url, status, fields });

impl Answer {
    /// Who is failing behind it, as for a page that cannot be read.
    #[must_use]
    pub fn blame(&self) -> Blame {
        Blame::of(&diagnose(&Observation {
            site: Site::from_url(&self.url),
            status: Status::new(self.status),
            fields: self.fields.as_deref().map(read_fields),
            ..Observation::default()
        }))
    }
}
