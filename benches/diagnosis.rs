//! What a diagnosis takes natively: the same broken page as in the browsers, without the boundary.
//!
//! Prints one line of JSON: `{"contenders": [["name", [microseconds, …]], …]}`. Run by `cargo xtask bench`.

use std::hint::black_box;
use std::time::Instant;

use faultline::diagnose;
use faultline::observation::pasted::Pasted;
use faultline::observation::{Fields, Observation, Page, Site};

const RESPONSE: &str = include_str!("../tests/responses/cloudflare/5xx/cloudflare-branded-522.http");
const FILLER: &str = "<p class=\"news\">A line of a page that says nothing about errors, with <a href=\"/more\">a link</a>.</p>\n";
const BATCH: u32 = 300;
const SAMPLES: usize = 41;

fn broken_page(bytes: usize) -> Observation {
    let (_, response) = RESPONSE.split_once("\n---\n").expect("it has a head");
    let (fields, content) = response.split_once("\n\n").expect("it has content");
    let pasted = Pasted::read(fields);
    let mut known: Vec<(String, String)> =
        pasted.fields.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    known.extend((known.len()..40).map(|i| (format!("x-own-field-{i}"), format!("value {i}"))));
    let missing = bytes.saturating_sub(content.len());
    let filler: String = FILLER.chars().cycle().take(missing).collect();
    Observation {
        site: Site::from_url("https://shop.example/cart"),
        status: pasted.status,
        fields: Some(known.into_iter().collect::<Fields>()),
        page: Some(Page::whole(content.replace("</body>", &(filler + "</body>")))),
        ..Observation::default()
    }
}

fn samples(mut run: impl FnMut()) -> Vec<f64> {
    let mut sample = || {
        let start = Instant::now();
        (0..BATCH).for_each(|_| run());
        start.elapsed().as_secs_f64() * 1e6 / f64::from(BATCH)
    };
    // The first ones fill caches.
    (0..4).for_each(|_| {
        sample();
    });
    (0..SAMPLES).map(|_| sample()).collect()
}

fn main() {
    let mut contenders = Vec::new();
    for (size, bytes) in [("10 KB", 10_240), ("100 KB", 102_400), ("1 MB", 1 << 20)] {
        let observation = broken_page(bytes);
        let taken = samples(|| {
            black_box(diagnose(black_box(&observation)));
        });
        contenders.push((format!("diagnose, {size}"), taken));
    }
    println!("{}", serde_json::json!({ "contenders": contenders }));
}
