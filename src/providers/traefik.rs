//! Traefik: a proxy that the site or its host runs. It sends no field of its own, and as content only the words
//! of the status (<https://github.com/traefik/traefik/blob/master/pkg/proxy/httputil/proxy.go>).
//!
//! `no available server` is from its balancer (traefik/traefik, `pkg/server/service/loadbalancer/wrr/wrr.go`).

use super::story::*;
use crate::failure::Failure;

/// Its story.
pub const STORY: Story = Story::of("Traefik", Kind::Proxy).answers(&[
    // `wrr.go`: no server of the service is healthy.
    page(At::Start, "no available server", Blame::Origin)
        .on(&[503])
        .possible()
        .because(Failure::DestinationUnavailable),
    page(At::Start, "bad gateway", Blame::Origin).on(&[502]).possible(),
    page(At::Start, "gateway timeout", Blame::Origin)
        .on(&[504])
        .possible()
        .because(Failure::HttpResponseTimeout),
]);
