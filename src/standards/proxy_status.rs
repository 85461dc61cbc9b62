//! `Proxy-Status` (RFC 9209): what the intermediaries on the way say of how they got the response.

use crate::evidence::blanked;
use crate::failure::Failure;
use crate::observation::Fields;
use crate::observation::fields::cut;
use crate::standards::structured::{self, Bare, Item};

/// More intermediaries than this are on nobody's way.
const MOST_HOPS: usize = 32;
/// The worker reads only what its rules ask for.
const WHOLE: bool = cfg!(not(feature = "background"));
/// A longer name or explanation is cut here.
const LONGEST_TEXT: usize = 120;

/// What one intermediary says. Origin servers must not send the field (RFC 9209 §2), and some do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hop {
    /// The name it gives itself; addresses in it are blanked.
    pub who: String,
    /// The error it met, where that is one of RFC 9209 §2.3.
    pub error: Option<Failure>,
    /// Any other error, which only the one who named it can explain: `42501` is `PostgREST`'s.
    pub unknown_error: Option<String>,
    /// The status code that the next hop sent it.
    pub received_status: Option<u16>,
    /// Its explanation, unless that holds an address or a long token.
    pub details: Option<String>,
    /// The server that it asked, unless that is named by its address.
    pub next_hop: Option<String>,
}

/// The intermediaries in the order of the field: the first is nearest to the origin server. Where there
/// are too many, those nearest to the visitor are kept: an origin cannot push them out.
#[must_use]
pub fn read(fields: &Fields) -> Vec<Hop> {
    let value = fields.get("proxy-status").unwrap_or_default();
    structured::last_items(&value, MOST_HOPS).iter().filter_map(hop).collect()
}

/// A member that is neither a string nor a token names nobody and is passed over.
fn hop(item: &Item) -> Option<Hop> {
    let mut hop = Hop {
        who: cut(&blanked(item.value.word()?), LONGEST_TEXT).to_owned(),
        received_status: if WHOLE { item.status("received-status") } else { None },
        details: text(item, "details"),
        next_hop: if WHOLE { text(item, "next-hop") } else { None },
        ..Hop::default()
    };
    let error = item.parameter("error");
    // A name is a token; RFC 9209 §2.1.5 itself writes one as a string.
    if let Some(name) = error.and_then(Bare::word) {
        // The failures without a response are no proxy's, though a name might fit.
        hop.error = Failure::parse(name).filter(|failure| failure.party_without_response().is_none());
        hop.unknown_error = if hop.error.is_none() { text(item, "error") } else { None };
    } else if let Some(Bare::Integer(number)) = error {
        hop.unknown_error = Some(number.to_string());
    }
    Some(hop)
}

/// The text of a parameter, unless something in it had to be blanked.
fn text(item: &Item, name: &str) -> Option<String> {
    let text = item.parameter(name)?.word()?;
    (!text.is_empty() && blanked(text) == text).then(|| cut(text, LONGEST_TEXT).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(value: &str) -> Vec<Hop> {
        read(&Fields::from_iter([("Proxy-Status", value)]))
    }

    fn who(value: &str) -> Vec<String> {
        of(value).into_iter().map(|hop| hop.who).collect()
    }

    #[test]
    fn each_intermediary_says_its_own_and_the_first_is_nearest_to_the_origin() {
        let hops = of("r34.example.net; error=http_request_error, \"Example CDN\";received-status=503;\
             next-hop=backend.example.org:8001; details=\"timed out, twice\"");
        let [first, last] = &hops[..] else { panic!("{hops:?}") };
        assert_eq!((&*first.who, first.error), ("r34.example.net", Some(Failure::HttpRequestError)));
        assert_eq!((&*last.who, last.error, last.received_status), ("Example CDN", None, Some(503)));
        assert_eq!(last.next_hop.as_deref(), Some("backend.example.org:8001"));
        assert_eq!(last.details.as_deref(), Some("timed out, twice"));
    }

    #[test]
    fn fields_that_come_apart_are_one_list() {
        let fields = Fields::from_iter([("proxy-status", "a; error=dns_timeout"), ("proxy-status", "b")]);
        assert_eq!(read(&fields).len(), 2);
        assert_eq!(read(&Fields::new()), []);
    }

    #[test]
    fn the_32_names_are_errors_as_a_token_or_a_string() {
        for &failure in Failure::ALL.iter().filter(|failure| failure.party_without_response().is_none()) {
            for value in [format!("x; error={failure}"), format!("x; error=\"{failure}\"")] {
                let hop = of(&value).remove(0);
                assert_eq!((hop.error, hop.unknown_error), (Some(failure), None), "{value}");
            }
        }
    }

    #[test]
    fn any_other_name_is_the_senders_own() {
        let others = [
            ("PostgREST; error=42501", Some("42501")),
            ("PostgREST; error=PGRST202", Some("PGRST202")),
            ("x; error=read_timeout", Some("read_timeout")),
            ("x; error=Connection_Timeout", Some("Connection_Timeout")),
            ("x; error=tcp.refused", Some("tcp.refused")),
            ("x; error=unknown", Some("unknown")),
            ("x; error", None),
            ("x; error=?0;details", None),
        ];
        for (value, unknown) in others {
            let hop = of(value).remove(0);
            assert_eq!((hop.error, hop.unknown_error.as_deref()), (None, unknown), "{value}");
        }
    }

    #[test]
    fn what_holds_an_address_is_not_copied() {
        for value in ["10.0.0.7", "[2001:db8::7]:443", "upstream 203.0.113.7:8080 refused", "for a@b.example"]
        {
            let hop =
                of(&format!("x; error=\"{value}\"; details=\"{value}\"; next-hop=\"{value}\"")).remove(0);
            assert_eq!(hop, Hop { who: "x".to_owned(), ..Hop::default() }, "{value}");
        }
        assert_eq!(who("\"203.0.113.7\", \"edge 2001:db8::7\""), ["…", "edge …"]);
    }

    #[test]
    fn a_field_with_a_mistake_says_nothing_and_a_member_without_a_name_is_passed_over() {
        for value in ["", "x; error=", "x; error=42P01", "x,", "x; error=dns timeout", "Ünknown"] {
            assert_eq!(of(value), [], "{value}");
        }
        assert_eq!(who("1, (a b), ?1, :aGk=:, x"), ["x"]);
        for status in ["99", "1000", "70000", "-200", "200.0", "\"200\"", "ok"] {
            assert_eq!(of(&format!("x;received-status={status}"))[0].received_status, None, "{status}");
        }
    }

    #[test]
    fn of_too_many_the_last_are_kept_and_a_long_text_is_cut() {
        let hops = who(&(0..40).map(|i| format!("h{i}")).collect::<Vec<_>>().join(", "));
        assert_eq!((hops.len(), &*hops[0], &*hops[31]), (32, "h8", "h39"));
        let hop = of(&format!("{0}; details=\"{0}\"", "x".repeat(900))).remove(0);
        assert_eq!((hop.who.len(), hop.details.map(|details| details.len())), (120, Some(120)));
    }
}
