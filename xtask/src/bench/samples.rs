//! Samples of a bench, and what they say: the median, and an interval in which it lies.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::fmt;
use std::fs;

/// What one run measured, in microseconds.
pub struct Report {
    /// The browser with its version, or nothing for the native run.
    browser: Option<String>,
    contenders: Vec<(String, Vec<f64>)>,
}

impl Report {
    /// Reads `{"browser": …, "contenders": [[name, [microseconds, …]], …]}`.
    pub fn read(line: &str) -> Result<Self> {
        let report: Value = serde_json::from_str(line).context("a report is no JSON")?;
        let all = report["contenders"].as_array().context("a report has no contenders")?;
        let samples =
            |value: &Value| value.as_array()?.iter().map(Value::as_f64).collect::<Option<Vec<f64>>>();
        let contenders = all
            .iter()
            .map(|contender| {
                let name = contender[0].as_str().context("a contender has no name")?;
                let mut samples = samples(&contender[1]).with_context(|| format!("{name} has no samples"))?;
                ensure!(
                    samples.len() >= FEWEST,
                    "{name} has {} samples, too few for an interval",
                    samples.len()
                );
                samples.sort_by(f64::total_cmp);
                Ok((name.to_owned(), samples))
            })
            .collect::<Result<_>>()?;
        Ok(Self { browser: report["browser"].as_str().map(str::to_owned), contenders })
    }
}

/// With fewer samples the interval would be all of them.
const FEWEST: usize = 20;

/// The median of sorted samples, and the samples between which the true one lies in 95 of 100 cases: order
/// statistics around the middle, by the normal approximation of the binomial distribution.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Some dozens.
fn median(sorted: &[f64]) -> (f64, f64, f64) {
    let n = sorted.len();
    let spread = 1.96 * (n as f64).sqrt() / 2.0;
    let middle = n as f64 / 2.0;
    let low = (middle - spread).floor().max(0.0) as usize;
    let high = ((middle + spread).ceil() as usize).min(n - 1);
    let median = if n % 2 == 1 { sorted[n / 2] } else { f64::midpoint(sorted[n / 2 - 1], sorted[n / 2]) };
    (median, sorted[low], sorted[high])
}

/// All reports, as a table in Markdown.
pub struct Table {
    machine: String,
    rows: Vec<Row>,
}

struct Row {
    place: String,
    contender: String,
    median: f64,
    interval: (f64, f64),
    /// Beside the first contender of the same length in the same run.
    ratio: f64,
}

impl Table {
    /// An empty table with what is known of the machine.
    pub fn new() -> Self {
        let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let model = cpu.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
        let model = model.map_or("an unnamed processor", |(_, model)| model);
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self { machine: format!("{model}, {cores} cores"), rows: Vec::new() }
    }

    /// Adds the rows of one run.
    pub fn add(&mut self, report: &Report) {
        let place = report.browser.clone().unwrap_or_else(|| "native".to_owned());
        let length = |name: &str| name.rsplit(", ").next().unwrap_or_default().to_owned();
        for (name, sorted) in &report.contenders {
            let (middle, low, high) = median(sorted);
            let first = report.contenders.iter().find(|(other, _)| length(other) == length(name));
            let ratio = middle / first.map_or(middle, |(_, sorted)| median(sorted).0);
            self.rows.push(Row {
                place: place.clone(),
                contender: name.clone(),
                median: middle,
                interval: (low, high),
                ratio,
            });
        }
    }

    /// The median of a contender, in a place whose name begins so.
    pub fn median(&self, place: &str, contender: &str) -> Option<f64> {
        let found = self.rows.iter().find(|row| row.place.starts_with(place) && row.contender == contender);
        found.map(|row| row.median)
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "# Benchmarks\n\nMeasured by `cargo xtask bench` on {}.\n", self.machine)?;
        writeln!(f, "| where | what | median, µs | 95 % interval | ratio |\n|---|---|---:|---:|---:|")?;
        for row in &self.rows {
            let (low, high) = row.interval;
            let (place, contender, median, ratio) = (&row.place, &row.contender, row.median, row.ratio);
            writeln!(f, "| {place} | {contender} | {median:.1} | {low:.1} to {high:.1} | {ratio:.2} |")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_lies_around_the_median_and_leaves_outliers_out() {
        let mut samples: Vec<f64> = (1..=41).map(f64::from).collect();
        samples[40] = 1000.0;
        assert_eq!(median(&samples), (21.0, 15.0, 28.0));
        let even: Vec<f64> = (1..=20).map(f64::from).collect();
        assert!((median(&even).0 - 10.5).abs() < 1e-9);
    }

    #[test]
    fn a_report_without_samples_is_refused_and_says_whose_they_are() {
        let problem = |line: &str| Report::read(line).err().map(|error| error.to_string());
        assert_eq!(problem("{}").as_deref(), Some("a report has no contenders"));
        assert_eq!(problem(r#"{"contenders":[["x",["a"]]]}"#).as_deref(), Some("x has no samples"));
        let few = problem(r#"{"contenders":[["x",[1,2]]]}"#);
        assert_eq!(few.as_deref(), Some("x has 2 samples, too few for an interval"));
    }

    #[test]
    fn ratios_are_those_to_the_first_of_the_same_length() {
        let twenty = |value: u32| format!("{:?}", vec![value; 20]);
        let line = format!(
            r#"{{"browser":"Chrome/1","contenders":[["a, 1 KB",{}],["b, 1 KB",{}],["a, 2 KB",{}]]}}"#,
            twenty(10),
            twenty(25),
            twenty(20)
        );
        let mut table = Table::new();
        table.add(&Report::read(&line).unwrap());
        let ratios: Vec<f64> = table.rows.iter().map(|row| row.ratio).collect();
        assert_eq!((ratios, table.median("Chrome", "b, 1 KB")), (vec![1.0, 2.5, 1.0], Some(25.0)));
    }
}
