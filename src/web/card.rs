//! The card: a diagnosis as a person reads it. The popup and the playground draw the same one.

use web_sys::Element;

use super::browser::{country, root, time};
use super::element::{append, drawing, element, set, text};
use crate::diagnosis::{Condition, Diagnosis, Hop, HopState, LinkState, Role};
use crate::explanation::catalogue as key;
use crate::explanation::catalogue::Key;
use crate::explanation::{
    Explanation, Fact, Message, Texts, city, explain, facts, place, rule_key, speaker, telling, with_code,
};
use crate::part;
use crate::tabs::Run;

/// What a card shows.
pub struct Card<'a> {
    /// The verdict.
    pub diagnosis: &'a Diagnosis,
    /// The site.
    pub host: &'a str,
    /// When the document was committed, in milliseconds since 1970, where that is known.
    pub at: Option<f64>,
    /// How often the same failure came.
    pub run: Option<Run>,
    /// What is known of the page's parts.
    pub parts: PartsOf,
    /// Where the words come from.
    pub texts: Texts,
}

/// What is known of the parts of a page.
#[derive(Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "www", allow(dead_code))] // A pasted response has none.
pub enum PartsOf {
    /// None is known to have failed, or the page failed itself.
    Whole,
    /// Some failed without which it works.
    Poorer,
    /// Some failed without which it may not work.
    Broken,
}

