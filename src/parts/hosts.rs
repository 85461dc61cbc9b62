//! The hosts of parts: which are the page's own, which name the provider that they run on, which check visitors, and
//! which only count.

use super::{Part, is_one_of};
use crate::observation::Site;
use crate::part;
use crate::providers::Provider;

/// Where a part was asked for.
pub struct Host<'p> {
    /// The name or literal, as [`Site`] has it.
    pub name: String,
    /// Whether it is the page's host.
    pub exact: bool,
    /// Whether it is the page's host or lies under it. Whose name a longer one is takes a list to know.
    pub own: bool,
    /// The path behind its first slash.
    path: &'p str,
}

/// What stands behind a host that names its provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Behind {
    /// The provider's own content or storage: nobody else can fail.
    Itself,
    /// A customer's server or code.
    Customer,
}

/// Hosts that name their provider, with all below them. `cdn.jsdelivr.net` is served by several networks in turn
/// (<https://www.jsdelivr.com/network>) and names nobody, and neither does Azure's `azureedge.net`, which three
/// networks served (<https://learn.microsoft.com/azure/cdn/cdn-features>).
const PROVIDERS: &[(&str, Provider, Behind)] = &[
    // Cloudflare's own libraries, loader and checks (<https://cdnjs.com>,
    // <https://developers.cloudflare.com/turnstile/get-started/>).
    ("cdnjs.cloudflare.com", Provider::Cloudflare, Behind::Itself),
    ("ajax.cloudflare.com", Provider::Cloudflare, Behind::Itself),
    ("challenges.cloudflare.com", Provider::Cloudflare, Behind::Itself),
    // Its pictures, films and public buckets (<https://developers.cloudflare.com/images/>, `/stream/`, `/r2/`).
    ("imagedelivery.net", Provider::Cloudflare, Behind::Itself),
    ("cloudflarestream.com", Provider::Cloudflare, Behind::Itself),
    ("videodelivery.net", Provider::Cloudflare, Behind::Itself),
    ("r2.dev", Provider::Cloudflare, Behind::Itself),
    // Its customers' code; unpkg is a Worker before a server (<https://github.com/unpkg/unpkg>).
    ("workers.dev", Provider::Cloudflare, Behind::Customer),
    ("pages.dev", Provider::Cloudflare, Behind::Customer),
    ("unpkg.com", Provider::Cloudflare, Behind::Customer),
    // <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/GettingStarted.html>
    ("cloudfront.net", Provider::Cloudfront, Behind::Customer),
    // <https://learn.microsoft.com/azure/frontdoor/endpoint>
    ("azurefd.net", Provider::AzureFrontDoor, Behind::Customer),
    // <https://docs.bunny.net/docs/cdn-custom-hostname>
    ("b-cdn.net", Provider::Bunny, Behind::Customer),
    // <https://docs.fastly.com/en/guides/working-with-domains>
    ("fastly.net", Provider::Fastly, Behind::Customer),
    // <https://techdocs.akamai.com/property-mgr/docs/add-hn-with-default-cert>
    ("akamaized.net", Provider::Akamai, Behind::Customer),
    ("akamaihd.net", Provider::Akamai, Behind::Customer),
    ("edgekey.net", Provider::Akamai, Behind::Customer),
];

/// Checks of visitors, and logins, where a page mostly goes no further without them: their vendors' documents name the
/// hosts (Turnstile, hCaptcha, reCAPTCHA, Auth0).
const CHECKS: &[&str] =
    &["challenges.cloudflare.com", "hcaptcha.com", "recaptcha.net", "auth0.com", "arkoselabs.com"];

/// Hosts that only count, or report errors to the site's owner, beyond those of the third parties' list: Cloudflare's
/// Web Analytics and Network Error Logging, New Relic, Sentry, Bugsnag, `AppDynamics`.
const QUIET: &[&str] = &[
    "cloudflareinsights.com",
    "nel.cloudflare.com",
    "nr-data.net",
    "sentry.io",
    "bugsnag.com",
    "eum-appdynamics.com",
];

impl<'p> Host<'p> {
    /// The host of a part on a page of this site; `None` for an address that is none.
    pub fn of(part: &'p Part, site: &Site) -> Option<Self> {
        let name = Site::from_url(&part.address)?;
        let (_, rest) = part::split_once(&part.address, "://")?;
        let (_, path) = part::split_once(rest, "/")?;
        let bare = site.host.strip_prefix("www.").unwrap_or(&site.host);
        let (exact, own) = (name.host == site.host, name.is_under(bare));
        Some(Self { exact, own, path, name: name.host })
    }

    /// The provider that the name tells, and what is behind it.
    pub fn provider(&self) -> Option<(Provider, Behind)> {
        let row = PROVIDERS.iter().find(|(name, ..)| self.is_under(name));
        row.map(|&(_, provider, behind)| (provider, behind))
    }

    /// Whether it checks visitors: by its host, or as Cloudflare's and Google's do by the path.
    pub fn is_check(&self) -> bool {
        self.is_among(CHECKS)
            || self.path.starts_with("cdn-cgi/challenge-platform/")
            || (self.path.starts_with("recaptcha/") && self.is_among(&["google.com", "gstatic.com"]))
    }

    /// Whether its failure is nobody's concern. Beacons and reports are for counting (Beacon, W3C), and what is asked for
    /// in advance may never be needed; of Cloudflare's own names right
    /// below `/cdn-cgi/` scripts ask for `rum` and `trace`, and both count.
    pub fn is_quiet(&self, part: &Part) -> bool {
        is_one_of(&part.initiator, "beacon|ping|csp_report|speculative|web_manifest")
            || self.is_among(QUIET)
            || (self.path == "cdn-cgi/" && is_one_of(&part.initiator, "fetch|xmlhttprequest|other"))
    }

    fn is_among(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.is_under(name))
    }

    #[inline(never)]
    fn is_under(&self, name: &str) -> bool {
        self.name.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    }
}
