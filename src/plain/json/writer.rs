//! Plain data as JSON text.

use crate::part;
use crate::plain::Plain;

/// Writes JSON.
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
    let to_escape = |(_, byte): &(usize, u8)| *byte < b' ' || matches!(byte, b'"' | b'\\');
    while let Some((at, byte)) = rest.bytes().enumerate().find(to_escape) {
        text.push_str(part::until(rest, at));
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
