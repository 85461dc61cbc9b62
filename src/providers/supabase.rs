//! Supabase: databases and functions behind a gateway that runs on Cloudflare
//! (<https://supabase.com/docs/guides/platform/http-status-codes>).

use super::story::*;
use crate::providers::Provider;

/// Its story.
pub const STORY: Story = Story::of("Supabase", Kind::Platform)
    .built_on(&[Provider::Cloudflare])
    .status_page("https://status.supabase.com/")
    .marks(&[
        // As captured. PostgREST also runs elsewhere.
        mark("sb-project-ref", ANY),
        mark("sb-gateway-version", ANY),
        mark("sb-request-id", ANY),
        mark("sb-error-code", ANY),
        mark("x-served-by", "supabase-edge-runtime"),
        weak("proxy-status", "postgrest*"),
    ])
    .references(&[Pick::Field("sb-request-id", Part::Whole)])
    .answers(&[
        // <https://supabase.com/docs/guides/functions/error-codes>: the function failed to start, threw, used more
        // than it may, or said nothing; and what the platform could not load.
        field(
            "sb-error-code",
            words!["boot_error", "worker_*", "edge_function_error", "idle_timeout", "invalid_response_*"],
            Blame::Code,
        )
        .code("*"),
        field("sb-error-code", "load_function_*", Blame::Own).code("*"),
        page(At::Start, "{\"code\":\"boot_error\"", Blame::Code).on(&[503]).code("BOOT_ERROR"),
        page(At::Start, "{\"code\":\"worker_limit\"", Blame::Code).on(&[546]).code("WORKER_LIMIT"),
        page(At::Start, "{\"code\":\"worker_error\"", Blame::Code).on(&[500]).code("WORKER_ERROR").marked(),
    ]);
