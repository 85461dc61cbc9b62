//! What the others say, on invented minutes: each rule with the look-alike on which it stays silent.
// Times are set here, and never computed.
#![allow(clippy::float_cmp)]

mod counterexamples;

use super::weighing::{FAILED_BY, RECENT, SETTLING};
use super::*;
use crate::diagnosis::Certainty;
use crate::providers::Provider;
use crate::tabs::tests::QUARTET;

const MINUTE: f64 = 60_000.0;
/// Somebody has been browsing for an hour.
const NOW: f64 = 1_795_600_000_000.0;

/// Notes it when it happens.
fn note(window: &mut Window, seen: Sighting) -> bool {
    let now = seen.at;
    window.note(seen, now)
}

/// The last two labels: no host here has a longer suffix.
fn registrable(host: &str) -> &str {
    let dots: Vec<usize> = host.match_indices('.').map(|(at, _)| at).collect();
    dots.len().checked_sub(2).map_or(host, |index| &host[dots[index] + 1..])
}

fn at_cloudflare(host: &str, sign: Sign, minutes_ago: f64) -> Sighting {
    Sighting {
        at: NOW - minutes_ago * MINUTE,
        host: host.into(),
        sign,
        provider: Some(Provider::Cloudflare),
        place: Some("FRA".into()),
        known: true,
        platform: None,
    }
}

fn of(provider: Option<Provider>, seen: Sighting) -> Sighting {
    Sighting { provider, place: None, ..seen }
}

fn on(platform: Provider, seen: Sighting) -> Sighting {
    Sighting { platform: Some(platform), ..seen }
}

/// A window of somebody who has been there for an hour.
fn window(seen: impl IntoIterator<Item = Sighting>) -> Window {
    let mut window = Window::default();
    let before = at_cloudflare("before.example", Sign::Answered, 14.5);
    note(&mut window, Sighting { provider: None, ..before });
    window.since = NOW - 60.0 * MINUTE;
    for sighting in seen {
        note(&mut window, sighting);
    }
    window
}

/// What is said of the first of these visits.
fn said(seen: &[Sighting]) -> Option<(Word, u32, u32)> {
    let finding = weigh(&window(seen.iter().cloned()), seen.first()?, NOW, &registrable)?;
    Some((finding.word, finding.sites, finding.working))
}

fn failing(hosts: &[&str]) -> Vec<Sighting> {
    hosts.iter().map(|host| at_cloudflare(host, Sign::Edge, 1.0)).collect()
}

#[test]
fn three_unrelated_sites_that_fail_at_one_provider_are_an_outage_and_two_are_not() {
    let three = failing(&["a.example", "b.test", "c.invalid"]);
    assert_eq!(said(&three), Some((Word::Failing, 3, 0)));
    assert_eq!(said(&three[..2]), None);
}

#[test]
fn hosts_of_one_site_count_once() {
    assert_eq!(said(&failing(&["a.example", "www.a.example", "api.a.example", "b.test"])), None);
}

#[test]
fn sites_that_work_at_the_same_place_speak_against_it() {
    let mut seen = failing(&["a.example", "b.test", "c.invalid"]);
    for number in 0..3 {
        seen.push(at_cloudflare(&format!("well{number}.example"), Sign::Answered, 1.0));
    }
    assert_eq!(said(&seen), Some((Word::Failing, 3, 3)));
    for number in 3..14 {
        seen.push(at_cloudflare(&format!("well{number}.example"), Sign::Answered, 1.0));
    }
    assert_eq!(said(&seen), None);
}

#[test]
fn a_site_that_works_again_no_longer_counts_as_failing() {
    let mut seen = failing(&["a.example", "b.test", "c.invalid"]);
    seen.push(at_cloudflare("c.invalid", Sign::Answered, 0.5));
    assert_eq!(said(&seen), None);
}

#[test]
fn other_providers_and_older_failures_say_nothing() {
    let mut elsewhere = failing(&["a.example", "b.test", "c.invalid"]);
    elsewhere[1] = of(Some(Provider::Fastly), elsewhere[1].clone());
    assert_eq!(said(&elsewhere), None);
    let mut old = failing(&["a.example", "b.test", "c.invalid"]);
    old[1].at = NOW - RECENT - 1.0;
    assert_eq!(said(&old), None);
    let mut stale = failing(&["a.example", "b.test", "c.invalid"]);
    stale[0].at = NOW - RECENT - 1.0;
    assert_eq!(said(&stale), None);
}

