//! What the tests share: a publication, and how its folders are read and settled.
#![allow(dead_code)]

pub mod cast;

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::Timestamp;
use mailroom::Newsletter;
use manuscript::{Files, edition, publication};
use newsroom::proposal::edition::{Context, Other, settle};
use newsroom::proposal::publication::{Settling, Used};
use newsroom::proposal::{EditionProposal, Terms};
use newsroom::{Edition, Flaw, Master, MediaHash, Publication, PublicationId};

pub const NOW: &str = "2026-01-05T06:00:00Z";

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

pub fn shown(flaws: &[Flaw]) -> String {
    flaws.iter().map(Flaw::to_string).collect::<Vec<_>>().join("\n")
}

/// A folder's publication, as an empty database takes it.
pub fn published(files: &Files) -> Publication {
    let read = publication::read(files, None);
    assert_eq!(shown(&read.flaws), "");
    settled(&read, None).unwrap()
}

/// A folder's newsletters.
pub fn newsletters(files: &Files) -> Vec<Newsletter> {
    publication::read(files, None).newsletters.unwrap_or_default()
}

pub fn settled(read: &publication::Read, there: Option<&Publication>) -> Result<Publication, String> {
    let used = Used::default();
    let settling = Settling { used: &used, over: false, now: NOW.parse().unwrap() };
    let logo = read.logo.as_ref().map(|(file, bytes)| master(file, bytes));
    let taken = newsroom::proposal::publication::settle(&read.proposal, there, id(), logo, &settling);
    taken.map_err(|objections| shown(&read.places.locate_all(&objections)))
}

pub fn id() -> PublicationId {
    PublicationId::parse("6b6ddbd0-3c2e-4f0b-9d7e-0a4f6f1f3c11").unwrap()
}

/// As if every picture were kept as it is.
pub fn master(file: &str, bytes: &[u8]) -> Master {
    let extension = file.rsplit_once('.').unwrap().1.to_owned();
    Master { hash: MediaHash::of(bytes), extension, width: 8, height: 6, small: None }
}

/// An edition's folder, as a database takes it that holds `there`.
pub fn taken(
    files: &Files,
    publication: &Publication,
    there: Option<&Edition>,
    others: &[Other],
) -> Result<Edition, String> {
    let read = edition::read(files, publication);
    if !read.flaws.is_empty() {
        return Err(shown(&read.flaws));
    }
    let masters: BTreeMap<_, _> = read.pictures.iter().map(|(f, bytes)| (f.clone(), master(f, bytes))).collect();
    let now: Timestamp = NOW.parse().unwrap();
    let terms = Terms::default();
    let context = Context { publication, others, masters: &masters, terms: &terms, now };
    let proposal: EditionProposal = read.proposal.unwrap();
    let settled = settle(&proposal, there, &context);
    settled.map(|settled| settled.edition).map_err(|objections| shown(&read.places.locate_all(&objections)))
}

/// Writes an edition whose pictures' bytes are those of `files`.
pub fn written(edition: &Edition, publication: &Publication, files: &Files) -> Files {
    let named = edition.commentaries().filter_map(|commentary| commentary.picture.as_ref());
    let bytes = |file: &str| (file.to_owned(), files.get(file).unwrap().to_vec());
    edition::write(edition, publication, named.map(|picture| bytes(&picture.file)).collect())
}

/// All files as one text, to be compared.
pub fn laid_out(files: &Files) -> String {
    let file = |(path, bytes): (&str, &[u8])| format!("=== {path}\n{}", String::from_utf8_lossy(bytes));
    files.iter().map(file).collect::<Vec<_>>().join("\n")
}

/// Reads, writes, and does both again in the same database and in an empty one: nothing may change on the way.
pub fn round_trip(files: &Files, publication: &Publication) -> Result<Files, String> {
    let first = taken(files, publication, None, &[])?;
    let export = written(&first, publication, files);
    let same = taken(&export, publication, Some(&first), &[])?;
    assert_eq!(laid_out(&written(&same, publication, files)), laid_out(&export), "in the same database");
    assert_eq!(first, same);
    let new = taken(&export, publication, None, &[])?;
    assert_eq!(laid_out(&written(&new, publication, files)), laid_out(&export), "in an empty database");
    Ok(export)
}
