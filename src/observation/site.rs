//! The address of a document, as far as a diagnosis needs it: scheme, host, and whether the path is a
//! provider's own test page. The rest of the path and the query are not kept.

use crate::part;
use crate::plain::record;

/// Where a document was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// `http` or `https`.
    pub secure: bool,
    /// The host in lower case, without port and brackets; international names stay in their ASCII form.
    pub host: String,
    /// The path begins with `/cdn-cgi/error/`: Cloudflare's own sample of an error page
    /// (<https://developers.cloudflare.com/fundamentals/reference/error-responses/>).
    pub sample_page: bool,
}
record!(Site { secure, host, sample_page });

/// Host names are at most 253 octets long (RFC 1035 §2.3.4); what is longer is not one.
const LONGEST_HOST: usize = 253;

impl Site {
    /// Reads an absolute `http` or `https` address; `None` for any other scheme or a host that cannot be one.
    #[must_use]
    pub fn from_url(url: &str) -> Option<Self> {
        let (scheme, rest) = part::split_once(url.trim(), "://")?;
        let secure = match scheme {
            s if s.eq_ignore_ascii_case("https") => true,
            s if s.eq_ignore_ascii_case("http") => false,
            _ => return None,
        };
        let end = rest.bytes().position(|byte| matches!(byte, b'/' | b'?' | b'#' | b'\\'));
        let end = end.unwrap_or(rest.len());
        let (authority, path) = (part::until(rest, end), part::from(rest, end));
        let authority = part::cut_last(authority, b'@').map_or(authority, |(_, host)| host);
        let host = match authority.strip_prefix('[') {
            Some(literal) => part::cut(literal, b']')?.0,
            None => part::before(authority, b':'),
        };
        let host = host.trim_end_matches('.').to_ascii_lowercase();
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b':');
        if host.is_empty() || host.len() > LONGEST_HOST || !host.bytes().all(allowed) {
            return None;
        }
        Some(Self { secure, host, sample_page: path.starts_with("/cdn-cgi/error/") })
    }

    /// Whether the name cannot belong to a public site: `localhost`, a single label, a special-use
    /// suffix (RFC 6761, RFC 6762, RFC 8375, ICANN's `.internal`) or a literal of a private range.
    #[must_use]
    pub fn is_private(&self) -> bool {
        const SUFFIXES: [&str; 6] = [".localhost", ".local", ".internal", ".home.arpa", ".lan", ".intranet"];
        if self.host.contains(':') {
            return is_private_v6(&self.host);
        }
        if let Some(octets) = v4_octets(&self.host) {
            return is_private_v4(octets);
        }
        !self.host.contains('.') || SUFFIXES.iter().any(|suffix| self.host.ends_with(suffix))
    }

    /// The site as a match pattern of extensions' permissions, which knows no ports
    /// (<https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Match_patterns>).
    #[must_use]
    pub fn pattern(&self) -> String {
        let scheme = if self.secure { "https://" } else { "http://" };
        let (before, after) = if self.host.contains(':') { ("[", "]/*") } else { ("", "/*") };
        [scheme, before, &self.host, after].concat()
    }

    /// Whether the host is this name or lies under it.
    #[must_use]
    pub fn is_under(&self, name: &str) -> bool {
        self.host.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    }
}

fn v4_octets(host: &str) -> Option<[u8; 4]> {
    let mut octets = [0; 4];
    let mut parts = part::pieces(host, b'.');
    for octet in &mut octets {
        *octet = parts.next()?.parse().ok()?;
    }
    parts.next().is_none().then_some(octets)
}

/// Loopback, private (RFC 1918), link-local (RFC 3927), shared (RFC 6598) and benchmarking (RFC 2544) addresses.
fn is_private_v4(octets: [u8; 4]) -> bool {
    matches!(
        octets,
        [0 | 10 | 127, ..]
            | [192, 168, ..]
            | [169, 254, ..]
            | [172, 16..=31, ..]
            | [100, 64..=127, ..]
            | [198, 18 | 19, ..]
    )
}

/// Loopback, unique local (RFC 4193) and link-local (RFC 4291) addresses.
fn is_private_v6(host: &str) -> bool {
    let first = part::before(host, b':');
    matches!(host, "::" | "::1")
        || (first.len() == 4 && (first.starts_with("fc") || first.starts_with("fd")))
        || matches!(first.get(..3), Some("fe8" | "fe9" | "fea" | "feb"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host(url: &str) -> Option<String> {
        Site::from_url(url).map(|site| site.host)
    }

    #[test]
    fn the_host_is_read_without_user_port_brackets_and_final_dot() {
        assert_eq!(host("https://X.com/home?q=1").as_deref(), Some("x.com"));
        assert_eq!(host("http://user:secret@shop.example.:8080#a").as_deref(), Some("shop.example"));
        assert_eq!(host("https://[2001:db8::1]:8443/").as_deref(), Some("2001:db8::1"));
    }

    #[test]
    fn an_address_that_is_not_http_or_holds_markup_is_no_site() {
        for url in
            ["chrome://newtab/", "about:blank", "https:///x", "https://<img src=x>/", "https://a b/", ""]
        {
            assert_eq!(host(url), None, "{url}");
        }
        assert_eq!(host(&format!("https://{}/", "a".repeat(300))), None);
    }

    #[test]
    fn only_the_path_of_the_sample_page_is_a_sample() {
        assert!(
            Site::from_url("https://shop.example/cdn-cgi/error/522").is_some_and(|site| site.sample_page)
        );
        assert!(
            Site::from_url("https://shop.example/?p=/cdn-cgi/error/522")
                .is_some_and(|site| !site.sample_page)
        );
    }

    #[test]
    fn a_site_is_a_match_pattern_without_its_port() {
        let pattern = |url: &str| Site::from_url(url).map(|site| site.pattern());
        assert_eq!(pattern("https://shop.example:8443/cart").as_deref(), Some("https://shop.example/*"));
        assert_eq!(pattern("http://[2001:db8::1]/").as_deref(), Some("http://[2001:db8::1]/*"));
    }

    #[test]
    fn private_names_are_told_from_public_ones() {
        let private = |url: &str| Site::from_url(url).is_some_and(|site| site.is_private());
        for url in [
            "http://localhost:3000/",
            "http://router/",
            "http://nas.local/",
            "http://a.home.arpa/",
            "http://192.168.1.1/",
            "http://172.20.0.1/",
            "http://100.64.0.1/",
            "http://[::1]/",
            "http://[fe80::1]/",
            "http://[fd12:3456::1]/",
        ] {
            assert!(private(url), "{url}");
        }
        for url in [
            "https://x.com/",
            "https://local.example/",
            "http://172.32.0.1/",
            "http://8.8.8.8/",
            "http://[2606:4700::1]/",
        ] {
            assert!(!private(url), "{url}");
        }
    }

    #[test]
    fn a_name_is_under_its_own_suffix_and_not_under_a_longer_word() {
        let site = Site::from_url("https://dash.cloudflare.com/").expect("an address");
        assert!(site.is_under("cloudflare.com"));
        let other = Site::from_url("https://notcloudflare.com/").expect("an address");
        assert!(!other.is_under("cloudflare.com"));
    }
}