#[test]
fn the_place_is_named_where_all_of_it_is_at_one() {
    let here = failing(&["a.example", "b.test", "c.invalid"]);
    let finding = |seen: &[Sighting]| weigh(&window(seen.iter().cloned()), &seen[0], NOW, &registrable);
    assert_eq!(finding(&here).and_then(|finding| finding.place).as_deref(), Some("FRA"));
    let mut everywhere = here;
    everywhere[1].place = Some("AMS".into());
    let finding = finding(&everywhere).expect("it fails in two places");
    assert_eq!((finding.sites, finding.place), (3, None));
}

#[test]
fn one_place_can_fail_while_another_works() {
    let mut seen = failing(&["a.example", "b.test", "c.invalid"]);
    for number in 0..20 {
        let elsewhere = at_cloudflare(&format!("well{number}.example"), Sign::Answered, 1.0);
        seen.push(Sighting { place: Some("AMS".into()), ..elsewhere });
    }
    assert_eq!(said(&seen), Some((Word::Failing, 3, 0)));
}

#[test]
fn what_fails_behind_an_edge_counts_only_where_platforms_differ() {
    let hosts = ["a.example", "b.test", "c.invalid", "d.example", "e.test"];
    let behind: Vec<Sighting> = hosts.iter().map(|host| at_cloudflare(host, Sign::Behind, 1.0)).collect();
    assert_eq!(said(&behind), None, "an agency's sites on a box that nobody knows");
    let box_of_one: Vec<Sighting> =
        behind.iter().map(|seen| on(Provider::Siteground, seen.clone())).collect();
    assert_eq!(said(&box_of_one), None, "an agency's sites on one box");
    let mut different = box_of_one;
    different[3] = on(Provider::Render, different[3].clone());
    assert_eq!(said(&different), None, "an agency's sites, and one that fails by chance");
    different[4] = Sighting { platform: None, ..different[4].clone() };
    assert_eq!(said(&different), Some((Word::Behind, 5, 0)));
    let platforms = [Provider::Heroku, Provider::Render, Provider::Shopify];
    let three: Vec<Sighting> =
        platforms.into_iter().zip(&behind).map(|(platform, seen)| on(platform, seen.clone())).collect();
    assert_eq!(said(&three), Some((Word::Behind, 3, 0)));
    assert_eq!(said(&three[..2]), None);
}

#[test]
fn a_cloud_that_fails_is_no_edge_that_fails_however_many_platforms_stand_on_it() {
    let cloud = [Provider::AwsAlb, Provider::AwsS3, Provider::Heroku, Provider::Vercel];
    let hosts = ["a.example", "b.test", "c.invalid", "d.example"];
    let behind = cloud.into_iter().zip(hosts);
    let mut seen: Vec<Sighting> =
        behind.map(|(platform, host)| on(platform, at_cloudflare(host, Sign::Behind, 1.0))).collect();
    assert_eq!(said(&seen), None);
    seen[2].platform = Some(Provider::AzureAppService);
    seen[3].platform = Some(Provider::Gcs);
    assert_eq!(said(&seen), Some((Word::Behind, 4, 0)));
}

#[test]
fn an_edge_that_fails_elsewhere_says_nothing_of_a_server_behind_this_one() {
    let behind = at_cloudflare("a.example", Sign::Behind, 1.0);
    let mut seen = vec![Sighting { place: Some("VIE".into()), ..behind }];
    seen.extend(failing(&["b.test", "c.invalid", "d.example"]));
    assert_eq!(said(&seen), None);
    seen[0].place = Some("FRA".into());
    assert_eq!(said(&seen), Some((Word::Behind, 4, 0)));
}

#[test]
fn checks_that_fail_are_the_providers_failure_and_pages_without_one_do_not_relieve_it() {
    let hosts = ["a.example", "b.test", "c.invalid"];
    let mut seen: Vec<Sighting> = hosts.iter().map(|host| at_cloudflare(host, Sign::Check, 1.0)).collect();
    for number in 0..20 {
        seen.push(at_cloudflare(&format!("well{number}.example"), Sign::Answered, 1.0));
    }
    assert_eq!(said(&seen), Some((Word::Failing, 3, 20)));
    seen.drain(1..3);
    assert_eq!(said(&seen), None, "neither an outage of one check, nor relieved");
    // What a site's server does is another matter.
    let mut behind = vec![at_cloudflare("sick.example", Sign::Behind, 1.0)];
    behind.extend(hosts.iter().map(|host| at_cloudflare(host, Sign::Check, 1.0)));
    assert_eq!(said(&behind), None);
    behind[0].sign = Sign::Edge;
    assert_eq!(said(&behind), Some((Word::Failing, 4, 0)));
}

/// The sign of a branded or bare answer with these fields.
fn sign_of(url: &str, status: u16, fields: &[(&str, &str)], page: Option<&str>) -> Option<Sign> {
    Sign::of(&crate::diagnose(&crate::Observation {
        site: crate::observation::Site::from_url(url),
        status: crate::observation::Status::new(status),
        fields: Some(fields.iter().copied().collect()),
        page: page.map(crate::observation::Page::whole),
        ..crate::Observation::default()
    }))
}

