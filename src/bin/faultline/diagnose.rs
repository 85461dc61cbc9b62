//! `faultline diagnose`: one response from options and files, or a stream of records.

use std::io::{ErrorKind, Write as _};
use std::path::PathBuf;

use clap::Args;
use faultline::diagnosis::{Condition, Diagnosis};
use faultline::explanation::{Summary, catalogue};
use faultline::observation::pasted::Pasted;
use faultline::observation::{NetworkError, Observation, Page, Site, Status, sends};
use faultline::report::{Form, Included, Report};
use serde::Serialize;

use crate::{input, ndjson, text};

/// What to diagnose.
#[derive(Args)]
pub struct Options {
    /// The address that was asked for.
    #[arg(long, required_unless_present = "ndjson")]
    url: Option<String>,
    /// The status code; taken from the status line of --headers where it is left out.
    #[arg(long, value_parser = clap::value_parser!(u16).range(100..=999))]
    status: Option<u16>,
    /// A file with the status line and the fields, as curl -i prints them; - for standard input.
    /// What follows an empty line is the content, unless --body names it.
    #[arg(long, value_name = "FILE")]
    headers: Option<PathBuf>,
    /// A file with the content; - for standard input.
    #[arg(long, value_name = "FILE")]
    body: Option<PathBuf>,
    /// The request's method, such as POST: reloading would send again what was sent.
    #[arg(long, value_name = "METHOD")]
    method: Option<String>,
    /// The browser's error in place of a response, such as `net::ERR_CONNECTION_REFUSED`.
    #[arg(long, value_name = "NAME")]
    error: Option<String>,
    /// Print the diagnosis as JSON.
    #[arg(long)]
    json: bool,
    /// Print a report for whoever can mend it, without what names its reporter: of the address only the site, and no
    /// place.
    #[arg(long, value_name = "FORM", value_parser = ["text", "markdown", "json"], conflicts_with = "json")]
    report: Option<String>,
    /// What a report tells beyond that, with commas between.
    #[arg(long, value_name = "WHAT", value_delimiter = ',', value_parser = ["path", "query", "place"], requires = "report")]
    include: Vec<String>,
    /// Read one JSON observation a line from standard input, print one diagnosis a line. Members: id, url,
    /// status, headers ([[name, value], …]), body or `body_base64`, error, method; what is missing is not known. The
    /// exit status is 0, or 1 if a line was bad.
    #[arg(long, conflicts_with_all = ["url", "status", "headers", "body", "method", "error", "json", "report"])]
    ndjson: bool,
}

/// Writes to standard output. A reader that has gone, as `head` does, is no error.
fn print(text: &str) -> Result<(), String> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(format!("cannot write to standard output: {error}"))
        }
        _ => Ok(()),
    }
}

/// A diagnosis as it is printed: the contract, with its English summary last.
#[derive(Serialize)]
pub struct Printed {
    #[serde(flatten)]
    diagnosis: Diagnosis,
    summary: Summary,
}

impl Printed {
    /// Diagnoses an observation for printing.
    pub fn of(observation: &Observation) -> Self {
        let diagnosis = faultline::diagnose(observation);
        let host = match observation.host() {
            "" => catalogue::english(catalogue::UI_THIS_SITE.as_str(), &[]),
            host => host.to_owned(),
        };
        let summary = Summary::of(&diagnosis, &host);
        Self { diagnosis, summary }
    }
}

impl Options {
    /// Does what was asked for; the exit status, or a sentence on what is wrong with the input.
    pub fn run(self) -> Result<u8, String> {
        if self.ndjson {
            return ndjson::run(std::io::stdin().lock(), std::io::stdout().lock());
        }
        let observation = self.observation()?;
        let printed = Printed::of(&observation);
        if let Some(form) = self.report.as_deref().and_then(Form::parse) {
            print(&self.report(&printed.diagnosis, &observation, form))?;
        } else if self.json {
            let json = serde_json::to_string_pretty(&printed)
                .map_err(|error| format!("cannot print the diagnosis: {error}"))?;
            print(&(json + "\n"))?;
        } else {
            print(&text::card(&printed.diagnosis, &printed.summary))?;
        }
        Ok(if printed.diagnosis.condition == Condition::Failing { 3 } else { 0 })
    }

    /// When the answer came is not known here.
    fn report(&self, diagnosis: &Diagnosis, observation: &Observation, form: Form) -> String {
        let wants = |what: &str| self.include.iter().any(|wanted| wanted == what);
        let included = Included { path: wants("path"), query: wants("query"), place: wants("place") };
        let report = Report {
            diagnosis,
            url: self.url.as_deref().unwrap_or_default(),
            host: observation.host(),
            at: None,
            run: None,
            version: env!("CARGO_PKG_VERSION"),
        };
        report.write(form, included, catalogue::english)
    }

    fn observation(&self) -> Result<Observation, String> {
        let url = self.url.as_deref().unwrap_or_default();
        let site = Site::from_url(url).ok_or_else(|| {
            format!("--url {url:?} is not an http or https address; give one such as https://shop.example/")
        })?;
        let mut observation = Observation { site: Some(site), ..Observation::default() };
        if let Some(file) = &self.headers {
            let (head, content) = input::split_head(&input::read(file)?);
            let pasted = Pasted::read(&head);
            for line in &pasted.skipped {
                eprintln!(
                    "faultline: {}, line {line}: neither a status line nor a field (name: value); skipped",
                    file.display()
                );
            }
            observation.status = pasted.status;
            observation.fields = Some(pasted.fields);
            observation.page = content.map(|content| Page::from_bytes(&content));
        }
        if let Some(file) = &self.body {
            observation.page = Some(Page::from_bytes(&input::read(file)?));
        }
        observation.status = self.status.and_then(Status::new).or(observation.status);
        observation.sent = self.method.as_deref().is_some_and(sends);
        observation.error = self.error.as_deref().map(NetworkError::new);
        if observation.status.is_none() && observation.page.is_none() && observation.error.is_none() {
            return Err(
                "there is nothing to diagnose; give --status, --headers, --body or --error".to_owned()
            );
        }
        Ok(observation)
    }
}
