//! Which sentence fits which diagnosis. The order of the arms is the order of what matters to a reader.

use super::catalogue::{self as text, Key};
use super::{edge, shown_code};
use crate::diagnosis::{Certainty, Condition, Diagnosis, Party, WordOf};
use crate::evidence::Assertion;
use crate::failure::Failure;
#[cfg(not(feature = "background"))]
use crate::providers::Provider;
#[cfg(not(feature = "background"))]
use crate::providers::cloudflare::codes::{self, Row};

/// What happened, as the sentences tell it apart: headline and detail go together.
enum Story {
    Edge,
    EdgeUnsaid,
    #[cfg(not(feature = "background"))]
    Behind,
    #[cfg(not(feature = "background"))]
    Check,
    EdgeOwn,
    Link,
    Unroutable,
    RefusedByOrigin,
    Gateway,
    Unusable,
    Silent,
    Handshake,
    Certificate,
    NotFound,
    Settings,
    SitesCode,
    VisitorsBrowser,
    Queue,
    PossibleOrigin,
    EdgeOrOrigin,
    Maintenance,
    Cached,
    Origin {
        through: bool,
    },
    Unclear {
        through: bool,
    },
    WorkingPage {
        through: bool,
    },
    Imitation,
    Challenged,
    TooMany,
    Unlawful,
    Refused,
    RefusedBySite,
    RefusedUnnamed,
    Filter,
    SignIn,
    Sample,
    Healthy {
        through: bool,
    },
    NoResponse,
}

/// Too Many Requests (RFC 6585 §4), and Cloudflare's code for the same.
const TOO_MANY: [&str; 2] = ["429", "1015"];
/// Unavailable For Legal Reasons (RFC 7725), and Cloudflare's codes for the same.
const UNLAWFUL: [&str; 3] = ["451", "1026", "1039"];

fn story(diagnosis: &Diagnosis) -> Story {
    let through = edge(diagnosis).is_some();
    #[cfg(not(feature = "background"))]
    if diagnosis.rests_on_rule(crate::neighbours::BEHIND.id) {
        return Story::Behind;
    }
    #[cfg(not(feature = "background"))]
    if diagnosis.rests_on_rule(crate::neighbours::UNDECIDED.id) {
        return Story::EdgeOrOrigin;
    }
    #[cfg(not(feature = "background"))]
    if diagnosis.condition == Condition::Failing
        && diagnosis.rests_on_rule(crate::diagnosis::checked::NOT_LOADED.id)
    {
        return Story::Check;
    }
    if diagnosis.answered_by.party == Party::Network {
        let turned_away = diagnosis.condition == Condition::Refused;
        return if turned_away && diagnosis.fault.party == Party::Network {
            Story::SignIn
        } else {
            Story::Filter
        };
    }
    match diagnosis.condition {
        Condition::Healthy => Story::Healthy { through },
        Condition::Sample => Story::Sample,
        Condition::Challenged => Story::Challenged,
        Condition::Refused => refused(diagnosis, through),
        Condition::Imitation => Story::Imitation,
        Condition::Unclear => {
            if diagnosis.rests_on(Assertion::WorkingPage) {
                Story::WorkingPage { through }
            } else {
                Story::Unclear { through }
            }
        }
        Condition::Failing if diagnosis.status.is_none() && diagnosis.code.is_none() => Story::NoResponse,
        Condition::Failing => failing(diagnosis, through),
    }
}

fn refused(diagnosis: &Diagnosis, through: bool) -> Story {
    let code = shown_code(diagnosis);
    match diagnosis.fault.word_of {
        WordOf::Origin => return Story::RefusedBySite,
        WordOf::Provider(_) => {}
        _ => return Story::RefusedUnnamed,
    }
    match (through || diagnosis.answered_by.provider.is_some(), code.as_str()) {
        (false, _) => Story::RefusedUnnamed,
        (true, code) if TOO_MANY.contains(&code) => Story::TooMany,
        (true, code) if UNLAWFUL.contains(&code) => Story::Unlawful,
        (true, _) => Story::Refused,
    }
}

