//! The providers we know, by their stable ids. One file each tells a provider's whole story: its marks,
//! its error pages, whom they blame, and where that is documented.

pub mod cloudflare;

use crate::vocabulary::vocabulary;

vocabulary! {
    /// A provider on the way to a site.
    Provider {
        /// Cloudflare.
        Cloudflare = "cloudflare",
    }
}

impl Provider {
    /// The name that people know.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cloudflare => "Cloudflare",
        }
    }

    /// Where the provider says how it is doing.
    #[must_use]
    pub const fn status_page(self) -> &'static str {
        match self {
            Self::Cloudflare => "https://www.cloudflarestatus.com/",
        }
    }
}
