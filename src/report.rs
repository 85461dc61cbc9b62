//! A report for whoever can mend it: what support desks ask for, as text, as Markdown or as JSON.
//!
//! Of the address only the site is told, and of the place nothing, unless whoever reports wants that: a path and a query
//! may hold names and tokens, and a place tells where the reporter lives.

use std::borrow::Cow;

use crate::diagnosis::Diagnosis;
use crate::explanation::catalogue::{self as key, Key};
use crate::explanation::{Texts, explain, facts, place, rule_key, telling, with_code};
use crate::part;
use crate::plain::{Plain, Record as _, json};
use crate::vocabulary::vocabulary;

/// The version of the report in JSON.
const VERSION: i64 = 1;
/// What stands in the place of what is left out.
const LEFT_OUT: &str = "…";
/// Shorter codes of places stand in too many other words.
const SHORTEST_PLACE: usize = 3;

vocabulary! {
    /// In which form a report is written.
    Form {
        /// Lines of text, for a mail or a form.
        Text = "text",
        /// Markdown, for an issue.
        Markdown = "markdown",
        /// JSON, for a program.
        Json = "json",
    }
}

/// What is told beyond the usual.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Included {
    /// The path of the address.
    pub path: bool,
    /// Its query.
    pub query: bool,
    /// The provider's place, in words and as its code.
    pub place: bool,
}

/// What is reported.
#[derive(Clone, Copy, Debug)]
pub struct Report<'r> {
    /// The verdict, as it is shown.
    pub diagnosis: &'r Diagnosis,
    /// The address of the page.
    pub url: &'r str,
    /// Its host.
    pub host: &'r str,
    /// When the answer came, as RFC 3339 writes times.
    pub at: Option<&'r str>,
    /// How often the same failure came in a row, and when it came first.
    pub run: Option<(u32, &'r str)>,
    /// The version of Faultline.
    pub version: &'r str,
}

