//! Heroku: a platform whose router frames an error page when a dyno does not answer
//! (<https://devcenter.heroku.com/articles/error-pages>). Its `H` codes stand only in the owner's log
//! (<https://devcenter.heroku.com/articles/error-codes>), from which people copy them into pages.

use super::story::*;
use crate::failure::Failure;

/// A code in a line of the router's log.
const fn log(words: &'static str, code: &'static str, blame: Blame) -> Answer {
    page(At::Text, words, blame).on(&[500, 502, 503, 504]).code(code)
}

/// Its story.
pub const STORY: Story = Story::of("Heroku", Kind::Platform)
    .status_page("https://status.heroku.com/")
    .marks(&[
        // <https://devcenter.heroku.com/articles/http-routing>; both routers as captured, and `Via` on all responses by
        // <https://blog.heroku.com/tips-tricks-router-2dot0-migration>.
        mark("via", words!["* vegur", "* heroku-router"]),
        mark("reporting-endpoints", "*heroku-nel*"),
        mark("report-to", "*\"heroku-nel\"*"),
        mark("server", "heroku"),
        weak("server", "cowboy"),
    ])
    .answers(&[
        // <https://devcenter.heroku.com/articles/error-pages>: the router shows these pages in a frame.
        page(At::Link, "herokucdn.com/error-pages/application-error.html", Blame::Code)
            .on(&[500, 502, 503, 504]),
        page(At::Link, "herokucdn.com/error-pages/maintenance-mode.html", Blame::Closed).on(&[503]),
        page(At::Link, "herokucdn.com/error-pages/no-such-app.html", Blame::Settings).on(&[404]),
        // <https://devcenter.heroku.com/articles/error-codes>
        log("code=h10", "H10", Blame::Code),
        log("code=h12", "H12", Blame::Code).because(Failure::HttpResponseTimeout),
        log("code=h13", "H13", Blame::Code).because(Failure::ConnectionTerminated),
        log("code=h14", "H14", Blame::Settings),
        log("code=h18", "H18", Blame::Undecided),
        log("code=h19", "H19", Blame::Link).because(Failure::ConnectionTimeout),
        log("code=h20", "H20", Blame::Code),
        log("code=h21", "H21", Blame::Link).because(Failure::ConnectionRefused),
        log("code=h22", "H22", Blame::Code).because(Failure::ConnectionLimitReached),
        log("code=h23", "H23", Blame::Settings),
        log("code=h80", "H80", Blame::Closed),
        log("code=h99", "H99", Blame::Own),
    ]);