fn failing(diagnosis: &Diagnosis, through: bool) -> Story {
    if diagnosis.rests_on(Assertion::Maintenance) {
        return Story::Maintenance;
    }
    if !matches!(diagnosis.fault.word_of, WordOf::Provider(_)) {
        return match diagnosis.fault.party {
            Party::Code => Story::SitesCode,
            _ if diagnosis.rests_on(Assertion::Cached) => Story::Cached,
            _ => Story::Origin { through },
        };
    }
    match (diagnosis.fault.party, diagnosis.failure) {
        (Party::Edge, _) => {
            let own_words = diagnosis.evidence.iter().any(|claim| {
                let worded = [
                    "cloudflare.branded-page",
                    "cloudflare.structured",
                    "cloudflare.numbered-page",
                    "any.answer",
                ];
                worded.contains(&&*claim.rule)
            });
            match (own_words, edge(diagnosis).is_some_and(|_| is_own(diagnosis))) {
                (true, true) => Story::EdgeOwn,
                (true, false) => Story::Edge,
                (false, _) => Story::EdgeUnsaid,
            }
        }
        (_, Some(Failure::DestinationIpUnroutable)) => Story::Unroutable,
        (Party::Link, _) => Story::Link,
        (_, Some(Failure::ConnectionRefused)) => Story::RefusedByOrigin,
        (_, Some(Failure::HttpProtocolError)) => Story::Unusable,
        (_, Some(Failure::HttpResponseTimeout)) => Story::Silent,
        (_, Some(Failure::TlsProtocolError)) => Story::Handshake,
        (_, Some(Failure::TlsCertificateError)) => Story::Certificate,
        (Party::Configuration, Some(Failure::DnsError)) => Story::NotFound,
        (Party::Configuration, _) => Story::Settings,
        (Party::Code, _) => Story::SitesCode,
        (Party::Visitor | Party::Network, _) => Story::VisitorsBrowser,
        (_, Some(Failure::ConnectionLimitReached)) => Story::Queue,
        (Party::Unknown, _) => Story::EdgeOrOrigin,
        _ if diagnosis.certainty == Certainty::Possible => Story::PossibleOrigin,
        _ => Story::Gateway,
    }
}

/// On its own sites the provider of a fault at the edge is named by another rule than the page's.
fn is_own(diagnosis: &Diagnosis) -> bool {
    diagnosis.rests_on_rule("cloudflare.own-service")
}

/// The headline of a diagnosis.
pub fn headline(diagnosis: &Diagnosis) -> Key {
    match story(diagnosis) {
        Story::Edge => text::HEADLINE_EDGE,
        Story::EdgeUnsaid => text::HEADLINE_EDGE_UNSAID,
        #[cfg(not(feature = "background"))]
        Story::Behind => text::HEADLINE_BEHIND,
        #[cfg(not(feature = "background"))]
        Story::Check => check_headline(diagnosis.fault.party),
        Story::EdgeOwn => text::HEADLINE_EDGE_OWN,
        Story::Link => text::HEADLINE_LINK,
        Story::Unroutable => text::HEADLINE_UNROUTABLE,
        Story::RefusedByOrigin => text::HEADLINE_REFUSED_BY_ORIGIN,
        Story::Gateway => text::HEADLINE_GATEWAY,
        Story::Unusable => text::HEADLINE_UNUSABLE,
        Story::Silent => text::HEADLINE_SILENT,
        Story::Handshake => text::HEADLINE_HANDSHAKE,
        Story::Certificate => text::HEADLINE_CERTIFICATE,
        Story::NotFound => text::HEADLINE_NOT_FOUND,
        Story::Settings => text::HEADLINE_SETTINGS,
        Story::SitesCode => text::HEADLINE_CODE,
        Story::VisitorsBrowser => text::HEADLINE_VISITOR,
        Story::Queue => text::HEADLINE_QUEUE,
        Story::PossibleOrigin => text::HEADLINE_POSSIBLE_ORIGIN,
        Story::EdgeOrOrigin => text::HEADLINE_EDGE_OR_ORIGIN,
        Story::Maintenance => text::HEADLINE_MAINTENANCE,
        Story::Cached => text::HEADLINE_CACHED,
        Story::Origin { through: false } => text::HEADLINE_ORIGIN,
        Story::Origin { through: true } => text::HEADLINE_ORIGIN_THROUGH,
        Story::Unclear { through: false } | Story::WorkingPage { through: false } => text::HEADLINE_UNCLEAR,
        Story::Unclear { through: true } | Story::WorkingPage { through: true } => {
            text::HEADLINE_UNCLEAR_THROUGH
        }
        Story::Imitation => text::HEADLINE_IMITATION,
        Story::Challenged => text::HEADLINE_CHALLENGED,
        Story::TooMany => text::HEADLINE_TOO_MANY,
        Story::Unlawful => text::HEADLINE_UNLAWFUL,
        Story::Refused => text::HEADLINE_REFUSED,
        Story::RefusedBySite => text::HEADLINE_REFUSED_BY_SITE,
        Story::RefusedUnnamed => text::HEADLINE_REFUSED_UNNAMED,
        Story::Filter => text::HEADLINE_FILTER,
        Story::SignIn => text::HEADLINE_SIGN_IN,
        Story::Sample => text::HEADLINE_SAMPLE,
        Story::Healthy { through: false } => text::HEADLINE_HEALTHY,
        Story::Healthy { through: true } => text::HEADLINE_HEALTHY_THROUGH,
        Story::NoResponse => no_response(diagnosis),
    }
}

