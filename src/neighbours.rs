//! What all tabs saw of late: one tab alone cannot tell an outage from one sick site.
//!
//! The worker notes the last word on every document (`Window::note`); what the notes amount to is weighed when
//! somebody looks (`weigh`), so that a tab which failed first knows of those that failed later. docs/neighbours.md
//! has the statistic and its error rates.

#[cfg(not(feature = "background"))]
mod ground;
mod sign;
#[cfg(test)]
mod tests;
#[cfg(not(feature = "background"))]
mod verdict;
#[cfg(not(feature = "background"))]
mod weighing;
mod window;
#[cfg(not(feature = "background"))]
mod words;

pub use sign::Sign;
#[cfg(not(feature = "background"))]
pub use verdict::{BEHIND, FAILING, UNDECIDED};
#[cfg(not(feature = "background"))]
pub use weighing::{Finding, Registrable, THRESHOLDS, Thresholds, Word, weigh, weigh_by};
pub use window::{KEY, Sighting, Window};
