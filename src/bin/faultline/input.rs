//! Files as input: read whole, within a bound, with a clear sentence when that fails.

use std::io::Read;
use std::path::Path;

/// The largest file that is read; error pages are a thousand times smaller.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Reads a file, or standard input for `-`.
pub fn read(file: &Path) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let source: Box<dyn Read> = if file == Path::new("-") {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(
            std::fs::File::open(file).map_err(|error| format!("cannot open {}: {error}", file.display()))?,
        )
    };
    source
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| format!("cannot read {}: {error}", file.display()))?;
    if bytes.len() as u64 > LARGEST {
        return Err(format!("{} is larger than {} MB; cut it", file.display(), LARGEST / 1024 / 1024));
    }
    Ok(bytes)
}

/// Splits what `curl -i` prints into the last response's head and its content, where there is one.
pub fn split_head(bytes: &[u8]) -> (String, Option<Vec<u8>>) {
    let mut rest = bytes;
    loop {
        let Some((end, behind)) = empty_line(rest) else {
            return (String::from_utf8_lossy(rest).into_owned(), None);
        };
        let head = String::from_utf8_lossy(&rest[..end]).into_owned();
        // Redirects, interim responses and proxies' answers come before the response that counts; a body
        // that only looks like one does not.
        if rest[behind..].get(..5).is_some_and(|next| next.eq_ignore_ascii_case(b"HTTP/"))
            && another_follows(&head)
        {
            rest = &rest[behind..];
            continue;
        }
        return (head, Some(rest[behind..].to_vec()));
    }
}

/// Whether curl prints another response behind one that begins so.
fn another_follows(head: &str) -> bool {
    let line = head.lines().next().unwrap_or_default();
    let status = line.split_ascii_whitespace().nth(1).unwrap_or_default();
    matches!(status.as_bytes(), [b'1' | b'3', _, _] | b"401" | b"407")
        || line.to_ascii_lowercase().contains("connection established")
}

/// The first empty line: where the head ends, and where the content begins.
fn empty_line(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut at = 0;
    while let Some(end) = bytes[at..].iter().position(|&byte| byte == b'\n').map(|offset| at + offset) {
        let line = bytes[at..end].strip_suffix(b"\r").unwrap_or(&bytes[at..end]);
        if line.is_empty() {
            return Some((at, end + 1));
        }
        at = end + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_follows_the_head_of_the_last_response() {
        let (head, content) = split_head(
            b"HTTP/2 301\r\nlocation: /\r\n\r\nHTTP/2 522\r\nserver: cloudflare\r\n\r\nerror code: 522",
        );
        assert_eq!(head, "HTTP/2 522\r\nserver: cloudflare\r\n");
        assert_eq!(content.as_deref(), Some(&b"error code: 522"[..]));
    }

    #[test]
    fn a_body_that_looks_like_a_response_is_a_body() {
        let (head, content) = split_head(b"HTTP/2 503\nserver: x\n\nHTTP/1.1 200 OK\n\nfine");
        assert_eq!(head, "HTTP/2 503\nserver: x\n");
        assert!(content.is_some_and(|content| content.starts_with(b"HTTP/1.1 200")));
    }

    #[test]
    fn fields_without_an_empty_line_have_no_content() {
        assert_eq!(split_head(b"HTTP/2 522\nserver: x"), ("HTTP/2 522\nserver: x".to_owned(), None));
    }
}
