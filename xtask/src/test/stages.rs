//! The stages of a run: what each took, how it ended, and which others it kept from starting.

use anyhow::Result;
use std::fmt;
use std::time::{Duration, Instant};

/// The stages so far, in the order of their start.
#[derive(Default)]
pub struct Stages(Vec<Stage>);

struct Stage {
    name: String,
    took: Duration,
    outcome: Outcome,
}

enum Outcome {
    /// With a word on what was seen, or an empty one.
    Passed(String),
    Failed(String),
    /// A stage that it needs did not pass: its name.
    NotRun(String),
}

/// What a stage may end with: nothing, or a note for the table.
pub trait Note {
    /// The note, empty where there is none.
    fn note(self) -> String;
}

impl Note for () {
    fn note(self) -> String {
        String::new()
    }
}

impl Note for String {
    fn note(self) -> String {
        self
    }
}

impl Stages {
    /// Runs a stage, unless one of those that it needs did not pass.
    pub fn run<N: Note>(&mut self, name: &str, needs: &[&str], work: impl FnOnce() -> Result<N>) {
        println!("\n== {name}");
        let started = Instant::now();
        let outcome = match needs.iter().find(|needed| !self.has_passed(needed)) {
            Some(needed) => Outcome::NotRun((*needed).to_owned()),
            None => {
                work().map_or_else(|e| Outcome::Failed(format!("{e:#}")), |note| Outcome::Passed(note.note()))
            }
        };
        let stage = Stage { name: name.to_owned(), took: started.elapsed(), outcome };
        if let Some(failure) = stage.failure() {
            println!("{failure}");
        }
        self.0.push(stage);
    }

    /// A sentence for each stage that failed or could not run.
    pub fn failures(&self) -> Vec<String> {
        self.0.iter().filter_map(Stage::failure).collect()
    }

    fn has_passed(&self, name: &str) -> bool {
        self.0.iter().any(|stage| stage.name == name && matches!(stage.outcome, Outcome::Passed(_)))
    }
}

impl Stage {
    fn failure(&self) -> Option<String> {
        match &self.outcome {
            Outcome::Passed(_) => None,
            Outcome::Failed(problem) => Some(format!("{}: {problem}", self.name)),
            Outcome::NotRun(needed) => Some(format!("{}: not run, it needs `{needed}`", self.name)),
        }
    }
}

impl fmt::Display for Stages {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        for stage in &self.0 {
            let seconds = stage.took.as_secs_f64();
            let (outcome, note) = match &stage.outcome {
                Outcome::Passed(note) => ("ok", note.as_str()),
                Outcome::Failed(_) => ("FAILED", ""),
                Outcome::NotRun(_) => ("not run", ""),
            };
            let line = format!("{:24} {seconds:7.1} s  {outcome:8} {note}", stage.name);
            writeln!(f, "{}", line.trim_end())?;
        }
        let total: f64 = self.0.iter().map(|stage| stage.took.as_secs_f64()).sum();
        write!(f, "{:24} {total:7.1} s", "together")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::anyhow;

    #[test]
    fn a_failure_keeps_only_those_from_running_that_need_it() {
        let mut stages = Stages::default();
        stages.run("build", &[], || Err::<(), _>(anyhow!("no compiler")));
        stages.run("lint", &["build"], || -> Result<()> { panic!("it ran") });
        stages.run("after the lint", &["lint"], || -> Result<()> { panic!("it ran") });
        stages.run("native", &[], || Ok("12 tests".to_owned()));
        assert_eq!(
            stages.failures(),
            [
                "build: no compiler",
                "lint: not run, it needs `build`",
                "after the lint: not run, it needs `lint`"
            ]
        );
        let table = stages.to_string();
        assert!(table.contains("FAILED"), "{table}");
        assert!(table.contains("ok       12 tests"), "{table}");
    }
}
