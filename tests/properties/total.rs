//! Every observation gets a diagnosis, and always the same; it survives JSON, is short, and comes in the end.

use faultline::diagnosis::first_look;
use faultline::explanation::Summary;
use faultline::observation::Page;
use faultline::{Diagnosis, badge, diagnose};
use proptest::prelude::*;

use crate::effort::check;
use crate::random;
use crate::recorded::case;

/// The longest diagnosis as JSON, in bytes: a dozen claims, each with its rule, place and excerpt, and
/// three hops. The largest of 90,000 had 1668.
const LONGEST_JSON: usize = 4 * 1024;
const LONGEST_EXCERPT: usize = 120;

#[test]
fn any_observation_gets_a_diagnosis_and_the_same_one_twice() {
    check(4500, &random::observation(), |observation| {
        let diagnosis = diagnose(&observation);
        prop_assert_eq!(&diagnosis, &diagnose(&observation.clone()));
        prop_assert_eq!(first_look(&observation), first_look(&observation));
        let summary = Summary::of(&diagnosis, observation.host());
        prop_assert!(!summary.headline.is_empty());
        if let Some(site) = &observation.site {
            prop_assert_eq!(badge::badge(&diagnosis, site), badge::badge(&diagnosis, site));
        }
        Ok(())
    });
}

#[test]
fn any_diagnosis_comes_back_from_its_json_as_it_was_and_is_short() {
    check(4500, &random::observation(), |observation| {
        for diagnosis in [diagnose(&observation), first_look(&observation).diagnosis] {
            let json = serde_json::to_string(&diagnosis).expect("a diagnosis is JSON");
            let back: Diagnosis = serde_json::from_str(&json).expect("it is the JSON of a diagnosis");
            prop_assert_eq!(&back, &diagnosis);
            prop_assert!(json.len() <= LONGEST_JSON, "{} bytes", json.len());
            for claim in &diagnosis.evidence {
                prop_assert!(claim.excerpt.len() <= LONGEST_EXCERPT, "{:?}", claim);
            }
        }
        Ok(())
    });
}

const MEGABYTE: usize = 1024 * 1024;

/// Shapes that cost a careless reader more than they are long.
fn hostile(bytes: usize) -> Vec<(&'static str, String)> {
    let fill = |piece: &str| piece.repeat(bytes / piece.len());
    let numbered = |write: &dyn Fn(usize) -> String| {
        let mut page = String::with_capacity(bytes + 64);
        for number in 0.. {
            if page.len() >= bytes {
                break;
            }
            page.push_str(&write(number));
        }
        page
    };
    let around = |start: &str, middle: String, end: &str| [start, &middle, end].concat();
    vec![
        ("nesting", fill("<div>")),
        ("nesting that is never closed by the other name", fill("<b><i></b>")),
        ("end tags", fill("</div>")),
        ("nested boxes", fill("<div id=cf-error-details class=cf-error-footer>")),
        ("nested boxes with headings", fill("<div id=cf-error-details><h1>Error 1</h1>")),
        ("nested labels", fill("<span class=code-label>1")),
        ("nested centers", around("<h1>500</h1><hr>", fill("<center>"), "cloudflare")),
        ("bold footers", around("<div class=cf-error-footer>", fill("<strong>x</strong>"), "")),
        ("bold nesting in a footer", around("<div class=cf-error-footer>", fill("<strong>"), "")),
        ("half tags", fill("<a ")),
        ("tags that are never closed", fill("<a b='")),
        ("comments that are never closed", fill("<!-- ")),
        ("dashes", around("<!--", fill("-"), "")),
        ("scripts that are never closed", fill("<script>")),
        ("escaped scripts", around("<script><!--", fill("<script></script "), "")),
        ("half end tags in a script", around("<script>", fill("</scrip"), "")),
        ("declarations", fill("<!x")),
        ("titles", fill("<title>")),
        ("templates", fill("<template>")),
        ("attributes", around("<div ", numbered(&|number| format!("a{number}=b ")), ">")),
        ("attributes without names", around("<div ", fill("= "), ">")),
        ("one class of many names", around("<div class='", fill("cf-error "), "'>")),
        ("less-than signs", fill("<")),
        ("less-than signs apart", fill("< ")),
        ("references", fill("&amp;")),
        ("ampersands", fill("&")),
        ("references without an end", fill("&#x")),
        ("pieces of text", fill("x<b>")),
        ("pieces of white space", fill(" <b>")),
        ("white space", fill("\n")),
        ("links to the landing page", fill("<a href=5xx-error-landing>")),
        ("objects", fill("{\"a\":")),
        ("quotes", around("{", fill("\""), "")),
        ("backslashes", around("{\"", fill("\\"), "")),
        ("members", around("{", numbered(&|number| format!("\"m{number}\":1,")), "")),
        ("digits", fill("5")),
        ("addresses", fill("203.0.113.77 ")),
        ("colons", fill(":")),
    ]
}

fn every_shape_gets_a_verdict(bytes: usize) {
    for name in ["cloudflare-branded-522", "origin-503-no-provider", "cloudflare-structured-502"] {
        for (shape, content) in hostile(bytes) {
            let mut observation = case(name).observation.clone();
            let title = ["<title>", &content, "</title>"].concat();
            for (head, tail) in [(content.clone(), Some(content)), (title, None)] {
                observation.page = Some(Page { media_type: None, head, tail });
                let diagnosis = diagnose(&observation);
                assert!(diagnosis.evidence.len() < 20, "{shape}");
            }
        }
    }
}

#[test]
fn hostile_pages_of_64_kilobytes_get_a_verdict() {
    every_shape_gets_a_verdict(MEGABYTE / 16);
}

#[test]
#[ignore = "takes a minute"]
fn hostile_pages_of_ten_megabytes_get_a_verdict() {
    every_shape_gets_a_verdict(10 * MEGABYTE);
}
