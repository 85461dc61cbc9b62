//! The text of an address, read without the standard library's parser: that one brings its errors along, and
//! the worker's wasm has a budget. The tests hold it against the standard library's.

/// An address, as far as the table needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Address {
    /// All of an IPv4 address.
    V4(u32),
    /// The first 8 bytes of an IPv6 address: no provider publishes less than those make out.
    V6(u64),
}

impl Address {
    /// Reads the text of an IPv4 address (RFC 6943, 3.1.1, the strict form: four decimal numbers) or of an IPv6
    /// one (RFC 4291, 2.2), which may stand in brackets (RFC 3986, 3.2.2). No zone, no port, no prefix.
    pub fn read(text: &str) -> Option<Self> {
        match text.as_bytes() {
            [b'[', inside @ .., b']'] => v6(inside),
            text => v4(text).map(Self::V4).or_else(|| v6(text)),
        }
    }

    /// Whether it can be the address of somebody on the internet. Not public are "this network" (RFC 6890),
    /// private (RFC 1918), shared (RFC 6598), loopback, link-local (RFC 3927), benchmarking (RFC 2544),
    /// multicast and reserved addresses; in IPv6 what is not in `2000::/3` (RFC 4291, 2.4), and therein those for
    /// protocols (RFC 2928, with Teredo and benchmarking, RFC 5180) and for documents (RFC 3849).
    pub fn is_public(self) -> bool {
        match self {
            Self::V4(bits) => !matches!(
                bits.to_be_bytes(),
                [0 | 10 | 127 | 224.., ..]
                    | [100, 64..=127, ..]
                    | [169, 254, ..]
                    | [172, 16..=31, ..]
                    | [192, 168, ..]
                    | [198, 18 | 19, ..]
            ),
            Self::V6(bits) => {
                bits >> 61 == 0b001 && bits >> 41 != 0x2001_0000 >> 9 && bits >> 32 != 0x2001_0DB8
            }
        }
    }
}

/// Four numbers of at most 255, without leading zeros.
fn v4(text: &[u8]) -> Option<u32> {
    let (mut bits, mut count) = (0, 0);
    for part in text.split(|&byte| byte == b'.') {
        let leads_with_zero = part.len() > 1 && part.first() == Some(&b'0');
        let octet = number(part, 10, 3).filter(|&octet| octet <= 255 && !leads_with_zero)?;
        bits = bits << 8 | octet;
        count += 1;
    }
    (count == 4).then_some(bits)
}

/// Eight groups, of which `::` stands for one or more, and an IPv4 address for the last two.
fn v6(text: &[u8]) -> Option<Address> {
    let mut groups = [0; 8];
    let mut count = 0;
    let mut gap = None;
    let mut rest = text;
    if let [b':', b':', after @ ..] = rest {
        (gap, rest) = (Some(0), after);
    }
    // Each turn reads one group and what separates it from the next one.
    while !rest.is_empty() {
        let end = rest.iter().position(|&byte| byte == b':').unwrap_or(rest.len());
        let (group, after) = rest.split_at_checked(end)?;
        if let Some(number) = number(group, 16, 4) {
            *groups.get_mut(count)? = number;
        } else {
            // An IPv4 address is the last part, so nothing may stand behind it.
            let address = v4(group).filter(|_| after.is_empty())?;
            *groups.get_mut(count)? = address >> 16;
            count += 1;
            *groups.get_mut(count)? = address & 0xFFFF;
        }
        count += 1;
        rest = match after {
            [] => after,
            [_, b':', after @ ..] if gap.is_none() => {
                gap = Some(count);
                after
            }
            // One colon, and something behind it.
            [_, after @ ..] if !after.is_empty() => after,
            _ => return None,
        };
    }
    match gap {
        None if count == 8 => {}
        // The groups behind the gap move to the end, the last one first.
        Some(gap) if count < 8 => {
            let mut to = 8;
            for from in (gap..count).rev() {
                to -= 1;
                let group = core::mem::take(groups.get_mut(from)?);
                *groups.get_mut(to)? = group;
            }
        }
        _ => return None,
    }
    Some(match groups {
        [0, 0, 0, 0, 0, 0xFFFF, a, b] => Address::V4(a << 16 | b),
        [a, b, c, d, ..] => Address::V6(u64::from(a << 16 | b) << 32 | u64::from(c << 16 | d)),
    })
}