/// The headline of a page whose security check did not load, by who kept it from coming.
#[cfg(not(feature = "background"))]
pub const fn check_headline(party: Party) -> Key {
    match party {
        Party::Edge => text::HEADLINE_CHECK_FAILED,
        Party::Visitor => text::HEADLINE_CHECK_BLOCKED,
        Party::Network => text::HEADLINE_CHECK_FILTERED,
        _ => text::HEADLINE_CHECK_SILENT,
    }
}

/// The worker's badge says that much, and the popup the rest.
#[cfg(feature = "background")]
pub const fn check_headline(_: Party) -> Key {
    text::HEADLINE_CHECK_SILENT
}

fn no_response(diagnosis: &Diagnosis) -> Key {
    match (diagnosis.fault.party, diagnosis.failure) {
        // Its neighbours say so; the worker does not ask them.
        #[cfg(not(feature = "background"))]
        (Party::Edge, _) => text::HEADLINE_SILENT_EDGE,
        (Party::Visitor, Some(Failure::NetworkUnknown)) => text::HEADLINE_BLOCKED,
        (Party::Network, _) => text::HEADLINE_OFFLINE,
        (_, Some(Failure::DnsNameNotResolved | Failure::DnsFailed)) => text::HEADLINE_NOT_RESOLVED,
        (_, Some(Failure::TcpRefused)) => text::HEADLINE_CONNECTION_REFUSED,
        (_, Some(Failure::TcpTimedOut)) => text::HEADLINE_TIMED_OUT,
        (_, Some(Failure::TcpReset | Failure::TcpClosed | Failure::TcpAborted | Failure::HttpProtocol)) => {
            text::HEADLINE_CONNECTION_BROKEN
        }
        (_, Some(Failure::HttpResponseRedirectLoop)) => text::HEADLINE_REDIRECT_LOOP,
        (_, Some(failure)) if failure.as_str().starts_with("tls.") => text::HEADLINE_INSECURE,
        (_, Some(failure)) if failure.is_of_an_answer() => text::HEADLINE_UNUSABLE_ANSWER,
        _ => text::HEADLINE_NO_RESPONSE,
    }
}

