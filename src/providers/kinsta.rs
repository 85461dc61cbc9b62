//! Kinsta: a host of WordPress that runs on Cloudflare (<https://kinsta.com/docs/wordpress-hosting/>).

use super::story::*;
use crate::providers::Provider;

/// Its story.
pub const STORY: Story = Story::of("Kinsta", Kind::Platform)
    .built_on(&[Provider::Cloudflare])
    .status_page("https://status.kinsta.com/")
    .marks(&[
        // Its own plugin asks for the first (`kinsta-mu-plugins`, `class-kmp-admin.php`); the others as captured.
        mark("x-kinsta-cache", ANY),
        mark("ki-cache-type", ANY),
        mark("ki-cf-cache-status", ANY),
    ])
    .answers(&[
        // The domain belongs to no site: <https://kinsta.com/docs/wordpress-hosting/domains/>.
        page(At::Name, "no site for domain", Blame::Settings).on(&[404]),
    ]);
