//! Whose an address is: the ranges that providers publish of their edges, as one dated table.
//!
//! An address inside a range is the provider's. Outside it proves nothing: providers answer from addresses that
//! stand in no list, and of many there is no list. Only providers whose whole list is edge are here, so no cloud
//! in which anybody can rent an address, and no list that was derived from who announces what.
//!
//! The table `addresses/ranges.bin` is made by `cargo xtask ranges`; `addresses/ranges.LICENSE` names its sources.
//! It is, with numbers in big-endian order:
//!
//! | bytes | what |
//! |---|---|
//! | 10 | the date of the newest list, as text such as `2026-08-22` |
//! | 2 | how many IPv4 prefixes follow |
//! | 6 each | an IPv4 prefix: its first address in 4 bytes, its length in bits, the provider's index |
//! | 10 each | an IPv6 prefix: the first 8 bytes of its first address, its length of at most 64 bits, the index |
//!
//! Both parts are sorted by address, no two prefixes overlap, and two that make a longer one are one.

mod address;

use address::Address;

const TABLE: &[u8] = include_bytes!("addresses/ranges.bin");

/// The providers in the table, by their stable ids; the table holds their indexes here. The same list stands in
/// `xtask/src/ranges.rs`.
const PROVIDERS: [&str; 4] = ["cloudflare", "cloudfront", "fastly", "imperva"];

/// The bytes before the first prefix. The parts below are cut when this is compiled: a table that was cut off
/// does not compile.
const HEAD: usize = DATE + 2;
const DATE: usize = 10;

/// The date of the newest list in the table (ISO 8601), such as `2026-08-22`.
pub const DATED: &str = match core::str::from_utf8(TABLE.split_at(DATE).0) {
    Ok(date) => date,
    Err(_) => panic!("src/addresses/ranges.bin begins without a date: make it with cargo xtask ranges"),
};

const RANGES: Ranges<'static> = {
    let v4 = u16::from_be_bytes([TABLE[DATE], TABLE[DATE + 1]]) as usize;
    let (v4, v6) = TABLE.split_at(HEAD).1.split_at(v4 * (V4_START + 2));
    Ranges { v4, v6 }
};

/// How many bytes the first address of a prefix has.
const V4_START: usize = 4;
const V6_START: usize = 8;

/// The provider in whose published ranges an address lies, by its stable id such as `cloudflare`.
///
/// The address is text as browsers give it, IPv6 with or without brackets; an IPv4 address that is mapped into
/// IPv6 (RFC 4291, 2.5.5.2) is the IPv4 address. `None` for anything else, for addresses that are not public,
/// and for most others: that an address lies in no range says nothing.
#[must_use]
pub fn published_by(address: &str) -> Option<&'static str> {
    let index = RANGES.index_of(Address::read(address)?)?;
    PROVIDERS.get(usize::from(index)).copied()
}

/// The two parts of the table behind its head.
#[derive(Clone, Copy)]
struct Ranges<'t> {
    v4: &'t [u8],
    v6: &'t [u8],
}

impl Ranges<'_> {
    /// The index of the provider whose range holds the address.
    fn index_of(self, address: Address) -> Option<u8> {
        if !address.is_public() {
            return None;
        }
        // Both kinds are compared as 8 bytes, so that one search serves both.
        match address {
            Address::V4(bits) => search(self.v4, V4_START, u64::from(bits) << 32),
            Address::V6(bits) => search(self.v6, V6_START, bits),
        }
    }
}