impl Report<'_> {
    /// The report in this form.
    #[must_use]
    pub fn write(&self, form: Form, included: Included, texts: Texts) -> String {
        match form {
            Form::Text => self.lines(included, texts, false),
            Form::Markdown => self.lines(included, texts, true),
            Form::Json => self.json(included),
        }
    }

    fn lines(&self, included: Included, texts: Texts, markdown: bool) -> String {
        let say = |key: Key| texts(key.as_str(), &[]);
        let explanation = explain(self.diagnosis, self.host);
        let headline = texts(explanation.headline.key.as_str(), &explanation.headline.args);
        let mut lines =
            vec![if markdown { ["**", &escaped(&headline), "**"].concat() } else { headline }, String::new()];
        let mut row = |label: &str, value: &str| {
            lines.push(if markdown {
                ["- ", label, ": ", &code(value)].concat()
            } else {
                [label, ": ", value].concat()
            });
        };
        row(&say(key::REPORT_ADDRESS), &address(self.url, included));
        if let Some(at) = self.at {
            row(&say(key::UI_FACT_TIME), at);
        }
        for fact in facts(self.diagnosis) {
            row(&say(fact.label), &self.without_place(&fact.value, included));
        }
        if let Some(place) = self.place().filter(|_| included.place) {
            row(&say(key::UI_FACT_PLACE), &place);
        }
        if let Some((times, since)) = self.run.filter(|(times, _)| *times > 1) {
            let told = texts(key::UI_SEEN_TIMES.as_str(), &[times.to_string(), since.to_owned()]);
            row(&say(key::UI_FACT_SEEN), &told);
        }
        let detail = texts(explanation.detail.key.as_str(), &explanation.detail.args);
        lines.extend([String::new(), if markdown { escaped(&detail) } else { detail }]);
        if !self.diagnosis.evidence.is_empty() {
            lines.extend([String::new(), [&say(key::UI_EVIDENCE), ":"].concat()]);
        }
        for claim in &self.diagnosis.evidence {
            let sentence = texts(&rule_key(&claim.rule), &[]);
            let excerpt = self.without_place(&claim.excerpt, included);
            let mut line = ["- ", &if markdown { escaped(&sentence) } else { sentence }].concat();
            if !excerpt.is_empty() {
                line.push(' ');
                line.push_str(&if markdown { code(&excerpt) } else { ["(", &excerpt, ")"].concat() });
            }
            lines.push(line);
        }
        lines.extend([
            String::new(),
            texts(key::REPORT_BY.as_str(), &[self.version.to_owned()]),
            String::new(),
        ]);
        lines.join("\n")
    }

    /// The contract as the command prints it, between who says it and where it was seen.
    fn json(&self, included: Included) -> String {
        let mut diagnosis = self.diagnosis.to_plain();
        if !included.place {
            self.redact(&mut diagnosis);
        }
        let text = |value: &str| Plain::Text(Cow::Owned(value.to_owned()));
        let mut members: Vec<(Cow<'static, str>, Plain)> = vec![
            ("report".into(), Plain::Whole(VERSION)),
            ("faultline".into(), text(self.version)),
            ("address".into(), text(&address(self.url, included))),
            ("at".into(), self.at.map_or(Plain::Null, text)),
        ];
        if let Some((times, since)) = self.run {
            let run = vec![("times".into(), Plain::Whole(times.into())), ("since".into(), text(since))];
            members.push(("run".into(), Plain::Record(run)));
        }
        members.push(("diagnosis".into(), diagnosis));
        let mut written = json::write(&Plain::Record(members), |number| number.to_string());
        written.push('\n');
        written
    }

    /// Takes places out of all texts, and away from the stations.
    fn redact(&self, plain: &mut Plain) {
        match plain {
            Plain::Text(value) => *value = Cow::Owned(self.without_place(value, Included::default())),
            Plain::List(values) => values.iter_mut().for_each(|value| self.redact(value)),
            Plain::Record(members) => {
                for (name, value) in members {
                    if matches!(&**name, "pop" | "place") {
                        *value = Plain::Null;
                    } else {
                        self.redact(value);
                    }
                }
            }
            _ => {}
        }
    }

    /// The text without the codes and the names of places, unless they shall be told.
    fn without_place(&self, text: &str, included: Included) -> String {
        let mut left = text.to_owned();
        if included.place {
            return left;
        }
        for hop in &self.diagnosis.path {
            let city = place(hop).map(|place| part::before(&place, b',').to_owned());
            for word in hop.pop.iter().chain(&city).filter(|word| word.len() >= SHORTEST_PLACE) {
                left = without(&left, word);
            }
        }
        left
    }

    /// The place of whoever speaks, with its provider's code.
    fn place(&self) -> Option<String> {
        let hop = telling(self.diagnosis)?;
        with_code(place(hop), hop.pop.as_deref())
    }
}

/// The text with what stands for left-out words in the place of this one, whatever its case.
fn without(text: &str, word: &str) -> String {
    let mut left = String::with_capacity(text.len());
    let mut rest = text;
    let lower = word.to_ascii_lowercase();
    while let Some(at) = part::find(&rest.to_ascii_lowercase(), &lower) {
        left.push_str(part::until(rest, at));
        left.push_str(LEFT_OUT);
        rest = part::from(rest, at + word.len());
    }
    left.push_str(rest);
    left
}

/// The address with as much of it as shall be told. A fragment never leaves the browser, and neither does a password.
fn address(url: &str, included: Included) -> String {
    let (scheme, rest) = part::split_once(url, "://").unwrap_or(("", url));
    let rest = part::before(rest, b'#');
    let (before, query) = part::cut(rest, b'?').map_or((rest, None), |(before, query)| (before, Some(query)));
    let (authority, path) = part::cut(before, b'/').unwrap_or((before, ""));
    let authority = part::cut_last(authority, b'@').map_or(authority, |(_, host)| host);
    let path = if path.is_empty() || included.path { path } else { LEFT_OUT };
    let mut told = [scheme, "://", authority, "/", path].concat();
    if let Some(query) = query {
        told.push('?');
        told.push_str(if included.query { query } else { LEFT_OUT });
    }
    told
}

/// A text whose signs Markdown takes as they are.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for sign in text.chars() {
        if matches!(sign, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~') {
            safe.push('\\');
        }
        safe.push(sign);
    }
    safe
}

