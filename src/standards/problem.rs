//! Problem documents (RFC 9457): the members of a JSON object, without a parser for the rest of it.

use crate::part;

/// What follows the colon of a member of the outermost object, or `None` where there is no such member.
/// Members of objects inside it do not count, and neither does what stands in a text.
#[must_use]
pub fn member<'j>(json: &'j str, name: &str) -> Option<&'j str> {
    let bytes = json.as_bytes();
    let mut depth = 0_u32;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b'"' => {
                let end = text_end(bytes, at + 1)?;
                let behind = part::from(json, end + 1).trim_start();
                if depth == 1 && part::between(json, at + 1, end) == name && behind.starts_with(':') {
                    return Some(part::from(behind, 1).trim_start());
                }
                at = end;
            }
            _ if depth == 0 && !byte.is_ascii_whitespace() => return None,
            _ => {}
        }
        at += 1;
    }
    None
}

/// Where a text ends: the offset of its closing quote.
fn text_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::member;

    #[test]
    fn only_members_of_the_outermost_object_are_found() {
        let json = r#" {"a": {"code": 1}, "list": [{"code": 2}], "text": "\"code\": 3 {", "code" : 4}"#;
        assert_eq!(member(json, "code"), Some("4}"));
        assert_eq!(member(r#"{"a":{"code":1}}"#, "code"), None);
    }

    #[test]
    fn what_is_no_object_or_ends_early_has_no_members() {
        for json in ["", "code", "x{\"code\":1}", "{\"code", "{\"code\\\"", "[", "{"] {
            assert_eq!(member(json, "code"), None, "{json}");
        }
        assert_eq!(member("{\"é\":1,\"code\":2", "code"), Some("2"));
    }
}
