//! `www`: the playground on this machine. The files are static; the server is there because browsers load
//! modules and wasm from no `file:` address.

use crate::build;
use crate::checkout::Checkout;
use crate::set_up;
use anyhow::{Result, anyhow};
use std::fs;
use std::path::{Path, PathBuf};
use tiny_http::{Header, Method, Request, Response, Server};

/// This machine only: nothing here is made to be seen by others.
const ADDRESS: &str = "127.0.0.1:8000";

/// Builds `dist/www`, and serves it unless only the build was asked for.
pub fn run(checkout: &Checkout, only_build: bool) -> Result<()> {
    set_up::wasm_target()?;
    set_up::node_packages(checkout)?;
    build::playground(checkout)?;
    let folder = checkout.dist_folder().join("www");
    println!("wrote {}", folder.display());
    if only_build {
        return Ok(());
    }
    let server = Server::http(ADDRESS).map_err(|e| {
        anyhow!(
            "cannot listen on {ADDRESS}: {e}; end the other server there, or let another one serve {}",
            folder.display()
        )
    })?;
    println!("serving on http://{ADDRESS}/ until Ctrl-C");
    for request in server.incoming_requests() {
        answer(request, &folder);
    }
    Ok(())
}

fn answer(request: Request, folder: &Path) {
    let (status, kind, content) = if matches!(request.method(), Method::Get | Method::Head) {
        content(folder, request.url())
            .map_or((404, "text/plain", b"no such file\n".to_vec()), |(kind, content)| (200, kind, content))
    } else {
        (405, "text/plain", b"only GET and HEAD\n".to_vec())
    };
    println!("{status} {} {}", request.method(), request.url());
    let mut response = Response::from_data(content).with_status_code(status);
    for (name, value) in
        [("Content-Type", kind), ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")]
    {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    // A browser that went away needs no answer.
    let _ = request.respond(response);
}

fn content(folder: &Path, address: &str) -> Option<(&'static str, Vec<u8>)> {
    let path = file(folder, address)?;
    let content = fs::read(&path).ok()?;
    Some((content_type(&path), content))
}

/// The file that an address asks for. Only plain names lead anywhere: `..`, an empty part, a backslash or an
/// escape such as `%2e` is refused, so that no address leaves the folder.
fn file(folder: &Path, address: &str) -> Option<PathBuf> {
    let path = address.split(['?', '#']).next()?.strip_prefix('/')?;
    let path =
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    let is_plain = |part: &str| {
        !part.starts_with('.')
            && !part.is_empty()
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))
    };
    path.split('/').all(is_plain).then(|| folder.join(path))
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_to_a_file_of_the_folder() {
        let file = |address| file(Path::new("/www"), address);
        assert_eq!(file("/"), Some("/www/index.html".into()));
        assert_eq!(file("/wasm/playground_bg.wasm?v=1"), Some("/www/wasm/playground_bg.wasm".into()));
        assert_eq!(content_type(Path::new("/www/wasm/playground_bg.wasm")), "application/wasm");
    }

    #[test]
    fn no_address_leaves_the_folder() {
        for address in [
            "/../Cargo.toml",
            "/a/../../b",
            "/%2e%2e/Cargo.toml",
            "//etc/passwd",
            "/a\\..\\b",
            "/.git/config",
            "x",
        ] {
            assert_eq!(file(Path::new("/www"), address), None, "{address}");
        }
    }
}