/// What stands below the headline.
#[cfg(not(feature = "background"))]
pub fn detail(diagnosis: &Diagnosis) -> Key {
    match story(diagnosis) {
        Story::Edge => text::DETAIL_EDGE,
        Story::EdgeUnsaid => text::DETAIL_EDGE_UNSAID,
        Story::Behind => text::DETAIL_BEHIND,
        Story::Check => text::DETAIL_CHECK,
        Story::EdgeOwn => text::DETAIL_EDGE_OWN,
        Story::Link => text::DETAIL_LINK,
        Story::Unroutable => text::DETAIL_UNROUTABLE,
        Story::RefusedByOrigin => text::DETAIL_REFUSED_BY_ORIGIN,
        Story::Gateway => text::DETAIL_GATEWAY,
        Story::Unusable => text::DETAIL_UNUSABLE,
        Story::Silent => text::DETAIL_SILENT,
        Story::Handshake => text::DETAIL_HANDSHAKE,
        Story::Certificate => text::DETAIL_CERTIFICATE,
        Story::NotFound => text::DETAIL_NOT_FOUND,
        Story::Settings => text::DETAIL_SETTINGS,
        Story::SitesCode => text::DETAIL_CODE,
        Story::VisitorsBrowser => text::DETAIL_VISITOR,
        Story::Queue => text::DETAIL_QUEUE,
        Story::PossibleOrigin => text::DETAIL_POSSIBLE_ORIGIN,
        Story::EdgeOrOrigin => text::DETAIL_EDGE_OR_ORIGIN,
        Story::Maintenance => text::DETAIL_MAINTENANCE,
        Story::Cached => text::DETAIL_CACHED,
        Story::Origin { through: false } => text::DETAIL_ORIGIN,
        Story::Origin { through: true } => text::DETAIL_ORIGIN_THROUGH,
        Story::Unclear { .. } => text::DETAIL_UNCLEAR,
        Story::WorkingPage { .. } => text::DETAIL_WORKING,
        Story::Imitation => text::DETAIL_IMITATION,
        Story::Challenged => text::DETAIL_CHALLENGED,
        Story::TooMany => text::DETAIL_TOO_MANY,
        Story::Unlawful => text::DETAIL_UNLAWFUL,
        Story::Refused => text::DETAIL_REFUSED,
        Story::RefusedBySite => text::DETAIL_REFUSED_BY_SITE,
        Story::RefusedUnnamed => text::DETAIL_REFUSED_UNNAMED,
        Story::Filter => text::DETAIL_FILTER,
        Story::SignIn if diagnosis.certainty == Certainty::Possible => text::DETAIL_SIGN_IN_POSSIBLE,
        Story::SignIn => text::DETAIL_SIGN_IN,
        Story::Sample => text::DETAIL_SAMPLE,
        Story::Healthy { .. } => text::DETAIL_HEALTHY,
        Story::NoResponse => text::DETAIL_NO_RESPONSE,
    }
}

/// The row of the code that the verdict rests on; none where the response is not the provider's own.
#[cfg(not(feature = "background"))]
pub fn row(diagnosis: &Diagnosis) -> Option<&'static Row> {
    let told = matches!(diagnosis.condition, Condition::Failing | Condition::Refused);
    let own = diagnosis.code.as_ref().filter(|code| told && code.provider == Provider::Cloudflare);
    own.and_then(|code| codes::row(code.value.parse().ok()?))
}

/// What a visitor can do, the most useful first. [`text::ADVICE_WAIT`] stands for what is known about
/// waiting.
#[cfg(not(feature = "background"))]
pub fn advice(diagnosis: &Diagnosis) -> Vec<Key> {
    let mut advice = of_story(diagnosis);
    if diagnosis.rests_on_rule(crate::neighbours::FAILING.id) {
        // That was tried already.
        advice.retain(|key| *key != text::ADVICE_OTHER_SITES);
    }
    // Only Cloudflare has a Ray ID, and a host for its checks.
    if diagnosis.fault.word_of != WordOf::CLOUDFLARE {
        for key in &mut advice {
            *key = match *key {
                text::ADVICE_TELL_OWNER => text::ADVICE_TELL_OWNER_PLAIN,
                text::ADVICE_ASK_OWNER => text::ADVICE_ASK_OWNER_PLAIN,
                text::ADVICE_PASS_CHECK => text::ADVICE_PASS_CHECK_PLAIN,
                other => other,
            };
        }
    }
    advice
}

