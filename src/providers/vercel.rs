//! Vercel: a platform with an edge of its own, whose rewrites can lead to others' servers. Its errors carry a
//! code that says whom it blames (<https://vercel.com/docs/errors>).
//!
//! `NOT_FOUND`, `RESOURCE_NOT_FOUND` and the codes of 400, 405, 414, 416 and 431 are no rows here: they are
//! what any server says to an address or a request that it does not know.

use super::story::*;
use crate::failure::Failure;

/// The field in which it names its error.
const ERROR: &str = "x-vercel-error";

/// Its story.
pub const STORY: Story = Story::of("Vercel", Kind::EdgePlatform)
    .status_page("https://www.vercel-status.com/")
    .marks(&[
        // <https://vercel.com/docs/headers/response-headers>, and what its own development server sends (vercel/vercel,
        // `packages/cli/src/util/dev/server.ts`); the error and the project as captured.
        mark("x-vercel-id", ANY),
        mark("x-vercel-cache", ANY),
        mark(ERROR, ANY),
        mark("x-vercel-mitigated", ANY),
        mark("x-vercel-project-id", "prj_*"),
        mark("server", "vercel"),
        // Its name before 2020: <https://zeit.co/docs/v2/routing/headers>.
        weak("server", "now"),
    ])
    .places(&[Pick::Field("x-vercel-id", Part::Before(b':')), Pick::Page("id:", Part::Before(b':'))])
    .references(&[Pick::Field("x-vercel-id", Part::Whole), Pick::Page("id:", Part::Whole)])
    .answers(&[
        // Its firewall names what it did; seen in captures of 403 and 429.
        field("x-vercel-mitigated", "challenge", Blame::Challenged),
        field("x-vercel-mitigated", "deny", Blame::Refused),
        // <https://vercel.com/docs/errors/INTERNAL_FUNCTION_INVOCATION_TIMEOUT>: it may be the function.
        field(ERROR, "internal_function_invocation_timeout", Blame::Code)
            .possible()
            .code("*")
            .because(Failure::HttpResponseTimeout),
        // <https://vercel.com/docs/errors#platform-errors>: all others that begin so.
        field(
            ERROR,
            words![
                "internal_cache_*",
                "internal_deployment_*",
                "internal_edge_*",
                "internal_function_invocation_failed",
                "internal_function_not_*",
                "internal_function_service_*",
                "internal_mi*",
                "internal_optimized_*",
                "internal_router_*",
                "internal_static_*",
                "internal_un*"
            ],
            Blame::Own,
        )
        .code("*"),
        // <https://vercel.com/docs/errors#application-errors>: functions and middleware are the site's.
        field(
            ERROR,
            words![
                "function_invocation_timeout",
                "edge_function_invocation_timeout",
                "middleware_invocation_timeout"
            ],
            Blame::Code,
        )
        .code("*")
        .because(Failure::HttpResponseTimeout),
        field(
            ERROR,
            words![
                "function_invocation_failed",
                "edge_function_invocation_failed",
                "middleware_invocation_failed",
                "middleware_runtime_deprecated",
                "microfrontends_middleware_error",
                "no_response_from_function",
                "body_not_a_string_from_function",
                "function_*payload_too_large",
                "fallback_body_too_large",
                "sandbox_not_listening"
            ],
            Blame::Code,
        )
        .code("*"),
        field(ERROR, "infinite_loop_detected", Blame::Code).code("*").because(Failure::ProxyLoopDetected),
        // <https://vercel.com/docs/errors/FUNCTION_THROTTLED>: an application error with 503, the platform's
        // with 500.
        field(ERROR, "function_throttled", Blame::Code).on(&[503]).possible().code("*"),
        field(ERROR, "function_throttled", Blame::Own).on(&[500]).possible().code("*"),
        // <https://vercel.com/docs/errors/ROUTER_EXTERNAL_TARGET_ERROR>: the target of a rewrite failed.
        field(ERROR, words!["router_external_target_*", "optimized_external_image_*"], Blame::Origin)
            .code("*"),
        // <https://vercel.com/docs/errors#dns>: the name of that target.
        field(ERROR, "dns_hostname_resolved_private", Blame::Settings)
            .code("*")
            .because(Failure::DestinationIpProhibited),
        field(
            ERROR,
            words![
                "dns_hostname_empty",
                "dns_hostname_not_found",
                "dns_hostname_resolve_failed",
                "dns_hostname_server_error"
            ],
            Blame::Settings,
        )
        .code("*")
        .because(Failure::DnsError),
        // <https://vercel.com/docs/errors#routing>: the site's own routes.
        field(
            ERROR,
            words![
                "router_cannot_match",
                "router_too_many_has_selections",
                "too_many_forks",
                "too_many_filesystem_checks",
                "microfrontends_missing_fallback_error"
            ],
            Blame::Settings,
        )
        .code("*"),
        // <https://vercel.com/docs/errors#deployment>: paused by its owner or for its use.
        field(ERROR, words!["deployment_paused", "deployment_disabled", "sandbox_stopped"], Blame::Closed)
            .code("*"),
        field(
            ERROR,
            words!["deployment_not_found", "deployment_deleted", "deployment_blocked", "sandbox_not_found"],
            Blame::Settings,
        )
        .code("*"),
        // The check of visitors, as captured with 403 and 429.
        page(At::Name, "vercel security checkpoint", Blame::Challenged).on(&[403, 429]),
        // The page says "Code: …", the text ends with the code; both as captured.
        page(At::Text, "code: function_invocation_timeout", Blame::Code)
            .on(&[504])
            .code("FUNCTION_INVOCATION_TIMEOUT")
            .because(Failure::HttpResponseTimeout),
        page(At::End, "function_invocation_timeout", Blame::Code)
            .on(&[504])
            .code("FUNCTION_INVOCATION_TIMEOUT")
            .because(Failure::HttpResponseTimeout),
        page(At::Text, "code: function_invocation_failed", Blame::Code)
            .on(&[500])
            .code("FUNCTION_INVOCATION_FAILED"),
        page(At::End, "function_invocation_failed", Blame::Code)
            .on(&[500])
            .code("FUNCTION_INVOCATION_FAILED"),
        page(
            At::Text,
            words![
                "code: edge_function_invocation_",
                "code: middleware_invocation_",
                "code: no_response_from_function",
                "code: body_not_a_string_from_function"
            ],
            Blame::Code,
        )
        .on(&[500, 502, 504]),
        page(At::Text, "code: infinite_loop_detected", Blame::Code)
            .on(&[508])
            .code("INFINITE_LOOP_DETECTED")
            .because(Failure::ProxyLoopDetected),
        page(At::Text, "code: router_external_target_", Blame::Origin).on(&[502]),
        page(At::Text, "code: dns_hostname_", Blame::Settings).on(&[502]).because(Failure::DnsError),
        page(At::Text, "code: internal_function_invocation_timeout", Blame::Code)
            .on(&[500, 504])
            .possible()
            .code("INTERNAL_FUNCTION_INVOCATION_TIMEOUT")
            .because(Failure::HttpResponseTimeout),
        page(
            At::Text,
            words![
                "code: internal_function_invocation_failed",
                "code: internal_function_not_",
                "code: internal_edge_function_",
                "code: internal_cache_",
                "code: internal_deployment_fetch_failed",
                "code: internal_router_cannot_parse_path"
            ],
            Blame::Own,
        )
        .on(&[500]),
        page(At::Text, "code: deployment_paused", Blame::Closed).on(&[503]).code("DEPLOYMENT_PAUSED"),
        page(At::Text, "code: deployment_disabled", Blame::Closed).on(&[402]).code("DEPLOYMENT_DISABLED"),
        page(At::Text, "code: deployment_not_found", Blame::Settings).on(&[404]).code("DEPLOYMENT_NOT_FOUND"),
        page(At::End, "deployment_not_found", Blame::Settings).on(&[404]).code("DEPLOYMENT_NOT_FOUND"),
    ]);
