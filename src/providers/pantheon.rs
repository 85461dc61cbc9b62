//! Pantheon: a platform for WordPress and Drupal that runs on Fastly. Its router's messages and what they
//! mean are documented (<https://docs.pantheon.io/errors-and-server-responses>).

use super::story::*;
use crate::failure::Failure;
use crate::part;
use crate::providers::Provider;

/// Its story.
pub const STORY: Story = Story::of("Pantheon", Kind::Platform)
    .built_on(&[Provider::Fastly])
    .status_page("https://status.pantheon.io/")
    .marks(&[
        // `Test Global CDN Caching` and `debug-cache` (pantheon-systems/documentation). The server is as captured, on what
        // the router answers itself; it writes `nginx` else.
        mark("x-pantheon-styx-hostname", ANY),
        mark("x-styx-req-id", ANY),
        mark("server", "pantheon"),
        mark("pantheon-trace-id", ANY),
    ])
    .places(&[Pick::Field("x-pantheon-styx-hostname", Part::Read(zone))])
    .references(&[Pick::Field("x-styx-req-id", Part::Whole)])
    .answers(&[
        // "Pantheon 404 Unknown Site", also as captured.
        page(At::Text, "the gods are wise, but do not know of the site", Blame::Settings).on(&[404]),
        // "Pantheon 502 Routing failure": an internal networking issue of its routing mesh.
        page(
            At::Text,
            "the request could not be completed due to a networking failure. contact support",
            Blame::Own,
        )
        .on(&[502]),
        // "Pantheon 502 Bad Gateway": PHP hangs or cannot start.
        page(At::Text, "there was an error connecting to the php backend", Blame::Code).on(&[502]).possible(),
        // "503 First Byte Timeout": the program took longer than it may. Fastly uses the same name.
        page(At::Name, "503 first byte timeout", Blame::Code)
            .on(&[503])
            .because(Failure::HttpResponseTimeout)
            .marked(),
        // "Pantheon 503 Target in Maintenance".
        page(
            At::Text,
            "the web site you were looking for is currently undergoing maintenance",
            Blame::Closed,
        )
        .on(&[503])
        .marked(),
        // "Pantheon 504 Target Not Responding": all of PHP is busy.
        page(At::Text, "no php workers are available to handle the request", Blame::Code)
            .on(&[504])
            .because(Failure::ConnectionLimitReached),
        // "Pantheon 503 Database not responding", "Pantheon 504 Target Not Responding".
        page(At::Text, "the web page you were looking for could not be delivered", Blame::Undecided)
            .on(&[503, 504])
            .marked(),
        // "Pantheon 504 Gateway Timeout".
        page(At::Text, "the application did not respond in time", Blame::Code)
            .on(&[504])
            .because(Failure::HttpResponseTimeout)
            .marked(),
        // "Error 561 No site detected": there is no code yet.
        page(At::Text, "no site detected. make sure your code is pulled", Blame::Settings).on(&[561]),
    ]);

/// The router's zone, as in `styx-us-a-5f4d8b7c9-x2x4z`.
fn zone(value: &str) -> Option<String> {
    let zone = part::before(value.trim().strip_prefix("styx-")?, b'-');
    (!zone.is_empty()).then(|| zone.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_zone_stands_after_styx() {
        assert_eq!(zone("styx-us-a-5f4d8b7c9-x2x4z").as_deref(), Some("US"));
        assert_eq!(zone("styx-fe2-b-5f4d8b7c9-x2x4z").as_deref(), Some("FE2"));
    }

    #[test]
    fn another_value_has_no_zone() {
        for value in ["", "styx-", "styx", "router-us-a", "styx--a"] {
            assert_eq!(zone(value), None);
        }
    }
}
