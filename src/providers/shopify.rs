//! Shopify: shops on a platform that runs on Cloudflare
//! (<https://shopify.dev/docs/api/usage/response-codes>).

use super::story::*;
use crate::providers::Provider;

/// Its story.
pub const STORY: Story = Story::of("Shopify", Kind::Platform)
    .built_on(&[Provider::Cloudflare])
    .status_page("https://www.shopifystatus.com/")
    .marks(&[
        // As captured.
        mark("x-shopify-stage", ANY),
        mark("x-sorting-hat-shopid", "#"),
        mark("x-sorting-hat-podid", "#"),
        // Its framework Hydrogen sends `Shopify, Hydrogen` from any host
        // (<https://github.com/Shopify/hydrogen-v1/pull/2518>).
        weak("powered-by", "shopify"),
        weak("x-shopid", "#"),
        weak("x-shardid", "#"),
    ])
    .references(&[Pick::Page("request id:", Part::Whole), Pick::Field("x-request-id", Part::Whole)])
    .answers(&[
        // <https://shopify.dev/docs/api/usage/response-codes>: 402 is a frozen shop.
        page(At::Name, "sorry, this shop is currently unavailable", Blame::Closed).on(&[402]),
        // No shop has the name, as captured.
        page(At::Name, "sorry, this shop is currently unavailable", Blame::Settings).on(&[404]),
        // Its pages for errors, as seen in reports; they do not say whether the theme or the platform failed.
        page(
            At::Name,
            words!["there was a problem loading this website", "something went wrong"],
            Blame::Undecided,
        )
        .on(&[500, 502, 503, 504])
        .marked(),
    ]);
