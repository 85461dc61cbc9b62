//! AWS API Gateway. Its own answers are `{"message":...}`, most of them with a type in `x-amzn-errortype`
//! (<https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html>).

use super::story::*;
use crate::failure::Failure;

/// Its story. Other AWS services have `x-amzn-requestid` and `x-amzn-errortype`, too: they are no marks.
pub const STORY: Story = Story::of("AWS API Gateway", Kind::Balancer)
    .status_page("https://health.aws.amazon.com/health/status")
    .marks(&[mark("apigw-requestid", ANY), mark("x-amz-apigw-id", ANY)])
    .references(&[
        Pick::Field("apigw-requestid", Part::Whole),
        Pick::Field("x-amz-apigw-id", Part::Whole),
        Pick::Field("x-amzn-requestid", Part::Whole),
    ])
    .answers(&[
        // INTEGRATION_TIMEOUT.
        page(
            At::Start,
            words![
                "{\"message\": \"endpoint request timed out\"",
                "{\"message\":\"endpoint request timed out\""
            ],
            Blame::Origin,
        )
        .because(Failure::HttpResponseTimeout)
        .marked()
        .on(&[504]),
        // INTEGRATION_FAILURE, or the same where the page is not known.
        field("x-amzn-errortype", "internalservererrorexception", Blame::Origin)
            .possible()
            .marked()
            .code("*")
            .on(&[504]),
        // The function's answer cannot be used, by "Handle Lambda errors in API Gateway".
        field("x-amzn-errortype", "internalservererrorexception", Blame::Code).marked().code("*").on(&[502]),
        // API_CONFIGURATION_ERROR and AUTHORIZER_*.
        field("x-amzn-errortype", "internalservererrorexception", Blame::Settings)
            .possible()
            .marked()
            .code("*")
            .on(&[500]),
        // MISSING_AUTHENTICATION_TOKEN: also every path or method that the API does not have.
        field("x-amzn-errortype", "missingauthenticationtokenexception", Blame::Settings)
            .marked()
            .code("*")
            .on(&[403]),
        // ACCESS_DENIED, INVALID_API_KEY and WAF_FILTERED.
        field("x-amzn-errortype", words!["forbiddenexception", "accessdeniedexception"], Blame::Refused)
            .marked()
            .code("*")
            .on(&[403]),
        // THROTTLED and QUOTA_EXCEEDED.
        field(
            "x-amzn-errortype",
            words!["toomanyrequestsexception", "limitexceededexception"],
            Blame::Refused,
        )
        .marked()
        .code("*")
        .on(&[429]),
        // The same without the type, as HTTP APIs answer.
        page(
            At::Start,
            words!["{\"message\": \"internal server error\"", "{\"message\":\"internal server error\""],
            Blame::Code,
        )
        .possible()
        .marked()
        .on(&[500, 502]),
        page(At::Start, "{\"message\":\"service unavailable\"", Blame::Origin).possible().marked().on(&[503]),
        page(At::Start, "{\"message\":\"forbidden\"", Blame::Refused).marked().on(&[403]),
        page(
            At::Start,
            words!["{\"message\":\"too many requests\"", "{\"message\":\"limit exceeded\""],
            Blame::Refused,
        )
        .marked()
        .on(&[429]),
    ]);
