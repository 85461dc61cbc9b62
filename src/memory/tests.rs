//! What is remembered, for how long, and in which words.

use super::*;
use crate::diagnose;
use crate::explanation::catalogue::english;
use crate::observation::{Observation, Site, Status};
use crate::plain::Compact;

const TODAY: u32 = 20_787;

fn at(day: u32) -> f64 {
    f64::from(day) * MILLISECONDS + 1000.0
}

fn of(status: u16, fields: &[(&str, &str)]) -> Option<Memory> {
    let observation = Observation {
        site: Site::from_url("https://shop.example/"),
        status: Status::new(status),
        fields: Some(fields.iter().copied().collect()),
        ..Observation::default()
    };
    remember(&diagnose(&observation), at(TODAY))
}

const RENDER: &[(&str, &str)] =
    &[("server", "cloudflare"), ("cf-ray", "9b27c4e01fa35d68-LHR"), ("rndr-id", "a0137bfe-52cd-44a9")];
const CLOUDFLARE: &[(&str, &str)] = &[("server", "cloudflare"), ("cf-ray", "9b27c4e01fa35d68-LHR")];
const VERCEL: &[(&str, &str)] =
    &[("server", "Vercel"), ("x-vercel-id", "fra1::iad1::abcde-1700000000000-0123456789ab")];

fn said(memory: &Memory, days: u32) -> Option<String> {
    tell(memory, memory.day + days, english)
}

#[test]
fn a_healthy_response_that_shows_a_provider_teaches_the_path() {
    let memory = of(200, RENDER).expect("it is remembered");
    assert_eq!(
        (memory.path.as_slice(), memory.day),
        ([Provider::Cloudflare, Provider::Render].as_slice(), TODAY)
    );
    assert_eq!(memory.place.as_deref(), Some("LHR"));
}

#[test]
fn errors_and_responses_that_show_nobody_teach_nothing() {
    assert_eq!(of(404, RENDER), None);
    assert_eq!(of(500, RENDER), None);
    assert_eq!(of(200, &[("content-type", "text/html")]), None);
    // A policy names whose scripts a site loads, not who carries it.
    let policy = ("content-security-policy", "script-src https://cdnjs.cloudflare.com");
    assert_eq!(of(200, &[("server", "nginx"), policy]), None);
}

#[test]
fn the_sentence_says_when_and_through_whom() {
    let render = of(200, RENDER).expect("it is remembered");
    let sentence =
        "When it last worked, 3 days ago, this site answered from Render behind Cloudflare (London).";
    assert_eq!(said(&render, 3).as_deref(), Some(sentence));
    let sentence =
        "When it last worked, yesterday, this site answered from Render behind Cloudflare (London).";
    assert_eq!(said(&render, 1).as_deref(), Some(sentence));
    let cloudflare = of(200, CLOUDFLARE).expect("it is remembered");
    let sentence = "When it last worked, earlier today, this site came through Cloudflare (London).";
    assert_eq!(said(&cloudflare, 0).as_deref(), Some(sentence));
    // A platform with an edge of its own is named once.
    let vercel = of(200, VERCEL).expect("it is remembered");
    let sentence = said(&vercel, 30).expect("it is told");
    assert_eq!(sentence.matches("Vercel").count(), 1, "{sentence}");
    assert!(
        sentence.starts_with("When it last worked, 30 days ago, this site answered from Vercel"),
        "{sentence}"
    );
}

#[test]
fn after_thirty_days_nothing_is_known_any_more() {
    let memory = of(200, CLOUDFLARE).expect("it is remembered");
    assert_eq!(recall(Some(memory.clone()), TODAY + 30), Some(memory.clone()));
    assert_eq!((recall(Some(memory.clone()), TODAY + 31), said(&memory, 31)), (None, None));
    // The clock was set back: what it says now may be wrong.
    assert_eq!(recall(Some(memory), TODAY - 1), None);
    assert_eq!(forget(TODAY), (TODAY - 30, 2000));
}

#[test]
fn a_host_is_due_once_a_day() {
    let today = of(200, CLOUDFLARE).expect("it is remembered");
    let on = |day| Memory { day, ..today.clone() };
    assert!(today.is_due(None) && today.is_due(Some(&on(TODAY - 1))) && today.is_due(Some(&on(TODAY - 31))));
    assert!(!today.is_due(Some(&today)) && !today.is_due(Some(&of(200, RENDER).expect("it is remembered"))));
    // A page that the browser kept overnight takes nothing back, and a clock that was wrong is put right.
    assert!(!today.is_due(Some(&on(TODAY + 1))) && today.is_due(Some(&on(TODAY + 400))));
}

#[test]
fn the_stored_form_is_short_begins_with_the_day_and_comes_back() {
    let memory = of(200, RENDER).expect("it is remembered");
    let stored = Compact(memory.clone()).to_plain();
    let json = serde_json::to_string(&stored).expect("plain data are JSON");
    assert_eq!(json, r#"[20787,1,["cloudflare","render"],"LHR"]"#);
    assert_eq!(recall(Memory::from_plain(stored), TODAY), Some(memory.clone()));
    let other = Memory { version: 2, ..memory };
    assert_eq!(recall(Memory::from_plain(Compact(other).to_plain()), TODAY), None);
    for damaged in
        [Plain::Null, Plain::List(vec![]), Plain::List(vec![Plain::Whole(-4)]), Plain::Text("x".into())]
    {
        assert_eq!(recall(Memory::from_plain(damaged), TODAY), None);
    }
}
