//! Myra Security: protection against attacks and a CDN (<https://www.myrasecurity.com/>).

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("Myra Security", Kind::Edge)
    // As captured.
    .marks(&[mark("server", "myracloud")]);
