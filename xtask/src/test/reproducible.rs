//! `test --long`: the packages built a second time from nothing, and compared byte for byte. The stores'
//! reviewers do the same with what we send them.

use crate::build::{self, Zip};
use crate::checkout::Checkout;
use crate::folder;
use anyhow::{Result, bail};

/// Builds into a target folder of its own, so that nothing of the first build is used.
pub fn run(checkout: &Checkout, first: &[Zip]) -> Result<String> {
    let again = checkout.with_target(checkout.target.join("again"));
    folder::clear(&again.target)?;
    let second = build::everything(&again)?.zips;
    folder::clear(&again.target)?;
    for (first, second) in first.iter().zip(&second) {
        if first.bytes != second.bytes {
            bail!("{} is not the same when it is built again from nothing", first.path.display());
        }
    }
    Ok(format!("{} zips, built twice, are the same", second.len()))
}
