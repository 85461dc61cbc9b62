//! Samples of two that took turns, as differences and ratios within their rounds, and what the same difference is
//! between two that are equal.

use super::interval::Median;
use super::samples::numbers;
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::fmt;

/// What one browser measured.
pub struct Report {
    /// The browser with its version.
    pub browser: String,
    /// What the two are called, and the difference of two that are equal.
    columns: [String; 3],
    /// In the order in which they were measured.
    pub rows: Vec<Row>,
}

/// What the columns are called where a report does not say.
const COLUMNS: [&str; 3] = ["with wasm", "without", "twin beside twin"];

/// One figure of two, such as the worker with wasm beside the same worker without it.
pub struct Row {
    /// What was measured.
    pub what: String,
    /// In which unit.
    pub unit: String,
    /// The one that is looked at, such as the worker that ships.
    wasm: Median,
    /// The other, such as the same without wasm.
    twin: Median,
    /// The first minus the second.
    pub difference: Median,
    /// The first by the second.
    ratio: Median,
    /// The second in another browser, minus itself: what is smaller than this cannot be told from nothing.
    control: Median,
}

impl Report {
    /// Reads `{"browser": …, "columns": […], "rows": [{"what", "unit", "wasm", "twin", "control"}]}`, lists of samples by round.
    pub fn read(line: &str) -> Result<Self> {
        let report: Value = serde_json::from_str(line).context("a report is no JSON")?;
        let browser = report["browser"].as_str().context("a report names no browser")?.to_owned();
        let rows = report["rows"].as_array().context("a report has no rows")?;
        let rows = rows.iter().map(Row::read).collect::<Result<_>>()?;
        let column = |number: usize| {
            let told = report["columns"][number].as_str();
            told.unwrap_or(COLUMNS[number]).to_owned()
        };
        Ok(Self { browser, columns: [column(0), column(1), column(2)], rows })
    }
}

impl Row {
    fn read(row: &Value) -> Result<Self> {
        let what = row["what"].as_str().context("a row has no name")?.to_owned();
        let unit = row["unit"].as_str().with_context(|| format!("{what} has no unit"))?.to_owned();
        let samples = |of: &str| numbers(&row[of]).with_context(|| format!("{what} has no samples of {of}"));
        let (wasm, twin, control) = (samples("wasm")?, samples("twin")?, samples("control")?);
        ensure!(
            wasm.len() == twin.len() && twin.len() == control.len(),
            "{what}: a round has not all its samples"
        );
        let by_round = |one: &[f64], other: &[f64], by: fn(f64, f64) -> f64| {
            let both = one.iter().zip(other).map(|(one, other)| by(*one, *other));
            Median::of(&both.collect::<Vec<_>>(), &what)
        };
        Ok(Self {
            difference: by_round(&wasm, &twin, |wasm, twin| wasm - twin)?,
            ratio: by_round(&wasm, &twin, |wasm, twin| wasm / twin)?,
            control: by_round(&control, &twin, |control, twin| control - twin)?,
            wasm: Median::of(&wasm, &what)?,
            twin: Median::of(&twin, &what)?,
            what,
            unit,
        })
    }
}

/// The rows as a table in Markdown.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "| {} | {} | {} | difference | 95 % interval | ratio | {} |",
            self.browser, self.columns[0], self.columns[1], self.columns[2]
        )?;
        writeln!(f, "|---|---:|---:|---:|---:|---:|---:|")?;
        for row in &self.rows {
            let Row { what, unit, wasm, twin, difference, ratio, control } = row;
            let (with, without, more) = (wasm.value, twin.value, difference.value);
            let (interval, control_interval) = (difference.words(true), control.words(true));
            let resolution = control.value;
            // Nothing has no ratio to anything.
            let ratio = Some(ratio.value).filter(|ratio| ratio.is_finite());
            let ratio = ratio.map_or_else(|| "-".to_owned(), |ratio| format!("{ratio:.2}"));
            writeln!(
                f,
                "| {what}, {unit} | {with:.1} | {without:.1} | {more:+.1} | {interval} | {ratio} | {resolution:+.1} ({control_interval}) |"
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(wasm: &str, control: &str) -> Result<Report> {
        let twin = format!("{:?}", vec![10; 15]);
        Report::read(&format!(
            r#"{{"browser":"B/1","rows":[{{"what":"x","unit":"ms","wasm":{wasm},"twin":{twin},"control":{control}}}]}}"#
        ))
    }

    #[test]
    fn differences_and_ratios_are_those_within_a_round() {
        let report = row(&format!("{:?}", vec![15; 15]), &format!("{:?}", vec![9; 15])).unwrap();
        let last = report.to_string().lines().last().unwrap().to_owned();
        assert_eq!(last, "| x, ms | 15.0 | 10.0 | +5.0 | +5.0 to +5.0 | 1.50 | -1.0 (-1.0 to -1.0) |");
    }

    #[test]
    fn a_round_that_lost_a_sample_is_refused() {
        let problem = row(&format!("{:?}", vec![15; 14]), &format!("{:?}", vec![9; 15])).err().unwrap();
        assert_eq!(problem.to_string(), "x: a round has not all its samples");
    }
}
