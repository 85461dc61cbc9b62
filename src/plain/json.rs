//! Plain data as JSON text (RFC 8259): how values come into the wasm and leave it. One text that the browser
//! writes or parses costs less than an object that is taken apart member by member (ARCHITECTURE.md has the
//! figures). Numbers that are not whole are the caller's to spell and to read, since the conversion of
//! floating-point numbers would take a sixth of the worker's budget.

#[cfg(any(test, target_arch = "wasm32"))]
mod reader;
#[cfg(any(not(target_arch = "wasm32"), feature = "background", feature = "watching"))]
mod writer;

#[cfg(any(test, target_arch = "wasm32"))]
pub use reader::read;
#[cfg(any(not(target_arch = "wasm32"), feature = "background", feature = "watching"))]
pub use writer::write;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plain::Plain;

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
        assert_eq!(read(&text, |figures| figures.parse().unwrap_or(f64::NAN)), Some(plain));
        assert!(text.contains(r#""line\u000a\u0001\\ \"quoted\" é 😀"#), "{text}");
    }
}
