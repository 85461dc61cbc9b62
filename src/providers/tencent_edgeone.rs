//! Tencent EdgeOne: a CDN and firewall. It keeps 520 to 599 for errors of its own
//! (<https://www.tencentcloud.com/document/product/1145/58009>), and writes its name into `Server` only where the
//! origin sent none (<https://www.tencentcloud.com/document/product/1145/54212>).

use super::story::*;
use crate::failure::Failure;

/// No origin's `Server`.
const OWN: &str = "tencentedgeone";

/// Its story.
pub const STORY: Story = Story::of("Tencent EdgeOne", Kind::Edge)
    .marks(&[
        mark("server", OWN),
        mark("eo-log-uuid", "#"),
        mark("eo-cache-status", ANY),
        // As captured in front of Cloudflare, whose own policy it replaces.
        mark("nel", "*eo-nel*"),
    ])
    .references(&[Pick::Field("eo-log-uuid", Part::Whole), Pick::Page("request id:", Part::Whole)])
    .answers(&[
        // <https://www.tencentcloud.com/document/product/1145/58009>, all of these.
        field("server", OWN, Blame::Origin).on(&[520, 550]).because(Failure::ConnectionTerminated),
        field("server", OWN, Blame::Link).on(&[521, 551]).because(Failure::ConnectionRefused),
        field("server", OWN, Blame::Link).on(&[522, 552]).because(Failure::ConnectionTimeout),
        field("server", OWN, Blame::Settings).on(&[523, 553]).because(Failure::DnsError),
        field("server", OWN, Blame::Origin).on(&[524, 554]).because(Failure::HttpResponseTimeout),
        field("server", OWN, Blame::Link).on(&[525, 555]).because(Failure::TlsProtocolError),
        field("server", OWN, Blame::Refused).on(&[566, 567]),
        // The site is not on the server that was asked: its domain or CNAME is set wrongly.
        field("server", OWN, Blame::Settings).on(&[418]),
        // A loop; an application may send the code as well.
        field("server", OWN, Blame::Settings).on(&[423]).because(Failure::ProxyLoopDetected).possible(),
        // Its block page in English and Chinese (seen in captures); sites may choose another status.
        page(
            At::Text,
            words!["protected by tencent cloud edgeone", "\u{7531} tencent cloud edgeone"],
            Blame::Refused,
        )
        .on(&[403, 566, 567]),
    ]);
