//! Filters between the visitor and the site: companies' proxies, gateways, providers that block by order. They
//! answer with any status, 200 among them, so their rules are whole sentences of theirs.

use super::story::*;
use crate::failure::Failure;

/// The filters. They have no ids, since they are no site's providers.
pub const FILTERS: &[Story] = &[
    ZSCALER,
    SKYHIGH,
    PROXYSG,
    UMBRELLA,
    SECURE_WEB_APPLIANCE,
    FORTIGATE,
    SOPHOS,
    SQUID,
    CLOUDFLARE_GATEWAY,
    LIGHTSPEED,
    // Most of them block with a 200, of which the worker reads no page.
    #[cfg(not(feature = "background"))]
    NATIONAL,
];

/// With what filters block.
const BLOCKED: &[u16] = &[200, 403, 451, 503];
/// With what they fail.
const FAILED: &[u16] = &[500, 502, 503, 504];

/// Zscaler Internet Access (<https://help.zscaler.com/unified/configuring-block-notifications>).
const ZSCALER: Story = Story::of("Zscaler", Kind::Filter).marks(&[made("server", "zscaler/*")]).answers(&[
    // The title and the last sentence of its notifications, as quoted in many reports.
    page(At::Name, "internet security by zscaler", Blame::Refused).on(BLOCKED),
    page(At::Text, "your organization has selected zscaler to protect you from internet", Blame::Refused)
        .on(BLOCKED),
]);

/// Skyhigh Secure Web Gateway, once McAfee Web Gateway (<https://success.skyhighsecurity.com/>).
const SKYHIGH: Story = Story::of("Skyhigh Web Gateway", Kind::Filter).answers(&[
    // The title of all its default pages, as captured; blocks and failures share it.
    page(At::Name, "mcafee web gateway - notification", Blame::Refused).on(&[200, 403]),
    page(At::Name, "mcafee web gateway - notification", Blame::Filter).on(FAILED).possible(),
    // The default folder of its pages' files. Addresses that people copied through it lead elsewhere in it.
    page(At::Link, "mwg-internal/de5fs23hu73ds/files/", Blame::Refused).on(&[200, 403]),
]);

/// Symantec ProxySG, once Blue Coat (<https://techdocs.broadcom.com/us/en/symantec-security-software/web-and-network-security/edge-swg/>).
const PROXYSG: Story = Story::of("Symantec ProxySG", Kind::Filter).answers(&[
    // Its exceptions, as quoted in many reports.
    page(At::Text, "your request was denied because of its content categorization", Blame::Refused)
        .on(&[403, 503]),
    page(At::Text, "your system policy has denied access to the requested url", Blame::Refused).on(&[403]),
    page(At::Text, "a communication error occurred: \"connection refused", Blame::Filter)
        .on(FAILED)
        .possible()
        .because(Failure::ConnectionRefused),
    page(At::Text, "a communication error occurred: \"operation timed out", Blame::Filter)
        .on(FAILED)
        .possible()
        .because(Failure::ConnectionTimeout),
    page(At::Text, "your requested host \"", Blame::Filter).on(FAILED).possible().because(Failure::DnsError),
    page(At::Text, "network error (tcp_error)", Blame::Filter).on(FAILED).possible(),
]);

/// Cisco Umbrella, once OpenDNS (<https://docs.umbrella.com/>).
const UMBRELLA: Story = Story::of("Cisco Umbrella", Kind::Filter).answers(&[
    // Cisco's lab guide and reports quote it.
    page(At::Text, "this site is blocked due to content filtering", Blame::Refused).on(BLOCKED),
]);

/// Cisco Secure Web Appliance, once IronPort (<https://www.cisco.com/c/en/us/td/docs/security/wsa/wsa_14-0/User-Guide/b_WSA_UserGuide_14_0/b_WSA_UserGuide_11_7_chapter_010001.html>).
const SECURE_WEB_APPLIANCE: Story = Story::of("Cisco Secure Web Appliance", Kind::Filter).answers(&[
    // Its notifications, as quoted in reports.
    page(At::Text, "based on your organization's access policies, access to this web site", Blame::Refused)
        .on(BLOCKED),
    page(At::Text, "the system cannot communicate with the external server (", Blame::Filter)
        .on(FAILED)
        .possible(),
]);

