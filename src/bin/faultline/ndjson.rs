//! A stream of observations: one JSON object a line in, one diagnosis a line out, in order. A broken
//! line gets an answer that says what is wrong with it, and the rest is done.

use std::io::{BufRead, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use faultline::addresses::published_by;
use faultline::observation::{Fields, NetworkError, Observation, Page, Site, Status, sends};
use faultline::providers::Provider;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::diagnose::Printed;

/// One observation; what is missing is null, null means not known, and unknown members are ignored.
#[derive(Deserialize)]
struct Record {
    #[serde(default)]
    id: Value,
    url: Option<String>,
    status: Option<u16>,
    headers: Option<Vec<(String, String)>>,
    body: Option<String>,
    body_base64: Option<String>,
    error: Option<String>,
    remote_ip: Option<String>,
    method: Option<String>,
}

#[derive(Serialize)]
struct Answer {
    id: Value,
    #[serde(flatten)]
    printed: Printed,
}

#[derive(Serialize)]
struct Refusal {
    line: usize,
    id: Value,
    problem: String,
}

/// Some editors put it before the first line.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Answers every line; the exit status is 1 when some lines were bad, else 0.
pub fn run(mut input: impl BufRead, output: impl Write) -> Result<u8, String> {
    let mut output = std::io::BufWriter::new(output);
    let (mut line, mut bytes, mut bad) = (0, Vec::new(), false);
    loop {
        bytes.clear();
        if input
            .read_until(b'\n', &mut bytes)
            .map_err(|error| format!("cannot read standard input: {error}"))?
            == 0
        {
            break;
        }
        line += 1;
        if line == 1 && bytes.starts_with(BYTE_ORDER_MARK) {
            bytes.drain(..BYTE_ORDER_MARK.len());
        }
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        let written = match answer(&bytes) {
            Ok(answer) => serde_json::to_writer(&mut output, &answer),
            Err((id, problem)) => {
                bad = true;
                serde_json::to_writer(&mut output, &Refusal { line, id, problem })
            }
        };
        written
            .map_err(std::io::Error::from)
            .and_then(|()| output.write_all(b"\n"))
            .map_err(|error| format!("cannot write to standard output: {error}"))?;
    }
    output.flush().map_err(|error| format!("cannot write to standard output: {error}"))?;
    Ok(u8::from(bad))
}

/// What is wrong with a record, without the value: it may be long, and the visitor's.
fn not_an_observation(error: &serde_json::Error) -> String {
    let reason: String = error.to_string().split('"').next().unwrap_or_default().chars().take(100).collect();
    format!("not an observation: {}; see faultline diagnose --help for its members", reason.trim_end())
}

fn answer(line: &[u8]) -> Result<Answer, (Value, String)> {
    let value: Value =
        serde_json::from_slice(line).map_err(|error| (Value::Null, format!("not JSON: {error}")))?;
    let id = value.get("id").cloned().unwrap_or(Value::Null);
    if !value.is_object() {
        return Err((id, "not a JSON object; one observation a line is wanted".to_owned()));
    }
    let mut record: Record =
        serde_json::from_value(value).map_err(|error| (id.clone(), not_an_observation(&error)))?;
    record.id = id.clone();
    let observation = record.observation().map_err(|problem| (id.clone(), problem))?;
    Ok(Answer { id, printed: Printed::of(&observation) })
}

impl Record {
    fn observation(self) -> Result<Observation, String> {
        let status = self
            .status
            .map(|code| Status::new(code).ok_or_else(|| format!("status {code} has not three digits")));
        let page = match (self.body, self.body_base64) {
            (Some(_), Some(_)) => return Err("body and body_base64 are both there; give one".to_owned()),
            (Some(text), None) => Some(Page::whole(text)),
            (None, Some(coded)) => {
                let bytes =
                    STANDARD.decode(coded).map_err(|error| format!("body_base64 is not base64: {error}"))?;
                Some(Page::from_bytes(&bytes))
            }
            (None, None) => None,
        };
        Ok(Observation {
            site: self.url.as_deref().and_then(Site::from_url),
            status: status.transpose()?,
            fields: self.headers.map(|fields| fields.into_iter().collect::<Fields>()),
            page,
            error: self.error.as_deref().map(NetworkError::new),
            range: self.remote_ip.as_deref().and_then(published_by).and_then(Provider::parse),
            service_worker: false,
            sent: self.method.as_deref().is_some_and(sends),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(input: &str) -> (u8, Vec<Value>) {
        let mut output = Vec::new();
        let status = run(input.as_bytes(), &mut output).expect("the stream is read");
        let text = String::from_utf8(output).expect("the output is text");
        (status, text.lines().map(|line| serde_json::from_str(line).expect("every line is JSON")).collect())
    }

    #[test]
    fn every_line_is_answered_in_order_and_a_bad_one_does_not_stop_the_rest() {
        let (status, answers) = answers(
            "{\"id\":1,\"url\":\"https://a.example/\",\"status\":200,\"headers\":[]}\nnonsense\n\n{\"id\":3,\"status\":1}\n{\"id\":4,\"status\":502,\"headers\":[]}\n",
        );
        assert_eq!(status, 1);
        assert_eq!(answers[0]["condition"], "healthy");
        assert_eq!((&answers[1]["line"], &answers[1]["id"]), (&Value::from(2), &Value::Null));
        assert_eq!((&answers[2]["line"], &answers[2]["id"]), (&Value::from(4), &Value::from(3)));
        assert_eq!(answers[2]["problem"], "status 1 has not three digits");
        assert_eq!((&answers[3]["id"], &answers[3]["condition"]), (&Value::from(4), &Value::from("failing")));
    }

    #[test]
    fn a_byte_order_mark_and_carriage_returns_are_no_part_of_a_line_and_bytes_that_are_no_text_are_bad() {
        let mut output = Vec::new();
        let status = run(&b"\xEF\xBB\xBF{\"id\":1,\"status\":200}\r\n\xFF\xFE\n"[..], &mut output)
            .expect("it is read");
        let text = String::from_utf8(output).expect("the output is text");
        let answers: Vec<Value> =
            text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!(
            (status, &answers[0]["condition"], &answers[1]["line"]),
            (1, &Value::from("healthy"), &Value::from(2))
        );
    }

    #[test]
    fn a_method_that_sends_something_changes_the_advice_and_an_unknown_one_does_not() {
        let (_, answers) = answers(
            "{\"status\":502,\"headers\":[],\"method\":\"POST\"}\n{\"status\":502,\"headers\":[],\"method\":null}\n",
        );
        let first = |answer: &Value| answer["summary"]["advice"][0].as_str().map(str::to_owned);
        let advice: Vec<Option<String>> = answers.iter().map(first).collect();
        assert!(advice[0].as_ref().is_some_and(|text| text.contains("may or may not have arrived")));
        assert_eq!(advice[1].as_deref(), Some("Wait a few minutes, then reload the page."));
    }

    #[test]
    fn the_members_of_an_answer_stand_in_the_order_of_the_contract() {
        let mut output = Vec::new();
        run(&b"{\"id\":\"a\",\"status\":500}\n"[..], &mut output).expect("the stream is read");
        let text = String::from_utf8(output).expect("the output is text");
        let places = [
            "\"id\"",
            "\"schema\"",
            "\"condition\"",
            "\"fault\"",
            "\"certainty\"",
            "\"answered_by\"",
            "\"failure\"",
            "\"code\"",
            "\"path\"",
            "\"retry\"",
            "\"evidence\"",
            "\"summary\"",
        ]
        .map(|member| text.find(member).unwrap_or_else(|| panic!("{member} is missing in {text}")));
        assert!(places.is_sorted(), "{text}");
    }
}
