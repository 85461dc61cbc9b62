//! Cloudflare is not blamed without its fields, and nothing is certain without any.

use faultline::diagnosis::{Certainty, Condition, Party};
use faultline::observation::{Fields, Page, Status};
use faultline::providers::Provider;
use faultline::{Observation, diagnose};
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;

use crate::effort::check;
use crate::random;
use crate::recorded::CASES;

/// Whether neither the Ray ID nor a server's name is Cloudflare's: a second name stands behind a comma.
fn is_foreign(fields: &Fields) -> bool {
    let server = fields.get("server").unwrap_or_default().to_ascii_lowercase();
    !fields.has("cf-ray") && !server.split(',').any(|name| name.trim().starts_with("cloudflare"))
}

fn assert_not_blamed(observation: &Observation) -> Result<(), TestCaseError> {
    let diagnosis = diagnose(observation);
    // Another provider may be, and is named then.
    prop_assert!(diagnosis.fault.party != Party::Edge || diagnosis.fault.provider.is_some());
    // Only on its own sites is Cloudflare named as the owner of what fails.
    if !observation.host().ends_with("cloudflare.com") && observation.host() != "one.one.one.one" {
        prop_assert_ne!(diagnosis.fault.provider, Some(Provider::Cloudflare));
    }
    if !observation.fields.as_ref().is_some_and(|fields| fields.has("cf-speculation-refused")) {
        prop_assert_ne!(diagnosis.answered_by.provider, Some(Provider::Cloudflare));
        let on_path = diagnosis.path.iter().any(|hop| hop.provider == Some(Provider::Cloudflare));
        prop_assert!(!on_path, "{:?}", diagnosis.path);
    }
    Ok(())
}

#[test]
fn cloudflare_is_never_blamed_without_its_fields_whatever_the_page() {
    let foreign = random::fields().prop_map(|fields| {
        let mut fields = Fields::from_iter(fields);
        if !is_foreign(&fields) {
            let of_others = |(name, _): &(&str, &str)| !matches!(*name, "cf-ray" | "server");
            fields = fields.iter().filter(of_others).collect();
            fields.push("server", "nginx");
        }
        fields
    });
    let inputs = (random::observation(), foreign, weighted(0.7, random::page()));
    check(4500, &inputs, |(observation, fields, page)| {
        let page = page.or(observation.page);
        assert_not_blamed(&Observation { fields: Some(fields), page, ..observation })
    });
}

#[test]
fn no_recorded_page_blames_cloudflare_under_another_servers_fields() {
    let foreign = CASES.iter().filter_map(|case| case.observation.fields.clone()).filter(is_foreign);
    let all: Vec<Fields> = foreign.chain([Fields::new()]).collect();
    assert!(all.len() >= 4, "{} sets of fields", all.len());
    let statuses = select(&[200_u16, 403, 500, 502, 503, 522, 530][..]);
    check(4500, &(random::case_with_page(), select(all), statuses), |(case, fields, status)| {
        let status = Status::new(status);
        assert_not_blamed(&Observation { status, fields: Some(fields), ..case.observation.clone() })
    });
}

#[test]
fn without_fields_nothing_is_certain_and_a_failure_only_possible() {
    let pages = vec(random::page(), 0..2);
    check(4500, &(random::observation(), pages, random::status()), |(observation, mut pages, status)| {
        let page = pages.pop().or(observation.page);
        let answered = observation.status.or(page.is_none().then_some(status));
        let observation = Observation { fields: None, page, status: answered, ..observation };
        let diagnosis = diagnose(&observation);
        prop_assert_ne!(diagnosis.certainty, Certainty::Certain);
        if diagnosis.condition == Condition::Failing {
            prop_assert_eq!(diagnosis.certainty, Certainty::Possible);
        }
        prop_assert_ne!(diagnosis.fault.provider_certainty, Some(Certainty::Certain));
        Ok(())
    });
    for case in CASES.iter() {
        for status in [None, Status::new(403), Status::new(500), case.observation.status] {
            let observation = Observation { fields: None, status, ..case.observation.clone() };
            let diagnosis = diagnose(&observation);
            assert_ne!(diagnosis.certainty, Certainty::Certain, "{}", case.name);
            if diagnosis.condition == Condition::Failing {
                assert_eq!(diagnosis.certainty, Certainty::Possible, "{}", case.name);
            }
        }
    }
}

#[test]
fn an_empty_page_blames_nobody_by_itself() {
    check(900, &(random::observation(), random::status()), |(observation, status)| {
        let page = Some(Page::whole(""));
        let observation = Observation { fields: None, page, status: Some(status), ..observation };
        let diagnosis = diagnose(&observation);
        // The address of a sample page names who answers there, and nothing fails.
        let answered = diagnosis.answered_by.provider.filter(|_| diagnosis.condition != Condition::Sample);
        prop_assert_ne!(answered, Some(Provider::Cloudflare));
        Ok(())
    });
}
