//! What breaks when a part fails, by what asked for it and by the ending of its name.

use super::Part;
use super::hosts::Host;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What breaks, the worst first: a page without its script or its check may not work at all, one without a picture
    /// does.
    Kind {
        /// A check of the visitor, or a login.
        Check = "check",
        /// Scripts.
        Scripts = "scripts",
        /// Style sheets.
        Styles = "styles",
        /// Frames.
        Frames = "frames",
        /// What scripts ask for: the page's data.
        Data = "data",
        /// Fonts.
        Fonts = "fonts",
        /// Pictures.
        Images = "images",
        /// Films, sounds and what cannot be told.
        Other = "other",
    }
}

const ENDINGS: &[(Kind, &[&str])] = &[
    (Kind::Scripts, &["js", "mjs"]),
    (Kind::Styles, &["css"]),
    (Kind::Fonts, &["woff2", "woff", "ttf", "otf"]),
    (Kind::Images, &["png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "ico"]),
];

impl Kind {
    /// What breaks without this part.
    pub fn of(part: &Part, host: &Host) -> Self {
        if host.is_check() {
            return Self::Check;
        }
        let ending = part.address.rsplit_once('.').map_or("", |(_, ending)| ending);
        let by_ending = ENDINGS.iter().find(|(_, endings)| endings.contains(&ending));
        let by_ending = by_ending.map(|&(kind, _)| kind);
        // Style sheets ask for fonts and pictures (Firefox calls a font's initiator `other`), links also for what is
        // needed soon.
        match part.initiator.as_str() {
            "script" => Self::Scripts,
            "iframe" | "frame" => Self::Frames,
            "fetch" | "xmlhttprequest" => Self::Data,
            "img" | "image" | "input" => Self::Images,
            "link" => by_ending.unwrap_or(Self::Styles),
            "css" => by_ending.unwrap_or(Self::Images),
            "video" | "audio" | "track" => Self::Other,
            _ => by_ending.unwrap_or(Self::Other),
        }
    }
}