/// A code span of Markdown, in as many marks as the text needs (`CommonMark` §6.1).
fn code(text: &str) -> String {
    let longest = text.split(|sign| sign != '`').map(str::len).max().unwrap_or(0);
    let marks = "`".repeat(longest + 1);
    let blank = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    [&marks, blank, text, blank, &marks].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explanation::catalogue::english;
    use crate::observation::{Observation, Site, Status};

    const URL: &str = "https://me:secret@shop.example:8443/orders/4711?token=abc#top";

    fn diagnosis() -> Diagnosis {
        let fields = [("server", "cloudflare"), ("cf-ray", "8f1c2d3e4a5b6c7d-FRA")];
        crate::diagnose(&Observation {
            site: Site::from_url(URL),
            status: Status::new(522),
            fields: Some(fields.iter().copied().collect()),
            ..Observation::default()
        })
    }

    fn written(form: Form, included: Included) -> String {
        let diagnosis = diagnosis();
        let report = Report {
            diagnosis: &diagnosis,
            url: URL,
            host: "shop.example",
            at: Some("2026-12-01T16:35:58Z"),
            run: Some((3, "2026-12-01T16:30:00Z")),
            version: "0.1.0",
        };
        report.write(form, included, english)
    }

    const FORMS: [Form; 3] = [Form::Text, Form::Markdown, Form::Json];

    #[test]
    fn a_report_holds_what_support_desks_ask_for() {
        let text = written(Form::Text, Included::default());
        for line in [
            "Address: https://shop.example:8443/…?…",
            "Time: 2026-12-01T16:35:58Z",
            "Code: 522, Connection timed out",
            "Ray ID: 8f1c2d3e4a5b6c7d",
        ] {
            assert!(text.lines().any(|told| told == line), "{line} is missing in\n{text}");
        }
        assert!(text.contains("0.1.0"), "{text}");
    }

    #[test]
    fn path_query_and_place_are_told_only_where_that_is_wanted_and_a_password_never() {
        for form in FORMS {
            let usual = written(form, Included::default());
            for private in ["4711", "orders", "token", "abc", "FRA", "Frankfurt", "secret", "#top"] {
                assert!(!usual.contains(private), "{private} is in\n{usual}");
            }
            let all = written(form, Included { path: true, query: true, place: true });
            for told in ["/orders/4711?token=abc", "FRA"] {
                assert!(all.contains(told), "{told} is missing in\n{all}");
            }
            for never in ["secret", "#top"] {
                assert!(!all.contains(never), "{never} is in\n{all}");
            }
            let path = written(form, Included { path: true, ..Included::default() });
            assert!(path.contains("/orders/4711?…") && !path.contains("abc"), "{path}");
        }
    }

    #[test]
    fn a_report_in_json_holds_the_contract() {
        let json: serde_json::Value =
            serde_json::from_str(&written(Form::Json, Included { place: true, ..Included::default() }))
                .expect("it is JSON");
        assert_eq!(json["report"], 1);
        assert_eq!(json["run"]["times"], 3);
        let contract = serde_json::to_value(diagnosis()).expect("it is JSON");
        assert_eq!(json["diagnosis"], contract);
        let usual: serde_json::Value =
            serde_json::from_str(&written(Form::Json, Included::default())).expect("it is JSON");
        let stations = usual["diagnosis"]["path"].as_array().expect("stations");
        assert!(stations.iter().all(|hop| hop["pop"].is_null() && hop["place"].is_null()), "{stations:?}");
    }

    #[test]
    fn markdown_takes_no_sign_of_a_page_for_its_own() {
        assert_eq!(escaped("a_b *c* [d](e)"), "a\\_b \\*c\\* \\[d\\](e)");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`a"), "`` `a ``");
        assert_eq!(code("plain"), "`plain`");
    }

    #[test]
    fn a_place_is_left_out_in_any_case_and_nothing_else_is() {
        assert_eq!(without("cache-fra-eddf8230045-FRA", "FRA"), "cache-…-eddf8230045-…");
        assert_eq!(without("nothing of it", "FRA"), "nothing of it");
        assert_eq!(without("", "FRA"), "");
    }

    #[test]
    fn an_address_without_a_path_has_nothing_to_leave_out() {
        assert_eq!(address("https://a.example/", Included::default()), "https://a.example/");
        assert_eq!(address("https://a.example", Included::default()), "https://a.example/");
        assert_eq!(address("https://a.example/?", Included::default()), "https://a.example/?…");
    }
}
