//! What breaks when a part fails, by what asked for it and by the ending of its name.

use super::hosts::Host;
use super::{Part, is_one_of};
use crate::part;
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

/// Who asks, and what breaks: initiators of Resource Timing, and `ResourceType`s of `webRequest`. Style sheets ask for fonts and pictures, and links also for what is needed soon: there
/// the ending says more. Firefox calls a font's initiator `other`.
const INITIATORS: &[(&str, Kind, bool)] = &[
    ("script", Kind::Scripts, false),
    ("iframe|frame|sub_frame", Kind::Frames, false),
    ("fetch|xmlhttprequest", Kind::Data, false),
    ("img|image|imageset|input", Kind::Images, false),
    ("video|audio|track|media|object", Kind::Other, false),
    ("stylesheet", Kind::Styles, false),
    ("font", Kind::Fonts, false),
    ("link", Kind::Styles, true),
    ("css", Kind::Images, true),
];

const ENDINGS: &[(&str, Kind)] = &[
    ("js|mjs", Kind::Scripts),
    ("css", Kind::Styles),
    ("woff2|woff|ttf|otf", Kind::Fonts),
    ("png|jpg|jpeg|gif|svg|webp|avif|ico", Kind::Images),
];

impl Kind {
    /// What breaks without this part.
    pub(super) fn of(part: &Part, host: &Host) -> Self {
        if host.is_check() {
            return Self::Check;
        }
        let row = INITIATORS.iter().find(|(words, ..)| is_one_of(&part.initiator, words));
        let &(_, kind, by_ending) = row.unwrap_or(&("", Self::Other, true));
        let ending =
            part::cut_last(&part.address, b'.').filter(|_| by_ending).map_or("", |(_, ending)| ending);
        ENDINGS.iter().find(|(words, _)| is_one_of(ending, words)).map_or(kind, |&(_, kind)| kind)
    }
}
