//! Microsoft IIS: the server that answers for a site, its kernel driver HTTP.sys in front of it, and ARR, with
//! which it passes on (<https://learn.microsoft.com/troubleshoot/developer/webapps/iis/www-administration-management/http-status-code>).

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("Microsoft IIS", Kind::Software)
    .marks(&[
        // `Microsoft-HTTPAPI` is HTTP.sys, which other programs use without IIS
        // (<https://github.com/aspnet/HttpSysServer/issues/445>).
        mark("server", "microsoft-iis/*"),
        weak("server", "microsoft-httpapi/*"),
        mark("x-powered-by", words!["asp.net", "arr/*"]),
        mark("x-aspnet-version", ANY),
        mark("x-aspnetmvc-version", ANY),
    ])
    .answers(&[
        // HTTP.sys, while the site's application pool is stopped; as captured.
        page(At::Text, "http error 503. the service is unavailable", Blame::Origin).on(&[503]),
        // ARR's page with 502.3, as captured; Azure's balancers of the first version send it too.
        page(
            At::Text,
            "web server received an invalid response while acting as a gateway or proxy server",
            Blame::Origin,
        )
        .on(&[502]),
        // The page for visitors, and the detailed ones: the site's program failed or did not start.
        page(
            At::Text,
            "there is a problem with the resource you are looking for, and it cannot be displayed",
            Blame::Origin,
        )
        .on(&[500]),
        page(At::Name, words!["http error 500.", "http error 502.", "http error 503."], Blame::Origin)
            .on(&[500, 502, 503]),
        page(At::Name, "server error in '", Blame::Origin).on(&[500]),
    ]);
