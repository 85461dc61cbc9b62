//! What visitors and owners can do about a code, and the vendor's page about it. Causes, not codes, are
//! listed: codes of one cause share a line.
//!
//! Sources: the vendor's pages that the lines name, and
//! <https://developers.cloudflare.com/fundamentals/reference/error-responses/> for what it tells clients.

use crate::explanation::catalogue::{self as text, Key};

/// What can be done. The worker drops it from its rows.
#[cfg_attr(feature = "background", allow(dead_code))]
#[derive(Clone, Copy, Debug)]
pub struct Advice {
    pub visitor: &'static [Key],
    pub owner: Key,
    pub page: Page,
}

/// Which page of the vendor's documents tells more.
#[cfg_attr(feature = "background", allow(dead_code))]
#[derive(Clone, Copy, Debug)]
pub enum Page {
    /// The code's own.
    Own,
    /// One that it shares with others, below the pages about status codes.
    Of(&'static str),
    /// It has none: the list of its family.
    Index,
    /// The errors of Workers.
    Workers,
}

#[cfg(not(feature = "background"))]
impl Page {
    /// The page's address.
    pub fn address(self, code: u16) -> String {
        const CODES: &str = "https://developers.cloudflare.com/support/troubleshooting/http-status-codes/";
        const WORKERS: &str = "https://developers.cloudflare.com/workers/observability/errors/";
        let family = if code < 1000 { "cloudflare-5xx-errors/" } else { "cloudflare-1xxx-errors/" };
        match self {
            Self::Own => [CODES, family, "error-", &code.to_string(), "/"].concat(),
            Self::Of(page) => [CODES, page].concat(),
            Self::Index => [CODES, family].concat(),
            Self::Workers => WORKERS.to_owned(),
        }
    }
}

/// Cloudflare reports an error inside its own network.
pub const EDGE: Advice = Advice {
    visitor: &[text::ADVICE_WAIT, text::ADVICE_OTHER_SITES, text::ADVICE_STATUS_PAGE],
    owner: text::OWNER_EDGE,
    page: Page::Own,
};
/// The server, or a proxy before it, answered with this error.
pub const GATEWAY_ANSWER: Advice = Advice {
    visitor: &[text::ADVICE_WAIT, text::ADVICE_TELL_OWNER],
    owner: text::OWNER_GATEWAY,
    page: Page::Of("cloudflare-5xx-errors/error-502-504/"),
};
/// The server has no room, or a data centre lost its connection.
pub const OVERLOAD: Advice = Advice {
    visitor: &[text::ADVICE_WAIT, text::ADVICE_TELL_OWNER],
    owner: text::OWNER_OVERLOAD,
    page: Page::Own,
};
/// The server gave an answer that is none.
pub const UNUSABLE: Advice = Advice {
    visitor: &[text::ADVICE_WAIT, text::ADVICE_TELL_OWNER, text::ADVICE_CLEAR_COOKIES],
    owner: text::OWNER_UNUSABLE,
    page: Page::Own,
};
/// The server refuses the connection.
pub const REFUSED: Advice = Advice {
    visitor: &[text::ADVICE_WAIT, text::ADVICE_TELL_OWNER],
    owner: text::OWNER_REFUSED,
    page: Page::Own,
};
/// No connection came about.
pub const NO_CONNECTION: Advice = Advice {
    visitor: &[text::ADVICE_WAIT, text::ADVICE_TELL_OWNER],
    owner: text::OWNER_NO_CONNECTION,
    page: Page::Own,
};
/// There is no route to the server.
pub const NO_ROUTE: Advice = Advice {
    visitor: &[text::ADVICE_WAIT, text::ADVICE_TELL_OWNER],
    owner: text::OWNER_NO_ROUTE,
    page: Page::Own,
};
/// The server did not answer in time.
pub const SLOW: Advice = Advice {
    visitor: &[text::ADVICE_WAIT, text::ADVICE_TELL_OWNER],
    owner: text::OWNER_SLOW,
    page: Page::Own,
};
/// The server's TLS does not work.
pub const HANDSHAKE: Advice = Advice {
    visitor: &[text::ADVICE_WAIT, text::ADVICE_TELL_OWNER],
    owner: text::OWNER_HANDSHAKE,
    page: Page::Own,
};
/// The server's certificate is not accepted.
pub const CERTIFICATE: Advice = Advice {
    visitor: &[text::ADVICE_WAIT, text::ADVICE_TELL_OWNER, text::ADVICE_GATEWAY],
    owner: text::OWNER_CERTIFICATE,
    page: Page::Own,
};
/// A product that has ended.
pub const RAILGUN: Advice = Advice {
    visitor: &[text::ADVICE_WAIT, text::ADVICE_TELL_OWNER],
    owner: text::OWNER_RAILGUN,
    page: Page::Of("cloudflare-5xx-errors/"),
};
/// A 530 is told by the code inside it.
pub const READ_CODE: Advice = Advice {
    visitor: &[text::ADVICE_WAIT, text::ADVICE_TELL_OWNER],
    owner: text::OWNER_READ_CODE,
    page: Page::Own,
};
/// The record points at an address of Cloudflare's or of another proxy.
pub const PROHIBITED_ADDRESS: Advice = Advice {
    visitor: &[text::ADVICE_WAIT, text::ADVICE_TELL_OWNER],
    owner: text::OWNER_PROHIBITED_ADDRESS,
    page: Page::Own,
};
/// A name does not resolve.
pub const DNS: Advice = Advice {
    visitor: &[text::ADVICE_WAIT, text::ADVICE_TELL_OWNER],
    owner: text::OWNER_DNS,
    page: Page::Own,
};
/// Somebody asked for an address instead of a name.
pub const BY_ADDRESS: Advice =
    Advice { visitor: &[text::ADVICE_USE_NAME], owner: text::OWNER_BY_ADDRESS, page: Page::Own };
/// The host serves no web traffic.
pub const NOT_CONFIGURED: Advice = Advice {
    visitor: &[text::ADVICE_WAIT, text::ADVICE_TELL_OWNER],
    owner: text::OWNER_NOT_CONFIGURED,
    page: Page::Own,
};
/// The visitor's network is banned.
pub const BANNED_NETWORK: Advice = Advice {
    visitor: &[text::ADVICE_OTHER_NETWORK, text::ADVICE_ASK_OWNER],
    owner: text::OWNER_BANNED_NETWORK,
    page: Page::Own,
};
/// The visitor's address is banned.
pub const BANNED_ADDRESS: Advice = Advice {
    visitor: &[text::ADVICE_ASK_OWNER],
    owner: text::OWNER_BANNED_ADDRESS,
    page: Page::Of("cloudflare-1xxx-errors/error-1006/"),
};
/// The visitor's country is banned.
pub const BANNED_COUNTRY: Advice =
    Advice { visitor: &[text::ADVICE_ASK_OWNER], owner: text::OWNER_BANNED_COUNTRY, page: Page::Own };
/// The browser's signature is banned.
pub const BANNED_BROWSER: Advice = Advice {
    visitor: &[text::ADVICE_OTHER_BROWSER, text::ADVICE_ASK_OWNER],
    owner: text::OWNER_BANNED_BROWSER,
    page: Page::Own,
};
/// The resource was asked for by another site.
pub const HOTLINK: Advice = Advice {
    visitor: &[text::ADVICE_OPEN_SITE, text::ADVICE_ASK_OWNER],
    owner: text::OWNER_HOTLINK,
    page: Page::Own,
};
/// The visitor's device or network behaved like malware.
pub const BANNED_MALWARE: Advice = Advice {
    visitor: &[text::ADVICE_SCAN, text::ADVICE_ASK_OWNER],
    owner: text::OWNER_BANNED_ADDRESS,
    page: Page::Own,
};
/// The names in TLS and HTTP differ.
pub const SNI: Advice = Advice {
    visitor: &[text::ADVICE_OTHER_NETWORK, text::ADVICE_GATEWAY],
    owner: text::OWNER_SNI,
    page: Page::Own,
};
/// The record points into another account.
pub const CROSS_USER: Advice = Advice {
    visitor: &[text::ADVICE_WAIT, text::ADVICE_TELL_OWNER],
    owner: text::OWNER_CROSS_USER,
    page: Page::Own,
};
/// Too many requests came too fast.
pub const RATE_LIMIT: Advice = Advice {
    visitor: &[text::ADVICE_WAIT, text::ADVICE_ASK_OWNER],
    owner: text::OWNER_RATE_LIMIT,
    page: Page::Own,
};
/// The server's name does not resolve.
pub const ORIGIN_DNS: Advice = Advice {
    visitor: &[text::ADVICE_WAIT, text::ADVICE_TELL_OWNER],
    owner: text::OWNER_ORIGIN_DNS,
    page: Page::Own,
};
/// The visitor's TLS is not accepted.
pub const OLD_TLS: Advice = Advice {
    visitor: &[text::ADVICE_OTHER_BROWSER, text::ADVICE_GATEWAY],
    owner: text::OWNER_OLD_TLS,
    page: Page::Index,
};
/// The host is not known yet, or no more.
pub const NO_HOST: Advice = Advice {
    visitor: &[text::ADVICE_WAIT, text::ADVICE_TELL_OWNER],
    owner: text::OWNER_NO_HOST,
    page: Page::Own,
};
/// A Worker calls itself.
pub const WORKER_LOOP: Advice = Advice {
    visitor: &[text::ADVICE_WAIT, text::ADVICE_TELL_OWNER],
    owner: text::OWNER_WORKER_LOOP,
    page: Page::Own,
};
/// A rule of the site's turned the request away.
pub const FIREWALL_RULE: Advice =
    Advice { visitor: &[text::ADVICE_ASK_OWNER], owner: text::OWNER_FIREWALL_RULE, page: Page::Own };
/// A Worker asked for what it may not.
pub const WORKER_FETCH: Advice = Advice {
    visitor: &[text::ADVICE_WAIT, text::ADVICE_TELL_OWNER],
    owner: text::OWNER_WORKER_FETCH,
    page: Page::Workers,
};
/// Cloudflare could not run the Worker.
pub const RUNTIME: Advice = Advice {
    visitor: &[text::ADVICE_WAIT, text::ADVICE_TELL_OWNER, text::ADVICE_STATUS_PAGE],
    owner: text::OWNER_RUNTIME,
    page: Page::Workers,
};
/// The site is over its plan.
pub const PLAN: Advice = Advice {
    visitor: &[text::ADVICE_WAIT, text::ADVICE_TELL_OWNER],
    owner: text::OWNER_PLAN,
    page: Page::Own,
};
/// Blocked by law.
pub const LEGAL: Advice =
    Advice { visitor: &[text::ADVICE_ASK_OWNER], owner: text::OWNER_LEGAL, page: Page::Index };
/// The Worker has used its requests of the day.
pub const DAILY_LIMIT: Advice = Advice {
    visitor: &[text::ADVICE_NEXT_DAY, text::ADVICE_TELL_OWNER],
    owner: text::OWNER_PLAN,
    page: Page::Workers,
};
/// The tunnel to the server is not connected.
pub const TUNNEL: Advice = Advice {
    visitor: &[text::ADVICE_WAIT, text::ADVICE_TELL_OWNER],
    owner: text::OWNER_TUNNEL,
    page: Page::Own,
};
/// The name points at an address that is not for it.
pub const EDGE_ADDRESS: Advice = Advice {
    visitor: &[text::ADVICE_WAIT, text::ADVICE_TELL_OWNER],
    owner: text::OWNER_EDGE_ADDRESS,
    page: Page::Own,
};
/// A rule makes the request invalid.
pub const REWRITE: Advice = Advice {
    visitor: &[text::ADVICE_WAIT, text::ADVICE_TELL_OWNER],
    owner: text::OWNER_REWRITE,
    page: Page::Own,
};
/// The request's fields are too large.
pub const LARGE_REQUEST: Advice = Advice {
    visitor: &[text::ADVICE_WAIT, text::ADVICE_CLEAR_COOKIES, text::ADVICE_OTHER_BROWSER],
    owner: text::OWNER_LARGE_REQUEST,
    page: Page::Index,
};
/// The zone is set up wrongly.
pub const ZONE: Advice = Advice {
    visitor: &[text::ADVICE_WAIT, text::ADVICE_TELL_OWNER],
    owner: text::OWNER_ZONE,
    page: Page::Index,
};
/// The client asks for what is not supported.
pub const UNSUPPORTED: Advice =
    Advice { visitor: &[text::ADVICE_OTHER_BROWSER], owner: text::OWNER_UNSUPPORTED, page: Page::Index };
/// The Worker threw an exception.
pub const WORKER_EXCEPTION: Advice = Advice {
    visitor: &[text::ADVICE_WAIT, text::ADVICE_TELL_OWNER],
    owner: text::OWNER_WORKER_EXCEPTION,
    page: Page::Own,
};
/// The Worker took too much time or memory.
pub const WORKER_LIMITS: Advice = Advice {
    visitor: &[text::ADVICE_WAIT, text::ADVICE_TELL_OWNER],
    owner: text::OWNER_WORKER_LIMITS,
    page: Page::Own,
};
/// Access was denied.
pub const DENIED: Advice =
    Advice { visitor: &[text::ADVICE_ASK_OWNER], owner: text::OWNER_BANNED_ADDRESS, page: Page::Index };
/// Too many requests wait for the server.
pub const QUEUE: Advice = Advice {
    visitor: &[text::ADVICE_WAIT, text::ADVICE_TELL_OWNER],
    owner: text::OWNER_QUEUE,
    page: Page::Own,
};
/// A Snippet failed.
pub const SNIPPET: Advice = Advice {
    visitor: &[text::ADVICE_WAIT, text::ADVICE_TELL_OWNER],
    owner: text::OWNER_SNIPPET,
    page: Page::Index,
};
/// A Snippet redirects in a circle.
pub const SNIPPET_LOOP: Advice = Advice {
    visitor: &[text::ADVICE_WAIT, text::ADVICE_TELL_OWNER],
    owner: text::OWNER_SNIPPET_LOOP,
    page: Page::Index,
};
