//! DDoS-Guard: protection against attacks, with a cache (<https://ddos-guard.net/en/manual>).

use super::story::*;

/// Its story.
pub const STORY: Story =
    Story::of("DDoS-Guard", Kind::Edge).marks(&[mark("server", "ddos-guard")]).answers(&[
        // As public code reads them: the check by script, and the captcha.
        page(
            At::Link,
            words![".well-known/ddos-guard/js-challenge/", ".well-known/ddos-guard/ddg-captcha-page/"],
            Blame::Challenged,
        )
        .on(&[200, 403, 429, 503]),
        // The same: the check's title.
        page(At::Name, "ddos-guard", Blame::Challenged).on(&[403]).marked(),
    ]);
