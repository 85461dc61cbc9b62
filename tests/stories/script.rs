//! Reads the stories.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

/// One outage.
pub struct Story {
    pub name: String,
    pub about: String,
    pub sources: Vec<String>,
    /// What healthy visits taught before, by host.
    pub remembered: BTreeMap<String, Remembered>,
    pub steps: Vec<Step>,
}

/// What is remembered of a host.
#[derive(Clone)]
pub struct Remembered {
    pub path: Vec<String>,
    pub place: Option<String>,
    /// How many days before the story it last worked.
    pub days: u32,
}

/// Something that happens, and what is said right after it.
pub struct Step {
    /// `HH:MM` or `HH:MM:SS` in UTC, on the story's day.
    pub at: String,
    /// Milliseconds since 1970.
    pub time: f64,
    pub tab: i32,
    pub host: String,
    pub got: Got,
    /// The provider's code of the place where the recording shows one.
    pub place: Option<String>,
    pub says: Says,
}

/// What the browser got.
pub enum Got {
    /// The recorded response of this name, in the host's name.
    Recording(String),
    /// A network error in Chromium's spelling and in Firefox's.
    Error(String, String),
    /// A part of the security check on the page that the tab shows: a status, or the errors.
    Check { status: Option<u16>, error: Option<(String, String)> },
    /// Nothing new: the popup is opened on what the tab shows.
    Look,
}

/// What must be said. What is not given is not compared; `others` always is.
#[derive(Debug, Default, PartialEq)]
pub struct Says {
    pub badge: Option<String>,
    pub condition: Option<String>,
    pub party: Option<String>,
    /// The provider at fault, empty for none.
    pub provider: Option<String>,
    pub certainty: Option<String>,
    pub headline: Option<String>,
    /// What the other tabs say: a word and the number of sites, empty for nothing.
    pub others: Option<String>,
    /// The provider's code of the place that they speak of, empty for none.
    pub place: Option<String>,
}

impl Says {
    /// What differs between what must be and what was said.
    pub fn differences(&self, said: &Self) -> Vec<String> {
        let others = Some(self.others.clone().unwrap_or_default());
        let members = [
            ("badge", &self.badge, &said.badge),
            ("condition", &self.condition, &said.condition),
            ("party", &self.party, &said.party),
            ("provider", &self.provider, &said.provider),
            ("certainty", &self.certainty, &said.certainty),
            ("headline", &self.headline, &said.headline),
            ("others", &others, &said.others),
            ("place", &self.place, &said.place),
        ];
        let differs = members.into_iter().filter(|(_, expected, got)| expected.is_some() && expected != got);
        differs.map(|(name, expected, got)| format!("{name} must be {expected:?} and is {got:?}")).collect()
    }
}

/// Every story, in the order of their days.
pub fn all() -> Vec<Story> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the stories are there")
        .map(|entry| entry.expect("the folder can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Story {
    let name = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
    let text = std::fs::read_to_string(path).expect("the story can be read");
    let story: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
    let word = |value: &Value, member: &str| value[member].as_str().map(str::to_owned);
    let words = |value: &Value| -> Vec<String> {
        let list = value.as_array().cloned().unwrap_or_default();
        list.iter().filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let remembered = story["remembered"].as_object().cloned().unwrap_or_default();
    let remembered = remembered.into_iter().map(|(host, value)| {
        let days = value["days"].as_u64().unwrap_or(1);
        let days = u32::try_from(days).expect("a number of days");
        (host, Remembered { path: words(&value["path"]), place: word(&value, "place"), days })
    });
    let day = midnight(&name[..10]);
    let steps = story["steps"].as_array().unwrap_or_else(|| panic!("{name} has no steps"));
    let steps = steps.iter().map(|step| {
        let at = word(step, "at").unwrap_or_else(|| panic!("{name}: {step} has no time"));
        Step {
            time: day + clock(&at),
            tab: i32::try_from(step["tab"].as_i64().unwrap_or(1)).expect("a number of a tab"),
            host: word(step, "host").unwrap_or_else(|| panic!("{name}: {step} has no host")),
            got: got(&name, &step["got"]),
            place: word(step, "place"),
            says: says(&name, &step["says"]),
            at,
        }
    });
    Story {
        about: word(&story, "about").unwrap_or_default(),
        sources: words(&story["sources"]),
        remembered: remembered.collect(),
        steps: steps.collect(),
        name,
    }
}

fn got(name: &str, value: &Value) -> Got {
    let errors = |value: &Value| {
        let error = |browser: &str| value[browser].as_str().map(str::to_owned);
        Some((error("chromium")?, error("firefox")?))
    };
    if let Some(recording) = value.as_str() {
        return if recording == "look" { Got::Look } else { Got::Recording(recording.to_owned()) };
    }
    if let Some((chromium, firefox)) = errors(&value["error"]) {
        return Got::Error(chromium, firefox);
    }
    let check = &value["check"];
    let status = check.as_u64().map(|status| u16::try_from(status).expect("a status"));
    assert!(check.is_object() || status.is_some(), "{name}: {value} is nothing that a browser gets");
    Got::Check { status, error: errors(check) }
}

fn says(name: &str, value: &Value) -> Says {
    const MEMBERS: [&str; 8] =
        ["badge", "condition", "party", "provider", "certainty", "headline", "others", "place"];
    let object = value.as_object().unwrap_or_else(|| panic!("{name}: {value} says nothing"));
    let unknown = object.keys().find(|member| !MEMBERS.contains(&member.as_str()));
    assert_eq!(unknown, None, "{name}: an unknown member");
    let word = |member: &str| value[member].as_str().map(str::to_owned);
    assert!(word("badge").is_some() && word("condition").is_some(), "{name}: {value} says too little");
    Says {
        badge: word("badge"),
        condition: word("condition"),
        party: word("party"),
        provider: word("provider"),
        certainty: word("certainty"),
        headline: word("headline"),
        others: word("others"),
        place: word("place"),
    }
}

/// Milliseconds since 1970 at the beginning of a day, `YYYY-MM-DD` (Howard Hinnant's `days_from_civil`).
fn midnight(day: &str) -> f64 {
    let mut numbers = day.split('-').map(|number| number.parse::<i32>().expect("a number of a date"));
    let (year, month, day) = (numbers.next(), numbers.next(), numbers.next());
    let (year, month, day) = (year.expect("a year"), month.expect("a month"), day.expect("a day"));
    let year = year - i32::from(month <= 2);
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let (century, of_century) = (year / 400, year % 400);
    let days = century * 146_097 + of_century * 365 + of_century / 4 - of_century / 100 + day_of_year;
    f64::from(days - 719_468) * 86_400_000.0
}

fn clock(at: &str) -> f64 {
    let parts = at.split(':').map(|part| part.parse::<u32>().expect("a time"));
    let seconds = parts.fold(0, |sum, part| sum * 60 + part);
    f64::from(if at.len() <= 5 { seconds * 60 } else { seconds }) * 1000.0
}
