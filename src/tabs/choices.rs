//! What the user chose, as far as the worker knows it: read when the first badge is due, never on healthy
//! pages, and again when it was changed.

use std::borrow::Cow;

use super::Effect;
use crate::options::{self, Options};

/// The options, or that they are not known yet.
#[derive(Debug, Default)]
pub struct Choices {
    known: Option<Options>,
    asked: bool,
    /// They were changed, and the answer to that is still to come.
    changed: bool,
}

impl Choices {
    /// Whether a site may have a badge; `None` while that is not known.
    pub fn allow_badge(&self, host: Option<&str>) -> Option<bool> {
        let options = self.known.as_ref()?;
        Some(!host.is_some_and(|host| options.mutes(host)))
    }

    /// Whether healthy visits are remembered; `None` while that is not known.
    pub fn remembers(&self) -> Option<bool> {
        self.known.as_ref().map(Options::remembers)
    }

    /// Whether a visit at this time, in milliseconds since 1970, may be remembered; `None` while that is not known.
    pub fn cover(&self, at: f64) -> Option<bool> {
        self.known.as_ref().map(|options| options.covers(at))
    }

    /// Whether what was seen at this time, in milliseconds since 1970, was forgotten since, as far as is known.
    pub fn forgot(&self, at: f64) -> bool {
        self.known.as_ref().is_some_and(|options| options.forgot(at))
    }

    /// Reads them, unless that is under way.
    pub fn read(&mut self) -> Option<Effect> {
        (!std::mem::replace(&mut self.asked, true)).then(Self::question)
    }

    /// Reads them because they were changed.
    pub fn read_again(&mut self) -> Effect {
        *self = Self { known: None, asked: true, changed: true };
        Self::question()
    }

    fn question() -> Effect {
        Effect::ReadOptions { key: Cow::Borrowed(options::KEY) }
    }

    /// They came, or there are none.
    pub fn know(&mut self, stored: Option<Options>) {
        self.known = Some(Options::from_stored(stored));
        self.changed = false;
    }

    /// They came beside the answer to another question, which counts unless they were changed meanwhile.
    pub fn learn(&mut self, stored: Option<Options>) -> bool {
        if self.known.is_none() && !self.changed {
            self.know(stored);
        }
        !self.changed
    }
}
