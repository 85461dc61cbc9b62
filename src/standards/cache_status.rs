//! `Cache-Status` (RFC 9211): what the caches on the way did with the request.

use crate::evidence::blanked;
use crate::observation::Fields;
use crate::observation::fields::cut;
use crate::standards::structured::{self, Bare, Item};

/// More caches than this are on nobody's way.
const MOST_CACHES: usize = 32;
/// The worker reads only what its rules ask for.
const WHOLE: bool = cfg!(not(feature = "background"));
/// A longer name is cut here.
const LONGEST_NAME: usize = 120;

/// What became of the request at a cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handling {
    /// The cache answered it itself (`hit`).
    Hit,
    /// The request went on to the next hop, for whatever reason (`fwd`).
    Forwarded,
}

/// What one cache says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cache {
    /// The name it gives itself; addresses in it are blanked.
    pub who: String,
    /// What it did; `None` when it does not say, or says both.
    pub handling: Option<Handling>,
    /// The status code that the next hop sent it, where the request went on and the code is told. Where
    /// it is not, RFC 9211 §2.3 takes the response's own.
    pub forwarded_status: Option<u16>,
    /// Whether the request went on together with others, and was answered with them.
    pub collapsed: bool,
}

/// The caches in the order of the field: the first is nearest to the origin server. Where there are too
/// many, those nearest to the visitor are kept.
#[must_use]
pub fn read(fields: &Fields) -> Vec<Cache> {
    let value = fields.get("cache-status").unwrap_or_default();
    structured::last_items(&value, MOST_CACHES).iter().filter_map(cache).collect()
}

/// A member that is neither a string nor a token names nobody and is passed over.
fn cache(item: &Item) -> Option<Cache> {
    let is_true = |name| item.parameter(name) == Some(&Bare::Boolean(true));
    let forwarded = matches!(item.parameter("fwd"), Some(Bare::Token(_)));
    let handling = match (is_true("hit"), forwarded) {
        (true, false) => Some(Handling::Hit),
        (false, true) => Some(Handling::Forwarded),
        // Only one of them may stand there (RFC 9211 §2.1).
        (true, true) | (false, false) => None,
    };
    // The other two mean something only where the request went on (RFC 9211 §2.3, §2.6).
    let forwarded = handling == Some(Handling::Forwarded);
    Some(Cache {
        who: cut(&blanked(item.value.word()?), LONGEST_NAME).to_owned(),
        handling,
        forwarded_status: if WHOLE { item.status("fwd-status").filter(|_| forwarded) } else { None },
        collapsed: WHOLE && forwarded && is_true("collapsed"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(value: &str) -> Vec<Cache> {
        read(&Fields::from_iter([("Cache-Status", value)]))
    }

    #[test]
    fn three_caches_say_what_they_did_and_the_first_is_nearest_to_the_origin() {
        let caches = read(&Fields::from_iter([
            ("cache-status", "ReverseProxyCache; hit; ttl=-412"),
            ("cache-status", "ForwardProxyCache; fwd=uri-miss; fwd-status=304; collapsed; stored"),
            ("cache-status", "\"Browser Cache\"; fwd=uri-miss; collapsed=?0"),
        ]));
        let cache = |who: &str, handling, forwarded_status, collapsed| Cache {
            who: who.to_owned(),
            handling: Some(handling),
            forwarded_status,
            collapsed,
        };
        assert_eq!(
            caches,
            [
                cache("ReverseProxyCache", Handling::Hit, None, false),
                cache("ForwardProxyCache", Handling::Forwarded, Some(304), true),
                cache("Browser Cache", Handling::Forwarded, None, false),
            ]
        );
    }

    #[test]
    fn a_reason_that_was_registered_later_is_one_and_hit_may_be_denied() {
        for value in ["x; fwd=bypass", "x; fwd=new-reason; key=\"/\"", "x; hit=?0; fwd=stale; detail=MEMORY"]
        {
            assert_eq!(of(value)[0].handling, Some(Handling::Forwarded), "{value}");
        }
    }

    #[test]
    fn who_says_both_or_neither_or_in_another_type_says_nothing() {
        for value in [
            "x",
            "x; hit; fwd=miss; fwd-status=502; collapsed",
            "x; hit=?0",
            "x; fwd",
            "x; hit=1",
            "x; hit=\"?1\"",
        ] {
            let cache = of(value).remove(0);
            let says = (cache.handling, cache.forwarded_status, cache.collapsed);
            assert_eq!(says, (None, None, false), "{value}");
        }
        assert_eq!(of("x; hit; fwd-status=502; collapsed")[0].forwarded_status, None);
    }

    #[test]
    fn a_field_with_a_mistake_says_nothing_and_addresses_are_blanked() {
        for value in ["", "HIT from edge", "x; hit,", "x; fwd=", "MISS, ", "1; hit", "(x); hit"] {
            assert_eq!(of(value), [], "{value}");
        }
        assert_eq!(of("\"203.0.113.7\"; hit")[0].who, "…");
        let many = of(&(0..40).map(|i| format!("c{i}")).collect::<Vec<_>>().join(","));
        assert_eq!((many.len(), &*many[31].who), (32, "c39"));
    }
}
