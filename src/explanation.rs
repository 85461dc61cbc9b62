//! A diagnosis in words: message keys with their arguments. The extension resolves them with
//! `i18n.getMessage`; the command and the playground use the English catalogue that is compiled in.
//!
//! A sentence states what answered, here and now, and whose word it is. It never acquits a party that
//! was not measured.

pub mod catalogue;
#[cfg(not(feature = "background"))]
mod facts;
mod words;

#[cfg(not(feature = "background"))]
use crate::diagnosis::{Certainty, Party};
use crate::diagnosis::{Condition, Diagnosis, Hop, Role, WordOf};
use crate::observation::FailedCheck;
#[cfg(not(feature = "background"))]
use crate::part;
use crate::plain::record;
use crate::providers::Provider;
#[cfg(not(feature = "background"))]
use crate::providers::{
    akamai,
    cloudflare::{codes, places},
};
use catalogue::Key;
#[cfg(not(feature = "background"))]
pub use facts::{Fact, facts};

/// Where the words come from: a key and its arguments, in the reader's language.
pub type Texts = fn(&str, &[String]) -> String;

/// A message: its key and up to four arguments, in the order that the catalogue documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The key in the catalogue.
    pub key: Key,
    /// The arguments `$1`, `$2` …
    pub args: Vec<String>,
}
record!(Message { key, args });

/// What a person is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// One sentence.
    pub headline: Message,
    /// One or two more.
    pub detail: Message,
    /// What a visitor can do, the most useful first.
    pub advice: Vec<Message>,
    /// What the site's owner can do, where the code tells it.
    pub owner: Option<Message>,
    /// The vendor's page about the code.
    pub link: Option<String>,
}

/// The explanation in English, the last member of the contract.
#[cfg(any(not(target_arch = "wasm32"), feature = "www"))]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// One sentence.
    pub headline: String,
    /// One or two more.
    pub detail: String,
    /// What a visitor can do, the most useful first.
    pub advice: Vec<String>,
    /// What the site's owner can do, where the code tells it.
    pub owner: Option<String>,
    /// The vendor's page about the code.
    pub link: Option<String>,
}
#[cfg(any(not(target_arch = "wasm32"), feature = "www"))]
record!(Summary { headline, detail, advice, owner, link });

#[cfg(any(not(target_arch = "wasm32"), feature = "www"))]
impl Summary {
    /// The summary of a diagnosis for a host.
    #[must_use]
    pub fn of(diagnosis: &Diagnosis, host: &str) -> Self {
        let english = |message: &Message| catalogue::english(message.key.as_str(), &message.args);
        let explanation = explain(diagnosis, host);
        Self {
            headline: english(&explanation.headline),
            detail: english(&explanation.detail),
            advice: explanation.advice.iter().map(english).collect(),
            owner: explanation.owner.as_ref().map(english),
            link: explanation.link,
        }
    }
}

/// The headline alone, which is also the badge's title.
#[must_use]
pub fn headline(diagnosis: &Diagnosis, host: &str) -> Message {
    sentence(words::headline(diagnosis), diagnosis, host)
}

/// The headline of a page whose security check did not load, without its diagnosis.
#[must_use]
pub fn check_headline(failed: &FailedCheck, host: &str) -> Message {
    let name = Provider::Cloudflare.name().to_owned();
    Message { key: words::check_headline(failed.party()), args: vec![name, host.to_owned()] }
}

/// Everything a person is told. The worker tells the headline only.
#[cfg(not(feature = "background"))]
#[must_use]
pub fn explain(diagnosis: &Diagnosis, host: &str) -> Explanation {
    let provider = speaker(diagnosis);
    let named = |key| Message { key, args: vec![provider.map_or("", Provider::name).to_owned()] };
    let advice = words::advice(diagnosis).into_iter().map(|key| match key {
        // Reloading sends a form again, and an order may be in it.
        catalogue::ADVICE_WAIT | catalogue::ADVICE_WAIT_SOME if diagnosis.retry.sends => {
            named(catalogue::ADVICE_SENT)
        }
        catalogue::ADVICE_WAIT => waiting(diagnosis),
        _ => named(key),
    });
    let row = words::row(diagnosis);
    Explanation {
        headline: headline(diagnosis, host),
        detail: sentence(words::detail(diagnosis), diagnosis, host),
        advice: advice.collect(),
        // The same code, in another rendering, can be the provider's own fault.
        owner: row.map(|row| match diagnosis.fault.party {
            Party::Edge => named(catalogue::OWNER_EDGE),
            _ => named(row.for_owner()),
        }),
        link: row.map(codes::Row::vendors_page),
    }
}

/// The message of a rule's id: what that piece of evidence says.
#[must_use]
pub fn rule_key(rule: &str) -> String {
    let mut key = String::from("rule_");
    key.extend(rule.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }));
    key
}

/// The provider's hop, if one is on the path.
#[must_use]
pub fn edge(diagnosis: &Diagnosis) -> Option<&Hop> {
    diagnosis.path.iter().find(|hop| hop.role == Role::Edge)
}

