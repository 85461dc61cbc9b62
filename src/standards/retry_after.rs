//! `Retry-After` (RFC 9110 §10.2.3): how long to wait before asking again.

use crate::observation::Fields;

/// A year: nobody waits longer, and a larger number is a mistake.
const LONGEST: u32 = 366 * 24 * 3600;

/// The wait in seconds, where the field gives one. Its other form, a date, is not read: the answer
/// would depend on the visitor's clock.
#[must_use]
pub fn seconds(fields: &Fields) -> Option<u32> {
    fields.get("retry-after")?.trim().parse().ok().filter(|&seconds| seconds <= LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(value: &str) -> Option<u32> {
        seconds(&Fields::from_iter([("Retry-After", value)]))
    }

    #[test]
    fn seconds_are_read_and_dates_and_nonsense_are_not() {
        assert_eq!(of("120"), Some(120));
        assert_eq!(of(" 0 "), Some(0));
        for other in ["Wed, 21 Oct 2015 07:28:00 GMT", "-5", "1e3", "99999999999", ""] {
            assert_eq!(of(other), None, "{other}");
        }
    }
}
