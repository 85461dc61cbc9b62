//! Platform.sh (Upsun): a platform, whose router names the cluster and the container that answered
//! (<https://docs.platform.sh/development/headers.html>). OVHcloud Web PaaS is the same software.

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("Platform.sh", Kind::Platform).marks(&[
    mark("x-platform-cluster", ANY),
    mark("x-platform-processor", ANY),
    mark("x-platform-router", ANY),
]);
