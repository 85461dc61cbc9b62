//! Amazon S3: a store that answers for itself, in XML or, as a website, in bare HTML
//! (<https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html>).

use super::story::*;

/// Its story. Compatible stores answer in the same words, and Backblaze, MinIO and others send the same
/// `x-amz-request-id` and `x-amz-id-2`, so that these are no marks.
pub const STORY: Story = Story::of("Amazon S3", Kind::Platform)
    .status_page("https://health.aws.amazon.com/health/status")
    .marks(&[
        // <https://docs.aws.amazon.com/AmazonS3/latest/API/RESTCommonResponseHeaders.html>; compatible stores copy its ids.
        mark("server", "amazons3"),
        mark("x-amz-bucket-region", ANY),
        mark("x-amz-server-side-encryption", words!["aes256", "aws:kms*"]),
    ])
    .references(&[Pick::Field("x-amz-request-id", Part::Whole), Pick::Field("x-amz-id-2", Part::Whole)])
    .answers(&[
        // Between code and message of the XML stands nothing but tags.
        // "NoSuchBucket": the name has no bucket. Websites say "Code: NoSuchBucket".
        page(At::Start, "nosuchbucket the specified bucket", Blame::Settings).marked().on(&[404]),
        page(At::Text, words!["code: nosuchbucket", "code: nosuchwebsiteconfiguration"], Blame::Settings)
            .marked()
            .on(&[404]),
        // "AccessDenied": a private object, or one that is not there in a private bucket.
        page(At::Start, "accessdenied access denied", Blame::Refused).marked().on(&[403]),
        page(At::Text, "code: accessdenied", Blame::Refused).marked().on(&[403]),
        // "SlowDown": the site asks for too much at once.
        page(At::Start, "slowdown please reduce your request rate", Blame::Settings)
            .possible()
            .marked()
            .on(&[503]),
        page(At::Text, "code: slowdown", Blame::Settings).possible().marked().on(&[503]),
        // "InternalError" and "ServiceUnavailable": S3's own.
        page(
            At::Start,
            words!["internalerror we encountered an internal error", "serviceunavailable service is unable"],
            Blame::Own,
        )
        .marked()
        .on(&[500, 503]),
        page(At::Text, words!["code: internalerror", "code: serviceunavailable"], Blame::Own)
            .marked()
            .on(&[500, 503]),
    ]);
