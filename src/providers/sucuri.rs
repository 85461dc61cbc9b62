//! Sucuri's firewall, which GoDaddy sells as well
//! (<https://docs.sucuri.net/website-firewall/sucuri-firewall-troubleshooting-guide/>).

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("Sucuri", Kind::Edge)
    .status_page("https://status.sucuri.net/")
    .marks(&[
        // <https://docs.sucuri.net/website-firewall/troubleshooting/investigating-cache-headers/>; `cloudproxy` as captured.
        mark("x-sucuri-id", ANY),
        mark("x-sucuri-cache", ANY),
        mark("server", words!["sucuri/cloudproxy", "sucuri/website firewall"]),
        made("x-sucuri-block", ANY),
    ])
    .references(&[Pick::Page("block id:", Part::Whole)])
    .answers(&[
        // Seen in captures: the rule that turned the visitor away.
        field("x-sucuri-block", ANY, Blame::Refused).on(&[403, 429]).code("*"),
        // Seen in captures.
        page(
            At::Name,
            words![
                "sucuri website firewall - access denied",
                "sucuri website firewall - cloudproxy - access denied",
                "access denied - sucuri website firewall"
            ],
            Blame::Refused,
        )
        .on(&[403, 429]),
        // <https://docs.sucuri.net/website-firewall/troubleshooting/backend-timeout-message/>: the site's
        // server gave no answer. The words stand in a picture there.
        page(
            At::Text,
            words!["backend or gateway connection error", "backend or gateway connection timeout"],
            Blame::Origin,
        )
        .on(&[502, 503, 504]),
        // Seen in captures: the check by script.
        page(At::Name, "you are being redirected", Blame::Challenged).on(&[200, 307, 403, 503]).marked(),
    ]);
