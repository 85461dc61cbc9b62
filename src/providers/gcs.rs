//! Google Cloud Storage: files, and sites that are nothing else
//! (<https://cloud.google.com/storage/docs/xml-api/reference-headers>).

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("Google Cloud Storage", Kind::Platform)
    .status_page("https://status.cloud.google.com/")
    .marks(&[
        mark("x-guploader-uploadid", ANY),
        mark("x-goog-generation", "#"),
        // <https://cloud.google.com/storage/docs/reference-headers>
        mark("x-goog-storage-class", ANY),
        mark("server", "uploadserver"),
    ])
    .references(&[Pick::Field("x-guploader-uploadid", Part::Whole)])
    .answers(&[
        // <https://cloud.google.com/storage/docs/xml-api/reference-status>, all three: the XML has its code.
        page(At::Text, "nosuchbucket", Blame::Settings).on(&[404]).code("NoSuchBucket").marked(),
        page(At::Text, "internalerror", Blame::Own).on(&[500, 503]).code("InternalError").marked(),
        page(At::Text, "accessdenied", Blame::Refused).on(&[403]).code("AccessDenied").marked(),
    ]);
