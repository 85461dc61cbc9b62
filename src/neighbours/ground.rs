//! What platforms stand on: those of one cloud fail together, however many names they have.

use crate::providers::Provider;

/// One platform that stands for all of its cloud; a platform that is not known to stand on another is its own.
pub const fn ground(platform: Provider) -> Provider {
    match platform {
        // AWS, and who runs on it: <https://devcenter.heroku.com/articles/regions>,
        // <https://supabase.com/docs/guides/platform/regions>, <https://vercel.com/docs/regions>. On 20 October 2025 its
        // sites failed at once, behind edges that worked.
        Provider::AwsAlb
        | Provider::AwsApiGateway
        | Provider::AwsS3
        | Provider::AwsWafChallenge
        | Provider::Cloudfront
        | Provider::Heroku
        | Provider::Supabase
        | Provider::Vercel => Provider::AwsAlb,
        Provider::AzureAppGateway
        | Provider::AzureAppService
        | Provider::AzureBlob
        | Provider::AzureFrontDoor => Provider::AzureAppService,
        // Google Cloud.
        Provider::Gcs | Provider::GoogleCloudLb | Provider::GoogleFrontend | Provider::GoogleWeb => {
            Provider::GoogleCloudLb
        }
        own => own,
    }
}
