//! Backblaze B2: a store with two interfaces, its own
//! (<https://www.backblaze.com/apidocs/b2-download-file-by-name>) and one that is compatible with S3.

use super::story::*;

/// Its story.
pub const STORY: Story =
    Story::of("Backblaze B2", Kind::Platform).status_page("https://status.backblaze.com/").marks(&[
        // Its own interface, by the page above.
        mark("x-bz-file-id", ANY),
        mark("x-bz-file-name", ANY),
        mark("x-bz-content-sha1", ANY),
        mark("x-bz-upload-timestamp", ANY),
        // Its file ids, in S3's field. Seen in captures.
        mark("x-amz-version-id", "4_z%_f*"),
    ]);
