//! The order, the case and the white space of fields say nothing, and neither do fields that no rule reads.

use faultline::observation::Fields;
use faultline::{Observation, diagnose};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::effort::check;
use crate::random;
use crate::recorded::pairs;

/// Any observation of which the fields are known.
fn with_fields() -> impl Strategy<Value = Observation> {
    (random::observation(), random::fields()).prop_map(|(observation, fields)| Observation {
        fields: Some(observation.fields.unwrap_or_else(|| Fields::from_iter(fields))),
        ..observation
    })
}

fn changed(observation: &Observation, fields: Vec<(String, String)>) -> Observation {
    Observation { fields: Some(Fields::from_iter(fields)), ..observation.clone() }
}

#[test]
fn the_order_of_fields_with_different_names_is_irrelevant() {
    check(1800, &(with_fields(), vec(any::<u32>(), 40)), |(observation, ranks)| {
        let all = pairs(&observation);
        // All fields of one name get the rank of its first, and a stable sort keeps their order.
        let rank = |name: &str| {
            let first = all.iter().position(|(known, _)| known == name).unwrap_or(0);
            (ranks[first % ranks.len()], first)
        };
        let mut sorted = all.clone();
        sorted.sort_by_key(|(name, _)| rank(name));
        prop_assert_eq!(diagnose(&changed(&observation, sorted)), diagnose(&observation));
        Ok(())
    });
}

#[test]
fn fields_that_no_rule_reads_are_irrelevant() {
    let name = "x-unrelated-[a-z]{0,8}";
    let value =
        prop_oneof![any::<String>(), "[ -~]{0,60}", Just("cloudflare error 522 cf-ray: x".to_owned())];
    check(1800, &(with_fields(), vec((any::<Index>(), name, value), 1..6)), |(observation, extra)| {
        let mut all = pairs(&observation);
        for (index, name, value) in extra {
            all.insert(index.index(all.len() + 1), (name, value));
        }
        prop_assert_eq!(diagnose(&changed(&observation, all)), diagnose(&observation));
        Ok(())
    });
}

#[test]
fn the_case_of_names_and_the_white_space_around_names_and_values_are_irrelevant() {
    const SPACES: [&str; 4] = ["", " ", "\t", " \t  "];
    check(1800, &(with_fields(), vec(any::<u64>(), 40)), |(observation, chances)| {
        let mut all = pairs(&observation);
        for (index, (name, value)) in all.iter_mut().enumerate() {
            let chance = chances[index % chances.len()];
            let letter = |(at, c): (usize, char)| {
                if chance >> (at % 64) & 1 == 1 { c.to_ascii_uppercase() } else { c }
            };
            *name = name.chars().enumerate().map(letter).collect();
            let space = |shift: u32| SPACES[usize::try_from(chance >> shift & 3).unwrap_or(0)];
            *value = [space(0), value, space(2)].concat();
        }
        prop_assert_eq!(diagnose(&changed(&observation, all)), diagnose(&observation));
        Ok(())
    });
}