/// A number without a sign, of one to `most` digits.
fn number(digits: &[u8], radix: u32, most: usize) -> Option<u32> {
    if digits.is_empty() || digits.len() > most {
        return None;
    }
    let mut number = 0;
    for &digit in digits {
        // Not `to_digit`, which brings the text of a panic along.
        let value = match digit {
            b'0'..=b'9' => digit - b'0',
            b'a'..=b'f' => digit - b'a' + 10,
            b'A'..=b'F' => digit - b'A' + 10,
            _ => return None,
        };
        if u32::from(value) >= radix {
            return None;
        }
        number = number * radix + u32::from(value);
    }
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

    /// What the standard library makes of the text.
    fn expected(text: &str) -> Option<Address> {
        let inside = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        let address = match inside {
            Some(inside) => inside.parse().map(IpAddr::V6),
            None => text.parse(),
        };
        Some(match address.ok()? {
            IpAddr::V4(address) => Address::V4(address.to_bits()),
            IpAddr::V6(address) => match address.to_ipv4_mapped() {
                Some(address) => Address::V4(address.to_bits()),
                None => Address::V6(u64::try_from(address.to_bits() >> 64).expect("it is the upper half")),
            },
        })
    }

    fn check(text: &str) -> bool {
        let read = Address::read(text);
        assert_eq!(read, expected(text), "{text:?}");
        read.is_some()
    }

    /// Nearly IPv4 addresses.
    const V4: &str = ". ... .... 1.2.3 1.2.3. .1.2.3 1.2.3.4. 1.2.3.4.5 1..2.3 256.1.1.1 999.1.1.1 1.1.1.1000 \
                      01.1.1.1 00.0.0.0 0.0.0.0 0x1.1.1.1 +1.1.1.1 -1.1.1.1 16843009 １.1.1.1 1,1,1,1 1 é";

    /// IPv6 addresses, and nearly ones.
    const V6: &str = "1.1.1.1:80 : :: ::: :::: 1: :1 1:: ::1 1:::2 ::1:: 1::2::3 ::1: :1:: 1:2:3:4:5:6:7 \
                      1:2:3:4:5:6:7:8 1:2:3:4:5:6:7:8:9 1:2:3:4:5:6:7:: ::2:3:4:5:6:7:8 1::3:4:5:6:7:8 \
                      1:2:3:4:5:6:7::8 1:2:3:4::5:6:7:8 ::1:2:3:4:5:6:7:8 1:2:3:4:5:6:7:8:: 1:2:3:4:5:6:7: \
                      :2:3:4:5:6:7:8 12345:: ::12345 00001:: ::g ::-1 ::+1 ::1%eth0 fe80::1%1 ::1/128 [::1] [::1 \
                      ::1] [[::1]] [] [ ] [::1]:443 [1.2.3.4] [::1.2.3.4] [::1]] ::1.2.3.4 ::ffff:1.2.3.4 \
                      ::FFFF:1.2.3.4 ::ffff:1.2.3.256 ::ffff:1.2.3 ::ffff:01.2.3.4 ::ffff:0102:0304 \
                      ::1:ffff:1.2.3.4 0::ffff:1.2.3.4 1:2:3:4:5:6:1.2.3.4 1:2:3:4:5:6:7:1.2.3.4 \
                      1:2:3:4:5:1.2.3.4 1:2:3:4:5::1.2.3.4 1:2:3:4:5:6::1.2.3.4 1:2:3:4:5:6:7::1.2.3.4 1.2.3.4:: \
                      1.2.3.4:5:: ::1.2.3.4:5 ::1.2.3.4:: ::1.2.3.4: ::. ::1. ::.1 ::1.2.3.4.5 \
                      ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255 \
                      [ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255] [ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff] \
                      ::é";

    /// Random numbers that are the same in each run: xorshift64 (Marsaglia, 2003).
    struct Random(u64);

    impl Random {
        fn next(&mut self) -> u64 {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            self.0
        }

        fn below(&mut self, limit: usize) -> usize {
            usize::try_from(self.next() % u64::try_from(limit).expect("it fits")).expect("it fits")
        }

        fn among(&mut self, characters: &str) -> char {
            characters.chars().nth(self.below(characters.chars().count())).expect("it is below the count")
        }

        /// An address in one of the forms that it can have.
        fn address(&mut self) -> String {
            let v4 = Ipv4Addr::from_bits(u32::try_from(self.next() >> 32).expect("it is the upper half"));
            let mut groups = [0; 8];
            for group in &mut groups {
                // Many zeros, so that there are gaps.
                *group =
                    if self.below(3) == 0 { self.below(0x1_0000) } else { self.below(2) * self.below(20) };
            }
            let groups = groups.map(|group| u16::try_from(group).expect("it is below"));
            let v6 = Ipv6Addr::from(groups);
            match self.below(7) {
                0 => v4.to_string(),
                1 => v6.to_string(),
                2 => format!("[{v6}]"),
                3 => v4.to_ipv6_mapped().to_string(),
                4 => groups.map(|group| format!("{group:04X}")).join(":"),
                5 => format!(
                    "{}:{v4}",
                    groups[..6].iter().map(|g| format!("{g:x}")).collect::<Vec<_>>().join(":")
                ),
                _ => format!("{:x}::{v4}", groups[0]),
            }
        }
    }

    #[test]
    fn random_addresses_are_read_as_the_standard_library_reads_them() {
        let mut random = Random(0x9E37_79B9_7F4A_7C15);
        for _ in 0..30_000 {
            let text = random.address();
            assert!(check(&text), "{text}");
        }
    }

    #[test]
    fn damaged_addresses_are_read_as_the_standard_library_reads_them() {
        let mut random = Random(0xD1B5_4A32_D192_ED03);
        let mut still_addresses = 0;
        for _ in 0..100_000 {
            let mut characters: Vec<char> = random.address().chars().collect();
            for _ in 0..=random.below(3) {
                let at = random.below(characters.len() + 1);
                let other = random.among("0123456789abcdefABCDEF::::....[]%/gx +-\0é٣");
                match random.below(4) {
                    0 => characters.insert(at, other),
                    1 if at < characters.len() => characters[at] = other,
                    2 if at < characters.len() => drop(characters.remove(at)),
                    _ => characters.truncate(at.max(1)),
                }
            }
            still_addresses += usize::from(check(&characters.iter().collect::<String>()));
        }
        assert!((1_000..99_000).contains(&still_addresses), "{still_addresses} test one side only");
    }

    #[test]
    fn random_texts_are_read_as_the_standard_library_reads_them() {
        let mut random = Random(0xA076_1D64_78BD_642F);
        let mut addresses = 0;
        for alphabet in [":1", ":0f.", "1.", "12.5", "[:]1", ":ffff.1"] {
            for _ in 0..30_000 {
                let text: String = (0..random.below(20)).map(|_| random.among(alphabet)).collect();
                addresses += usize::from(check(&text));
            }
        }
        assert!(addresses > 1_000, "only {addresses} were addresses");
    }

    #[test]
    fn hostile_texts_are_read_as_the_standard_library_reads_them() {
        for text in
            V4.split(' ').chain(V6.split(' ')).chain(["", "1.1.1.1 ", "1.1.1.1\n", "1.1.1.1\0", "[ ::1]"])
        {
            check(text);
        }
        for part in ["1", "1.", ":", "::", "0", "[", "f:", "é", "1.1.1.1."] {
            check(&part.repeat(100_000));
        }
    }
}
