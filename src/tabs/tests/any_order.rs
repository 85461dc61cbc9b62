//! Whatever order events, answers and badges come in, a tab ends with what its last page deserves. A model of
//! both browsers walks through random loads, the way back among them; every run has its seed.
//!
//! Held to nothing wrong: what no death and no popup disturbs. A death may cost a verdict (between the first
//! event of a page that cannot be read and the first write), so those runs are only held to few.

mod load;
mod world;

use super::*;
use load::{KINDS, Kind, Nav};
use world::{Rng, Setting, World};

const RUNS: u64 = 1500;
const URLS: [&str; 2] = [SITE, "https://news.example/"];

/// Condition and party.
type Verdict = Option<(&'static str, &'static str)>;

/// What the page deserves: loaded alone and undisturbed.
fn alone(kind: Kind, chromium: bool) -> (String, Verdict) {
    let mut world = World::new(Setting { chromium, kills: 0, looks: 0, very_late: false, loading: false });
    let id = "alone".to_owned();
    let nav = Nav { kind, id, url: SITE };
    let mut part = 0;
    loop {
        let more = world.advance(&nav, part);
        world.finish(&mut Rng(1));
        part += 1;
        if !more {
            break;
        }
    }
    let (badge, document) = world.state();
    (badge, document.and_then(|(_, verdict)| verdict))
}

/// A walk through two to four loads; the story of it, if the tab ended with something else than it deserves.
fn walk(seed: u64, setting: Setting) -> Option<String> {
    let mut rng = Rng(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    for _ in 0..5 {
        rng.next();
    }
    let mut world = World::new(setting);
    let mut last: Option<Nav> = None;
    let mut history: Vec<Nav> = Vec::new();
    for number in 0..2 + rng.below(3) {
        let kind = KINDS[rng.below(KINDS.len())];
        let url = if kind == Kind::Blank { "about:blank" } else { URLS[rng.below(2)] };
        let nav = Nav { kind, id: format!("d{number}"), url };
        let back = !history.is_empty() && rng.chance(12);
        let mut part = 0;
        loop {
            let more = if back {
                let old = history[rng.below(history.len())].clone();
                if can_go_back(&old, last.as_ref(), setting.chromium) {
                    world.go_back(&old);
                    last = Some(old);
                }
                false
            } else {
                let more = world.advance(&nav, part);
                if part == 1 && kind != Kind::Abandoned {
                    last = Some(nav.clone());
                    history.push(nav.clone());
                }
                more
            };
            part += 1;
            for _ in 0..rng.below(7) {
                world.something_happens(&mut rng);
            }
            if !more {
                break;
            }
        }
    }
    world.finish(&mut rng);
    if world.killed || setting.looks > 0 {
        world.look();
        world.finish(&mut rng);
    }
    let last = last?;
    let (badge, document) = world.state();
    let story = || format!("seed {seed}, {setting:?}\n{}\n{badge:?} {document:?}", world.log.join("\n"));
    if last.kind == Kind::Blank {
        return (!badge.is_empty() || document.is_some()).then(story);
    }
    let found = document.as_ref().map(|(id, verdict)| (id.as_str(), *verdict));
    let (wanted_badge, wanted) = alone(last.kind, setting.chromium);
    (badge != wanted_badge || found != Some((last.id.as_str(), wanted))).then(story)
}

/// Chromium keeps no error page, neither browser a page of its own.
fn can_go_back(old: &Nav, last: Option<&Nav>, chromium: bool) -> bool {
    let kept = !chromium || matches!(old.kind, Kind::Well | Kind::WorkerWell);
    kept && !matches!(old.kind, Kind::Blank | Kind::Refused) && last.is_none_or(|last| last.id != old.id)
}

/// The stories of all walks that end wrongly.
fn wrong(setting: Setting) -> Vec<String> {
    (1..=RUNS).filter_map(|seed| walk(seed, setting)).collect()
}

#[test]
fn undisturbed_every_walk_ends_with_what_its_last_page_deserves() {
    for chromium in [true, false] {
        for (very_late, loading) in [(false, false), (true, false), (false, true)] {
            let wrong = wrong(Setting { chromium, kills: 0, looks: 0, very_late, loading });
            assert_eq!(wrong.first(), None, "{} of {RUNS} walks", wrong.len());
        }
    }
}

// Deaths fall between any two events, so a question more is a place more to die at: since the page is asked early,
// 156 and 205 of 15,000 walks with deaths end wrongly, which were 147 and 194.
#[test]
fn popups_and_deaths_in_between_cost_a_verdict_in_few_walks() {
    for (chromium, kills, looks, most) in
        [(true, 0, 50, 2), (true, 60, 40, 10), (false, 0, 50, 7), (false, 60, 40, 22)]
    {
        let wrong = wrong(Setting { chromium, kills, looks, very_late: false, loading: false });
        println!("chromium {chromium}, deaths {kills}, popups {looks}: {} of {RUNS} walks", wrong.len());
        assert!(wrong.len() <= most, "{} of {RUNS} walks, the first:\n{}", wrong.len(), wrong[0]);
    }
}
