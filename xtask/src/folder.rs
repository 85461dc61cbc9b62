//! A folder as a sorted set of files in memory: what is built is put together, measured, zipped and written as
//! one of these.

use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Content by name; the name is the path inside the folder, with `/` on every system.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Reads a folder with all below it. Names that start with a dot are the editor's or the system's, not ours.
pub fn read(folder: &Path) -> Result<Files> {
    let mut files = Files::new();
    read_into(&mut files, folder, "")?;
    Ok(files)
}

fn read_into(files: &mut Files, folder: &Path, prefix: &str) -> Result<()> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read the folder {}", folder.display()))?;
    for entry in entries {
        let path = entry.with_context(|| format!("cannot read the folder {}", folder.display()))?.path();
        let name = path.file_name().unwrap_or_default();
        let name = name.to_str().with_context(|| format!("the name of {} is not UTF-8", path.display()))?;
        if name.starts_with('.') {
            continue;
        }
        if path.is_dir() {
            read_into(files, &path, &format!("{prefix}{name}/"))?;
        } else {
            let content = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            files.insert(format!("{prefix}{name}"), content);
        }
    }
    Ok(())
}

/// Makes the folder hold these files and nothing else.
pub fn write(files: &Files, folder: &Path) -> Result<()> {
    clear(folder)?;
    for (name, content) in files {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).with_context(|| format!("cannot create {}", parent.display()))?;
        }
        fs::write(&path, content).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// Makes the folder exist and be empty.
pub fn clear(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))
}

/// A folder of one test, gone when the test ends.
#[cfg(test)]
pub struct Temporary(std::path::PathBuf);

#[cfg(test)]
impl Temporary {
    /// An empty folder; the name must be the test's own.
    pub fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("xtask-{}-{name}", std::process::id()));
        clear(&folder).unwrap();
        Self(folder)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

#[cfg(test)]
impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_written_folder_reads_back_and_holds_nothing_older() {
        let folder = Temporary::new("written");
        fs::write(folder.path().join("stale.js"), "old").unwrap();
        let files = Files::from([("a/b.txt".into(), b"b".to_vec()), ("c.txt".into(), b"c".to_vec())]);
        write(&files, folder.path()).unwrap();
        fs::write(folder.path().join(".swp"), "an editor's").unwrap();
        assert_eq!(read(folder.path()).unwrap(), files);
    }
}
