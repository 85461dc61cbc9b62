//! Part of a page says the same as the whole, or less.

use faultline::diagnosis::{Diagnosis, Party, WordOf};
use faultline::observation::Page;
use faultline::{Observation, diagnose};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::effort::check;
use crate::random;
use crate::recorded::{Case, WITH_PAGE};

/// Cases in which the edge answers with a customer's own page and Cloudflare's box in it.
fn token_boxes() -> Vec<(&'static Case, String)> {
    let box_of = |case: &'static Case| {
        // Without a code the box is none, and then a long page may be one that works.
        diagnose(&case.observation).code?;
        let start = case.page().find("<div class=\"cf-error-details cf-error-")?;
        let end = start + case.page()[start..].find('>')? + 1;
        Some((case, case.page()[start..end].to_owned()))
    };
    let by_edge = |case: &&Case| diagnose(&case.observation).answered_by.party == Party::Edge;
    WITH_PAGE.iter().filter(by_edge).filter_map(box_of).collect()
}

fn same(one: &Diagnosis, other: &Diagnosis) -> bool {
    (one.condition, &one.fault, one.certainty, &one.code)
        == (other.condition, &other.fault, other.certainty, &other.code)
}

#[test]
fn a_page_with_its_middle_cut_away_keeps_the_verdict_of_its_token_box() {
    let boxes = token_boxes();
    assert!(!boxes.is_empty());
    let filler = "<p class=\"news\">Paragraph of our own apology &amp; more.</p>\n";
    // The box anywhere in a long page: the filler goes before and behind it.
    let inputs = (select(boxes), 0..60_usize, 0..60_usize, any::<Index>(), any::<Index>());
    check(2000, &inputs, |((case, mark), before, after, one, other)| {
        let start = case.page().find("<p>").unwrap_or_else(|| case.page().find(&mark).unwrap_or(0));
        let end = case.page().rfind("</body>").unwrap_or(case.page().len());
        let (first, rest) = case.page().split_at(start);
        let (middle, last) = rest.split_at(end - start);
        let page = [first, &filler.repeat(before), middle, &filler.repeat(after), last].concat();
        let one = random::between_characters(&page, one);
        let other = random::between_characters(&page, other);
        let (head, tail) = (&page[..one.min(other)], &page[one.max(other)..]);
        prop_assume!(head.contains(&mark) || tail.contains(&mark));
        let page = Page { media_type: None, head: head.to_owned(), tail: Some(tail.to_owned()) };
        let diagnosis = diagnose(&Observation { page: Some(page.clone()), ..case.observation.clone() });
        let whole = diagnose(&case.observation);
        prop_assert!(same(&diagnosis, &whole), "{:?} of {:?}", diagnosis, page);
        Ok(())
    });
}

/// Whether a page has more text than error pages have.
fn is_article(page: &str) -> bool {
    const LITTLE_TEXT: usize = 2500;
    Page::whole(page).read().outline.text(LITTLE_TEXT + 1).len() > LITTLE_TEXT
}

/// Whether a page that ends early names a party that neither the whole page nor status and fields name,
/// as they are judged with a page that was not read or has no marks. The last words of another provider's
/// page may be the ones that decide, and an article that quotes one is told by its length alone: without them
/// the provider may say something else, but is not blamed itself.
fn says_more(case: &Case, end: usize) -> Option<String> {
    let fault = |observation: &Observation| diagnose(observation).fault;
    let whole = fault(&case.observation);
    let unread = fault(&Observation { page: None, ..case.observation.clone() }).party;
    let unmarked = fault(&case.with_page("<p>Hello</p>")).party;
    let said = fault(&case.with_page(&case.page()[..end]));
    let another = matches!(said.word_of, WordOf::Provider(_)) && said.word_of != WordOf::CLOUDFLARE;
    let decides = || said.word_of == whole.word_of || is_article(case.page());
    let fits = [whole.party, unread, unmarked, Party::Unknown].contains(&said.party)
        || (another && said.party != Party::Edge && decides());
    (!fits).then(|| {
        let (said, whole) = (said.party, whole.party);
        format!("{}: {said} after {end} bytes, {whole} after all, {unread} before", case.name)
    })
}

#[test]
fn a_page_that_ends_early_names_no_other_party() {
    check(4500, &(random::case_with_page(), any::<Index>()), |(case, index)| {
        let wrong = says_more(case, random::between_characters(case.page(), index));
        prop_assert_eq!(wrong, None);
        Ok(())
    });
}

#[test]
#[ignore = "takes minutes"]
fn a_page_that_ends_anywhere_names_no_other_party() {
    let mut wrong = Vec::new();
    for case in WITH_PAGE.iter() {
        let ends = case.page().char_indices().map(|(at, _)| at);
        let all: Vec<String> = ends.filter_map(|end| says_more(case, end)).collect();
        wrong.extend(all.first().map(|first| format!("{first} ({} of them)", all.len())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
