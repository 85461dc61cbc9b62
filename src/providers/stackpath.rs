//! StackPath (Highwinds, MaxCDN): a CDN that is gone; old recordings still show it
//! (<https://support.stackpath.com/hc/en-us/articles/360001458723-Learn-and-Troubleshoot-502-and-504-Errors>).

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("StackPath", Kind::Edge)
    // As captured: `x-hw: 1764000000.dop012.fr8.t,1764000000.cds034.fr8.s`.
    .marks(&[mark("x-hw", "#.@#.*")]);
