//! AWS Application Load Balancer. It passes on what its targets answer, with their server field, and has bare
//! pages of its own, by
//! <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html>.

use super::story::*;
use crate::failure::Failure;

/// What it calls itself.
const SERVER: &str = "awselb/2.0";

/// Its story. The server field is no mark of failures that it made: the owner can have it answer with any
/// status ("fixed response"), as the 521 that was seen in January 2026. Its own codes are those below.
pub const STORY: Story = Story::of("AWS load balancer", Kind::Balancer)
    .status_page("https://health.aws.amazon.com/health/status")
    .marks(&[mark("server", SERVER)])
    .answers(&[
        // "HTTP 503": the target groups have no registered targets, or none that is used. An owner may have set it up so,
        // but a site that was open has lost its servers, as on 20 October 2025, when new ones did not start
        // (<https://aws.amazon.com/message/101925/>). The owner's fixed responses have texts.
        page(At::Name, "503 service temporarily unavailable", Blame::Origin)
            .marked()
            .because(Failure::DestinationUnavailable)
            .on(&[503]),
        field("server", SERVER, Blame::Origin).possible().on(&[503]),
        // "HTTP 502": a target refused, reset or spoke wrongly. "HTTP 504": it was too slow.
        field("server", SERVER, Blame::Origin).on(&[502, 504]),
        // "HTTP 403": AWS WAF.
        field("server", SERVER, Blame::Refused).on(&[403]),
        // "HTTP 463": too many addresses in X-Forwarded-For; "HTTP 464": the protocol of the target group;
        // "HTTP 561": the site's identity provider.
        field("server", SERVER, Blame::Settings).on(&[463, 464, 561]),
        // "HTTP 500": AWS WAF's rules could not run. Fixed responses have it, too.
        field("server", SERVER, Blame::Undecided).possible().on(&[500]),
        // "HTTP 460": the visitor's side closed the connection first, since nothing came.
        field("server", SERVER, Blame::Undecided).possible().on(&[460]),
    ]);
