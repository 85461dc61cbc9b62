//! The same page in another spelling gets the same verdict.

use faultline::diagnosis::{Diagnosis, Party};
use faultline::observation::Page;
use faultline::{Observation, diagnose};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::effort::check;
use crate::markup::{PLAIN, Piece, Quote, Style, gaps, outer_html, pieces, write};
use crate::random;
use crate::recorded::{Case, WITH_PAGE};

/// What must stay the same.
fn verdict(diagnosis: &Diagnosis) -> String {
    let Diagnosis { condition, fault, certainty, answered_by, code, .. } = diagnosis;
    let code = code.as_ref().map_or("no code", |code| &code.value);
    format!("{condition} {} {:?} {certainty} by {} {code}", fault.party, fault.provider, answered_by.party)
}

fn expected(case: &Case) -> String {
    verdict(&diagnose(&case.observation))
}

fn got(case: &Case, page: Page) -> String {
    verdict(&diagnose(&Observation { page: Some(page), ..case.observation.clone() }))
}

fn html_cases() -> impl Iterator<Item = &'static Case> {
    WITH_PAGE.iter().filter(|case| case.is_html())
}

fn text_cases() -> impl Iterator<Item = &'static Case> {
    WITH_PAGE.iter().filter(|case| !case.is_html())
}

/// Those that browsers show as text. XML is a document of its own, and never stands escaped in another.
fn shown_text_cases() -> impl Iterator<Item = &'static Case> {
    text_cases().filter(|case| !case.is_xml())
}

/// Every case of these whose verdict another spelling of its page changes, with both verdicts.
fn assert_same<'c>(cases: impl Iterator<Item = &'c Case>, rewrite: impl Fn(&Case) -> Page) {
    let mut count = 0;
    let mut changed = Vec::new();
    for case in cases {
        count += 1;
        let (expected, got) = (expected(case), got(case, rewrite(case)));
        if got != expected {
            changed.push(format!("{}: {got}, and was {expected}", case.name));
        }
    }
    assert!(count >= 5, "only {count} cases");
    assert!(changed.is_empty(), "{} of {count} changed:\n{}", changed.len(), changed.join("\n"));
}

fn restyled(style: &Style) {
    assert_same(html_cases(), |case| Page::whole(write(&pieces(case.page()), style)));
}

#[test]
fn quotes_around_attribute_values_do_not_matter() {
    restyled(&PLAIN);
    restyled(&Style { quote: Quote::Single, ..PLAIN });
    restyled(&Style { quote: Quote::Bare, ..PLAIN });
}

#[test]
fn the_order_of_attributes_and_the_white_space_between_them_do_not_matter() {
    restyled(&Style { reversed: true, ..PLAIN });
    for gap in ["\n", "\t", "\r\n    ", "\u{C}", "  /  "] {
        restyled(&Style { gap, ..PLAIN });
    }
}

#[test]
fn the_case_of_tag_and_attribute_names_does_not_matter() {
    restyled(&Style { upper: true, ..PLAIN });
}

#[test]
fn white_space_between_tags_does_not_matter() {
    restyled(&Style { minified: true, ..PLAIN });
}

#[test]
fn line_ends_do_not_matter() {
    restyled(&Style { crlf: true, ..PLAIN });
}

#[test]
fn letters_written_as_character_references_do_not_matter() {
    restyled(&Style { references: true, ..PLAIN });
    restyled(&Style { references_in_attributes: true, ..PLAIN });
}

#[test]
fn a_page_without_its_doctype_is_the_same_page() {
    restyled(&Style { doctype: false, ..PLAIN });
}

#[test]
fn a_page_as_the_browser_serialises_it_is_the_same_page() {
    assert_same(html_cases(), |case| Page {
        media_type: Some("text/html".to_owned()),
        ..Page::whole(outer_html(case.page()))
    });
}