#[test]
fn an_edge_that_blames_nobody_counts_and_the_servers_of_its_own_sites_do_not() {
    let fastly = [("via", "1.1 varnish"), ("x-served-by", "cache-lhr7380-LHR")];
    let page = "<h1>Error 503 Service Unavailable</h1><p>Service Unavailable</p>\
                <h3>Guru Mediation:</h3><p>Details: cache-lhr7380-LHR 1623142266 88123</p>";
    assert_eq!(sign_of("https://a.example/", 503, &fastly, Some(page)), Some(Sign::Behind));
    assert_eq!(sign_of("https://a.example/", 522, QUARTET, None), Some(Sign::Behind));
    assert_eq!(sign_of("https://api.cloudflare.com/", 522, QUARTET, None), None);
}

#[test]
fn a_network_that_wants_a_sign_in_is_a_new_connection_and_no_failure_of_the_remembered_provider() {
    assert_eq!(sign_of("http://a.example/", 511, &[], None), Some(Sign::Unconnected));
    assert_eq!(sign_of("https://a.example/", 511, QUARTET, None), None);
    let silent = |host: &str, minutes_ago: f64| {
        of(Some(Provider::Akamai), at_cloudflare(host, Sign::Silent, minutes_ago))
    };
    let mut seen = vec![silent("a.example", 1.0), silent("b.test", 1.0), silent("c.invalid", 1.0)];
    let portal = of(None, at_cloudflare("portal.example", Sign::Answered, 0.5));
    seen.push(Sighting { known: false, ..portal.clone() });
    assert_eq!(said(&seen), None, "whoever answers may be the network itself");
    seen.push(Sighting { known: true, ..portal });
    assert_eq!(said(&seen), Some((Word::Silent, 3, 0)));
    seen.push(of(Some(Provider::Akamai), at_cloudflare("d.example", Sign::Unconnected, 1.5)));
    assert_eq!(said(&seen), None, "what is silent in the minute after it is the network's");
}

#[test]
fn what_fails_behind_an_edge_makes_it_possible_that_the_edge_fails_and_no_more() {
    let seen = [
        on(Provider::Heroku, at_cloudflare("a.example", Sign::Behind, 1.0)),
        on(Provider::Render, at_cloudflare("b.test", Sign::Behind, 1.0)),
        at_cloudflare("c.invalid", Sign::Edge, 1.0),
    ];
    let finding = weigh(&window(seen.clone()), &seen[0], NOW, &registrable).expect("three fail");
    let observation = crate::Observation {
        status: crate::observation::Status::new(522),
        fields: Some(QUARTET.iter().copied().collect()),
        ..crate::Observation::default()
    };
    let before = crate::diagnose(&observation);
    assert_eq!((before.fault.party.as_str(), before.fault.provider), ("link", None));
    let after = finding.change(before);
    assert_eq!(
        (after.fault.party.as_str(), after.fault.provider, after.certainty),
        ("edge", Some(Provider::Cloudflare), Certainty::Possible)
    );
    assert!(after.evidence.iter().any(|claim| claim.rule == "neighbours.behind"));
}

#[test]
fn sites_that_do_not_answer_name_the_provider_that_they_came_through() {
    let mut seen: Vec<Sighting> = ["a.example", "b.test", "c.invalid"]
        .iter()
        .map(|host| of(Some(Provider::Akamai), at_cloudflare(host, Sign::Silent, 1.0)))
        .collect();
    seen.push(of(Some(Provider::Fastly), at_cloudflare("d.example", Sign::Answered, 0.5)));
    assert_eq!(said(&seen), Some((Word::Silent, 3, 0)));
    for seen in &mut seen {
        if seen.sign == Sign::Silent {
            seen.provider = None;
        }
    }
    assert_eq!(said(&seen), None, "nobody knows who serves them");
}

#[test]
fn everything_that_does_not_answer_is_the_visitors_network() {
    let silent = |host, provider| of(provider, at_cloudflare(host, Sign::Silent, 1.0));
    let mut seen = vec![
        silent("a.example", Some(Provider::Akamai)),
        silent("b.test", Some(Provider::Fastly)),
        silent("c.invalid", None),
    ];
    assert_eq!(said(&seen), Some((Word::Network, 3, 0)));
    // One that answered after the first of them failed.
    seen.push(at_cloudflare("d.example", Sign::Answered, 0.5));
    assert_eq!(said(&seen), None);
}

