//! Azure Front Door: Microsoft's edge, Azure CDN from Microsoft among its names. Every answer carries its
//! reference of the request
//! (<https://learn.microsoft.com/azure/frontdoor/front-door-http-headers-protocol>).

use super::story::*;

/// Its story.
pub const STORY: Story = Story::of("Azure Front Door", Kind::Edge)
    .status_page("https://azure.status.microsoft/")
    .marks(&[
        // <https://learn.microsoft.com/azure/frontdoor/front-door-http-headers-protocol>: on all responses.
        mark("x-azure-ref", ANY),
        mark("x-msedge-ref", ANY),
        mark("x-fd-int-roxy-purgeid", ANY),
        weak("x-cache", words!["config_nocache", "tcp_hit", "tcp_miss", "tcp_remote_hit", "tcp_denied"]),
    ])
    .places(&[
        Pick::Field("x-azure-ref", Part::Read(site)),
        Pick::Field("x-msedge-ref", Part::Read(site)),
        Pick::Page("please check back soon.", Part::Read(site)),
    ])
    .references(&[
        Pick::Field("x-azure-ref", Part::Whole),
        Pick::Field("x-msedge-ref", Part::Whole),
        Pick::Page("please check back soon.", Part::Whole),
    ])
    .answers(&[
        // <https://learn.microsoft.com/answers/questions/1669065>: with 400, no such host or route is set up.
        page(At::Text, UNAVAILABLE, Blame::Settings).on(&[400, 404]),
        // <https://learn.microsoft.com/azure/frontdoor/troubleshoot-issues>: OriginInvalidResponse with 503, OriginTimeout
        // with 504. The page says neither, and Front Door's own outages look like both
        // (<https://azure.status.microsoft/status/history/?trackingId=YKYN-BWZ>).
        page(At::Text, UNAVAILABLE, Blame::Origin).on(&[503, 504]).possible(),
        // Seen in captures.
        page(At::Text, UNAVAILABLE, Blame::Undecided).on(&[500, 502]).possible(),
        // As quoted in public issues: a host that no profile knows, or not yet.
        page(At::Text, "able to find your azure front door service configuration", Blame::Settings)
            .on(&[404]),
        // Seen in captures: its firewall.
        page(At::Text, "the request is blocked.", Blame::Refused).on(&[403]).marked(),
        // <https://learn.microsoft.com/azure/web-application-firewall/waf-javascript-challenge>; the words
        // as quoted in public code.
        page(At::Text, "one moment, we're checking you're not a bot", Blame::Challenged)
            .on(&[200, 403])
            .marked(),
    ]);

/// The page for every failure of its own.
const UNAVAILABLE: &str = "our services aren't available right now";

/// The site of the edge in a reference. The newer form names it after `hC1`; the older one is base64, and the
/// name of the edge begins at its byte 24.
fn site(reference: &str) -> Option<String> {
    let name: [u8; 3] = if let Some(encoded) = reference.strip_prefix('0') {
        let quad = encoded.as_bytes().get(32..36)?;
        let bits = quad.iter().try_fold(0_u32, |bits, &sign| Some((bits << 6) | digit(sign)?))?;
        let [_, name @ ..] = bits.to_be_bytes();
        name
    } else {
        let (_, after) = crate::part::split_once(reference, "hC1")?;
        after.as_bytes().get(..3)?.try_into().ok()?
    };
    let [first, second, third] = name;
    let fits = first.is_ascii_uppercase() && second.is_ascii_uppercase();
    let fits = fits && (third.is_ascii_uppercase() || third.is_ascii_digit());
    fits.then(|| name.iter().copied().map(char::from).collect())
}

/// The value of a sign of base64 (RFC 4648 §4).
fn digit(sign: u8) -> Option<u32> {
    let value = match sign {
        b'A'..=b'Z' => sign - b'A',
        b'a'..=b'z' => sign - b'a' + 26,
        b'0'..=b'9' => sign - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(value.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_of_a_reference_name_the_site() {
        let old = "0ahEiYwAAAAATV5vfE1eb3xNXm98TV5vfTVhQMzBFREdFMDQxNwBFZGdl";
        assert_eq!(site(old).as_deref(), Some("MXP"));
        let new = "20261123T100000Z-17a2b3c4d5ekq9xvhC1FRA7mfc0000000w5g00000000u28b";
        assert_eq!(site(new).as_deref(), Some("FRA"));
        assert_eq!(site("20261123T100000Z-17a2b3c4d5ekq9xvhC1CO1h2k0000").as_deref(), Some("CO1"));
    }

    #[test]
    fn a_reference_without_a_site_names_none() {
        for reference in ["", "0", "0ahEi", "20261123T100000Z-p8975m1gg17e78652", "hC1fra", "hC1F", "hC1€"]
        {
            assert_eq!(site(reference), None, "{reference}");
        }
        assert_eq!(site("0________________________________________"), None);
    }
}
