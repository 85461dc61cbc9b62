//! Nothing of the visitor's comes out again, wherever it stands in the page, the fields or the error.

use faultline::diagnosis::{Diagnosis, first_look};
use faultline::explanation::Summary;
use faultline::observation::{Fields, NetworkError, Page};
use faultline::providers::Provider;
use faultline::{Observation, diagnose};
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::effort::check;
use crate::random;
use crate::recorded::pairs;

const TOKEN: &str = "k7Qx2mZp9TgW4bNv8RcY1sLd6HfJ3aUe5oXi0qBt";
/// No recorded response has the beginning of one of these: a part of its own would look like a leak.
const SECRETS: [&str; 4] = ["198.51.100.77", "2001:db8::77", "user@mail.example", TOKEN];

/// Whether a text holds this, or so much of its beginning that it can be told: what is cut loses its end.
fn leaks(text: &str, secret: &str) -> bool {
    text.contains(&secret[..secret.len() * 2 / 3])
}

/// The diagnosis without the references that other providers than Cloudflare write. Those are long tokens
/// themselves, of no form that is known: one that stands where a provider writes its reference is taken for it.
fn unreferenced(diagnosis: &Diagnosis) -> Diagnosis {
    let mut diagnosis = diagnosis.clone();
    for hop in diagnosis.path.iter_mut().filter(|hop| hop.provider != Some(Provider::Cloudflare)) {
        hop.reference = None;
    }
    diagnosis
}

fn assert_silent(observation: &Observation) -> Result<(), TestCaseError> {
    let written = |diagnosis: &Diagnosis| serde_json::to_string(diagnosis).expect("a diagnosis is JSON");
    for diagnosis in [diagnose(observation), first_look(observation).diagnosis] {
        let (all, unreferenced) = (written(&diagnosis), written(&unreferenced(&diagnosis)));
        let summary = format!("{:?}", Summary::of(&diagnosis, "shop.example").headline);
        for secret in SECRETS {
            let json = if secret == TOKEN { &unreferenced } else { &all };
            prop_assert!(!leaks(json, secret), "{secret} in {json}");
            prop_assert!(!leaks(&summary, secret), "{secret} in {summary}");
        }
    }
    Ok(())
}

/// One of the visitor's data, as pages write it: with something around it, and now and then its letters
/// as character references. No digit touches it, with which it would be another number.
fn secret() -> impl Strategy<Value = String> {
    const AROUND: &[(&str, &str)] = &[
        (" ", " "),
        ("(", ")"),
        ("[", "]"),
        ("\"", "\""),
        ("'", "'"),
        ("Your IP: ", "."),
        ("ip=", ";"),
        ("for=\"[", "]:8080\""),
        ("x", "y"),
        ("\u{A0}", "\u{2026}"),
        ("é", "漢"),
        (",", ","),
        ("/", "/"),
        ("%20", "%20"),
        ("<b>", "</b>"),
        ("-", "-"),
        ("_", "_"),
        ("::ffff:", " "),
        ("mailto:", "?subject=x"),
        ("https://shop.example/?q=", "&b=c"),
    ];
    let reference = |c: char| ["&#", &u32::from(c).to_string(), ";"].concat();
    let references = move |text: &str| text.chars().map(reference).collect::<String>();
    (select(&SECRETS[..]), select(AROUND), weighted(0.1, Just(()))).prop_map(
        move |(secret, (before, after), escaped)| {
            let written = if escaped.is_some() { references(secret) } else { secret.to_owned() };
            [before, &written, after].concat()
        },
    )
}

/// Places of a page from which something is shown: the index chooses one of each.
const SHOWN_PLACES: &[&str] = &[
    "<title>",
    "</title>",
    ">Frankfurt<",
    ">London<",
    "<h1",
    "</h1>",
    "<center>",
    "class=\"code-label\">",
    "<strong class=\"font-semibold\">",
    "id=\"cf-cloudflare-status\"",
    "</span>",
    "errorcode_",
    "error_code",
];

