//! Acquia Cloud: a platform for Drupal, with Varnish and a CDN in front
//! (<https://docs.acquia.com/acquia-cloud-platform/features/platformcdn>).

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("Acquia", Kind::Platform)
    .status_page("https://status.acquia.com/")
    // <https://docs.acquia.com/en/stable/acquia-cloud/performance/varnish/headers/>; `Via` as captured.
    .marks(&[mark("x-ah-environment", ANY), mark("via", "*acquia platform cdn*")])
    .answers(&[
        // Seen in captures, under the title "Web Site Not Found": no site there has this name.
        page(At::Text, "if you are an acquia cloud customer", Blame::Settings).on(&[404]),
    ]);
