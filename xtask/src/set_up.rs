//! What a command needs before it can start. Each part looks first and does something only where it must, so
//! calling it again costs nothing.

mod browsers;
mod node;
mod rust;

pub use browsers::{browser_program, browsers};
pub use node::node_packages;
pub use rust::{rust_components, wasm_target};

use std::env;
use std::path::PathBuf;

/// The program of this name in PATH.
fn in_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}
