//! Imunify360: a host's own protection, which stands before its web servers
//! (<https://docs.imunify360.com/>).
//!
//! `server` is the default of <https://docs.imunify360.com/webshield/>.

use super::story::*;

/// Its story.
pub const STORY: Story =
    Story::of("Imunify360", Kind::Proxy).marks(&[mark("server", "imunify360-webshield*")]).answers(&[
        // Seen in captures: the check by script.
        page(At::Text, "please wait while your request is being verified", Blame::Challenged)
            .on(&[200, 403, 415, 429, 503]),
        // <https://docs.imunify360.com/>, where the captcha's texts are translated.
        page(At::Text, "we have noticed an unusual activity from your ip", Blame::Challenged)
            .on(&[200, 403, 415, 429, 503]),
        // As quoted in public issues.
        page(At::Text, "access denied by imunify360 bot-protection", Blame::Refused).on(&[403, 415, 429]),
    ]);
