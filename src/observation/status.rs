//! The status code (RFC 9110 §15): a number that was checked once.

/// A three-digit status code, 100 to 999.
///
/// RFC 9110 §15 defines 100 to 599; a user agent treats what lies above as 5xx, and such codes are seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Status(u16);

impl Status {
    /// The status with this code, or `None` for anything but three digits.
    #[must_use]
    pub const fn new(code: u16) -> Option<Self> {
        if code >= 100 && code <= 999 { Some(Self(code)) } else { None }
    }

    /// The code as a number.
    #[must_use]
    pub const fn code(self) -> u16 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_digits_are_a_status_and_anything_else_is_not() {
        assert_eq!(Status::new(522).map(Status::code), Some(522));
        assert_eq!(Status::new(0), None);
        assert_eq!(Status::new(1000), None);
    }
}
