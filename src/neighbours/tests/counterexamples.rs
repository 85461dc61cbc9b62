//! Inputs on which a review found something wrong said.

use super::*;

#[test]
fn silence_is_the_providers_only_beside_sites_that_answer_since() {
    let silent = |host, minutes| of(Some(Provider::Akamai), at_cloudflare(host, Sign::Silent, minutes));
    let mut seen = vec![silent("a.example", 1.0), silent("b.test", 1.0), silent("c.invalid", 1.0)];
    seen.push(of(Some(Provider::Fastly), at_cloudflare("d.example", Sign::Answered, 3.0)));
    assert_eq!(said(&seen), None, "nothing was tried since");
    seen[3].at = NOW - 0.5 * MINUTE;
    assert_eq!(said(&seen), Some((Word::Silent, 3, 0)));
}

#[test]
fn one_dead_site_of_before_does_not_hide_that_the_network_is_gone() {
    let silent = |host, provider, minutes| of(Some(provider), at_cloudflare(host, Sign::Silent, minutes));
    let seen = [
        silent("a.example", Provider::Cloudflare, 1.0),
        silent("dead.example", Provider::Akamai, 12.0),
        of(Some(Provider::Fastly), at_cloudflare("d.example", Sign::Answered, 7.0)),
        silent("b.test", Provider::Cloudflare, 1.0),
        silent("c.invalid", Provider::Cloudflare, 1.0),
        silent("e.example", Provider::Fastly, 1.0),
    ];
    assert_eq!(said(&seen), Some((Word::Network, 4, 0)));
}

#[test]
fn addresses_that_nobody_knows_are_no_lost_network() {
    let unknown = |host| Sighting { known: false, ..of(None, at_cloudflare(host, Sign::Silent, 1.0)) };
    assert_eq!(
        said(&[unknown("exmple.test"), unknown("exampel.invalid"), unknown("examplle.example")]),
        None
    );
}

#[test]
fn a_site_that_answers_in_another_tab_by_now_is_not_failing() {
    let mut seen = failing(&["a.example", "b.test", "c.invalid"]);
    seen.push(at_cloudflare("a.example", Sign::Answered, 0.2));
    assert_eq!(said(&seen), None);
}

#[test]
fn a_check_that_loads_at_last_takes_its_failure_along() {
    let mut window = window([at_cloudflare("a.example", Sign::Answered, 2.0)]);
    note(&mut window, at_cloudflare("a.example", Sign::Check, 1.9));
    assert!(note(&mut window, at_cloudflare("a.example", Sign::Answered, 2.0)), "it is news");
    assert!(window.list.iter().all(|seen| seen.sign != Sign::Check));
}

#[test]
fn an_old_answer_that_is_told_again_takes_no_newer_one_away() {
    let mut window = window([at_cloudflare("a.example", Sign::Answered, 1.0)]);
    let before = window.clone();
    assert!(!note(&mut window, at_cloudflare("a.example", Sign::Answered, 5.0)));
    assert_eq!(window, before);
}
