//! The outages of the last years as one visitor lived through them: what the browser got, and what Faultline says at
//! that minute. `tests/stories/README.md` has the form of the files, which the browsers' tests play as well.

#[path = "stories/player.rs"]
mod player;
mod recorded;
#[path = "stories/script.rs"]
mod script;

use player::Player;
use script::Story;

/// The number of outages, so that a file that is not read is missed.
const STORIES: usize = 11;

#[test]
fn at_every_minute_of_every_outage_the_right_thing_is_said() {
    let stories = script::all();
    let recorded = recorded::all();
    let mut wrong = Vec::new();
    for Story { name, remembered, steps, .. } in &stories {
        for chromium in [true, false] {
            let mut player = Player::new(&recorded, remembered.clone(), chromium);
            for (number, step) in steps.iter().enumerate() {
                player.live(step);
                for difference in step.says.differences(&player.said(step)) {
                    let browser = if chromium { "Chromium" } else { "Firefox" };
                    wrong.push(format!(
                        "{name}, step {} ({} {}), {browser}: {difference}",
                        number + 1,
                        step.at,
                        step.host
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert_eq!(stories.len(), STORIES);
}

#[test]
fn every_story_names_its_sources_and_what_each_step_must_say() {
    for story in script::all() {
        assert!(story.sources.iter().all(|source| source.starts_with("https://")), "{}", story.name);
        assert!(!story.sources.is_empty() && !story.about.is_empty(), "{}", story.name);
        assert!(story.steps.len() >= 4, "{} is too short to show anything", story.name);
    }
}
