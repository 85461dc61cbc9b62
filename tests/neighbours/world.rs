//! A person who browses, and a world in which sites and providers fail: everything that `neighbours` can see of it.

use faultline::neighbours::{Sighting, Sign};
use faultline::providers::Provider;

pub const SECOND: f64 = 1000.0;
pub const MINUTE: f64 = 60.0 * SECOND;
pub const HOUR: f64 = 60.0 * MINUTE;

/// Numbers that look like chance and are the same in every run (Steele, Lea and Flood's splitmix).
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Between 0 and 1.
    pub fn fraction(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub fn is(&mut self, probability: f64) -> bool {
        self.fraction() < probability
    }

    pub fn below(&mut self, most: usize) -> usize {
        (self.next() % most as u64) as usize
    }

    /// The time until the next of events that come so often on the average.
    pub fn wait(&mut self, average: f64) -> f64 {
        -average * (1.0 - self.fraction()).ln()
    }
}

/// A site of the person's, with what is remembered of it.
#[derive(Clone)]
pub struct Site {
    pub name: String,
    pub provider: Option<Provider>,
    pub platform: Option<Provider>,
    /// Until when it fails by itself, and how.
    pub failing: Option<(f64, Sign)>,
}

const EDGES: [(f64, Option<Provider>); 5] = [
    (0.30, Some(Provider::Cloudflare)),
    (0.10, Some(Provider::Fastly)),
    (0.10, Some(Provider::Cloudfront)),
    (0.10, Some(Provider::Akamai)),
    (1.00, None),
];
const PLATFORMS: [Provider; 5] =
    [Provider::Vercel, Provider::Heroku, Provider::Render, Provider::Shopify, Provider::WpEngine];

/// So many sites somebody opens, few of them often.
const SITES: usize = 200;

pub fn sites(chance: &mut Chance) -> Vec<Site> {
    let site = |number| {
        let mut part = chance.fraction();
        let edge = EDGES.iter().find(|(share, _)| {
            part -= share;
            part < 0.0
        });
        let platform = chance.is(0.3).then(|| PLATFORMS[chance.below(PLATFORMS.len())]);
        let provider = edge.and_then(|(_, provider)| *provider);
        Site { name: format!("site{number}.example"), provider, platform, failing: None }
    };
    (0..SITES).map(site).collect()
}

/// One of them: by Zipf's law, as people choose.
pub fn choice(chance: &mut Chance, sites: &[Site]) -> usize {
    let at = ((sites.len() as f64 + 1.0).powf(chance.fraction()) - 1.0) as usize;
    at.min(sites.len() - 1)
}

/// What the browser notes of a visit.
pub fn seen(site: &Site, host: &str, sign: Sign, at: f64, place: &str) -> Sighting {
    let place = site.provider.filter(|_| sign != Sign::Silent).map(|_| place.to_owned());
    let (provider, platform) = (site.provider, site.platform);
    Sighting { at, host: host.into(), sign, provider, place, known: true, platform }
}

/// A site is what stands before `.example`, with what is before that left out.
pub fn registrable(host: &str) -> &str {
    let dots: Vec<usize> = host.match_indices('.').map(|(at, _)| at).collect();
    dots.len().checked_sub(2).map_or(host, |index| &host[dots[index] + 1..])
}
