//! Cloudflare's codes: one table for what each is called, whom it blames, whether waiting helps, and what
//! people can do. The rows are in `gateway` (5xx) and `numbered` (1xxx).

mod advice;
mod gateway;
mod numbered;

use super::Rendering;
use crate::diagnosis::{Certainty, Condition, Party};
#[cfg(not(feature = "background"))]
use crate::explanation::catalogue::Key;
use crate::failure::Failure;
use advice::Advice;

/// One code.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The code; a 5xx is the status as well.
    pub code: u16,
    /// The reason on Cloudflare's page. The worker shows neither it nor the advice, and has no room for them.
    #[cfg(not(feature = "background"))]
    pub title: &'static str,
    /// The failure in RFC 9209's words.
    pub failure: Option<Failure>,
    /// Seconds to wait by Cloudflare's own table; `None`: asking again does not help.
    pub retry_after: Option<u32>,
    /// Whom it blames, by rendering; the first that fits counts.
    blames: &'static [(Renderings, Blame)],
    #[cfg(not(feature = "background"))]
    advice: Advice,
}

/// A row of the tables.
#[cfg_attr(feature = "background", allow(unused_variables, clippy::needless_pass_by_value))]
const fn row_of(
    code: u16,
    title: &'static str,
    failure: Option<Failure>,
    retry_after: Option<u32>,
    blames: &'static [(Renderings, Blame)],
    advice: Advice,
) -> Row {
    Row {
        code,
        #[cfg(not(feature = "background"))]
        title,
        failure,
        retry_after,
        blames,
        #[cfg(not(feature = "background"))]
        advice,
    }
}

/// Whom a code blames.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blame {
    /// The condition.
    pub condition: Condition,
    /// The party.
    pub party: Party,
    /// The most that may be said with the fields known and nothing contradicting.
    pub at_most: Certainty,
}

/// For which renderings a blame holds.
#[derive(Clone, Copy, Debug)]
enum Renderings {
    Any,
    /// Branded, structured, a customer's page, or words copied from one: the edge's full answer.
    Full,
    Bare,
    Text,
}

const fn failing(party: Party, at_most: Certainty) -> Blame {
    Blame { condition: Condition::Failing, party, at_most }
}

/// The row of a code.
#[must_use]
pub fn row(code: u16) -> Option<&'static Row> {
    rows().find(|row| row.code == code)
}

/// Every row, the 5xx first.
pub fn rows() -> impl Iterator<Item = &'static Row> {
    gateway::ROWS.iter().chain(numbered::ROWS)
}

/// Whether a status is one that Cloudflare invented. On a response that it carried it is Cloudflare's.
#[must_use]
pub const fn is_cloudflares_own(status: u16) -> bool {
    matches!(status, 520..=527 | 530)
}

impl Row {
    /// Whether asking again helps; Cloudflare's table is silent about some codes.
    #[must_use]
    pub const fn retry_helps(&self) -> Option<bool> {
        match self.code {
            503 | 527 | 530 | 1022 | 1100 | 1103..=1105 => None,
            _ => Some(self.retry_after.is_some()),
        }
    }

    /// What a visitor can do, the most useful first; [`catalogue::ADVICE_WAIT`] stands for what the
    /// response says about waiting.
    ///
    /// [`catalogue::ADVICE_WAIT`]: crate::explanation::catalogue::ADVICE_WAIT
    #[cfg(not(feature = "background"))]
    #[must_use]
    pub const fn for_visitor(&self) -> &'static [Key] {
        self.advice.visitor
    }

    /// What the site's owner can do.
    #[cfg(not(feature = "background"))]
    #[must_use]
    pub const fn for_owner(&self) -> Key {
        self.advice.owner
    }

    /// The vendor's page about the code.
    #[cfg(not(feature = "background"))]
    #[must_use]
    pub fn vendors_page(&self) -> String {
        self.advice.page.address(self.code)
    }

    /// Whom the code blames when it was rendered so.
    #[must_use]
    pub fn blame(&self, rendering: Rendering) -> Blame {
        let fits = |renderings: Renderings| match renderings {
            Renderings::Any => true,
            Renderings::Full => {
                matches!(
                    rendering,
                    Rendering::Branded | Rendering::Structured | Rendering::TokenBox | Rendering::Copied
                )
            }
            Renderings::Bare => matches!(rendering, Rendering::Bare),
            Renderings::Text => matches!(rendering, Rendering::Text),
        };
        let found = self.blames.iter().find(|(renderings, _)| fits(*renderings));
        found.map_or(failing(Party::Unknown, Certainty::Possible), |&(_, blame)| blame)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(code: u16, rendering: Rendering) -> (&'static str, &'static str, &'static str) {
        let blame = row(code).expect("a known code").blame(rendering);
        (blame.condition.as_str(), blame.party.as_str(), blame.at_most.as_str())
    }

    #[test]
    fn only_cloudflares_own_words_make_cloudflares_fault_certain() {
        assert_eq!(said(500, Rendering::Branded), ("failing", "edge", "certain"));
        assert_eq!(said(500, Rendering::Bare), ("failing", "edge", "likely"));
        assert_eq!(said(500, Rendering::FieldsOnly), ("failing", "edge", "likely"));
    }

    #[test]
    fn a_branded_gateway_error_is_the_origins_and_a_bare_one_is_cloudflares() {
        for code in [502, 504] {
            assert_eq!(said(code, Rendering::Branded), ("failing", "origin", "likely"));
            assert_eq!(said(code, Rendering::Bare), ("failing", "edge", "likely"));
            assert_eq!(said(code, Rendering::Text), ("failing", "origin", "possible"));
        }
        assert_eq!(said(503, Rendering::FieldsOnly), ("unclear", "unknown", "possible"));
    }

    #[test]
    fn no_code_from_520_on_blames_cloudflare() {
        for row in gateway::ROWS.iter().filter(|row| row.code >= 520) {
            assert_ne!(row.blame(Rendering::Branded).party, Party::Edge, "{}", row.code);
        }
    }

    #[test]
    fn every_row_stands_once_and_ends_with_a_blame_for_any_rendering() {
        for (index, row) in gateway::ROWS.iter().enumerate() {
            assert!(gateway::ROWS[..index].iter().all(|other| other.code < row.code), "{}", row.code);
            assert!(matches!(row.blames.last(), Some((Renderings::Any, _))), "{}", row.code);
        }
    }

    #[test]
    fn every_row_tells_visitor_and_owner_what_to_do_and_names_a_page_of_the_vendor() {
        for row in rows() {
            assert!(!row.for_visitor().is_empty(), "{}", row.code);
            assert!(row.for_owner().as_str().starts_with("owner_"), "{}", row.code);
            let page = row.vendors_page();
            assert!(page.starts_with("https://developers.cloudflare.com/") && page.ends_with('/'), "{page}");
            assert!(!row.title.is_empty(), "{}", row.code);
        }
        let page = |code| row(code).expect("a known code").vendors_page();
        assert!(page(522).ends_with("/cloudflare-5xx-errors/error-522/"));
        assert!(page(504).ends_with("/cloudflare-5xx-errors/error-502-504/"));
        assert!(page(1008).ends_with("/cloudflare-1xxx-errors/error-1006/"));
        assert!(page(1201).ends_with("/cloudflare-1xxx-errors/"));
    }

    #[test]
    fn where_waiting_helps_the_visitor_is_told_to_wait() {
        for row in rows().filter(|row| row.retry_after.is_some()) {
            assert_eq!(row.for_visitor()[0].as_str(), "advice_wait", "{}", row.code);
        }
    }
}
