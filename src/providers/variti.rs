//! Variti: protection against bots and attacks (<https://variti.io/>).

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("Variti", Kind::Edge)
    // As captured: `X-VARITI-CCR: 123400056:78`.
    .marks(&[mark("x-variti-ccr", ANY)]);
