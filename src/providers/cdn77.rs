//! CDN77: a CDN. Its fields begin with `X-77`
//! (<https://client.cdn77.com/support/knowledgebase/general-faq/which-headers-does-cdn77-add-to-my-files>).

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("CDN77", Kind::Edge)
    .marks(&[mark("server", "cdn77*"), mark("x-77-pop", ANY), mark("x-77-nzt", ANY), mark("x-77-cache", ANY)])
    .places(&[Pick::Field("x-77-pop", Part::Whole)])
    // `x-77-nzt` itself holds addresses.
    .references(&[Pick::Field("x-77-nzt-ray", Part::Whole)]);
