//! The zip of an extension, which holds nothing of the machine or the hour that it was made on: the stores'
//! reviewers build it again and compare.

use crate::folder::Files;
use anyhow::{Context, Result};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Packs the files in the order of their names, with one time (the first that a zip can say) and one permission.
pub fn pack(files: &Files) -> Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(name.as_str(), options).with_context(|| format!("cannot pack {name}"))?;
        zip.write_all(content).with_context(|| format!("cannot pack {name}"))?;
    }
    Ok(zip.finish().context("cannot finish the zip")?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::folder::{self, Temporary};
    use std::fs::{self, File, Permissions};
    use std::os::unix::fs::PermissionsExt;
    use std::time::{Duration, SystemTime};

    #[test]
    fn the_same_folder_at_another_time_with_other_permissions_gives_the_same_bytes() {
        let folder = Temporary::new("zip");
        let pages = folder.path().join("pages");
        fs::create_dir(&pages).unwrap();
        let names =
            [folder.path().join("manifest.json"), pages.join("popup.html"), folder.path().join("a.js")];
        for name in &names {
            fs::write(name, "let x = 1;\n".repeat(50)).unwrap();
        }
        let first = pack(&folder::read(folder.path()).unwrap()).unwrap();

        for name in &names {
            let file = File::options().write(true).open(name).unwrap();
            file.set_modified(SystemTime::now() - Duration::from_hours(10_000)).unwrap();
            fs::set_permissions(name, Permissions::from_mode(0o755)).unwrap();
        }
        let second = pack(&folder::read(folder.path()).unwrap()).unwrap();
        assert!(first == second, "the zips differ");
        assert!(first.len() < 700, "{} bytes: the content is not compressed", first.len());
    }

    #[test]
    fn other_content_gives_other_bytes() {
        let pack = |content: &str| pack(&Files::from([("a".into(), content.as_bytes().to_vec())])).unwrap();
        assert!(pack("one") != pack("two"));
    }
}
