//! The invented publication *Situation in Vesnia*: manuscripts for demo, tests and screenshots, embedded.
//!
//! Vesnia, its neighbours and everybody in it are invented.

use include_dir::{Dir, DirEntry, include_dir};

static VESNIA: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/vesnia");

/// The name of the publication's folder.
const PUBLICATION: &str = "publication";

/// A folder of the specimen.
#[derive(Clone, Debug)]
pub struct Folder {
    /// Its name: `publication`, or the edition's permalink segment.
    pub name: String,
    /// Its files: path within the folder, and bytes.
    pub files: Vec<(String, &'static [u8])>,
}

/// The publication's folder.
pub fn publication() -> Folder {
    folder(PUBLICATION)
}

/// The editions' folders, oldest first.
pub fn editions() -> Vec<Folder> {
    let mut names: Vec<String> = VESNIA.dirs().map(|dir| dir.path().display().to_string()).collect();
    names.retain(|name| name != PUBLICATION);
    names.sort();
    names.iter().map(|name| folder(name)).collect()
}

fn folder(name: &str) -> Folder {
    let mut files = Vec::new();
    if let Some(dir) = VESNIA.get_dir(name) {
        collect(dir, &format!("{name}/"), &mut files);
    }
    Folder { name: name.to_owned(), files }
}

fn collect(dir: &'static Dir<'static>, prefix: &str, files: &mut Vec<(String, &'static [u8])>) {
    for entry in dir.entries() {
        match entry {
            DirEntry::Dir(dir) => collect(dir, prefix, files),
            DirEntry::File(file) => {
                let path = file.path().display().to_string();
                files.push((path.strip_prefix(prefix).unwrap_or(&path).to_owned(), file.contents()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_specimen_has_what_the_demo_tells() {
        assert_eq!(editions().len(), 27, "26 weeks and a flash edition");
        assert!(publication().files.iter().any(|(path, _)| path == "publication.toml"));
        let newest = editions().pop().unwrap();
        assert!(newest.files.iter().any(|(path, _)| path == "corrections/1/economy.be.md"));
    }

    #[test]
    fn no_lead_or_paragraph_occurs_twice() {
        let mut seen = std::collections::BTreeMap::new();
        for edition in editions() {
            for (path, bytes) in
                edition.files.iter().filter(|(path, _)| path.ends_with(".md") && !path.starts_with("corrections"))
            {
                let text = std::str::from_utf8(bytes).unwrap();
                for paragraph in text.lines().filter(|line| line.chars().count() > 60) {
                    let place = format!("{}/{path}", edition.name);
                    assert_eq!(seen.insert(paragraph.to_owned(), place.clone()), None, "again in {place}: {paragraph}");
                }
            }
        }
    }
}