impl Card<'_> {
    /// Draws the card into an element, in place of what it held, and marks the page's root element.
    pub fn draw(&self, into: &Element) {
        let explanation = explain(self.diagnosis, self.host);
        into.set_text_content(None);
        append(into, &self.verdict());
        let mut headline = self.resolve(&explanation.headline);
        if self.parts == PartsOf::Broken {
            headline = (self.texts)(key::HEADLINE_PARTS.as_str(), &[self.host.to_owned()]);
        }
        let headline = text("h1", "headline", &headline);
        headline.set_id("headline");
        append(into, &headline);
        append(into, &self.path());
        let mut detail = self.resolve(&explanation.detail);
        if self.parts != PartsOf::Whole {
            detail = self.say(key::DETAIL_PARTS);
        }
        let detail = text("p", "detail", &detail);
        detail.set_id("detail");
        append(into, &detail);
        if let Some(advice) = self.advice(&explanation.advice) {
            append(into, &advice);
        }
        append(into, &self.facts());
        if let Some(owner) = self.owner(&explanation) {
            append(into, &owner);
        }
        if !self.diagnosis.evidence.is_empty() {
            append(into, &self.evidence());
        }
        mark_root(Some(self.diagnosis));
    }

    fn say(&self, key: Key) -> String {
        (self.texts)(key.as_str(), &[])
    }

    fn resolve(&self, message: &Message) -> String {
        (self.texts)(message.key.as_str(), &message.args)
    }

    /// The kind of verdict and its certainty, as a word and a shape.
    fn verdict(&self) -> Element {
        let (kind, shape) = match self.diagnosis.condition {
            Condition::Failing => (key::UI_VERDICT_FAILING, CROSS),
            Condition::Refused => (key::UI_VERDICT_REFUSED, BAR),
            Condition::Challenged => (key::UI_VERDICT_CHALLENGED, BAR),
            Condition::Imitation => (key::UI_VERDICT_IMITATION, QUESTION),
            Condition::Sample => (key::UI_VERDICT_SAMPLE, BAR),
            Condition::Healthy if self.parts == PartsOf::Broken => (key::UI_VERDICT_PARTS, BAR),
            Condition::Healthy => (key::UI_VERDICT_HEALTHY, TICK),
            Condition::Unclear => (key::UI_VERDICT_UNCLEAR, QUESTION),
        };
        let class = if self.parts == PartsOf::Broken { "verdict partly" } else { "verdict" };
        let chip = element("p", class, &[&drawing("shape", shape), &text("span", "", &self.say(kind))]);
        if self.diagnosis.condition == Condition::Failing {
            let certainty = self.say(certainty_key(self.diagnosis));
            append(&chip, &text("span", "certainty", &certainty));
        }
        append(&chip, &text("span", "host", self.host));
        chip
    }

    /// The way from the visitor to the site. State is told by shape, word and colour.
    fn path(&self) -> Element {
        let path = element("ol", "path", &[]);
        path.set_id("path");
        set(&path, "aria-label", &self.say(key::UI_PATH));
        let hops = &self.diagnosis.path;
        for (index, hop) in hops.iter().enumerate() {
            // A platform and its own edge are one to whoever reads this.
            let next = hops.get(index + 1).and_then(|next| next.provider);
            if hop.provider.is_some() && hop.provider == next {
                continue;
            }
            append(&path, &self.hop(hop));
            if let Some(link) = hop.next {
                append(&path, &self.link(link));
            }
        }
        path
    }

    fn hop(&self, hop: &Hop) -> Element {
        let (word, shape) = match hop.state {
            HopState::Working => (key::UI_STATE_WORKING, TICK),
            HopState::Failing => (key::UI_STATE_FAILING, CROSS),
            HopState::Unknown => (key::UI_STATE_UNKNOWN, QUESTION),
            HopState::NotReached => (key::UI_STATE_NOT_REACHED, BAR),
        };
        let name = match (hop.role, hop.provider) {
            // Its software is the site's, and no party of its own.
            (Role::Origin, Some(software)) => {
                [&self.say(key::UI_HOP_SITE), " (", software.name(), ")"].concat()
            }
            (_, Some(provider)) => provider.name().to_owned(),
            (Role::Visitor, None) => self.say(key::UI_HOP_YOU),
            (Role::Network, None) => self.say(key::UI_HOP_NETWORK),
            (Role::Edge | Role::Platform, None) => self.say(key::UI_HOP_PLATFORM),
            (Role::Origin, None) => self.say(key::UI_HOP_SITE),
        };
        let item = element("li", "hop", &[&drawing("shape", shape), &text("span", "name", &name)]);
        // The visitor's own station needs no word: they are here.
        if hop.role != Role::Visitor || hop.state != HopState::Working {
            append(&item, &text("span", "state", &self.say(word)));
        }
        if let Some(place) = place(hop).or_else(|| hop.pop.clone()) {
            append(&item, &text("span", "place", city(&place)));
        }
        set(&item, "data-role", hop.role.as_str());
        set(&item, "data-state", hop.state.as_str());
        item
    }

    fn link(&self, link: LinkState) -> Element {
        let item = element("li", "link", &[]);
        set(&item, "data-link", link.as_str());
        if link == LinkState::Broken {
            append(&item, &drawing("shape", CROSS));
            append(&item, &text("span", "state", &self.say(key::UI_LINK_BROKEN)));
        } else {
            set(&item, "aria-hidden", "true");
        }
        item
    }

    fn advice(&self, advice: &[Message]) -> Option<Element> {
        if advice.is_empty() {
            return None;
        }
        let list = element("ul", "advice", &[]);
        list.set_id("advice");
        for message in advice {
            append(&list, &text("li", "", &self.resolve(message)));
        }
        Some(element("section", "", &[&text("h2", "", &self.say(key::UI_WHAT_TO_DO)), &list]))
    }

    /// What the site's owner can do, folded away: most readers are visitors.
    fn owner(&self, explanation: &Explanation) -> Option<Element> {
        let advice = text("p", "", &self.resolve(explanation.owner.as_ref()?));
        let details =
            element("details", "owner", &[&text("summary", "", &self.say(key::UI_FOR_OWNER)), &advice]);
        details.set_id("owner");
        if let Some(address) = &explanation.link {
            let name = speaker(self.diagnosis).map_or("", crate::providers::Provider::name).to_owned();
            let link = text("a", "", &(self.texts)(key::UI_VENDORS_PAGE.as_str(), &[name]));
            for (name, value) in [("href", address.as_str()), ("target", "_blank"), ("rel", "noreferrer")] {
                set(&link, name, value);
            }
            append(&details, &element("p", "", &[&link]));
        }
        Some(details)
    }

    /// What a report needs, in the order in which support desks ask for it.
    fn facts(&self) -> Element {
        let list = element("dl", "facts", &[]);
        list.set_id("facts");
        let fact = |name: &str, label: Key, value: Option<String>| {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                let entry = text("dd", "", &value);
                set(&entry, "data-fact", name);
                append(&list, &element("div", "", &[&text("dt", "", &self.say(label)), &entry]));
            }
        };
        for Fact { name, label, value } in facts(self.diagnosis) {
            fact(name, label, Some(value));
        }
        let told = telling(self.diagnosis);
        fact("place", key::UI_FACT_PLACE, told.and_then(place_and_code));
        fact("time", key::UI_FACT_TIME, self.at.map(time));
        if let Some(run) = self.run.filter(|run| run.times > 1) {
            let seen = (self.texts)(key::UI_SEEN_TIMES.as_str(), &[run.times.to_string(), time(run.since)]);
            fact("seen", key::UI_FACT_SEEN, Some(seen));
        }
        let report =
            matches!(self.diagnosis.condition, Condition::Failing | Condition::Refused | Condition::Unclear);
        let heading = if report { key::UI_FACTS } else { key::UI_DETAILS };
        element("section", "", &[&text("h2", "", &self.say(heading)), &list])
    }

    fn evidence(&self) -> Element {
        let list = element("ul", "evidence", &[]);
        list.set_id("evidence");
        for claim in &self.diagnosis.evidence {
            let strength = match claim.strength {
                crate::evidence::Strength::Decisive => key::UI_STRENGTH_DECISIVE,
                crate::evidence::Strength::Strong => key::UI_STRENGTH_STRONG,
                crate::evidence::Strength::Hint => key::UI_STRENGTH_HINT,
            };
            let sentence = (self.texts)(&rule_key(&claim.rule), &[]);
            let item =
                element("li", "", &[&text("span", "", &sentence), &text("em", "", &self.say(strength))]);
            append(&item, &text("code", "", &claim.excerpt));
            set(&item, "data-rule", &claim.rule);
            append(&list, &item);
        }
        let details = element("details", "", &[&text("summary", "", &self.say(key::UI_EVIDENCE)), &list]);
        details.set_id("known");
        details
    }
}

