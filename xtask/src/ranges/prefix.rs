//! A prefix such as `104.16.0.0/13`: read with all that must hold of one that a provider publishes, and merged.

use std::net::IpAddr;

/// A prefix of IPv4 or IPv6 addresses. In order: IPv4 first, then by address, the wider one first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Prefix {
    /// Whether its addresses are IPv6.
    pub v6: bool,
    /// The first 8 bytes of its first address; IPv4 has 4, and zeros behind them.
    pub start: u64,
    /// How many bits all its addresses share: at most 32 or 64.
    pub length: u8,
}

impl Prefix {
    /// Reads a line; where it is none, what is wrong and what to write instead.
    pub fn read(text: &str) -> Result<Self, String> {
        let form = "not of the form 104.16.0.0/13 or 2606:4700::/32";
        let (address, length) = text.split_once('/').ok_or(form)?;
        let address: IpAddr = address.parse().map_err(|_| form)?;
        if length.is_empty() || !length.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(form.into());
        }
        let (v6, bits, kind, widest, longest, whole) = match address {
            IpAddr::V4(address) => (false, u128::from(address.to_bits()) << 96, "IPv4", 8, 32, 32),
            IpAddr::V6(address) => (true, address.to_bits(), "IPv6", 16, 64, 128),
        };
        let length: u8 = length
            .parse()
            .ok()
            .filter(|length| *length <= whole)
            .ok_or_else(|| format!("an {kind} prefix has at most {whole} bits"))?;
        if length < widest {
            return Err(format!(
                "wider than anything a provider publishes, which has at least {widest} bits"
            ));
        }
        if length > longest {
            return Err(format!("the table holds {kind} prefixes of at most {longest} bits"));
        }
        if bits << length != 0 {
            return Err(format!(
                "bits are set behind the first {length}: write the first address of the prefix"
            ));
        }
        let start = u64::try_from(bits >> 64).map_err(|_| form)?;
        let prefix = Self { v6, start, length };
        match NOT_PUBLIC.iter().find(|(other, _)| prefix.meets(other)) {
            Some((_, what)) => Err(format!("holds addresses that are {what}, which no provider publishes")),
            None => Ok(prefix),
        }
    }

    /// Whether there is an address that lies in both: then one holds the other.
    pub fn meets(self, other: &Self) -> bool {
        let shared = (self.start ^ other.start).leading_zeros();
        self.v6 == other.v6 && shared >= u32::from(self.length.min(other.length))
    }

    /// The prefix that the two halves make, where this is the first and that the second.
    fn joined(self, other: Self) -> Option<Self> {
        let first_apart = (self.start ^ other.start).leading_zeros() + 1;
        let halves =
            self.v6 == other.v6 && self.length == other.length && first_apart == u32::from(self.length);
        halves.then_some(Self { length: self.length - 1, ..self })
    }
}

/// Ranges that are on no public network, and what they are. The core says nothing of these, whatever a list
/// holds (`src/addresses/address.rs`, which names the sources), so a list that holds them is damaged.
const NOT_PUBLIC: [(Prefix, &str); 14] = [
    (v4([0, 0, 0, 0], 8), "of this network"),
    (v4([10, 0, 0, 0], 8), "private"),
    (v4([100, 64, 0, 0], 10), "shared by a carrier's customers"),
    (v4([127, 0, 0, 0], 8), "loopback"),
    (v4([169, 254, 0, 0], 16), "link-local"),
    (v4([172, 16, 0, 0], 12), "private"),
    (v4([192, 168, 0, 0], 16), "private"),
    (v4([198, 18, 0, 0], 15), "for benchmarks"),
    (v4([224, 0, 0, 0], 3), "multicast or reserved"),
    (v6(0x2001, 0, 23), "for protocols"),
    (v6(0x2001, 0xDB8, 32), "for documentation"),
    // All but 2000::/3.
    (v6(0, 0, 3), "not global unicast"),
    (v6(0x4000, 0, 2), "not global unicast"),
    (v6(0x8000, 0, 1), "not global unicast"),
];

const fn v4(address: [u8; 4], length: u8) -> Prefix {
    let [a, b, c, d] = address;
    Prefix { v6: false, start: u64::from_be_bytes([a, b, c, d, 0, 0, 0, 0]), length }
}

const fn v6(first: u64, second: u64, length: u8) -> Prefix {
    Prefix { v6: true, start: first << 48 | second << 32, length }
}

