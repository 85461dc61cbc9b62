//! Providers of which the fields tell the name and nothing else: one row each. A mark is from the software's own
//! source where that is named, and as captured elsewhere: no document of the provider's within reach names them. An
//! empty list means that no reliable field is known.

use super::story::*;

/// A story that is a name and its marks.
const fn row(name: &'static str, kind: Kind, marks: &'static [Mark]) -> Story {
    Story::of(name, kind).marks(marks)
}

/// Angie: `ngx_http_server_string` (webserver-llc/angie, `src/http/ngx_http_header_filter_module.c`).
pub const ANGIE: Story = row("Angie", Kind::Software, &[mark("server", "angie*")]);
/// Aruba.
pub const ARUBA: Story = row("Aruba", Kind::Platform, &[mark("x-servername", "*.aruba.it")]);
/// Baleen.
pub const BALEEN: Story = row("Baleen", Kind::Edge, &[]);
/// Bluehost.
pub const BLUEHOST: Story =
    row("Bluehost", Kind::Platform, &[mark("host-header", "c2hhcmvklmjsdwvob3n0lmnvbq==")]);
/// ByteDance CDN.
pub const BYTEDANCE_CDN: Story = row(
    "ByteDance CDN",
    Kind::Edge,
    &[mark("x-bdcdn-cache-status", ANY), mark("server", "byte-nginx"), mark("x-tt-trace-tag", ANY)],
);
/// Cloudways: `cache-provider: CLOUDWAYS-CACHE-…` comes from its plugin Breeze (`inc/cache/execute-cache.php`), which
/// runs on any host, so it is no mark.
pub const CLOUDWAYS: Story = row("Cloudways", Kind::Platform, &[]);
/// Cowboy: `response_headers/2` (ninenines/cowboy, `src/cowboy_req.erl`).
pub const COWBOY: Story = row("Cowboy", Kind::Software, &[mark("server", "cowboy")]);
/// DreamHost.
pub const DREAMHOST: Story = row("DreamHost", Kind::Platform, &[]);
/// Express: unless `x-powered-by` is switched off (expressjs/express, `lib/middleware/init.js`).
pub const EXPRESS: Story = row("Express", Kind::Software, &[mark("x-powered-by", "express")]);
/// Flywheel.
pub const FLYWHEEL: Story =
    row("Flywheel", Kind::Platform, &[mark("x-fw-server", "flywheel*"), mark("server", "flywheel*")]);
/// Ghost(Pro).
pub const GHOST: Story = row("Ghost(Pro)", Kind::Platform, &[mark("x-ghost-cache-status", ANY)]);
/// Gunicorn: `SERVER`, with its version before 20.1 (benoitc/gunicorn, `gunicorn/__init__.py`).
pub const GUNICORN: Story = row("Gunicorn", Kind::Software, &[mark("server", "gunicorn*")]);
/// Hetzner.
pub const HETZNER: Story = row("Hetzner", Kind::Platform, &[mark("server", "heray")]);
/// JD Cloud CDN. `x-jss-request-id` is its object storage's, behind any edge (jdcloudcom/en, the manual's `GetObject`).
pub const JDCLOUD_CDN: Story = row("JD Cloud CDN", Kind::Edge, &[mark("via", "http/#.# * (jcs *")]);
/// Kestrel: `Constants.ServerName` (dotnet/aspnetcore, `src/Servers/Kestrel`).
pub const KESTREL: Story = row("Kestrel", Kind::Software, &[mark("server", "kestrel")]);
/// Link11.
pub const LINK11: Story = row("Link11", Kind::Edge, &[mark("server", "rhino-core-shield")]);
/// Medianova.
pub const MEDIANOVA: Story = row("Medianova", Kind::Edge, &[]);
/// Nexcess.
pub const NEXCESS: Story = row("Nexcess", Kind::Platform, &[]);
/// Pagely.
pub const PAGELY: Story = row("Pagely", Kind::Platform, &[mark("server", "pagely*")]);
/// HUMAN.
pub const PERIMETERX: Story = row("HUMAN", Kind::Edge, &[]);
/// PythonAnywhere.
pub const PYTHONANYWHERE: Story = row("PythonAnywhere", Kind::Platform, &[mark("server", "pythonanywhere")]);
/// Reblaze.
pub const REBLAZE: Story = row("Reblaze", Kind::Edge, &[mark("server", "reblaze secure web gateway")]);
/// Replit.
pub const REPLIT: Story = row("Replit", Kind::Platform, &[mark("replit-cluster", ANY)]);
/// Salesforce Commerce Cloud.
pub const SALESFORCE_COMMERCE: Story = row("Salesforce Commerce Cloud", Kind::Platform, &[]);
/// Statuspage.
pub const STATUSPAGE: Story = row(
    "Statuspage",
    Kind::Platform,
    &[mark("x-statuspage-version", "%"), mark("x-statuspage-skip-logging", ANY)],
);
/// Substack.
pub const SUBSTACK: Story =
    row("Substack", Kind::Platform, &[mark("x-cluster", "substack"), mark("x-served-by", "substack")]);
/// Tengine: `ngx_http_server_string` (alibaba/tengine, `src/http/ngx_http_header_filter_module.c`).
pub const TENGINE: Story = row("Tengine", Kind::Software, &[mark("server", "tengine*")]);
/// Uvicorn: `Config.load` (encode/uvicorn, `uvicorn/config.py`).
pub const UVICORN: Story = row("Uvicorn", Kind::Software, &[mark("server", "uvicorn")]);
/// Webflow.
pub const WEBFLOW: Story = row("Webflow", Kind::Platform, &[]);
/// Zeabur.
pub const ZEABUR: Story = row("Zeabur", Kind::Platform, &[mark("x-zeabur-request-id", ANY)]);

#[cfg(test)]
mod tests {
    use crate::observation::{Fields, Observation};
    use crate::providers::Sightings;

    #[test]
    fn what_others_send_too_names_nobody() {
        for (name, value) in [
            ("cache-provider", "CLOUDWAYS-CACHE-DE"),
            ("x-jss-request-id", "95CB505F50E9341D"),
            ("x-servername", "ipvsproxy002"),
        ] {
            let fields = Some([(name, value)].into_iter().collect::<Fields>());
            let observation = Observation { fields, ..Observation::default() };
            assert!(Sightings::of(&observation, None).seen.is_empty(), "{name}");
        }
    }
}
