//! FortiWeb: Fortinet's firewall in front of a site, run by its owner
//! (<https://docs.fortinet.com/document/fortiweb/>). It blocks with any status that its owner chose: 500 in
//! most captures, so that a block looks like a failure.

use super::story::*;
use crate::failure::Failure;

/// Its story.
pub const STORY: Story = Story::of("FortiWeb", Kind::Proxy).answers(&[
    // The default page names the signature: `Attack ID: 20000051`, as quoted in many reports.
    page(At::Text, "attack id: 2000", Blame::Refused).on(&[400, 403, 404, 500, 501, 503]),
    // No server of its pool is up
    // (<https://docs.fortinet.com/document/fortiweb-cloud/latest/user-guide/27674/custom-block-pages>).
    page(At::Name, "server unavailable!", Blame::Origin)
        .on(&[500, 503])
        .possible()
        .because(Failure::DestinationUnavailable),
]);
