//! Who is failing behind a part's host and status. There are no fields and no content, so little is said: whose code
//! the status is, and who can only have failed.

use super::hosts::{Behind, Host};
use crate::diagnosis::{Blame, Certainty, Hop, Party, Role};
use crate::providers::Provider;
use crate::providers::cloudflare::Rendering;
use crate::providers::cloudflare::codes;

const NOBODY: Blame = Blame { party: Party::Unknown, provider: None, provider_certainty: None };

const fn of(party: Party, provider: Provider, certainty: Certainty) -> Blame {
    Blame { party, provider: Some(provider), provider_certainty: Some(certainty) }
}

/// Who is failing; `path` is the page's own.
pub fn blame(host: &Host, status: Option<u16>, path: &[Hop]) -> Blame {
    // A connection that was not made has two ends, and no provider is named for it.
    let Some(status) = status else { return NOBODY };
    let named = host.provider();
    let in_front = path.iter().filter(|hop| matches!(hop.role, Role::Edge | Role::Platform));
    if codes::is_cloudflares_own(status) {
        // Load balancers and firewalls send a 521 too: from a host that is not known to be Cloudflare's it is unclear.
        let on_page = in_front.clone().any(|hop| hop.provider == Some(Provider::Cloudflare));
        let certainty = match named {
            Some((Provider::Cloudflare, _)) => Certainty::Likely,
            None if host.exact && on_page => Certainty::Likely,
            None if host.own && on_page => Certainty::Possible,
            _ => return NOBODY,
        };
        let row = codes::row(status).map(|row| row.blame(Rendering::Text).party);
        return of(row.unwrap_or(Party::Unknown), Provider::Cloudflare, certainty);
    }
    match named {
        Some((provider, Behind::Itself)) => of(Party::Edge, provider, Certainty::Likely),
        // It carried the answer; who made it is not told.
        Some((provider, Behind::Customer)) => of(Party::Unknown, provider, Certainty::Likely),
        // Nobody was seen in front of the page, so the page's own server speaks. An edge makes a 5xx itself, too.
        None if host.exact && in_front.count() == 0 => Blame { party: Party::Origin, ..NOBODY },
        None => NOBODY,
    }
}