/// FortiGate with FortiGuard (<https://docs.fortinet.com/document/fortigate/7.0.1/administration-guide/675558/fortiguard-filter>).
const FORTIGATE: Story = Story::of("FortiGate", Kind::Filter).answers(&[
    // Its replacement messages, as captured.
    page(At::Name, "fortiguard intrusion prevention - access blocked", Blame::Refused).on(BLOCKED),
    page(
        At::Text,
        words![
            "you have tried to access a web page which is in violation of your internet usage policy",
            "you have tried to access a web page that is in violation of your internet usage policy",
            "you have attempted to use an application which is in violation of your internet usage policy",
            "you have attempted to use an application that violates your internet usage policy"
        ],
        Blame::Refused,
    )
    .on(BLOCKED),
    page(At::Name, "application control violation", Blame::Refused).on(BLOCKED).possible(),
]);

/// Sophos Web Appliance (<https://docs.sophos.com/>).
const SOPHOS: Story = Story::of("Sophos Web Appliance", Kind::Filter).answers(&[
    // The titles of its error pages, as captured.
    page(At::Name, "sophos web appliance: remote server not responding", Blame::Filter).on(FAILED).possible(),
]);

/// Squid (<https://www.squid-cache.org/>): a company's or a provider's proxy; sites put it in front of
/// themselves too, and the pages are the same.
const SQUID: Story = Story::of("Squid", Kind::Filter)
    .marks(&[
        mark("via", words!["*(squid/*", "*(squid)"]),
        mark("server", words!["squid", "squid/*"]),
        made("x-squid-error", ANY),
    ])
    .answers(&[
        // Its errors' names, with the system's number: 111 refused, 110 timed out; as captured.
        field("x-squid-error", "err_access_denied *", Blame::Refused).on(&[403]),
        field("x-squid-error", "err_cannot_forward *", Blame::Origin).on(FAILED).possible(),
        field("x-squid-error", "err_connect_fail 111", Blame::Filter)
            .on(FAILED)
            .possible()
            .because(Failure::ConnectionRefused),
        field("x-squid-error", "err_connect_fail 110", Blame::Filter)
            .on(FAILED)
            .possible()
            .because(Failure::ConnectionTimeout),
        field("x-squid-error", "err_dns_fail *", Blame::Filter)
            .on(FAILED)
            .possible()
            .because(Failure::DnsError),
        // The templates of its source, `errors/templates`.
        page(
            At::Text,
            "this request could not be forwarded to the origin server or to any parent",
            Blame::Origin,
        )
        .on(FAILED)
        .possible(),
        page(At::Text, "unable to determine ip address from host name", Blame::Filter)
            .on(FAILED)
            .possible()
            .because(Failure::DnsError),
        page(At::Text, "a timeout occurred while waiting to read data from the network", Blame::Filter)
            .on(FAILED)
            .possible()
            .because(Failure::HttpResponseTimeout),
        page(At::Text, "this proxy and the remote host failed to negotiate a mutually", Blame::Filter)
            .on(FAILED)
            .possible()
            .because(Failure::TlsProtocolError),
        page(At::Text, "access control configuration prevents your request from being", Blame::Refused)
            .on(&[403]),
        page(At::Name, "error: the requested url could not be", Blame::Filter).on(FAILED).possible(),
    ]);

/// Lightspeed Filter, for schools (<https://www.lightspeedsystems.com/>).
const LIGHTSPEED: Story = Story::of("Lightspeed", Kind::Filter).answers(&[
    // As captured.
    page(At::Name, "lightspeed systems - web access", Blame::Refused).on(BLOCKED),
]);

/// Cloudflare Gateway (<https://developers.cloudflare.com/cloudflare-one/faq/troubleshooting/>).
const CLOUDFLARE_GATEWAY: Story = Story::of("Cloudflare Gateway", Kind::Filter).answers(&[
    // The page for its block rules, as quoted in reports.
    page(At::Name, "blocked by cloudflare gateway", Blame::Refused).on(BLOCKED),
    // Its answer when it does not trust the site's certificate.
    page(At::Text, "http response code: 526", Blame::Filter)
        .on(&[526])
        .possible()
        .because(Failure::TlsCertificateError),
]);

/// Pages of providers that block by order of a state or a court, as captured.
#[cfg(not(feature = "background"))]
const NATIONAL: Story = Story::of("The internet provider", Kind::Filter).answers(&[page(
    At::Text,
    words![
        // Belgium.
        "the website you are trying to visit offers content that is considered illegal according to belgian",
        // The United Kingdom.
        "virgin media has received an order from the courts requiring us to prevent access to this site",
        // Turkey, by its authority for telecommunications.
        "within the context of protection measure, of \"",
        // Egypt.
        "this web site has been reported as an attack site and has been blocked to protect your computer",
        // Burma.
        "the access to requested url has been denied. to have the rating of this web page re-evaluated",
    ],
    Blame::Refused,
)
.on(BLOCKED)]);