/// The fewest prefixes that hold the same addresses, in order.
pub fn merged(mut prefixes: Vec<Prefix>) -> Vec<Prefix> {
    prefixes.sort_unstable();
    let mut merged: Vec<Prefix> = Vec::new();
    for prefix in prefixes {
        // What stands before is as wide or wider.
        if merged.last().is_some_and(|last| last.meets(&prefix)) {
            continue;
        }
        merged.push(prefix);
        while let [.., first, second] = merged[..]
            && let Some(whole) = first.joined(second)
        {
            merged.truncate(merged.len() - 2);
            merged.push(whole);
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(texts: &[&str]) -> Vec<Prefix> {
        texts.iter().map(|text| Prefix::read(text).unwrap_or_else(|why| panic!("{text}: {why}"))).collect()
    }

    #[test]
    fn a_prefix_is_read_from_the_text_that_providers_publish() {
        assert_eq!(Prefix::read("104.16.0.0/13"), Ok(v4([104, 16, 0, 0], 13)));
        assert_eq!(Prefix::read("56.125.47.0/32"), Ok(v4([56, 125, 47, 0], 32)));
        assert_eq!(Prefix::read("2606:4700::/32"), Ok(v6(0x2606, 0x4700, 32)));
        assert_eq!(Prefix::read("2a06:98c0::/29"), Ok(v6(0x2A06, 0x98C0, 29)));
        assert!(Prefix::read("2400:cb00:1:2::/64").is_ok());
    }

    #[test]
    fn whatever_cannot_be_one_says_why() {
        for (text, why) in [
            ("", "not of the form"),
            ("104.16.0.0", "not of the form"),
            ("104.16.0/13", "not of the form"),
            ("104.16.0.0/", "not of the form"),
            ("104.16.0.0/+13", "not of the form"),
            ("104.16.0.0/13/13", "not of the form"),
            ("104.016.0.0/13", "not of the form"),
            ("[2606:4700::]/32", "not of the form"),
            ("104.16.0.0/33", "at most 32 bits"),
            ("104.16.0.0/999", "at most 32 bits"),
            ("2606:4700::/129", "at most 128 bits"),
            ("2606:4700::/65", "at most 64 bits"),
            ("104.0.0.0/7", "at least 8 bits"),
            ("0.0.0.0/0", "at least 8 bits"),
            ("2606::/15", "at least 16 bits"),
            ("104.16.0.1/13", "behind the first 13"),
            ("104.16.0.1/31", "behind the first 31"),
            ("2606:4700::1/32", "behind the first 32"),
            ("10.1.0.0/16", "private"),
            ("100.96.0.0/11", "shared"),
            ("198.0.0.0/8", "for benchmarks"),
            ("240.0.0.0/8", "reserved"),
            ("fe80::/16", "not global"),
            ("64:ff9b::/32", "not global"),
            ("2001::/16", "for protocols"),
            ("2001:db8:1::/48", "for documentation"),
            ("::ffff:0:0/64", "behind the first 64"),
        ] {
            let read = Prefix::read(text);
            assert!(read.as_ref().is_err_and(|told| told.contains(why)), "{text}: {read:?} instead of {why}");
        }
    }

    #[test]
    fn merging_keeps_the_addresses_and_no_more_prefixes_than_they_need() {
        let merged = |texts: &[&str]| merged(all(texts));
        assert_eq!(merged(&["1.2.1.0/24", "1.2.0.0/24"]), all(&["1.2.0.0/23"]));
        assert_eq!(merged(&["1.2.0.0/24", "1.2.2.0/23", "1.2.1.0/24"]), all(&["1.2.0.0/22"]));
        assert_eq!(merged(&["1.2.1.0/24", "1.2.2.0/24"]), all(&["1.2.1.0/24", "1.2.2.0/24"]));
        assert_eq!(merged(&["1.2.0.0/16", "1.2.0.0/16", "1.2.9.0/24", "1.2.9.9/32"]), all(&["1.2.0.0/16"]));
        assert_eq!(
            merged(&["2606:4701::/32", "96.0.0.0/8", "2606:4700::/32"]),
            all(&["96.0.0.0/8", "2606:4700::/31"])
        );
        assert_eq!(merged(&[]), []);
    }

    #[test]
    fn prefixes_meet_where_one_holds_the_other() {
        let meet = |one: &str, other: &str| all(&[one])[0].meets(&all(&[other])[0]);
        assert!(meet("104.16.0.0/13", "104.16.0.0/13"));
        assert!(meet("104.16.0.0/13", "104.23.255.0/24") && meet("104.23.255.0/24", "104.16.0.0/13"));
        assert!(!meet("104.16.0.0/13", "104.24.0.0/13"));
        assert!(!meet("38.6.0.0/16", "2606::/16"), "the same bits, of another kind");
    }
}
