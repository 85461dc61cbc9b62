//! The catalogue of messages: its keys as constants, and the English texts where they are compiled in.
//! Both are made by `build.rs` from `extension/_locales/en/messages.json`.

use std::borrow::Cow;

use crate::plain::{Plain, Record};

/// The key of a message. Only the catalogue makes keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key(&'static str);

impl Key {
    /// The key as the catalogue spells it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

impl Record for Key {
    fn to_plain(&self) -> Plain {
        Plain::Text(Cow::Borrowed(self.0))
    }
    /// Keys go out only: nothing that comes in can make one.
    fn read(_: Plain, fits: &mut bool) -> Self {
        *fits = false;
        Self("")
    }
}

include!(concat!(env!("OUT_DIR"), "/keys.rs"));

#[cfg(any(not(target_arch = "wasm32"), feature = "www"))]
pub use english::{ENGLISH, english};

#[cfg(any(not(target_arch = "wasm32"), feature = "www"))]
mod english {
    // Every key and its English text, in the order of the file.
    include!(concat!(env!("OUT_DIR"), "/english.rs"));

    /// The English text of a key with its arguments put in; the key itself where there is none.
    #[must_use]
    pub fn english(key: &str, args: &[String]) -> String {
        let Some((_, template)) = ENGLISH.iter().find(|(known, _)| *known == key) else {
            return key.to_owned();
        };
        let mut text = String::with_capacity(template.len() + 32);
        let mut rest = *template;
        while let Some(at) = rest.find('$') {
            text.push_str(&rest[..at]);
            let digit = rest.as_bytes().get(at + 1).filter(|byte| byte.is_ascii_digit() && **byte != b'0');
            let Some(&digit) = digit else {
                text.push('$');
                rest = &rest[at + 1..];
                continue;
            };
            text.push_str(args.get(usize::from(digit - b'1')).map_or("", String::as_str));
            rest = &rest[at + 2..];
        }
        text.push_str(rest);
        text
    }
}
