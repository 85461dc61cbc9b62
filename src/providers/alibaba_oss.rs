//! Alibaba Cloud OSS: a store for files, which serves sites
//! (<https://www.alibabacloud.com/help/en/oss/user-guide/overview-14>).
//!
//! Fields and server are those of the answers in its manual (AlibabaCloudDocs/oss, `CopyObject`).

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("Alibaba Cloud OSS", Kind::Platform)
    .marks(&[mark("x-oss-request-id", "%"), mark("x-oss-server-time", "#"), mark("server", "aliyunoss")])
    .references(&[Pick::Field("x-oss-request-id", Part::Whole)])
    .answers(&[
        // The document above: every error is XML with such a code, and a 5xx is the server's side.
        page(At::Start, "nosuchbucket", Blame::Settings).on(&[404]).marked(),
        page(At::Start, "internalerror", Blame::Own).on(&[500]).marked(),
        field("x-oss-request-id", "%", Blame::Undecided).on(&[500, 503]),
    ]);
