//! Every recorded response of `tests/responses/` gets the verdict and the badge that its head expects.
//! The browsers' tests serve the very same files.

mod recorded;

use std::collections::BTreeSet;
use std::io::Write as _;

use faultline::observation::{Observation, Page, Site};
use faultline::providers::cloudflare::{Rendering, codes};
use faultline::{Diagnosis, badge, diagnose};
use recorded::Recorded;

/// The number of cases, so that a file that is not read is missed.
const CASES: usize = 913;
/// The number of cases that no source shows as they are.
const MADE: usize = 442;

struct Case {
    name: String,
    observation: Observation,
    expectations: Vec<(String, String)>,
    /// The case that resembles this one and must stay silent.
    look_alike: Option<String>,
    /// No source shows this very response: its marks are put together from several.
    made: bool,
}

impl Case {
    /// What the head expects of a member.
    fn expects(&self, member: &str) -> Option<&str> {
        self.expectations.iter().find(|(key, _)| key == member).map(|(_, value)| value.as_str())
    }

    /// Whether Cloudflare's edge answers here, and says that something failed or turns the visitor away.
    fn fires(&self) -> bool {
        let diagnosis = diagnose(&self.observation);
        let told = |member: &str, got: &str, values: &[&str]| {
            self.expects(member).is_some_and(|expected| values.contains(&expected)) || values.contains(&got)
        };
        told("condition", diagnosis.condition.as_str(), &["failing", "refused", "challenged"])
            && (self.expects("answered_by.provider") == Some("cloudflare")
                || member(&diagnosis, "answered_by.provider") == "cloudflare")
    }
}

fn read(Recorded { name, head, observation }: Recorded) -> Case {
    let mut expectations = Vec::new();
    let mut made = false;
    let mut look_alike = None;
    for line in head.lines().filter(|line| !line.starts_with('#')) {
        match line.split_once(": ").unwrap_or_else(|| panic!("{name}: {line:?} is no line of a head")) {
            ("url", _) | ("fields", "unknown") | ("page", "unread") => {}
            ("made", "true") => made = true,
            ("look-alike", name) => look_alike = Some(name.to_owned()),
            (key, value) => {
                let key = key.strip_prefix("expect ").unwrap_or_else(|| panic!("{name}: what is {key:?}?"));
                expectations.push((key.to_owned(), value.to_owned()));
            }
        }
    }
    Case { name, observation, expectations, look_alike, made }
}

fn cases() -> Vec<Case> {
    recorded::all().into_iter().map(read).collect()
}

fn case(name: &str) -> Case {
    let found = cases().into_iter().find(|case| case.name == name);
    found.unwrap_or_else(|| panic!("{name} is no case"))
}

