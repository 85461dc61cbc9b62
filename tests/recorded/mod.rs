//! Reads the recorded responses of `tests/responses/`, in whatever folder below it.

use std::path::{Path, PathBuf};

use faultline::Observation;
use faultline::observation::pasted::Pasted;
use faultline::observation::{Page, Site};

/// A recorded response.
pub struct Recorded {
    /// The file's stem.
    pub name: String,
    /// The lines above the response; the properties do without them.
    #[allow(dead_code)]
    pub head: String,
    /// What was received.
    pub observation: Observation,
}

/// Every recorded response, in the order of their files.
pub fn all() -> Vec<Recorded> {
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/responses"))
        .iter()
        .map(|file| read(file))
        .collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("the folder can be listed").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "http") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn read(path: &Path) -> Recorded {
    let name = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{name}: {error}"));
    let (head, response) = text.split_once("\n---\n").unwrap_or_else(|| panic!("{name} has no line ---"));
    let says = |line: &str| head.lines().any(|known| known == line);
    let url = head.lines().find_map(|line| line.strip_prefix("url: "));
    let (fields, content) =
        response.split_once("\n\n").map_or((response, None), |(fields, content)| (fields, Some(content)));
    let pasted = Pasted::read(fields);
    let observation = Observation {
        site: url.and_then(Site::from_url),
        status: pasted.status,
        fields: (!says("fields: unknown")).then_some(pasted.fields),
        page: content.filter(|_| !says("page: unread")).map(Page::whole),
        ..Observation::default()
    };
    Recorded { name, head: head.to_owned(), observation }
}
