//! `Server-Timing` (W3C Server Timing): named durations that servers on the way add.

use crate::observation::Fields;
use crate::part;

/// Whether a metric is named, with a duration or without. The name is compared without regard to case.
#[must_use]
pub fn names(fields: &Fields, metric: &str) -> bool {
    fields.get("server-timing").is_some_and(|value| entry(&value, metric).is_some())
}

/// The whole milliseconds of a metric's `dur` parameter, where it is given.
#[must_use]
pub fn milliseconds(fields: &Fields, metric: &str) -> Option<u32> {
    let value = fields.get("server-timing")?;
    let parameters = part::pieces(entry(&value, metric)?, b';');
    let mut parameters = parameters.filter_map(|parameter| part::cut(parameter, b'='));
    let (_, duration) = parameters.find(|(name, _)| name.trim().eq_ignore_ascii_case("dur"))?;
    // The fraction does not matter here, and reading it would cost a float parser in wasm.
    part::before(duration.trim(), b'.').parse().ok()
}

/// The parameters of a metric.
fn entry<'v>(value: &'v str, metric: &str) -> Option<&'v str> {
    part::pieces(value, b',').find_map(|entry| {
        let (name, parameters) = part::cut(entry, b';').unwrap_or((entry, ""));
        name.trim().eq_ignore_ascii_case(metric).then_some(parameters)
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
    fn a_metric_is_named_with_a_duration_or_without() {
        let fields =
            Fields::from_iter([("server-timing", "cdn-cache; desc=MISS, cfWorker; dur=7, cfExtPri")]);
        assert!(names(&fields, "cfworker") && names(&fields, "cfExtPri") && names(&fields, "cdn-cache"));
        assert!(!names(&fields, "cfWork") && !names(&Fields::new(), "cfWorker"));
    }

    #[test]
    fn a_metric_without_duration_or_with_a_longer_name_says_nothing() {
        let fields =
            Fields::from_iter([("server-timing", "cfOriginal;dur=5, cfOrigin;desc=x, origin;dur=y")]);
        assert_eq!(milliseconds(&fields, "cfOrigin"), None);
        assert_eq!(milliseconds(&fields, "origin"), None);
    }
}
