//! Google's front end before App Engine, Cloud Run and Cloud Functions
//! (<https://cloud.google.com/run/docs/troubleshooting>).

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("Google App Engine / Cloud Run", Kind::Platform)
    .status_page("https://status.cloud.google.com/")
    // Google's tracing libraries send the context from programs that run anywhere
    // (<https://github.com/googleapis/google-cloud-dotnet/pull/943>).
    .marks(&[mark("server", words!["google frontend", "ghs"]), weak("x-cloud-trace-context", "%*")])
    .references(&[Pick::Field("x-cloud-trace-context", Part::Whole)])
    .answers(&[
        // Seen in captures: the app failed without an answer of its own.
        page(At::Text, "the server encountered an error and could not complete your request.", Blame::Code)
            .on(&[500]),
        // As quoted in public issues: no version of the app is ready, or its billing is off.
        page(At::Text, "the service you requested is not available yet.", Blame::Code)
            .on(&[500, 503])
            .possible(),
        // As quoted in public code: the owner's quota is used up.
        page(At::Text, "application is temporarily over its serving quota", Blame::Settings).on(&[503]),
        // <https://cloud.google.com/run/docs/troubleshooting>: no answer from the container, or a broken one.
        page(At::Start, "service unavailable", Blame::Code).on(&[503]).possible().marked(),
        // The same document: no instance was free.
        page(At::Start, "rate exceeded.", Blame::Refused).on(&[429]).marked(),
        // The same document: only callers that the owner names may come in.
        page(At::Text, "your client does not have permission to get url", Blame::Refused)
            .on(&[401, 403])
            .marked(),
        // Seen in captures: the front end knows no app for this name.
        page(At::Name, words!["error 404 (not found)!!1", "error: page not found"], Blame::Settings)
            .on(&[404])
            .possible()
            .marked(),
        // Seen in captures: the page of every service of Google's, which names no cause.
        page(At::Name, super::google_web::SERVER_ERROR, Blame::Undecided).on(&[500, 502, 503, 504]).marked(),
    ]);
