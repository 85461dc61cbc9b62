//! Patterns for the values of fields and for the names of errors: small enough to be read at a glance, and without
//! backtracking that a hostile value could make long.
//!
//! `*` stands for any run of characters, `#` for digits, `%` for hexadecimal digits and `@` for letters, one or
//! more; everything else for itself, in either case. `|` stands between two patterns.

/// Whether one of these patterns fits the value: an element of its list (RFC 9110 §5.6.1), or all of it where the
/// pattern has a comma itself.
#[must_use]
pub fn fits(value: &str, patterns: &str) -> bool {
    position(value, patterns).is_some()
}

/// The first element of the value that one of these patterns fits, counted from 0.
#[must_use]
pub fn position(value: &str, patterns: &str) -> Option<usize> {
    // As bytes: the standard library's search for a character takes more instructions on texts this short.
    let mut all = patterns.as_bytes().split(|&byte| byte == b'|');
    all.find_map(|pattern| position_of(value.as_bytes(), pattern))
}

fn position_of(value: &[u8], pattern: &[u8]) -> Option<usize> {
    if pattern == b"*" || pattern.contains(&b',') {
        return matches(pattern, value).then_some(0);
    }
    value.split(|&byte| byte == b',').position(|element| matches(pattern, element.trim_ascii()))
}

/// Whether a pattern fits all of a text. Each `*` is tried again from one place further only while it is the last
/// one seen, so the time is at most the product of both lengths.
fn matches(pattern: &[u8], text: &[u8]) -> bool {
    let (mut at, mut from) = (0, 0);
    // Where to go on after the last star, in the pattern and in the text.
    let mut star: Option<(usize, usize)> = None;
    loop {
        let rest = text.get(from..).unwrap_or_default();
        let step = match pattern.get(at) {
            None if rest.is_empty() => return true,
            None => None,
            Some(b'*') => {
                star = Some((at + 1, from));
                Some(0)
            }
            Some(b'#') => run(rest, u8::is_ascii_digit),
            Some(b'%') => run(rest, u8::is_ascii_hexdigit),
            Some(b'@') => run(rest, u8::is_ascii_alphabetic),
            Some(sign) => rest.first().filter(|byte| byte.eq_ignore_ascii_case(sign)).map(|_| 1),
        };
        if let Some(step) = step {
            at += 1;
            from += step;
            continue;
        }
        match &mut star {
            Some((again, start)) if *start < text.len() => {
                *start += 1;
                (at, from) = (*again, *start);
            }
            _ => return false,
        }
    }
}

/// The length of the run of such bytes, where there is one.
fn run(text: &[u8], of: fn(&u8) -> bool) -> Option<usize> {
    Some(text.iter().take_while(|byte| of(byte)).count()).filter(|&length| length > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_stand_for_runs_and_the_rest_for_itself_in_either_case() {
        for (value, pattern) in [
            ("Vercel", "vercel"),
            ("BunnyCDN-DE1-755", "bunnycdn-*"),
            ("HKG54-P2", "@#-@#"),
            ("S1597257077.907034,VS0,VE0", "s#.#,vs#,ve#"),
            ("1.1 abc.cloudfront.net (CloudFront)", "*.cloudfront.net (cloudfront)"),
            ("4_ze2737_f11", "4_z%_f*"),
            ("anything", "*"),
            ("", "*"),
            ("aab", "*ab"),
        ] {
            assert!(fits(value, pattern), "{pattern} fits {value}");
        }
        for (value, pattern) in
            [("Vercelly", "vercel"), ("x", "#"), ("", "@"), ("ab", "a"), ("HKG-P2", "@#-@#"), ("ba", "*ab")]
        {
            assert!(!fits(value, pattern), "{pattern} does not fit {value}");
        }
    }

    #[test]
    fn each_element_of_a_list_is_looked_at_and_its_place_is_told() {
        assert_eq!(position("1.1 varnish, 1.1 vegur", "1.1 vegur"), Some(1));
        assert_eq!(position("1.1 varnish, 1.1 vegur", "1.1 google"), None);
    }

    #[test]
    fn many_stars_on_a_long_value_end() {
        let value = "a".repeat(4096);
        assert!(!fits(&value, "*a*a*a*a*a*b"));
    }
}