#[test]
fn any_mixture_of_spellings_and_any_comments_give_the_same_verdict() {
    let gap = select(&[" ", "\n", "\t", "\r\n", " \n "][..]);
    let quote = select(&[Quote::Double, Quote::Single, Quote::Bare][..]);
    let flags = (any::<[bool; 7]>(), quote, gap).prop_map(|(flags, quote, gap)| {
        let [reversed, upper, minified, references, references_in_attributes, doctype, crlf] = flags;
        Style { quote, reversed, upper, gap, minified, references, references_in_attributes, doctype, crlf }
    });
    let comment = prop_oneof![
        random::content().prop_map(|page| page.replace("--", "- ")),
        "[a-z ]{0,10}".prop_map(|words| [" ", &words].concat()),
    ];
    let comments = proptest::collection::vec((any::<Index>(), comment), 0..4);
    check(2100, &(random::case_with_page(), flags, comments), |(case, style, comments)| {
        prop_assume!(case.is_html());
        let mut all = pieces(case.page());
        for (index, comment) in comments {
            let gaps = gaps(&all);
            // `<!-->` would be a whole comment; a page cannot mean it so.
            let comment = comment.trim_start_matches(['>', '-']).trim_end_matches(['-', '!', '<']).to_owned();
            all.insert(gaps[index.index(gaps.len())], Piece::Comment(comment));
        }
        let page = write(&all, &style);
        prop_assert_eq!(got(case, Page::whole(page.clone())), expected(case), "{} as\n{}", case.name, page);
        Ok(())
    });
}

#[test]
fn bytes_in_any_encoding_that_browsers_tell_are_the_same_page() {
    let utf_16 = |text: &str, unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(unit).collect()
    };
    let every = || WITH_PAGE.iter();
    assert_same(every(), |case| Page::from_bytes(case.page().as_bytes()));
    assert_same(every(), |case| Page::from_bytes(&[b"\xEF\xBB\xBF", case.page().as_bytes()].concat()));
    assert_same(every(), |case| Page::from_bytes(&utf_16(case.page(), u16::to_le_bytes)));
    assert_same(every(), |case| Page::from_bytes(&utf_16(case.page(), u16::to_be_bytes)));
}

#[test]
fn a_page_in_windows_1252_is_the_same_page() {
    let latin = |page: &str| -> Option<Vec<u8>> {
        let byte = |c: char| match c {
            '•' => Some(0x95),
            '–' => Some(0x96),
            '—' => Some(0x97),
            '’' => Some(0x92),
            _ => u8::try_from(u32::from(c)).ok().filter(|byte| !(0x80..0xA0).contains(byte)),
        };
        page.chars().map(byte).collect()
    };
    // Something that is no UTF-8, so that the encoding matters; what html5ever decoded stays decoded.
    let written = |case: &Case| before_end(&write(&pieces(case.page()), &PLAIN), "<!-- é -->");
    let representable = || html_cases().filter(|case| latin(&written(case)).is_some());
    assert!(representable().count() >= 300, "{}", representable().count());
    assert_same(representable(), |case| {
        let bytes = latin(&written(case)).expect("it is in windows-1252");
        assert!(std::str::from_utf8(&bytes).is_err(), "{}", case.name);
        Page::from_bytes(&bytes)
    });
}

#[test]
fn a_byte_order_mark_that_was_left_in_the_text_does_not_matter() {
    assert_same(WITH_PAGE.iter(), |case| Page::whole(["\u{FEFF}", case.page()].concat()));
}

/// What other extensions put at the end of a page without showing anything.
const SILENT: &[&str] = &[
    "<grammarly-desktop-integration data-grammarly-shadow-root=\"true\"></grammarly-desktop-integration>",
    "<div id=\"x-helper-root\" class=\"notranslate\" style=\"display:none\"></div>",
    "<script src=\"chrome-extension://abcdefgh/content.js\"></script>",
    "<style>.x-helper { color: red }</style>",
    "<iframe style=\"display: none;\" srcdoc=\"<p>hello</p>\"></iframe>",
    "<link rel=\"stylesheet\" href=\"moz-extension://abcd/style.css\">",
];

/// The same, with something to read.
const SPEAKING: &[&str] = &[
    "<div id=\"goog-gt-tt\"><h1 class=\"title\">Original text</h1><div>Rate this translation</div></div>",
    "<x-toolbar><button>Save to Notes</button></x-toolbar>",
    "<div class=\"price-helper\">No coupons found for this page</div>",
];

fn before_end(page: &str, extra: &str) -> String {
    match page.rfind("</body>") {
        Some(at) => [&page[..at], extra, &page[at..]].concat(),
        None => [page, extra].concat(),
    }
}

#[test]
fn elements_without_text_that_other_extensions_add_do_not_matter() {
    for extra in SILENT {
        assert_same(html_cases(), |case| Page::whole(before_end(case.page(), extra)));
    }
}

