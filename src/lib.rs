//! **A page failed. Who answered, whose fault is it, and how do we know?**
//!
//! The pipeline, in the order of its modules:
//!
//! 1. [`observation`]: what the browser saw, as plain data;
//! 2. [`standards`] and [`providers`] read their own marks and add claims to the [`evidence`];
//! 3. [`diagnosis`] weighs them: `diagnose(&Observation) -> Diagnosis`, total and pure;
//! 4. [`badge`] and [`explanation`] turn a diagnosis into a sign and into words;
//! 5. [`tabs`] keeps what each tab shows: browser events in, effects out; [`options`] is what
//!    the user chose, [`memory`] what healthy visits taught, [`neighbours`] what all tabs saw of late, and
//!    [`suffixes`] which of their sites are unrelated;
//! 6. [`parts`] says what of a page failed that came itself, and [`watching`] sees it in tabs that the user has watched;
//! 7. `web` (wasm only) converts values at the boundary and draws the pages.

pub mod addresses;
pub mod badge;
pub mod diagnosis;
pub mod evidence;
pub mod explanation;
pub mod failure;
pub mod memory;
pub mod neighbours;
pub mod observation;
pub mod options;
mod part;
#[cfg(not(feature = "background"))]
pub mod parts;
pub mod pattern;
pub mod plain;
pub mod providers;
#[cfg(not(target_arch = "wasm32"))]
pub mod report;
pub mod standards;
pub mod suffixes;
pub mod tabs;
#[cfg(not(feature = "background"))]
pub mod view;
mod vocabulary;
#[cfg(not(feature = "background"))]
pub mod watching;
#[cfg(target_arch = "wasm32")]
mod web;

pub use diagnosis::{Diagnosis, diagnose};
pub use observation::Observation;
