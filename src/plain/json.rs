//! Plain data as JSON text: how the worker's effects leave the wasm. One text that the browser parses
//! costs less than an object that is built member by member (ARCHITECTURE.md has the figures).

use super::Plain;
use crate::part;

/// Writes JSON (RFC 8259). How a number that is not whole is spelled is the caller's to say, since the
/// formatting of floating-point numbers would take a sixth of the worker's budget.
pub fn write(plain: &Plain, number: fn(f64) -> String) -> String {
    let mut text = String::new();
    append(plain, number, &mut text);
    text
}

fn append(plain: &Plain, number: fn(f64) -> String, text: &mut String) {
    match plain {
        Plain::Null => text.push_str("null"),
        Plain::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
        Plain::Whole(value) => text.push_str(&value.to_string()),
        Plain::Number(value) => text.push_str(&number(*value)),
        Plain::Text(value) => quote(value, text),
        Plain::List(values) => {
            text.push('[');
            for (index, value) in values.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                append(value, number, text);
            }
            text.push(']');
        }
        Plain::Record(members) => {
            text.push('{');
            for (index, (name, value)) in members.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                quote(name, text);
                text.push(':');
                append(value, number, text);
            }
            text.push('}');
        }
    }
}

fn quote(value: &str, text: &mut String) {
    const HEX: [u8; 16] = *b"0123456789abcdef";
    text.push('"');
    // What needs no escape is copied in runs.
    let mut rest = value;
    while let Some(at) = rest.bytes().position(|byte| byte < b' ' || byte == b'"' || byte == b'\\') {
        text.push_str(part::until(rest, at));
        let byte = rest.as_bytes()[at];
        text.push('\\');
        if byte < b' ' {
            text.push_str("u00");
            text.push(HEX[usize::from(byte >> 4)].into());
            text.push(HEX[usize::from(byte & 15)].into());
        } else {
            text.push(byte.into());
        }
        rest = part::from(rest, at + 1);
    }
    text.push_str(rest);
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_what_a_json_parser_reads_back() {
        let plain = Plain::Record(vec![
            ("a \"name\"".into(), Plain::Text("line\n\u{1}\\ \"quoted\" é 😀 \u{7f}".into())),
            ("list".into(), Plain::List(vec![Plain::Null, Plain::Bool(true), Plain::Whole(-7)])),
            ("empty".into(), Plain::Record(Vec::new())),
            ("none".into(), Plain::List(Vec::new())),
            ("time".into(), Plain::Number(1_795_607_665_794.507)),
        ]);
        let text = write(&plain, |number| number.to_string());
        assert_eq!(serde_json::from_str::<Plain>(&text).expect("it is JSON"), plain);
        assert!(text.contains(r#""line\u000a\u0001\\ \"quoted\" é 😀"#), "{text}");
    }
}
