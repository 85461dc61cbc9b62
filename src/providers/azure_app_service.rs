//! Azure App Service and Azure Functions: Microsoft's platform for programs
//! (<https://learn.microsoft.com/azure/app-service/>).

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("Azure App Service", Kind::Platform)
    .status_page("https://azure.status.microsoft/")
    .marks(&[
        mark("azure-sitename", ANY),
        mark("azure-slotname", ANY),
        mark("azure-regionname", ANY),
        mark("azure-instanceid", ANY),
    ])
    .answers(&[
        // <https://github.com/nicolonsky/intunedrivemapping/issues/22>: stopped by its owner or at the end of
        // what is paid for.
        page(
            At::Text,
            words!["error 403 - this web app is stopped", "this web app is stopped."],
            Blame::Closed,
        )
        .on(&[403]),
        // Seen in captures: the domain is set up for no app.
        page(
            At::Name,
            words!["microsoft azure web app - error 404", "404 web site not found"],
            Blame::Settings,
        )
        .on(&[404]),
        // As quoted in public issues: the app did not start, or it ended.
        page(At::Text, "if you are the application administrator, you can access the", Blame::Code)
            .on(&[500, 502, 503, 504]),
        // <https://github.com/Azure/azure-functions-host>: what its check of the host's state answers.
        page(At::Start, "function host is not running", Blame::Code).on(&[503]),
    ]);
