//! Evidence: what a rule saw, how much it counts, and where it stands. Claims are kept, so that a person
//! can read why a verdict was given.

use crate::part;
use std::borrow::Cow;

use crate::observation::fields::{cut, cut_words, ends_word};
use crate::plain::record;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// How much a claim counts, weakest first.
    Strength {
        /// Fits, and would fit other explanations as well.
        Hint = "hint",
        /// Hard to explain otherwise.
        Strong = "strong",
        /// Settles the question it answers.
        Decisive = "decisive",
    }
}

vocabulary! {
    /// What a claim says.
    Assertion {
        /// The provider carried the response. It says nothing about fault.
        OnPath = "on-path",
        /// The provider itself made the response.
        MadeByProvider = "made-by-provider",
        /// The response came from behind the provider.
        FromBehind = "from-behind",
        /// The provider's page reports an error and names the place.
        ReportsError = "reports-error",
        /// The content is a copy of a provider's page.
        Copy = "copy",
        /// A security check stands in between.
        Challenge = "challenge",
        /// The response is the provider's own sample of an error.
        Sample = "sample",
        /// The document looks like a page that works.
        WorkingPage = "working-page",
        /// The site says that it is closed for a while.
        Maintenance = "maintenance",
        /// A short answer says that the request was refused.
        Refusal = "refusal",
        /// The response is a copy that a cache kept.
        Cached = "cached",
        /// A program of the site's ran at the provider.
        SitesCode = "sites-code",
        /// The status code alone.
        StatusCode = "status-code",
        /// The browser reports an error instead of a response.
        NoResponse = "no-response",
        /// What other tabs saw at the same time.
        Neighbours = "neighbours",
    }
}

/// A rule: its stable id, what it asserts and how much that counts. Providers keep theirs as constants.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The stable id, `provider.mark`; the catalogue explains it under `rule_provider_mark`.
    pub id: &'static str,
    /// What it asserts when it fires.
    pub claim: Assertion,
    /// How much that counts.
    pub strength: Strength,
}

impl Rule {
    /// What it saw, and where.
    #[must_use]
    pub fn claim(self, source: impl Into<Cow<'static, str>>, excerpt: &str) -> Claim {
        Claim {
            rule: Cow::Borrowed(self.id),
            claim: self.claim,
            strength: self.strength,
            source: source.into(),
            excerpt: excerpt_of(excerpt, LONGEST_EXCERPT),
        }
    }

    /// The same of words that are our own or the browser's, in which nothing of the visitor's can stand.
    #[must_use]
    pub fn plain_claim(self, source: &'static str, excerpt: String) -> Claim {
        let Self { id, claim, strength } = self;
        Claim { rule: Cow::Borrowed(id), claim, strength, source: Cow::Borrowed(source), excerpt }
    }
}

/// One piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The id of the rule.
    pub rule: Cow<'static, str>,
    /// What it says.
    pub claim: Assertion,
    /// How much it counts.
    pub strength: Strength,
    /// Where it was seen: `field cf-ray`, `page`, `status`, `browser`.
    pub source: Cow<'static, str>,
    /// The mark, with little around it, and nothing of the visitor's.
    pub excerpt: String,
}
record!(Claim { rule, claim, strength, source, excerpt });

/// All claims about one response.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence(Vec<Claim>);

/// The longest excerpt: a mark and 40 characters either side.
const LONGEST_EXCERPT: usize = 120;

impl Evidence {
    /// Adds what a rule saw.
    pub fn add(&mut self, rule: Rule, source: impl Into<Cow<'static, str>>, excerpt: &str) {
        self.0.push(rule.claim(source, excerpt));
    }

    /// Adds a field that a rule saw.
    pub fn add_field(&mut self, rule: Rule, name: &'static str, value: &str) {
        self.add(rule, ["field ", name].concat(), &[name, ": ", value].concat());
    }

    /// The claims, strongest first; equal ones in the order in which they were found.
    #[must_use]
    pub fn into_claims(mut self) -> Vec<Claim> {
        let mut claims = Vec::with_capacity(self.0.len());
        for &strength in Strength::ALL.iter().rev() {
            claims.extend(self.0.extract_if(.., |claim| claim.strength == strength));
        }
        claims
    }
}

/// The beginning of a text as it may be shown. Blanked before it is cut: half of an address is one too.
#[must_use]
pub fn excerpt_of(text: &str, most: usize) -> String {
    cut(&blanked(cut_words(text, 8 * most)), most).to_owned()
}

/// Tokens of this length are session ids, signatures and the like; a Ray ID with its suffixes has 24.
const LONG_TOKEN: usize = 28;

