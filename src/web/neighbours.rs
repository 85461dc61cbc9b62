//! What the other tabs say, for the popup: the list that tells unrelated sites apart is read only where a failure is to
//! be counted.

use super::extension::read_file;
use crate::neighbours::{Finding, Sighting, Sign, Window, weigh};
use crate::options::Options;
use crate::suffixes::Suffixes;

/// Where the list is in the package.
const SUFFIXES: &str = "data/suffixes.txt";

/// What the others say of a visit now, in milliseconds since 1970.
pub async fn ask(own: Sighting, mut window: Window, options: &Options, now: f64) -> Option<Finding> {
    window.list.retain(|seen| !options.forgot(seen.at));
    if own.sign == Sign::Answered || window.list.len() < 2 {
        return None;
    }
    // Where it cannot be read nothing is said.
    let list = read_file(SUFFIXES).await.ok()?.as_string()?;
    let suffixes = Suffixes::new(list.as_bytes())?;
    weigh(&window, &own, now, &|host| suffixes.registrable(host))
}