/// Marks the page's root with the verdict, for style sheets and tests; without one, takes the marks away.
pub fn mark_root(diagnosis: Option<&Diagnosis>) {
    let root = root();
    let provider = diagnosis.and_then(|diagnosis| diagnosis.fault.provider);
    for (name, value) in [
        ("data-condition", diagnosis.map(|diagnosis| diagnosis.condition.as_str())),
        ("data-fault", diagnosis.map(|diagnosis| diagnosis.fault.party.as_str())),
        ("data-provider", diagnosis.map(|_| provider.map_or("", crate::providers::Provider::as_str))),
        ("data-certainty", diagnosis.map(|diagnosis| diagnosis.certainty.as_str())),
    ] {
        set(&root, name, value.unwrap_or_default());
    }
}

const fn certainty_key(diagnosis: &Diagnosis) -> Key {
    match diagnosis.certainty {
        crate::diagnosis::Certainty::Certain => key::UI_CERTAINTY_CERTAIN,
        crate::diagnosis::Certainty::Likely => key::UI_CERTAINTY_LIKELY,
        crate::diagnosis::Certainty::Possible => key::UI_CERTAINTY_POSSIBLE,
    }
}

/// The place with its country's name, and the provider's code of it.
fn place_and_code(hop: &Hop) -> Option<String> {
    let named = place(hop).map(|place| match part::cut_last(&place, b',') {
        Some((city, code)) if code.trim().len() == 2 => [city, ", ", &country(code.trim())].concat(),
        _ => place,
    });
    with_code(named, hop.pop.as_deref())
}

/// The shapes of the states, drawn in 24 by 24 units.
const TICK: &str = "M5 12.5l4.5 4.5L19 7.5";
const CROSS: &str = "M6 6l12 12M18 6L6 18";
const QUESTION: &str = "M8.5 9a3.5 3.5 0 1 1 5 3.2c-1 .6-1.5 1.2-1.5 2.3M12 18.5v.5";
const BAR: &str = "M6 12h12";
