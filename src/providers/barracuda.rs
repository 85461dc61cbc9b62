//! Barracuda Web Application Firewall: an appliance in front of a site, run by its owner
//! (<https://campus.barracuda.com/product/webapplicationfirewall/>). Only its cookies tell of it, and
//! cookies are the visitor's: no rule reads them.

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("Barracuda WAF", Kind::Proxy);