#[test]
fn other_sites_at_the_same_place_relieve_and_those_elsewhere_do_not() {
    let mut seen = failing(&["a.example"]);
    for number in 0..6 {
        seen.push(at_cloudflare(&format!("well{number}.example"), Sign::Answered, 1.0));
    }
    assert_eq!(said(&seen), Some((Word::Working, 6, 6)));
    for seen in &mut seen[1..] {
        seen.place = Some("AMS".into());
    }
    assert_eq!(said(&seen), None);
    for seen in &mut seen[1..] {
        seen.place = Some("FRA".into());
        seen.at = NOW - 2.5 * MINUTE;
    }
    assert_eq!(said(&seen), None, "longer ago than two minutes");
}

#[test]
fn sites_that_were_open_and_turn_the_visitor_away_give_a_sentence() {
    let mut seen: Vec<Sighting> = ["a.example", "b.test", "c.invalid"]
        .iter()
        .map(|host| at_cloudflare(host, Sign::TurnedAway, 1.0))
        .collect();
    assert_eq!(said(&seen), Some((Word::TurnedAway, 3, 0)));
    seen[2].known = false;
    assert_eq!(said(&seen), None, "it may always have been closed");
}

#[test]
fn in_the_minute_after_a_pause_nothing_counts_and_afterwards_what_an_edge_said_does() {
    let seen = failing(&["a.example", "b.test", "c.invalid"]);
    let mut window = window(seen.clone());
    window.since = seen[0].at - 1000.0;
    let at = |now| weigh(&window, &seen[0], now, &registrable).map(|finding| finding.word);
    assert_eq!(at(window.since + SETTLING - 1.0), None);
    assert_eq!(at(window.since + SETTLING), Some(Word::Failing));
}

#[test]
fn what_did_not_answer_in_the_minute_after_a_pause_never_counts() {
    let silent = |host, provider| of(provider, at_cloudflare(host, Sign::Silent, 1.0));
    let seen = [
        silent("a.example", Some(Provider::Akamai)),
        silent("b.test", Some(Provider::Fastly)),
        silent("c.invalid", None),
    ];
    let mut window = window(seen.clone());
    window.since = seen[0].at - 1000.0;
    assert_eq!(weigh(&window, &seen[0], NOW + MINUTE, &registrable), None);
}

#[test]
fn a_pause_and_a_lost_connection_are_beginnings() {
    let mut window = window(failing(&["a.example"]));
    let began = window.since;
    note(&mut window, at_cloudflare("b.test", Sign::Edge, 0.0));
    assert_eq!(window.since, began);
    let mut lost = at_cloudflare("c.invalid", Sign::Unconnected, -1.0);
    note(&mut window, lost.clone());
    assert_eq!(window.since, lost.at);
    lost.at += 16.0 * MINUTE;
    note(&mut window, Sighting { sign: Sign::Answered, ..lost.clone() });
    assert_eq!((window.since, window.list.len()), (lost.at, 1));
}

#[test]
fn a_clock_that_is_set_back_leaves_nothing_that_stays() {
    let mut window = window(failing(&["a.example", "b.test"]));
    let back = at_cloudflare("c.invalid", Sign::Edge, 24.0 * 60.0);
    note(&mut window, back.clone());
    assert_eq!((window.list.len(), window.since), (1, back.at));
}

#[test]
fn a_page_that_was_opened_long_ago_is_no_news_when_it_is_looked_at_again() {
    let mut window = window(failing(&["a.example", "b.test"]));
    let (before, old) = (window.clone(), at_cloudflare("c.invalid", Sign::Edge, 40.0));
    assert!(!window.note(old, NOW));
    assert_eq!(window, before);
}

#[test]
fn the_window_is_bounded_and_a_sighting_is_news_once() {
    let mut window = Window::default();
    for number in 0..500 {
        assert!(note(&mut window, at_cloudflare(&format!("s{number}.example"), Sign::Answered, 1.0)));
    }
    assert_eq!(window.list.len(), 48);
    assert!(!note(&mut window, at_cloudflare("s499.example", Sign::Answered, 1.0)));
    // What is remembered of a site may come later than its failure.
    let first = Sighting { known: false, ..at_cloudflare("late.example", Sign::Edge, 1.0) };
    assert!(note(&mut window, first.clone()));
    assert!(note(&mut window, Sighting { known: true, ..first }));
    assert_eq!(window.list.iter().filter(|seen| seen.host == "late.example").count(), 1);
}

#[test]
fn the_weights_are_those_of_the_rates() {
    let (failed, answered) = FAILED_BY;
    let (in_outage, otherwise) = (0.3_f64, 0.002_f64);
    assert_eq!(f64::from(failed), ((in_outage / otherwise).ln() * 10.0).round());
    assert_eq!(f64::from(answered), (((1.0 - otherwise) / (1.0 - in_outage)).ln() * 10.0).round());
}
