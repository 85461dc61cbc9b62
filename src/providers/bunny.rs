//! bunny.net: a CDN. Each response names the place and the server that answered
//! (<https://docs.bunny.net/cdn/troubleshooting/run-traceroute>), and where the origin was asked, what it answered.

use super::story::*;
use crate::failure::Failure;
use crate::part;

/// Two cards of the page that it makes itself (seen in captures of 2024 and 2026). Other products copy the page and
/// load its style sheet, with their own name there.
const OWN_PAGE: &str = "bunny.net edge network";

/// Its story.
pub const STORY: Story = Story::of("bunny.net", Kind::Edge)
    .status_page("https://status.bunny.net/")
    // The server: <https://docs.bunny.net/cdn/troubleshooting/run-traceroute>.
    .marks(&[mark("server", "bunnycdn-*"), mark("cdn-pullzone", "#"), mark("cdn-requestid", "%")])
    .places(&[Pick::Field("server", Part::Read(place))])
    .references(&[Pick::Field("cdn-requestid", Part::Whole)])
    .answers(&[
        // The status of the pull from the origin; its own errors have none (seen in captures).
        field("cdn-requestpullcode", "500", Blame::Passed).on(&[500]),
        field("cdn-requestpullcode", "502", Blame::Passed).on(&[502]),
        field("cdn-requestpullcode", "503", Blame::Passed).on(&[503]),
        field("cdn-requestpullcode", "504", Blame::Passed).on(&[504]),
        // <https://docs.bunny.net/cdn/logging/origin-errors>: DNS, timeout, socket, loop. The page says
        // "could not establish a connection".
        page(At::Text, OWN_PAGE, Blame::Link).on(&[502, 504]),
        page(At::Text, OWN_PAGE, Blame::Settings).on(&[508]).because(Failure::ProxyLoopDetected),
        page(At::Text, OWN_PAGE, Blame::Undecided).on(&[500]),
        // Seen in captures, on its own errors only.
        field("errorcode", "#", Blame::Link).on(&[502, 504]).marked(),
    ]);

/// `FRA1` of `BunnyCDN-FRA1-1234`.
fn place(server: &str) -> Option<String> {
    let code = part::before(server.strip_prefix("BunnyCDN-")?, b'-');
    Some(code.to_owned()).filter(|code| !code.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_is_read_from_its_own_server_field_only() {
        assert_eq!(place("BunnyCDN-FRA1-1234").as_deref(), Some("FRA1"));
        assert_eq!(place("BunnyCDN-DE").as_deref(), Some("DE"));
        assert_eq!(place("BunnyCDN-"), None);
        assert_eq!(place("shop-1.2"), None);
    }
}
