//! `Server-Timing` (W3C Server Timing): named durations that servers on the way add.

use crate::observation::Fields;

/// The whole milliseconds of a metric's `dur` parameter, where it is given. The metric's name is
/// compared without regard to case.
#[must_use]
pub fn milliseconds(fields: &Fields, metric: &str) -> Option<u32> {
    let value = fields.get("server-timing")?;
    value.split(',').find_map(|entry| {
        let mut parts = entry.split(';').map(str::trim);
        if !parts.next()?.eq_ignore_ascii_case(metric) {
            return None;
        }
        let duration = parts
            .find_map(|part| {
                part.split_once('=').filter(|(name, _)| name.trim().eq_ignore_ascii_case("dur"))
            })?
            .1;
        // The fraction does not matter here, and reading it would cost a float parser in wasm.
        duration.trim().split('.').next()?.parse().ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_duration_of_the_named_metric_is_read() {
        let fields = Fields::from_iter([(
            "Server-Timing",
            "cfCacheStatus;desc=\"MISS\", cfEdge;dur=9, cfOrigin;dur=34481.7",
        )]);
        assert_eq!(milliseconds(&fields, "cforigin"), Some(34481));
        assert_eq!(milliseconds(&fields, "cfEdge"), Some(9));
    }

    #[test]
    fn a_metric_without_duration_or_with_a_longer_name_says_nothing() {
        let fields =
            Fields::from_iter([("server-timing", "cfOriginal;dur=5, cfOrigin;desc=x, origin;dur=y")]);
        assert_eq!(milliseconds(&fields, "cfOrigin"), None);
        assert_eq!(milliseconds(&fields, "origin"), None);
    }
}
