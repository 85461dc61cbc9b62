//! The samples of contenders that do the same work, as a table: each beside the first of its length.

use super::interval::Median;
use anyhow::{Context, Result};
use serde_json::Value;
use std::fmt;

/// What one run measured, in microseconds.
pub struct Report {
    /// The browser with its version, or nothing for the native run.
    browser: Option<String>,
    contenders: Vec<(String, Median)>,
}

impl Report {
    /// Reads `{"browser": …, "contenders": [[name, [microseconds, …]], …]}`.
    pub fn read(line: &str) -> Result<Self> {
        let report: Value = serde_json::from_str(line).context("a report is no JSON")?;
        let all = report["contenders"].as_array().context("a report has no contenders")?;
        let contenders = all
            .iter()
            .map(|contender| {
                let name = contender[0].as_str().context("a contender has no name")?;
                let samples = numbers(&contender[1]).with_context(|| format!("{name} has no samples"))?;
                Ok((name.to_owned(), Median::of(&samples, name)?))
            })
            .collect::<Result<_>>()?;
        Ok(Self { browser: report["browser"].as_str().map(str::to_owned), contenders })
    }
}

/// A list of numbers and of nothing else.
pub fn numbers(value: &Value) -> Option<Vec<f64>> {
    value.as_array()?.iter().map(Value::as_f64).collect()
}

/// All reports, as a table in Markdown.
pub struct Table {
    rows: Vec<Row>,
}

struct Row {
    place: String,
    contender: String,
    median: Median,
    /// Beside the first contender of the same length in the same run.
    ratio: f64,
}

impl Table {
    /// An empty table.
    pub const fn new() -> Self {
        Self { rows: Vec::new() }
    }

    /// Adds the rows of one run.
    pub fn add(&mut self, report: &Report) {
        let place = report.browser.clone().unwrap_or_else(|| "native".to_owned());
        let length = |name: &str| name.rsplit(", ").next().unwrap_or_default().to_owned();
        for (name, median) in &report.contenders {
            let first = report.contenders.iter().find(|(other, _)| length(other) == length(name));
            let ratio = median.value / first.map_or(median.value, |(_, median)| median.value);
            self.rows.push(Row { place: place.clone(), contender: name.clone(), median: *median, ratio });
        }
    }

    /// The median of a contender, in a place whose name begins so.
    pub fn median(&self, place: &str, contender: &str) -> Option<f64> {
        let found = self.rows.iter().find(|row| row.place.starts_with(place) && row.contender == contender);
        found.map(|row| row.median.value)
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| where | what | median, µs | 95 % interval | ratio |\n|---|---|---:|---:|---:|")?;
        for Row { place, contender, median, ratio } in &self.rows {
            let (value, interval) = (median.value, median.words(false));
            writeln!(f, "| {place} | {contender} | {value:.1} | {interval} | {ratio:.2} |")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