/// The same text with addresses, e-mail addresses, links and long tokens blanked, and without control and
/// direction characters that could make it read as something else.
#[must_use]
pub fn blanked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(ends_word) {
        let core = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric() && c != ':');
        if is_private_word(core) {
            out.push('…');
            out.push_str(part::from(word, core.len()));
        } else if word.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            out.push_str(word);
        } else {
            out.extend(word.chars().map(|c| if is_unprintable(c) { ' ' } else { c }));
        }
    }
    out
}

/// Whether a text holds an address that stands by itself: a provider's reference such as `fra1::abc` is none.
#[must_use]
pub fn holds_address(text: &str) -> bool {
    let hexadecimal = |part: &str| part.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b':');
    let mut words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != ':');
    holds_v4(text) || words.any(|part| hexadecimal(part) && is_v6(part))
}

fn holds_v4(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit() && c != '.').any(|part| is_v4(part.trim_matches('.')))
}

/// Whether a word holds something of the visitor's, anywhere in it: brackets, ports and prefixes around
/// an address do not hide it.
fn is_private_word(word: &str) -> bool {
    // Most words have too few signs of any kind, and are not taken apart.
    let count = |sign: u8| word.bytes().filter(|&byte| byte == sign).count();
    let colons = count(b':');
    let long = |part: &str| part.len() >= LONG_TOKEN && part.bytes().any(|b| b.is_ascii_digit());
    let token = |c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | '+');
    word.contains('@')
        || (colons > 0 && part::contains(word, "://"))
        || (count(b'.') >= 3 && holds_v4(word))
        || (colons >= 2 && word.split(|c: char| !c.is_ascii_hexdigit() && c != ':').any(is_v6))
        || (word.len() >= LONG_TOKEN && word.split(token).any(long))
}

/// Four numbers with dots between, or more: a port or the end of an escape may touch an address.
fn is_v4(part: &str) -> bool {
    part::pieces(part, b'.').filter(|number| !number.is_empty()).count() >= 4
}

/// Hexadecimal groups with colons between, as an address has and a time of day has not.
fn is_v6(part: &str) -> bool {
    let groups = part::pieces(part, b':').count();
    (crate::part::contains(part, "::") && groups >= 3) || groups == 8
}

/// Control characters and those that change the direction of text (Unicode's `Bidi_Control`).
const fn is_unprintable(c: char) -> bool {
    matches!(c, '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: Rule = Rule { id: "test.rule", claim: Assertion::OnPath, strength: Strength::Hint };

    #[test]
    fn the_strongest_claim_comes_first() {
        let mut evidence = Evidence::default();
        evidence.add(RULE, "page", "weak");
        evidence.add(Rule { strength: Strength::Decisive, ..RULE }, "page", "sure");
        assert_eq!(evidence.into_claims()[0].excerpt, "sure");
    }

    #[test]
    fn addresses_mail_and_long_tokens_are_blanked_and_a_ray_id_stays() {
        assert_eq!(blanked("Your IP: 203.0.113.7, x"), "Your IP: …, x");
        assert_eq!(blanked("from 2001:db8::7 to a@b.example."), "from … to ….");
        assert_eq!(blanked("id=0123456789abcdef0123456789abcdef0"), "id=…");
        for hidden in [
            "(203.0.113.7)",
            "[203.0.113.7]",
            "IP:203.0.113.7",
            "203.0.113.7:8080",
            "203.0.113.7/24",
            "::ffff:203.0.113.7",
            "(2001:db8::7)",
            "[2001:db8::1]",
            "fe80::1%eth0",
            "https://shop.example/reset?token=abc",
            "alice@mail.example",
            "eyJhbGciOiJIUzI1NiIsInR5cCI6.e30",
        ] {
            let shown = blanked(&["see ", hidden, " now"].concat());
            assert!(
                shown.contains('…') && !shown.contains("113") && !shown.contains("db8"),
                "{hidden}: {shown}"
            );
        }
        assert_eq!(blanked("cf-ray: 8f1c2d3e4a5b6c7d-FRA 10:15:02"), "cf-ray: 8f1c2d3e4a5b6c7d-FRA 10:15:02");
    }

    #[test]
    fn text_that_would_turn_the_reading_direction_is_made_harmless() {
        assert_eq!(blanked("a\u{202E}b\u{7}c"), "a b c");
    }

    #[test]
    fn an_address_at_the_limit_is_blanked_before_it_is_cut() {
        let mut evidence = Evidence::default();
        evidence.add(RULE, "page", &["x".repeat(10), " y".repeat(53), " 203.0.113.77 z".to_owned()].concat());
        assert!(!evidence.into_claims()[0].excerpt.contains("203.0"));
    }

    #[test]
    fn an_excerpt_is_short() {
        let mut evidence = Evidence::default();
        evidence.add_field(RULE, "x", &"ab ".repeat(500));
        assert!(evidence.into_claims()[0].excerpt.len() <= LONGEST_EXCERPT);
    }
}
