//! A diagnosis as a badge on the toolbar: text, tone and a title sentence, or none.

use crate::diagnosis::checked::turns;
use crate::diagnosis::{Condition, Diagnosis};
use crate::evidence::Assertion;
use crate::explanation::catalogue::HEADLINE_PARTS;
use crate::explanation::{Message, check_headline, headline, shown_code};
use crate::observation::{FailedCheck, Site};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// How urgent a badge is. The text says it as well, so that colour is never alone.
    Tone {
        /// Something is failing.
        Red = "red",
        /// An error, and not enough is known; or one that is no outage.
        Grey = "grey",
        /// The page came, and parts of it did not.
        Amber = "amber",
    }
}

impl Tone {
    /// The background, dark enough for white text (contrast 5.9, 5.7 and 5.0 to 1).
    #[must_use]
    pub const fn colour(self) -> &'static str {
        match self {
            Self::Red => "#b3261e",
            Self::Grey => "#5f6368",
            Self::Amber => "#b45309",
        }
    }
}

/// What the toolbar has room for.
const LONGEST_TEXT: usize = 4;

/// What the toolbar shows for a tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    /// The code, or `?`, or `!` where there is none; four characters fit.
    pub text: String,
    /// Its tone.
    pub tone: Tone,
    /// What a pointer resting on it is told.
    pub title: Message,
}

/// The badge of a diagnosis; most pages have none, and private names never do.
#[must_use]
pub fn badge(diagnosis: &Diagnosis, site: &Site) -> Option<Badge> {
    if site.is_private() {
        return None;
    }
    let failed = diagnosis.status.is_none_or(|status| status >= 500);
    let tone = match diagnosis.condition {
        // A site that is closed on purpose is no outage.
        Condition::Failing if failed && !diagnosis.rests_on(Assertion::Maintenance) => Tone::Red,
        Condition::Failing => Tone::Grey,
        Condition::Unclear | Condition::Imitation if failed => Tone::Grey,
        _ => return None,
    };
    let text = match diagnosis.condition {
        Condition::Failing => {
            let status = || diagnosis.status.map(|status| status.to_string());
            let short = |code: &String| !code.is_empty() && code.len() <= LONGEST_TEXT;
            Some(shown_code(diagnosis)).filter(short).or_else(status).unwrap_or_else(|| "!".to_owned())
        }
        _ => "?".to_owned(),
    };
    Some(Badge { text, tone, title: headline(diagnosis, &site.host) })
}

/// The badge of a page whose security check did not load, where that turns the verdict.
#[must_use]
pub fn check_badge(condition: Condition, failed: &FailedCheck, site: &Site) -> Option<Badge> {
    let shown = turns(condition, failed) && !site.is_private();
    shown.then(|| Badge { text: "!".to_owned(), tone: Tone::Grey, title: check_headline(failed, &site.host) })
}

/// The badge of a page that is well and whose parts are not.
#[must_use]
pub fn parts_badge(diagnosis: &Diagnosis, site: &Site) -> Option<Badge> {
    let shown = diagnosis.condition == Condition::Healthy && !site.is_private();
    let title = || Message { key: HEADLINE_PARTS, args: vec![site.host.clone()] };
    shown.then(|| Badge { text: "½".to_owned(), tone: Tone::Amber, title: title() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observation::{NetworkError, Observation, Status};

    fn of(url: &str, status: u16, fields: &[(&str, &str)]) -> Option<(String, Tone)> {
        let site = Site::from_url(url)?;
        let observation = Observation {
            site: Some(site.clone()),
            status: Status::new(status),
            fields: Some(fields.iter().copied().collect()),
            page: None,
            ..Observation::default()
        };
        badge(&crate::diagnose(&observation), &site).map(|badge| (badge.text, badge.tone))
    }

    #[test]
    fn a_failing_site_is_red_with_its_code_and_an_undecided_one_grey() {
        assert_eq!(of("https://a.example/", 502, &[("server", "nginx")]), Some(("502".into(), Tone::Red)));
        let carried = [("server", "cloudflare"), ("cf-ray", "8f1c2d3e4a5b6c7d-FRA")];
        assert_eq!(of("https://a.example/", 500, &carried), Some(("?".into(), Tone::Grey)));
    }

    #[test]
    fn healthy_pages_and_private_names_have_no_badge() {
        assert_eq!(of("https://a.example/", 200, &[]), None);
        assert_eq!(of("https://a.example/", 404, &[]), None);
        assert_eq!(of("http://nas.local/", 500, &[]), None);
    }

    #[test]
    fn no_response_is_red_without_a_code() {
        let site = Site::from_url("https://a.example/").expect("an address");
        let error = Some(NetworkError::new("net::ERR_CONNECTION_REFUSED"));
        let diagnosis =
            crate::diagnose(&Observation { site: Some(site.clone()), error, ..Observation::default() });
        assert_eq!(badge(&diagnosis, &site).map(|badge| badge.text), Some("!".into()));
    }
}