/// A member of the diagnosis as its JSON spells it.
fn member(diagnosis: &Diagnosis, path: &str) -> String {
    let json = serde_json::to_value(diagnosis).expect("a diagnosis is JSON");
    let path = if path == "code" { "code.value" } else { path };
    let value = path.split('.').fold(&json, |value, name| &value[name]);
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn shown(case: &Case, diagnosis: &Diagnosis) -> String {
    let site = case.observation.site.as_ref().unwrap_or_else(|| panic!("{} has no address", case.name));
    badge::badge(diagnosis, site)
        .map_or_else(|| "none".to_owned(), |badge| format!("{} {}", badge.tone, badge.text))
}

#[test]
fn every_recorded_response_gets_the_verdict_that_its_head_expects() {
    let cases = cases();
    let mut wrong = Vec::new();
    for case in &cases {
        let diagnosis = diagnose(&case.observation);
        for (key, expected) in &case.expectations {
            let got = if key == "badge" { shown(case, &diagnosis) } else { member(&diagnosis, key) };
            if got != *expected {
                wrong.push(format!("{}: {key} is {got}, expected {expected}", case.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn every_case_is_read_has_a_name_of_its_own_and_a_source_or_says_that_it_is_made() {
    let cases = cases();
    let made = cases.iter().filter(|case| case.made).count();
    // Written past the test's capture, so that every run shows it.
    let count =
        format!("{} recorded responses, {made} of them made without a source that shows them", cases.len());
    writeln!(std::io::stdout(), "{count}").expect("standard output takes text");
    let names: BTreeSet<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    assert_eq!(names.len(), cases.len(), "two cases have the same name");
    assert_eq!((cases.len(), made), (CASES, MADE));
}

#[test]
fn every_code_of_the_tables_has_a_case_that_says_what_its_row_says() {
    let cases = cases();
    let mut missing = Vec::new();
    let mut rows = 0;
    for row in (500..=599).chain(1000..=1299).filter_map(codes::row) {
        rows += 1;
        let code = row.code.to_string();
        let renderings = [Rendering::Branded, Rendering::Bare, Rendering::Text, Rendering::FieldsOnly];
        let conditions = renderings.map(|rendering| row.blame(rendering).condition.as_str());
        let fits = |case: &Case| {
            case.expects("code") == Some(code.as_str())
                && case.expects("condition").is_some_and(|expected| conditions.contains(&expected))
                && case.look_alike.is_some()
        };
        if !cases.iter().any(fits) {
            missing.push(code);
        }
    }
    assert_eq!(rows, 75);
    assert!(missing.is_empty(), "no case with a look-alike for {}", missing.join(", "));
}

#[test]
fn every_case_that_fires_has_a_look_alike_that_stays_silent() {
    let cases = cases();
    for firing in cases.iter().filter(|case| case.fires()) {
        assert!(firing.look_alike.is_some(), "{} names no look-alike", firing.name);
    }
    let pairs = cases.iter().filter_map(|case| case.look_alike.as_deref().map(|name| (case, name)));
    for (firing, name) in pairs {
        let silent = cases.iter().find(|case| case.name == name);
        let silent = silent.unwrap_or_else(|| panic!("{}: {name} is no case", firing.name));
        let (loud, quiet) = (diagnose(&firing.observation), diagnose(&silent.observation));
        let of_cloudflare = member(&quiet, "answered_by.provider") == "cloudflare";
        let code = firing.expects("code").filter(|code| *code != "null");
        assert!(
            code.is_none_or(|code| !of_cloudflare || member(&quiet, "code") != code),
            "{name} gets the code of {}",
            firing.name
        );
        assert!(
            !of_cloudflare || quiet.condition != loud.condition || !shown(silent, &quiet).starts_with("red"),
            "{name} is as loud as {}",
            firing.name
        );
    }
}

#[test]
fn a_look_alike_is_not_told_in_the_name_of_its_provider() {
    let cases = cases();
    for firing in cases.iter().filter(|case| case.look_alike.is_some()) {
        let loud = diagnose(&firing.observation);
        let silent = cases.iter().find(|case| Some(&case.name) == firing.look_alike.as_ref());
        let quiet = diagnose(&silent.expect("a look-alike is a case").observation);
        let Some(provider) = loud.answered_by.provider else { continue };
        let same = quiet.answered_by.provider == Some(provider)
            && (quiet.condition, quiet.fault.party) == (loud.condition, loud.fault.party)
            && quiet.code == loud.code
            && quiet.failure == loud.failure;
        assert!(
            !same || quiet.status != loud.status,
            "{} says the same as {}",
            silent.expect("it is").name,
            firing.name
        );
    }
}

#[test]
fn no_excerpt_and_no_place_holds_the_visitors_address() {
    for case in cases() {
        // The address stands where excerpts and places are taken from.
        let mut observation = case.observation;
        if let Some(page) = &mut observation.page {
            page.head = page
                .head
                .replace("<title>", "<title>(203.0.113.7) ")
                .replace(">London<", ">London (203.0.113.7)<");
        }
        let json = serde_json::to_string(&diagnose(&observation)).expect("a diagnosis is JSON");
        assert!(!json.contains("203.0.113."), "{}: {json}", case.name);
    }
}

#[test]
fn a_failure_told_by_its_page_alone_is_only_possible() {
    for case in cases() {
        let observation = Observation { fields: None, ..case.observation };
        let diagnosis = diagnose(&observation);
        if diagnosis.condition.as_str() == "failing" {
            assert_eq!(diagnosis.certainty.as_str(), "possible", "{}", case.name);
        }
    }
}

#[test]
fn the_same_marks_in_a_comment_a_script_or_escaped_are_no_error_page() {
    let page = case("cloudflare-branded-522").observation.page.expect("it was read").head;
    let escaped = page.replace('&', "&amp;").replace('<', "&lt;");
    for hidden in [
        format!("<!-- {} -->", page.replace("<!--", "").replace("-->", "")),
        format!("<script>/* {page} */</script>"),
        format!("<template>{page}</template>"),
        format!("<noscript>{page}</noscript>"),
        format!("<pre>{escaped}</pre>"),
        format!("<textarea>{page}</textarea>"),
    ] {
        let observation = Observation {
            site: Site::from_url("https://blog.example/"),
            status: faultline::observation::Status::new(200),
            fields: Some(faultline::observation::Fields::from_iter([("server", "nginx")])),
            page: Some(Page::whole(hidden.clone())),
            ..Observation::default()
        };
        assert_eq!(diagnose(&observation).condition.as_str(), "healthy", "{}", &hidden[..60]);
    }
}

#[test]
fn a_page_of_ten_megabytes_and_two_thousand_fields_get_a_verdict() {
    let mut case = case("cloudflare-branded-522");
    let page = case.observation.page.take().expect("it was read").head;
    case.observation.page = Some(Page::whole(page + &"<div class=x>filler</div>".repeat(400_000)));
    let fields = case.observation.fields.take().expect("they are known");
    let many = (0..2000).map(|i| (format!("x-filler-{i}"), "value".to_owned()));
    let known = fields.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect::<Vec<_>>();
    case.observation.fields = Some(known.into_iter().chain(many).collect());
    let diagnosis = diagnose(&case.observation);
    assert_eq!((diagnosis.fault.party.as_str(), diagnosis.certainty.as_str()), ("link", "likely"));
}