#[test]
fn elements_with_text_that_other_extensions_add_do_not_matter() {
    for extra in SPEAKING {
        // How its pages end is all that tells this one.
        let others = html_cases().filter(|case| !ends_with_its_name(case));
        assert_same(others, |case| Page::whole(before_end(case.page(), extra)));
    }
}

/// Whether the page ends with the name of Azure's gateway: its other words are those of many servers, so the
/// place of the name is the mark. With other text behind it less is said.
fn ends_with_its_name(case: &Case) -> bool {
    case.page().contains("<center>Microsoft-Azure-Application-Gateway/v2</center>")
}

#[test]
fn a_page_that_no_longer_ends_with_its_makers_name_blames_nobody_else() {
    let mut count = 0;
    for case in html_cases().filter(|case| ends_with_its_name(case)) {
        count += 1;
        for extra in SPEAKING {
            let whole = diagnose(&case.observation).fault;
            let more = diagnose(&case.with_page(before_end(case.page(), extra))).fault;
            assert!([whole.party, Party::Unknown, Party::None].contains(&more.party), "{}", case.name);
            assert!(more.provider.is_none() || more.provider == whole.provider, "{}", case.name);
        }
    }
    assert!(count >= 3, "{count} cases");
}

#[test]
fn attributes_that_other_extensions_add_do_not_matter() {
    assert_same(html_cases(), |case| {
        let mut all = pieces(case.page());
        for piece in &mut all {
            if let Piece::Start(_, attributes) = piece {
                attributes.insert(0, ("data-darkreader-inline-color".to_owned(), String::new()));
                attributes.push(("cz-shortcut-listen".to_owned(), "true".to_owned()));
            }
        }
        Page::whole(write(&all, &PLAIN))
    });
}

/// Text and data as Chromium and Firefox show them: a document with the text in a `pre`.
fn shown(case: &Case, extra: &str) -> Vec<Page> {
    let content_type = case.observation.fields.as_ref().and_then(|fields| fields.get("content-type"));
    let media_type = content_type.map(|value| faultline::observation::page::media_type(&value));
    let text = case.page().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let frames = [
        "<html><head><meta name=\"color-scheme\" content=\"light dark\"></head><body><pre style=\"word-wrap: break-word; white-space: pre-wrap;\">TEXT</pre>EXTRA</body></html>",
        "<html><head><link rel=\"stylesheet\" href=\"resource://content-accessible/plaintext.css\"></head><body><pre>TEXT</pre>EXTRA</body></html>",
        "<html><head><meta name=\"color-scheme\" content=\"light dark\"><meta charset=\"utf-8\"></head><body><pre>TEXT</pre><div class=\"json-formatter-container\"></div>EXTRA</body></html>",
    ];
    let page = |frame: &str| frame.replace("TEXT", &text).replace("EXTRA", extra);
    frames.iter().map(|frame| Page { media_type: media_type.clone(), ..Page::whole(page(frame)) }).collect()
}

#[test]
fn text_as_browsers_show_it_is_the_same_text() {
    for extra in SILENT.iter().chain(&[""]) {
        for frame in 0..3 {
            assert_same(shown_text_cases(), |case| shown(case, extra).swap_remove(frame));
        }
    }
}

#[test]
fn text_with_something_of_another_extension_behind_it_is_the_same_text() {
    for extra in SPEAKING {
        assert_same(shown_text_cases(), |case| shown(case, extra).swap_remove(0));
    }
}

#[test]
fn line_ends_behind_a_text_do_not_matter() {
    for end in ["\n", "\r\n", "\n\n  "] {
        assert_same(text_cases(), |case| Page::whole([case.page(), end].concat()));
    }
}

#[test]
fn the_order_of_members_and_the_white_space_between_them_do_not_matter() {
    // Cloudflare's problem documents are read member by member; of other providers' the beginning is a mark.
    let data = || {
        let all = WITH_PAGE.iter().filter(|case| case.page().starts_with('{'));
        all.filter(|case| case.page().contains("\"cloudflare_error\""))
    };
    let value = |case: &Case| serde_json::from_str::<serde_json::Value>(case.page()).expect("it is JSON");
    let mut count = 0;
    for case in data() {
        count += 1;
        let value = value(case);
        for written in [serde_json::to_string(&value), serde_json::to_string_pretty(&value)] {
            let page = Page::whole(written.expect("JSON can be written"));
            assert_eq!(got(case, page), expected(case), "{}", case.name);
        }
    }
    assert!(count >= 3, "{count} cases");
}
