//! Azure Application Gateway: a balancer with a firewall. It names itself only on answers of its own
//! (<https://learn.microsoft.com/azure/application-gateway/http-response-codes>).

use super::story::*;
use crate::failure::Failure;

/// Its story.
pub const STORY: Story = Story::of("Azure Application Gateway", Kind::Balancer)
    .status_page("https://azure.status.microsoft/")
    .marks(&[made("server", "microsoft-azure-application-gateway/*")])
    .answers(&[
        // The same document: the firewall, or a rule of the site.
        page(At::End, FOOTER, Blame::Refused).on(&[403, 429]),
        // The same document: no listener has this host name.
        page(At::End, FOOTER, Blame::Settings).on(&[404]),
        // The same document: "an internal error to the service".
        page(At::End, FOOTER, Blame::Own).on(&[500]),
        // <https://learn.microsoft.com/azure/application-gateway/application-gateway-troubleshooting-502>:
        // the servers behind it, but also probes and network rules of the site.
        page(At::End, FOOTER, Blame::Origin).on(&[502]).possible(),
        // The list of response codes: the server behind it took too long.
        page(At::End, FOOTER, Blame::Origin).on(&[504]).because(Failure::HttpResponseTimeout),
    ]);

/// How its pages end.
const FOOTER: &str = "microsoft-azure-application-gateway/v2";
