//! Where Cloudflare's data centres are: the code in a Ray ID, its city and its country.
//!
//! Most codes are those of the nearest airport, some are not, and new ones appear: an unknown code is
//! shown as it is. Data from `Netrvin/cloudflare-colo-list` (MIT, see `places.LICENSE`).

use crate::part;
use std::cmp::Ordering;

/// One line per data centre: code, city, country code, separated by tabs and sorted by code.
const TABLE: &str = include_str!("places.tsv");

/// The length of every code.
const CODE: usize = 3;

/// The place of a data centre: its city and its country's code (ISO 3166), such as `London, GB`.
#[must_use]
pub fn place(pop: &str) -> Option<String> {
    let (_, columns) = part::cut(line_of(pop)?, b'\t')?;
    let (city, country) = part::cut(columns, b'\t').unwrap_or((columns, ""));
    let country = part::before(country, b'\t');
    match (city.is_empty(), country.is_empty()) {
        (true, _) => None,
        (false, true) => Some(city.to_owned()),
        (false, false) => Some([city, ", ", country].concat()),
    }
}

/// The line of a code, found by halves.
fn line_of(pop: &str) -> Option<&'static str> {
    let mut rest = TABLE;
    while !rest.is_empty() {
        let half = rest.as_bytes().get(..rest.len() / 2)?;
        let start = half.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        let line = part::from(rest, start);
        let line = part::until(line, part::find(line, "\n").unwrap_or(line.len()));
        match part::until(line, CODE).cmp(pop) {
            Ordering::Equal => return Some(line),
            Ordering::Less => rest = part::from(rest, start + line.len() + 1),
            Ordering::Greater => rest = part::until(rest, start),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_code_has_a_city_and_an_unknown_one_has_none() {
        assert_eq!(place("FRA").as_deref(), Some("Frankfurt-am-Main, DE"));
        assert_eq!(place("LHR").as_deref(), Some("London, GB"));
        assert_eq!(place("ZZZ"), None);
        assert_eq!(place(""), None);
    }

    #[test]
    fn the_table_holds_339_codes_of_three_letters_each_once() {
        let codes: Vec<&str> = TABLE.lines().filter_map(|line| line.split('\t').next()).collect();
        assert_eq!(codes.len(), 339);
        assert!(codes.iter().all(|code| code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase())));
        assert!(codes.iter().all(|code| line_of(code).is_some_and(|line| line.starts_with(code))));
        assert!(codes.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