/// Puts it there. Behind a digit an address would be another number.
fn insert(text: &mut String, at: usize, secret: &str) {
    let behind_number = text[..at].ends_with(|c: char| c.is_ascii_digit() || c == '.');
    text.insert_str(at, secret);
    if behind_number {
        text.insert(at, ' ');
    }
}

/// Where to put it: at a place that is shown, or anywhere.
fn place(page: &str, shown: Option<(&str, bool)>, anywhere: Index) -> usize {
    match shown.and_then(|(mark, behind)| page.find(mark).map(|at| if behind { at + mark.len() } else { at }))
    {
        Some(at) => at,
        None => random::between_characters(page, anywhere),
    }
}

#[test]
fn nothing_of_the_visitors_in_a_page_comes_out() {
    let shown = weighted(0.6, (select(SHOWN_PLACES), any::<bool>()));
    let inputs = (random::case_with_page(), vec((secret(), shown, any::<Index>()), 1..4));
    check(7500, &inputs, |(case, secrets)| {
        let mut page = case.page().to_owned();
        let mut secrets: Vec<_> = secrets
            .iter()
            .map(|(secret, shown, anywhere)| (place(&page, *shown, *anywhere), secret))
            .collect();
        // From the last on, so that none is put into another.
        secrets.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        for (at, secret) in secrets {
            insert(&mut page, at, secret);
        }
        assert_silent(&case.with_page(page))
    });
}

#[test]
fn nothing_of_the_visitors_that_a_long_text_cuts_comes_out() {
    // The title, the heading and the city, each found by what stands before its text.
    const BEFORE: &[&[&str]] = &[&["<title>"], &["<h1", ">"], &["cf-cloudflare-status", "truncate\">"]];
    let inputs = (random::case_with_page(), select(&SECRETS[..]), select(BEFORE), any::<bool>());
    check(250, &inputs, |(case, secret, before, unknown)| {
        let start = before
            .iter()
            .try_fold(0, |from, mark| case.page()[from..].find(mark).map(|at| from + at + mark.len()));
        let Some(start) = start else { return Ok(()) };
        // Behind the text that is there, and behind more of it: wherever it is cut.
        let at = start + case.page()[start..].find("</h1>").filter(|_| before[0] == "<h1").unwrap_or(0);
        for filler in 0..100 {
            let mut page = case.page().to_owned();
            page.insert_str(at, &[" ", &"x ".repeat(50)[..filler], " ", secret, " "].concat());
            let observation = case.with_page(page);
            // The city comes from the page where no field tells the place.
            let fields = observation.fields.clone().filter(|_| !unknown);
            assert_silent(&Observation { fields, ..observation })?;
        }
        Ok(())
    });
}

#[test]
fn nothing_of_the_visitors_in_fields_or_an_error_comes_out() {
    let inputs =
        (random::observation(), random::fields(), vec((secret(), any::<Index>(), any::<Index>()), 1..4));
    check(4500, &inputs, |(observation, fields, secrets)| {
        let mut all = pairs(&observation);
        all.extend(fields);
        for (secret, field, index) in &secrets {
            if !all.is_empty() {
                let at = field.index(all.len());
                let value = &mut all[at].1;
                // At most one in a value, so that none is put into another.
                if SECRETS.iter().all(|known| !leaks(value, known)) {
                    insert(value, random::between_characters(value, *index), secret);
                }
            }
        }
        let name = secrets.iter().map(|(secret, ..)| secret.as_str()).collect::<String>();
        let error = observation.error.is_some().then(|| NetworkError::new(&["net::ERR_", &name].concat()));
        assert_silent(&Observation {
            fields: Some(Fields::from_iter(all)),
            error: error.clone(),
            ..observation
        })?;
        assert_silent(&Observation { error: Some(NetworkError::new(&name)), ..Observation::default() })
    });
}

#[test]
fn text_from_behind_a_cut_does_not_come_out_either() {
    check(900, &(random::case_with_page(), secret(), any::<Index>()), |(case, secret, index)| {
        let at = random::between_characters(case.page(), index);
        let (head, tail) = case.page().split_at(at);
        let page = Page { media_type: None, head: head.to_owned(), tail: Some([&secret, tail].concat()) };
        assert_silent(&Observation { page: Some(page), ..case.observation.clone() })
    });
}
