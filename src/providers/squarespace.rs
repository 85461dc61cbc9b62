//! Squarespace: sites on a platform that runs on Fastly (<https://support.squarespace.com/>).

use super::story::*;
use crate::providers::Provider;

/// Its story.
pub const STORY: Story = Story::of("Squarespace", Kind::Platform)
    .built_on(&[Provider::Fastly])
    .status_page("https://status.squarespace.com/")
    .marks(&[
        // As captured; others' field of that name holds no slash.
        mark("server", "squarespace"),
        mark("x-contextid", "*/*"),
        weak("tracepoint", "fastly"),
    ])
    .references(&[Pick::Field("x-contextid", Part::Whole)])
    .answers(&[
        // The sentence as seen in reports, with the status that each of them names.
        page(At::Text, "this account has expired. if you are the site owner", Blame::Closed).on(&[402, 404]),
        page(At::Text, "this domain has been mapped to squarespace", Blame::Settings).on(&[404]),
    ]);
