//! Google Cloud's load balancers, Cloud CDN and Cloud Armor with them. They add `via: 1.1 google` to what
//! they carry (<https://cloud.google.com/load-balancing/docs/https>), but not to every page of their own.

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("Google Cloud Load Balancing", Kind::Balancer)
    .status_page("https://status.cloud.google.com/")
    // <https://cloud.google.com/cdn/docs/troubleshooting-steps>
    .marks(&[mark("via", "1.1 google")])
    .answers(&[
        // <https://cloud.google.com/load-balancing/docs/https/troubleshooting-ext-https-lbs>: no healthy
        // server behind it, no connection to one, or an answer too late. Only the owner's log says which.
        page(
            At::Text,
            "the server encountered a temporary error and could not complete your request.",
            Blame::Origin,
        )
        .on(&[502]),
    ]);
