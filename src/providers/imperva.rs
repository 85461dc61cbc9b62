//! Imperva's cloud firewall, once Incapsula. Its page is an empty one around a frame, and the frame's address
//! tells the code in `edet`. Sites with a page of their own show the sentence of the code in it. What the
//! codes mean: <https://diamond.nvc.co.jp/how-to-get-cw-evidence> for 15, 16 and 20, and Imperva's sentences
//! as public clients list them for the rest.

use super::story::*;
use crate::failure::Failure;

/// Its story.
pub const STORY: Story = Story::of("Imperva", Kind::Edge)
    .status_page("https://status.imperva.com/")
    .marks(&[mark("x-iinfo", ANY), mark("x-cdn", words!["imperva", "incapsula"])])
    .references(&[Pick::Page("incident id:", Part::Whole), Pick::Field("x-iinfo", Part::Before(b' '))])
    .answers(&[
        // Error 20: no connection to the web server in time.
        page(At::Link, "edet=20&", Blame::Link).because(Failure::ConnectionTimeout).code("20"),
        page(
            At::Text,
            "the proxy failed to connect to the web server, due to tcp connection timeout",
            Blame::Link,
        )
        .because(Failure::ConnectionTimeout)
        .code("20"),
        // Error 8: the web server rejected the connection.
        page(At::Link, "edet=8&", Blame::Link).because(Failure::ConnectionRefused).code("8"),
        page(
            At::Text,
            "the proxy failed to connect to the web server, due to tcp connection rejection",
            Blame::Link,
        )
        .because(Failure::ConnectionRefused)
        .code("8"),
        // Error 26: no TLS connection with the web server.
        page(At::Link, "edet=26&", Blame::Link).because(Failure::TlsProtocolError).code("26"),
        page(At::Text, "the proxy failed to connect to the web server, ssl connection failed", Blame::Link)
            .because(Failure::TlsProtocolError)
            .code("26"),
        // Error 30: no address of the web server is set.
        page(At::Link, "edet=30&", Blame::Settings).code("30"),
        page(
            At::Text,
            "the proxy failed to connect to the web server, no web server ip is defined",
            Blame::Settings,
        )
        .code("30"),
        // Error 32: no connection, for another reason.
        page(At::Link, "edet=32&", Blame::Link).code("32"),
        page(At::Text, "the proxy failed to connect to the web server", Blame::Link),
        // Error 43: too many connections to the web server.
        page(At::Link, "edet=43&", Blame::Link).because(Failure::ConnectionLimitReached).code("43"),
        // Error 5: the web server's answer could not be read.
        page(At::Link, "edet=5&", Blame::Origin).because(Failure::HttpProtocolError).code("5"),
        // Errors 35 and 40: the web server's certificate.
        page(At::Link, words!["edet=35&", "edet=40&"], Blame::Settings).because(Failure::TlsCertificateError),
        // Names that lead nowhere, and what the site's plan or settings do not allow.
        page(
            At::Link,
            words![
                "edet=18&", "edet=22&", "edet=23&", "edet=24&", "edet=29&", "edet=31&", "edet=36&",
                "edet=37&", "edet=38&", "edet=39&", "edet=41&", "edet=44&"
            ],
            Blame::Settings,
        ),
        page(At::Text, "the proxy failed to resolve site from host name", Blame::Settings),
        // Error 12: a captcha. Seen in captures.
        page(At::Link, "edet=12&", Blame::Challenged).on(&[200, 403]),
        // Errors 14 to 17: blocked by rules, bot protection, address or rate.
        page(At::Link, "edet=15&", Blame::Refused).on(&[403, 429, 503]).code("15"),
        page(At::Link, "edet=16&", Blame::Refused).on(&[403, 429, 503]).code("16"),
        page(At::Link, "_incapsula_resource?cwudnsai=", Blame::Refused).on(&[403, 429]),
        page(
            At::Text,
            words![
                "request unsuccessful. incapsula incident id",
                "this request was blocked by our security service"
            ],
            Blame::Refused,
        )
        .on(&[403, 429, 503]),
        // Advanced Bot Protection, as quoted in public code; others use the title too.
        page(At::Name, "pardon our interruption", Blame::Challenged).on(&[200, 403, 405, 429]).marked(),
    ]);