/// The hop whose reference a support desk asks for: whose word the verdict is, else the first edge.
#[must_use]
pub fn telling(diagnosis: &Diagnosis) -> Option<&Hop> {
    let speaks =
        |hop: &&Hop| hop.provider.is_some_and(|known| diagnosis.fault.word_of == WordOf::Provider(known));
    diagnosis.path.iter().find(speaks).or_else(|| edge(diagnosis))
}

/// The place of a hop. The worker keeps the provider's code of it alone, and has no room for the table.
#[cfg(not(feature = "background"))]
#[must_use]
pub fn place(hop: &Hop) -> Option<String> {
    hop.place.clone().or_else(|| place_of(hop.provider?, hop.pop.as_deref()?))
}

/// A place as it is told, with its provider's code of it; the code alone where the place is not known.
#[cfg(not(feature = "background"))]
#[must_use]
pub fn with_code(place: Option<String>, pop: Option<&str>) -> Option<String> {
    match (place, pop) {
        (Some(place), Some(pop)) => Some([&place, " (", pop, ")"].concat()),
        (place, pop) => place.or_else(|| pop.map(str::to_owned)),
    }
}

/// The place that a provider's code stands for, where that is known.
#[cfg(not(feature = "background"))]
#[must_use]
pub fn place_of(provider: Provider, pop: &str) -> Option<String> {
    // These name their places as airports do (IATA), so that one table serves them all.
    let airports = [Provider::Cloudflare, Provider::Fastly, Provider::Cloudfront];
    if airports.contains(&provider) { places::place(pop) } else { None }
}

/// `London, GB` without its country.
#[cfg(not(feature = "background"))]
#[must_use]
pub fn city(place: &str) -> &str {
    part::cut_last(place, b',').map_or(place, |(city, _)| city)
}

/// What the provider calls its code, such as `Connection timed out`.
#[cfg(not(feature = "background"))]
#[must_use]
pub fn title(diagnosis: &Diagnosis) -> Option<&'static str> {
    words::row(diagnosis).map(|row| row.title)
}

/// The code to show: the provider's, else the status.
#[must_use]
pub fn shown_code(diagnosis: &Diagnosis) -> String {
    match (&diagnosis.code, diagnosis.status) {
        (Some(code), _) => code.value.clone(),
        (None, Some(status)) => status.to_string(),
        (None, None) => String::new(),
    }
}

/// The reference of a hop, with what it says where its provider's are known to say something.
#[cfg(not(feature = "background"))]
#[must_use]
pub fn reference(hop: &Hop) -> Option<String> {
    let reference = hop.reference.clone()?;
    let akamais = hop.provider == Some(Provider::Akamai);
    Some(akamai::readable(&reference).filter(|_| akamais).unwrap_or(reference))
}

/// What the provider of a hop calls its reference.
#[cfg(not(feature = "background"))]
#[must_use]
pub fn reference_key(hop: &Hop) -> Key {
    let ray = hop.provider == Some(Provider::Cloudflare);
    if ray { catalogue::UI_FACT_RAY } else { catalogue::UI_FACT_REFERENCE }
}

/// Who is meant by "it": whose word the verdict is, else who carried the answer.
#[must_use]
pub fn speaker(diagnosis: &Diagnosis) -> Option<Provider> {
    let carried = || edge(diagnosis).and_then(|hop| hop.provider).or(diagnosis.fault.provider);
    match (diagnosis.condition, diagnosis.fault.word_of) {
        // Only Cloudflare's pages are known as copies, and then it is not on the path.
        (Condition::Imitation, _) => Some(Provider::Cloudflare),
        (_, WordOf::Provider(provider)) => Some(provider),
        _ => carried(),
    }
}

fn sentence(key: Key, diagnosis: &Diagnosis, host: &str) -> Message {
    let provider = speaker(diagnosis);
    let technical = diagnosis.failure.map_or("", crate::failure::Failure::as_str);
    Message {
        key,
        args: vec![
            provider.map_or("", Provider::name).to_owned(),
            host.to_owned(),
            shown_code(diagnosis),
            technical.to_owned(),
        ],
    }
}

/// Whether and how long to wait: in seconds up to a minute, else in minutes, rounded up.
#[cfg(not(feature = "background"))]
fn waiting(Diagnosis { retry, fault, certainty, .. }: &Diagnosis) -> Message {
    // What is not set up, such as a bucket that is not there, comes by nobody's waiting.
    let unset = fault.party == Party::Configuration && *certainty > Certainty::Possible;
    let (key, number) = match (retry.helps, retry.after_seconds) {
        (Some(false), _) => (catalogue::ADVICE_RETRY_USELESS, None),
        (None, None) if unset => (catalogue::ADVICE_RETRY_USELESS, None),
        (_, None | Some(0)) => (catalogue::ADVICE_WAIT_SOME, None),
        (_, Some(seconds)) if seconds <= 60 => (catalogue::ADVICE_WAIT, Some(seconds)),
        (_, Some(seconds)) => (catalogue::ADVICE_WAIT_MINUTES, Some(seconds.div_ceil(60))),
    };
    Message { key, args: number.iter().map(u32::to_string).collect() }
}

#[cfg(test)]
mod tests;
