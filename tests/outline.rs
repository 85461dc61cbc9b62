//! Our tokenizer beside html5ever's: the same elements with the same ids and classes, on our recorded
//! responses, on real pages where they stand beside the checkout, and on random damage to both.

mod tokenizer;

use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};

use faultline::observation::outline::Outline;
use html5ever::tokenizer::states::{Rawtext, Rcdata, ScriptData};
use html5ever::tokenizer::{EndTag, StartTag, TagToken, Token, TokenSink, TokenSinkResult};
use tokenizer::fed;

/// An element: name, id and class.
type Seen = (String, Option<String>, Option<String>);

/// Collects start tags as a browser with scripts reads them: the contents of some elements are text, and
/// what stands in a `template` is no part of the page.
#[derive(Default)]
struct Collector {
    seen: RefCell<Vec<Seen>>,
    templates: Cell<usize>,
}

impl TokenSink for Collector {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let TagToken(tag) = token else { return TokenSinkResult::Continue };
        let name = tag.name.to_string();
        if tag.kind == EndTag {
            if name == "template" {
                self.templates.set(self.templates.get().saturating_sub(1));
            }
            return TokenSinkResult::Continue;
        }
        assert_eq!(tag.kind, StartTag);
        if name == "template" {
            self.templates.set(self.templates.get() + 1);
        }
        if self.templates.get() == 0 {
            let attribute = |wanted: &str| {
                tag.attrs
                    .iter()
                    .find(|found| &*found.name.local == wanted)
                    .map(|found| found.value.to_string())
            };
            self.seen.borrow_mut().push((name.clone(), attribute("id"), attribute("class")));
        }
        match name.as_str() {
            "script" => TokenSinkResult::RawData(ScriptData),
            "title" | "textarea" => TokenSinkResult::RawData(Rcdata),
            "style" | "noscript" | "iframe" | "noembed" | "noframes" | "xmp" => {
                TokenSinkResult::RawData(Rawtext)
            }
            "plaintext" => TokenSinkResult::Plaintext,
            _ => TokenSinkResult::Continue,
        }
    }
}

fn by_html5ever(page: &str) -> Vec<Seen> {
    fed(page, Collector::default()).seen.take()
}

fn by_us(page: &str) -> Vec<Seen> {
    let outline = Outline::of(page);
    let elements = outline.elements().map(|element| {
        let attribute = |name: &str| element.attribute(name).map(std::borrow::Cow::into_owned);
        (element.name().to_ascii_lowercase(), attribute("id"), attribute("class"))
    });
    elements.collect()
}

/// The input as the standard's preprocessing leaves it, and without what is known to differ: rare
/// character references, and NUL, which no page holds.
fn comparable(page: &str) -> String {
    page.replace("\r\n", "\n").replace(['\r', '\0'], "\n").replace('&', "+")
}

fn compare(name: &str, page: &str) {
    let page = comparable(page);
    let (ours, theirs) = (by_us(&page), by_html5ever(&page));
    if ours == theirs {
        return;
    }
    let at = ours
        .iter()
        .zip(&theirs)
        .position(|(one, other)| one != other)
        .unwrap_or(ours.len().min(theirs.len()));
    panic!(
        "{name}: element {at} is {:?} for us and {:?} for html5ever in\n{page}",
        ours.get(at),
        theirs.get(at)
    );
}

fn pages(folder: &Path, ending: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&next) else { continue };
        for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == ending) {
                files.push(path);
            }
        }
    }
    files.sort();
    let read = |path: PathBuf| {
        let bytes = std::fs::read(&path).expect("a listed file can be read");
        (
            path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            String::from_utf8_lossy(&bytes).into_owned(),
        )
    };
    files.into_iter().map(read).collect()
}

fn all_pages() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = pages(&root.join("tests/responses"), "http");
    assert!(own.len() > 50, "{} recorded responses", own.len());
    let real = pages(&root.join("../shared/corpus/pages"), "html");
    println!("{} recorded responses of our own, {} real pages", own.len(), real.len());
    own.into_iter().chain(real).collect()
}

#[test]
fn every_page_has_the_same_elements_for_us_and_for_html5ever() {
    for (name, page) in all_pages() {
        compare(&name, &page);
    }
}

/// Marsaglia's xorshift: the same damage in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % (end.max(1) as u64)).unwrap_or(0)
    }
}

#[test]
fn damaged_pages_have_the_same_elements_too() {
    const PIECES: &[&str] = &[
        "<!--",
        "-->",
        "--!>",
        "<!-->",
        "<!",
        "<?",
        "</",
        "<",
        ">",
        "/>",
        "\"",
        "'",
        "=",
        " ",
        "/",
        "<script>",
        "</script>",
        "<script",
        "</script ",
        "<style>",
        "</style>",
        "<title>",
        "</title>",
        "<template>",
        "</template>",
        "<noscript>",
        "</noscript>",
        "<textarea>",
        "</TEXTAREA>",
        "<div id=a class='b c'>",
        "<P ID=\"x\">",
        "<a b=c/>",
        "é",
        "-",
        "!",
        "<![CDATA[",
        "]]>",
        "<svg>",
        "<plaintext>",
        "<a =b>",
        "<a b = 'c' d>",
        "<a/b/c>",
        "<scripty>",
    ];
    let pages = all_pages();
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    for round in 0..40_000 {
        let (name, page) = &pages[chance.below(pages.len())];
        // A window of the page, so that much damage meets little text.
        let characters: Vec<char> = page.chars().collect();
        let start = chance.below(characters.len());
        let mut damaged: String = characters.iter().skip(start).take(chance.below(400)).collect();
        for _ in 0..chance.below(12) {
            let at = damaged
                .char_indices()
                .map(|(at, _)| at)
                .nth(chance.below(damaged.chars().count()))
                .unwrap_or(0);
            damaged.insert_str(at, PIECES[chance.below(PIECES.len())]);
        }
        compare(&format!("{name}, round {round}"), &damaged);
    }
}
