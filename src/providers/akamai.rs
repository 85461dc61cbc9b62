//! Akamai: a network in front of the site. Its pages end with a reference, as `18.176433c6.1790000000.1a2b3c`:
//! the family of the error, the edge's address, the time and the request. What most families mean only the
//! site's owner can look up. Those below are named in
//! <https://techdocs.akamai.com/property-mgr/docs/simulate-err-response-code> and numbered in
//! <https://gist.github.com/chrisvanpatten/dc02f0d5727369801dc7e9e6fded1837>, and agree with captures.

use super::story::*;
use crate::failure::Failure;
use crate::part;
use crate::pattern;

/// Its story.
pub const STORY: Story = Story::of("Akamai", Kind::Edge)
    .status_page("https://www.akamaistatus.com/")
    .marks(&[
        // Its own pages and redirects; what it carries keeps the origin's server. Seen in captures.
        made("server", "akamaighost"),
        // Only on its error pages. Seen in captures.
        made("x-reference-error", "#.%.#.%"),
        mark("akamai-grn", "#.%.#.%"),
        // Its employee's article "Using Akamai Pragma headers" (community.akamai.com, 2015): where the request asked or the
        // site wants it. The same has `X-Cache: TCP_MISS from aN-N.deploy.akamaitechnologies.com`.
        mark("x-akamai-request-id", ANY),
        mark("x-akamai-transformed", ANY),
        mark("x-akamai-staging", ANY),
        mark("x-edgeconnect-midmile-rtt", ANY),
        mark("x-edgeconnect-origin-mex-latency", ANY),
        mark("server-timing", "ak_p;*desc=*"),
        mark("x-cache", words!["*(akamaighost/*", "* from *.deploy.akamaitechnologies.com*"]),
        // Cloudflare has a form of the first, and anybody may send the second.
        weak("server-timing", "edge; dur=#"),
        weak("mime-version", "1.0"),
    ])
    .references(&[
        Pick::Page("reference #", Part::Read(reference)),
        Pick::Field("x-reference-error", Part::Read(reference)),
        Pick::Field("akamai-grn", Part::Read(reference)),
        Pick::Field("x-akamai-request-id", Part::Whole),
    ])
    .answers(&[
        // 18: a rule of the firewall or of the site's settings said no; the site's server was not asked.
        field("x-reference-error", "18.%.#.%", Blame::Refused).on(&[403]),
        page(At::Text, "reference #18.", Blame::Refused).on(&[403]),
        // 1: the site's server was too slow (<https://techdocs.akamai.com/property-mgr/docs/read-timeout>).
        page(
            At::Text,
            "did not receive a timely response from the upstream server. reference #",
            Blame::Origin,
        )
        .because(Failure::HttpResponseTimeout)
        .on(&[504]),
        field("x-reference-error", "1.%.#.%", Blame::Origin).because(Failure::HttpResponseTimeout).on(&[504]),
        // 11: the name of the site's server has no address.
        page(At::Name, "service unavailable - dns failure", Blame::Settings)
            .because(Failure::DnsError)
            .on(&[503]),
        field("x-reference-error", "11.%.#.%", Blame::Settings).because(Failure::DnsError).on(&[503]),
        // 3 and 15: the site's server took the connection, and no valid response came.
        page(
            At::Name,
            words!["internal server error - read", "service unavailable - zero size object"],
            Blame::Origin,
        )
        .possible()
        .on(&[500, 502, 503]),
        field("x-reference-error", words!["3.%.#.%", "15.%.#.%"], Blame::Origin)
            .possible()
            .on(&[500, 502, 503]),
        // 30: no encrypted connection to the site's server, mostly for its certificate
        // (<https://cloud.ibm.com/docs/CDN?topic=CDN-troubleshoot-cdn-503-error>).
        page(At::Text, "an error occurred while processing your request. reference #30.", Blame::Origin)
            .possible()
            .because(Failure::TlsCertificateError)
            .on(&[500, 502, 503, 504]),
        field("x-reference-error", "30.%.#.%", Blame::Origin)
            .possible()
            .because(Failure::TlsCertificateError)
            .on(&[500, 502, 503, 504]),
        // 9: the edge has no settings for this name; seen in captures.
        page(At::Text, "is invalid. reference #9.", Blame::Settings).on(&[400]),
        // All the others.
        page(At::Text, "an error occurred while processing your request. reference #", Blame::Undecided)
            .possible()
            .on(&[500, 502, 503, 504]),
    ]);

/// The reference at the beginning of a text.
fn reference(value: &str) -> Option<String> {
    let word = part::before(value, b' ');
    (word.len() <= LONGEST && pattern::fits(word, "#.%.#.%")).then(|| word.to_owned())
}

/// A reference is not longer than this.
const LONGEST: usize = 64;

/// What a reference says, in readable form: its family, the edge's address (in hexadecimal digits with its last byte
/// first), the time and the request. The worker keeps the reference, and its pages read it.
#[cfg(not(feature = "background"))]
#[must_use]
pub fn readable(value: &str) -> Option<String> {
    let mut parts = part::pieces(value, b'.');
    let (family, address, time, request) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let known = parts.next().is_none()
        && [family, time].into_iter().all(|part| digits(part, 10))
        && [address, request].into_iter().all(|part| digits(part, 16));
    let address = u32::from_str_radix(address, 16).ok().filter(|_| known)?;
    let [a, b, c, d] = address.to_le_bytes().map(|byte| byte.to_string());
    let edge = [a.as_str(), ".", &b, ".", &c, ".", &d].concat();
    Some([value, " (edge ", &edge, ", unix time ", time, ", request ", request, ")"].concat())
}

/// Whether these are digits of that base, as many as a reference has.
#[cfg(not(feature = "background"))]
fn digits(part: &str, base: u32) -> bool {
    (1..=16).contains(&part.len()) && part.chars().all(|digit| digit.is_digit(base))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_tells_the_edge_the_time_and_the_request() {
        assert_eq!(
            readable("18.176433c6.1790000000.1a2b3c").as_deref(),
            Some("18.176433c6.1790000000.1a2b3c (edge 198.51.100.23, unix time 1790000000, request 1a2b3c)")
        );
        // Leading zeros are left out.
        assert_eq!(
            reference("9.66433c6.1790000000.65d https://errors.edgesuite.net/9")
                .and_then(|found| readable(&found))
                .as_deref(),
            Some("9.66433c6.1790000000.65d (edge 198.51.100.6, unix time 1790000000, request 65d)")
        );
    }

    #[test]
    fn what_is_no_reference_is_not_shown() {
        for other in [
            "",
            ".",
            "...",
            "18",
            "18.176433c6.1790000000",
            "18.176433c6.1790000000.1a2b.3c",
            "18.176433c6f.1790000000.1a2b",
            "18.+176433.1790000000.1a2b",
            "x.176433c6.1790000000.1a2b",
            "18.176433c6.later.1a2b",
            "18.176433c6.1790000000.<b>",
            "١.176433c6.1790000000.1a2b",
        ] {
            assert_eq!(reference(other).and_then(|found| readable(&found)), None, "{other}");
        }
    }
}
