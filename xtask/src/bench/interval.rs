//! What samples say: the median, and an interval in which the true one lies.

use anyhow::{Result, ensure};
use std::fmt;

/// With fewer samples the interval would leave next to none out.
const FEWEST: usize = 15;

/// A median with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Median {
    /// The middle of the samples.
    pub value: f64,
    /// The samples between which the true median lies in 95 of 100 cases.
    pub interval: (f64, f64),
}

impl Median {
    /// Of samples in any order; an error that names whose they are where they are too few.
    ///
    /// The interval is made of order statistics around the middle, by the normal approximation of the binomial
    /// distribution.
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Some dozens.
    pub fn of(samples: &[f64], whose: &str) -> Result<Self> {
        let n = samples.len();
        ensure!(n >= FEWEST, "{whose} has {n} samples, too few for an interval");
        let mut sorted = samples.to_vec();
        sorted.sort_by(f64::total_cmp);
        let spread = 1.96 * (n as f64).sqrt() / 2.0;
        let middle = n as f64 / 2.0;
        let low = (middle - spread).floor().max(0.0) as usize;
        let high = ((middle + spread).ceil() as usize).min(n - 1);
        let value = if n % 2 == 1 { sorted[n / 2] } else { f64::midpoint(sorted[n / 2 - 1], sorted[n / 2]) };
        Ok(Self { value, interval: (sorted[low], sorted[high]) })
    }

    /// The interval in words, with one decimal and, of differences, with signs.
    pub fn words(&self, signed: bool) -> impl fmt::Display {
        let (low, high) = self.interval;
        if signed { format!("{low:+.1} to {high:+.1}") } else { format!("{low:.1} to {high:.1}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_lies_around_the_median_and_leaves_outliers_out() {
        let mut samples: Vec<f64> = (1..=41).map(f64::from).collect();
        samples[40] = 1000.0;
        samples.reverse();
        assert_eq!(Median::of(&samples, "x").unwrap(), Median { value: 21.0, interval: (15.0, 28.0) });
        let even: Vec<f64> = (1..=20).map(f64::from).collect();
        assert!((Median::of(&even, "x").unwrap().value - 10.5).abs() < 1e-9);
    }

    #[test]
    fn too_few_samples_are_refused_and_differences_have_signs() {
        let problem = Median::of(&[1.0, 2.0], "x").unwrap_err().to_string();
        assert_eq!(problem, "x has 2 samples, too few for an interval");
        let median = Median { value: 1.0, interval: (-0.5, 2.25) };
        assert_eq!(
            [median.words(true).to_string(), median.words(false).to_string()],
            ["-0.5 to +2.2", "-0.5 to 2.2"]
        );
    }
}