#[cfg(not(feature = "background"))]
fn of_story(diagnosis: &Diagnosis) -> Vec<Key> {
    match story(diagnosis) {
        // The same code, in another rendering, can be the provider's own fault.
        Story::Edge | Story::EdgeUnsaid | Story::Behind => {
            vec![text::ADVICE_WAIT, text::ADVICE_OTHER_SITES, text::ADVICE_STATUS_PAGE]
        }
        Story::EdgeOwn => vec![text::ADVICE_WAIT, text::ADVICE_STATUS_PAGE],
        Story::Check => match diagnosis.fault.party {
            Party::Edge => vec![text::ADVICE_WAIT, text::ADVICE_STATUS_PAGE],
            Party::Visitor => vec![text::ADVICE_ALLOW_CHECK],
            Party::Network => vec![text::ADVICE_GATEWAY, text::ADVICE_OTHER_NETWORK],
            _ => vec![text::ADVICE_WAIT, text::ADVICE_ALLOW_CHECK, text::ADVICE_CONNECTION],
        },
        Story::Maintenance => vec![text::ADVICE_WAIT],
        Story::Origin { .. } | Story::Cached => vec![text::ADVICE_WAIT, text::ADVICE_TELL_OWNER_PLAIN],
        Story::Unclear { .. } => vec![text::ADVICE_WAIT_SOME, text::ADVICE_TELL_OWNER_PLAIN],
        Story::Imitation => vec![text::ADVICE_CAREFUL],
        Story::Challenged => vec![text::ADVICE_PASS_CHECK],
        Story::Filter => vec![text::ADVICE_GATEWAY, text::ADVICE_OTHER_NETWORK],
        Story::SignIn => vec![text::ADVICE_SIGN_IN, text::ADVICE_ASK_NETWORK],
        Story::Sample | Story::Healthy { .. } | Story::WorkingPage { .. } => Vec::new(),
        Story::NoResponse => match diagnosis.fault.party {
            Party::Visitor if diagnosis.failure == Some(Failure::NetworkUnknown) => {
                vec![text::ADVICE_BLOCKER]
            }
            Party::Network => vec![text::ADVICE_CONNECTION],
            // Other sites answer, so the connection works.
            Party::Edge => vec![text::ADVICE_WAIT, text::ADVICE_STATUS_PAGE],
            _ if diagnosis.failure.is_some_and(Failure::is_of_an_answer) => {
                vec![text::ADVICE_TELL_OWNER_PLAIN]
            }
            Party::Configuration => vec![text::ADVICE_TELL_OWNER_PLAIN],
            // By these Chromium suspects a network that wants a sign-in (`captive_portal_tab_reloader.cc`); Firefox
            // names no error of certificates.
            _ if matches!(
                diagnosis.failure,
                Some(
                    Failure::TlsCertNameInvalid
                        | Failure::TlsCertAuthorityInvalid
                        | Failure::TlsProtocol
                        | Failure::TlsFailed
                )
            ) =>
            {
                vec![text::ADVICE_CONNECTION, text::ADVICE_ADDRESS, text::ADVICE_PORTAL]
            }
            _ => vec![text::ADVICE_CONNECTION, text::ADVICE_ADDRESS],
        },
        Story::TooMany => of_row(diagnosis, &[text::ADVICE_WAIT, text::ADVICE_ASK_OWNER]),
        Story::RefusedBySite if diagnosis.retry.after_seconds.is_some() => {
            vec![text::ADVICE_WAIT, text::ADVICE_TELL_OWNER_PLAIN]
        }
        Story::RefusedBySite => vec![text::ADVICE_ASK_OWNER_PLAIN],
        Story::RefusedUnnamed => vec![text::ADVICE_TELL_OWNER_PLAIN, text::ADVICE_GATEWAY],
        Story::Unlawful | Story::Refused => of_row(diagnosis, &[text::ADVICE_ASK_OWNER]),
        _ => of_row(diagnosis, &[text::ADVICE_WAIT, text::ADVICE_TELL_OWNER]),
    }
}

/// What the table of codes advises, or this where the response has no code.
#[cfg(not(feature = "background"))]
fn of_row(diagnosis: &Diagnosis, otherwise: &'static [Key]) -> Vec<Key> {
    row(diagnosis).map_or(otherwise, Row::for_visitor).to_vec()
}
