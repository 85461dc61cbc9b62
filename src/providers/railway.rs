//! Railway: a platform whose edge marks what it answers itself with `x-railway-fallback`
//! (<https://docs.railway.com/reference/errors>).

use super::story::*;

/// The field that its edge writes only on answers of its own.
const FALLBACK: &str = "x-railway-fallback";

/// Its story.
pub const STORY: Story = Story::of("Railway", Kind::Platform)
    .status_page("https://status.railway.com/")
    .marks(&[
        // As captured.
        mark("x-railway-edge", ANY),
        mark("x-railway-request-id", ANY),
        mark("x-hikari-trace", ANY),
        mark("server", "railway-*"),
        made(FALLBACK, "true"),
    ])
    .places(&[
        Pick::Field("x-hikari-trace", Part::Before(b'.')),
        Pick::Field("x-railway-edge", Part::After(b'/')),
    ])
    .references(&[Pick::Field("x-railway-request-id", Part::Whole), Pick::Page("request id:", Part::Whole)])
    .answers(&[
        // <https://docs.railway.com/reference/errors/application-failed-to-respond>
        field(FALLBACK, "true", Blame::Code).on(&[502]),
        // No container behind the name, as captured.
        field(FALLBACK, "true", Blame::Settings).on(&[404]),
        page(At::Name, "application failed to respond", Blame::Code).on(&[502]),
        page(
            At::Start,
            words![
                "application failed to respond",
                "{\"status\":\"error\",\"code\":502,\"message\":\"application failed to respond\""
            ],
            Blame::Code,
        )
        .on(&[502]),
        page(
            At::Start,
            "{\"status\":\"error\",\"code\":404,\"message\":\"application not found\"",
            Blame::Settings,
        )
        .on(&[404]),
        page(At::Text, "the train has not arrived at the station", Blame::Settings).on(&[404]),
    ]);
