//! The kinds of loads: what comes of each, what its page holds, and what its timing tells.

use super::*;

/// What a load comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Quartet522,
    Edge500,
    Origin500,
    Well,
    WorkerWell,
    Worker500,
    Refused,
    Blank,
    Viewer500,
    Abandoned,
    Truncated,
}
pub const KINDS: [Kind; 11] = [
    Kind::Quartet522,
    Kind::Edge500,
    Kind::Origin500,
    Kind::Well,
    Kind::WorkerWell,
    Kind::Worker500,
    Kind::Refused,
    Kind::Blank,
    Kind::Viewer500,
    Kind::Abandoned,
    Kind::Truncated,
];
const NGINX: &[(&str, &str)] = &[("server", "nginx")];
const NGINX_PAGE: &str = "<center><h1>500 Internal Server Error</h1></center><hr><center>nginx</center>";

impl Kind {
    pub fn response(self) -> Option<(u16, &'static [(&'static str, &'static str)])> {
        match self {
            Kind::Quartet522 => Some((522, QUARTET)),
            Kind::Edge500 | Kind::Viewer500 => Some((500, CLOUDFLARE)),
            Kind::Origin500 | Kind::Abandoned => Some((500, NGINX)),
            Kind::Well | Kind::Truncated => Some((200, CLOUDFLARE)),
            _ => None,
        }
    }
    pub fn page(self) -> Option<&'static str> {
        match self {
            Kind::Edge500 | Kind::Worker500 => Some(BARE_500),
            Kind::Origin500 => Some(NGINX_PAGE),
            Kind::Well | Kind::Truncated | Kind::WorkerWell => Some("<p>Hello"),
            _ => None,
        }
    }
    pub fn timing(self) -> Option<(u16, bool)> {
        match self {
            Kind::Viewer500 | Kind::Refused | Kind::Blank => None,
            Kind::WorkerWell => Some((200, true)),
            Kind::Worker500 => Some((500, true)),
            _ => self.response().map(|(status, _)| (status, false)),
        }
    }
}

/// A load.
#[derive(Clone, Debug)]
pub struct Nav {
    pub kind: Kind,
    pub id: String,
    pub url: &'static str,
}