/// The last byte of the prefix that holds these bits; `start` is the length of its address in bytes.
fn search(prefixes: &[u8], start: usize, bits: u64) -> Option<u8> {
    let width = start + 2;
    let (mut from, mut to) = (0, prefixes.len() / width);
    while from < to {
        let middle = usize::midpoint(from, to);
        let prefix = prefixes.get(middle * width..)?.get(..width)?;
        let (first, rest) = prefix.split_at_checked(start)?;
        let first = first.iter().rev().fold(0, |bits, &byte| bits >> 8 | u64::from(byte) << 56);
        let &[length, index] = rest else { return None };
        if bits < first {
            to = middle;
        } else if (bits ^ first).leading_zeros() >= u32::from(length) {
            return Some(index);
        } else {
            from = middle + 1;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTICE: &str = include_str!("addresses/ranges.LICENSE");

    /// The prefixes of one part: first address as 8 bytes, length, index.
    fn prefixes(part: &[u8], start: usize) -> Vec<(u64, u32, u8)> {
        assert_eq!(part.len() % (start + 2), 0, "the table ends within a prefix");
        let first =
            |bytes: &[u8]| (0..8).fold(0, |bits, i| bits << 8 | u64::from(*bytes.get(i).unwrap_or(&0)));
        part.chunks(start + 2).map(|p| (first(&p[..start]), u32::from(p[start]), p[start + 1])).collect()
    }

    #[test]
    fn known_addresses_have_the_provider_that_published_them() {
        for (address, provider) in [
            ("104.16.0.0", "cloudflare"),
            ("104.23.255.255", "cloudflare"),
            ("173.245.48.12", "cloudflare"),
            ("::ffff:104.16.132.229", "cloudflare"),
            ("[::FFFF:6810:84e5]", "cloudflare"),
            ("2606:4700::6810:84e5", "cloudflare"),
            ("[2a06:98c7:ffff::1]", "cloudflare"),
            ("13.32.0.1", "cloudfront"),
            ("56.125.47.0", "cloudfront"),
            ("151.101.1.195", "fastly"),
            ("2a04:4e42::645", "fastly"),
            ("45.60.1.1", "imperva"),
            ("2a02:e987::1", "imperva"),
        ] {
            assert_eq!(published_by(address), Some(provider), "{address}");
        }
    }

    #[test]
    fn any_other_address_and_what_is_none_has_no_provider() {
        for address in [
            "203.0.113.7",
            "104.15.255.255",
            "104.32.0.0",
            "56.125.47.1",
            "8.8.8.8",
            "2606:46ff:ffff::1",
            "2606:4701::",
            "2001:db8::1",
            "::104.16.0.1",
            "64:ff9b::104.16.0.1",
            "0.0.0.0",
            "255.255.255.255",
            "[104.16.0.1]",
            "104.16.0.1:443",
            "104.16.0.0/13",
            " 104.16.0.1",
            "shop.example",
            "",
        ] {
            assert_eq!(published_by(address), None, "{address}");
        }
    }

    #[test]
    fn an_address_that_is_not_public_says_nothing_even_where_a_list_holds_it() {
        // Everything there is, as two halves each.
        let v4 = [0, 0, 0, 0, 1, 0, 0x80, 0, 0, 0, 1, 0];
        let v6 = [0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 0, 0, 1, 0];
        let everything = Ranges { v4: &v4, v6: &v6 };
        let index_of = |text: &str| everything.index_of(Address::read(text).expect(text));
        for text in [
            "0.0.0.0",
            "10.0.0.1",
            "100.64.0.0",
            "100.127.255.255",
            "127.0.0.1",
            "169.254.1.1",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "224.0.0.1",
            "255.255.255.255",
            "::ffff:10.0.0.1",
            "::",
            "::1",
            "64:ff9b::1",
            "fc00::1",
            "fdff::1",
            "fe80::1",
            "febf::1",
            "ff02::1",
            "2001::1",
            "2001:2::1",
            "2001:db8::1",
        ] {
            assert_eq!(index_of(text), None, "{text}");
        }
        for text in [
            "1.1.1.1",
            "9.255.255.255",
            "100.63.255.255",
            "100.128.0.0",
            "172.15.255.255",
            "172.32.0.0",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "::ffff:1.1.1.1",
            "2000::",
            "2001:200::",
            "2001:db7:ffff::",
            "2001:db9::",
            "3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        ] {
            assert_eq!(index_of(text), Some(0), "{text}");
        }
    }

    #[test]
    fn a_damaged_table_holds_no_address_and_does_no_harm() {
        let all = prefixes(RANGES.v4, V4_START);
        for length in 0..40 {
            let damaged = Ranges { v4: &RANGES.v4[..length], v6: &RANGES.v6[..length] };
            let held = all.iter().filter(|&&(bits, ..)| {
                let bits = u32::try_from(bits >> 32).expect("it is the upper half");
                damaged.index_of(Address::V4(bits)).is_some()
            });
            assert_eq!(held.count(), length / (V4_START + 2), "cut to {length} bytes");
        }
        assert_eq!(search(&[0xFF; 600], V4_START, u64::MAX), None);
        assert_eq!(search(&[1, 1, 1, 1, 0, 0], V4_START, u64::MAX), Some(0));
    }

    #[test]
    fn the_table_is_sorted_and_merged() {
        for (part, start, longest) in [(RANGES.v4, V4_START, 32), (RANGES.v6, V6_START, 64)] {
            let prefixes = prefixes(part, start);
            assert!(!prefixes.is_empty());
            for &(first, length, index) in &prefixes {
                assert!((1..=longest).contains(&length), "{first:x}/{length}");
                assert!(
                    length == 64 || first << length == 0,
                    "{first:x}/{length} has bits behind its length"
                );
                assert!(usize::from(index) < PROVIDERS.len(), "{first:x}/{length} is nobody's");
            }
            for pair in prefixes.windows(2) {
                let [(first, length, index), (next, next_length, next_index)] = pair else { continue };
                assert!(first < next, "{first:x} stands before {next:x}");
                let apart = (first ^ next).leading_zeros();
                assert!(apart < *length, "{next:x} lies in {first:x}/{length}");
                let one_prefix = apart + 1 == *length && (length, index) == (next_length, next_index);
                assert!(!one_prefix, "{first:x}/{length} and {next:x}/{length} are one");
            }
        }
    }

    #[test]
    fn the_table_is_dated_and_stands_beside_its_notice() {
        let shape: String = DATED.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        assert_eq!(shape, "0000-00-00");
        assert!(NOTICE.contains(DATED), "the notice is of another day than {DATED}");
        for (index, provider) in PROVIDERS.iter().enumerate() {
            assert!(NOTICE.contains(provider), "the notice says nothing of {provider}");
            let index = u8::try_from(index).expect("there are few");
            let held = prefixes(RANGES.v4, V4_START).iter().any(|prefix| prefix.2 == index);
            assert!(held, "the table holds nothing of {provider}");
        }
    }
}
