//! Fields as people paste them: a status line and `name: value` lines, as `curl -i`, `curl -v` and the
//! browsers' developer tools print them. A line that is neither is skipped and counted, never an error.

use super::{Fields, Status};

/// What a pasted block of fields holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pasted {
    /// From the last status line, such as `HTTP/2 522`.
    pub status: Option<Status>,
    /// The fields after the last status line: what came before was a redirect or an interim response.
    pub fields: Fields,
    /// The numbers (from 1) of the lines that are no field, so that a person can be told.
    pub skipped: Vec<usize>,
}

impl Pasted {
    /// Reads a block of lines; total, a broken line never stops the rest.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut pasted = Self::default();
        for (index, line) in text.lines().enumerate() {
            // `curl -v` marks what it received with "< "; its requests and notes are not the response's.
            let line = line.trim().strip_prefix('<').map_or(line.trim(), str::trim);
            if line.is_empty() || line.starts_with('*') || line.starts_with('>') {
                continue;
            }
            if let Some(status) = status_line(line) {
                pasted = Self { status: Some(status), ..Self::default() };
                continue;
            }
            // A name that begins with a colon is a pseudo-header field of HTTP/2 (RFC 9113 §8.3.2).
            match line.strip_prefix(':').unwrap_or(line).split_once(':') {
                Some(("status", value)) if line.starts_with(':') => {
                    pasted.status = value.trim().parse().ok().and_then(Status::new).or(pasted.status);
                }
                Some((name, value)) if !name.trim().is_empty() && !name.trim().contains([' ', '\t']) => {
                    pasted.fields.push(name, value);
                }
                _ => pasted.skipped.push(index + 1),
            }
        }
        pasted
    }
}

fn status_line(line: &str) -> Option<Status> {
    let rest = line.get(..5).filter(|start| start.eq_ignore_ascii_case("HTTP/")).map(|_| &line[5..])?;
    Status::new(rest.split_ascii_whitespace().nth(1)?.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_status_line_and_the_fields_are_read() {
        let pasted = Pasted::read("HTTP/1.1 522 \r\nServer: cloudflare\r\nCF-RAY: 8f1c2d3e4a5b6c7d-FRA\r\n");
        assert_eq!(pasted.status.map(Status::code), Some(522));
        assert_eq!(pasted.fields.get("cf-ray").as_deref(), Some("8f1c2d3e4a5b6c7d-FRA"));
        assert!(pasted.skipped.is_empty());
    }

    #[test]
    fn whatever_protocol_a_status_line_names_the_response_is_the_same() {
        let of = |protocol: &str| Pasted::read(&[protocol, " 522\nserver: cloudflare"].concat());
        assert_eq!(of("HTTP/1.1").status.map(Status::code), Some(522));
        for protocol in ["HTTP/1.0", "HTTP/2", "HTTP/3", "http/1.1"] {
            assert_eq!(of(protocol), of("HTTP/1.1"), "{protocol}");
        }
        let other = of("ICY");
        assert_eq!((other.status, other.skipped), (None, vec![1]));
    }

    #[test]
    fn only_the_last_response_counts_and_curls_own_notes_are_left_out() {
        let pasted = Pasted::read(
            "* connected\n> GET / HTTP/2\n< HTTP/2 301\n< location: /a\n<\n< HTTP/2 500\n< server: nginx",
        );
        assert_eq!(pasted.status.map(Status::code), Some(500));
        assert_eq!(pasted.fields.iter().collect::<Vec<_>>(), [("server", "nginx")]);
    }

    #[test]
    fn a_broken_line_is_counted_and_the_rest_is_read() {
        let pasted = Pasted::read(":status: 502\nthis is no field\nserver: cloudflare\n: nothing");
        assert_eq!(pasted.status.map(Status::code), Some(502));
        assert_eq!(pasted.skipped, [2, 4]);
        assert!(pasted.fields.has("server"));
    }
}
