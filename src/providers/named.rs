//! Providers of which the fields tell the name and nothing else: one row each, with the marks that captured
//! responses show. An empty list means that no reliable field is known.

use super::story::*;

/// A story that is a name and its marks.
const fn row(name: &'static str, kind: Kind, marks: &'static [Mark]) -> Story {
    Story::of(name, kind).marks(marks)
}

/// Angie.
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
/// Cloudways.
pub const CLOUDWAYS: Story = row("Cloudways", Kind::Platform, &[mark("cache-provider", "cloudways-cache*")]);
/// Cowboy.
pub const COWBOY: Story = row("Cowboy", Kind::Software, &[mark("server", "cowboy")]);
/// DreamHost.
pub const DREAMHOST: Story = row("DreamHost", Kind::Platform, &[]);
/// Express.
pub const EXPRESS: Story = row("Express", Kind::Software, &[mark("x-powered-by", "express")]);
/// Flywheel.
pub const FLYWHEEL: Story =
    row("Flywheel", Kind::Platform, &[mark("x-fw-server", "flywheel*"), mark("server", "flywheel*")]);
/// Ghost(Pro).
pub const GHOST: Story = row("Ghost(Pro)", Kind::Platform, &[mark("x-ghost-cache-status", ANY)]);
/// Gunicorn.
pub const GUNICORN: Story = row("Gunicorn", Kind::Software, &[mark("server", "gunicorn*")]);
/// Hetzner.
pub const HETZNER: Story = row("Hetzner", Kind::Platform, &[mark("server", "heray")]);
/// JD Cloud CDN.
pub const JDCLOUD_CDN: Story =
    row("JD Cloud CDN", Kind::Edge, &[mark("via", "http/#.# * (jcs *"), mark("x-jss-request-id", ANY)]);
/// Kestrel.
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
/// Tengine.
pub const TENGINE: Story = row("Tengine", Kind::Software, &[mark("server", "tengine*")]);
/// Uvicorn.
pub const UVICORN: Story = row("Uvicorn", Kind::Software, &[mark("server", "uvicorn")]);
/// Webflow.
pub const WEBFLOW: Story = row("Webflow", Kind::Platform, &[]);
/// Zeabur.
pub const ZEABUR: Story = row("Zeabur", Kind::Platform, &[mark("x-zeabur-request-id", ANY)]);
