//! Azure Blob Storage: files, and sites that are nothing else
//! (<https://learn.microsoft.com/rest/api/storageservices/get-blob>).

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("Azure Blob Storage", Kind::Platform)
    .status_page("https://azure.status.microsoft/")
    .marks(&[
        mark("x-ms-blob-type", words!["blockblob", "pageblob", "appendblob"]),
        mark("server", words!["windows-azure-blob/*", "windows-azure-web/*"]),
        weak("x-ms-version", "#-#-#"),
        weak("x-ms-error-code", ANY),
        weak("x-ms-request-id", "%-%-%-%-%"),
    ])
    .references(&[Pick::Field("x-ms-request-id", Part::Whole)])
    .answers(&[
        // <https://learn.microsoft.com/rest/api/storageservices/common-rest-api-error-codes>, all three.
        field("x-ms-error-code", words!["internalerror", "operationtimedout"], Blame::Own)
            .on(&[500, 503])
            .code("*")
            .marked(),
        field("x-ms-error-code", "serverbusy", Blame::Undecided).on(&[503]).code("*").marked(),
        field("x-ms-error-code", "accountisdisabled", Blame::Settings).on(&[403, 409]).code("*").marked(),
    ]);
