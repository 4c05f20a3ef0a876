//! The manuscripts of this repository are read, and come back the same.

#![allow(clippy::unwrap_used, reason = "a test that unwraps fails, as it should")]

mod common;

use std::path::Path;

use common::{newsletters, published, root, round_trip};
use manuscript::{Files, publication};

/// A publication's folder, written and read again.
fn house(folder: &Path) {
    let files = Files::read(folder).unwrap();
    let (first, letters) = (published(&files), newsletters(&files));
    let export = publication::write(&first, &letters, None);
    assert_eq!(published(&export), first);
    assert_eq!(newsletters(&export), letters);
}

fn editions(folder: &Path, publication: &str) -> Vec<String> {
    house(&folder.join(publication));
    let publication = published(&Files::read(folder.join(publication)).unwrap());
    let mut folders: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    let editions = folders.iter().filter(|folder| folder.join("edition.toml").exists());
    let mut problems = Vec::new();
    let mut count = 0;
    for folder in editions {
        let files = Files::read(folder).unwrap();
        problems.extend(round_trip(&files, &publication).err().map(|p| format!("{}\n{p}", folder.display())));
        count += 1;
    }
    assert!(count > 0);
    problems
}

#[test]
fn the_sample_edition_is_without_flaw() {
    assert_eq!(editions(&root().join("samples"), "publication").join("\n"), "");
}

#[test]
fn the_specimen_s_editions_are_without_flaw() {
    assert_eq!(editions(&root().join("crates/specimen/vesnia"), "publication").join("\n"), "");
}
