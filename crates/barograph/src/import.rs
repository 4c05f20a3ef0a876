//! A folder goes into the database: read, its pictures encoded, settled once to find every flaw, then stored.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use jiff::Timestamp;
use manuscript::source::Files;
use newsroom::proposal::edition::{Context, Settled, settle};
use newsroom::proposal::{EditionProposal, Objection, Part, Terms};
use newsroom::{Flaw, Master, MediaHash, Publication, PublicationId};
use store::{EditionImport, ImportError, PublicationImport, Store};
use uuid::Uuid;

use crate::report::{Flawed, TooLate};

/// What somebody does who was slower than another import.
const MEANWHILE: &str =
    "the database was changed meanwhile by somebody else; nothing was imported. Run the command again";

/// Reads an edition's folder into the database; what it did, or every flaw.
pub(crate) async fn edition(store: &Store, files: &Files, terms: &Terms, now: Timestamp) -> Result<Settled> {
    let expected_changes = store.changes().await?;
    let publication = store
        .publication()
        .await?
        .context("there is no publication yet; import its folder first: barograph publication import DIR")?;
    let read = manuscript::edition::read(files, &publication);
    let (pictures, unusable) = pictures(store, &read.pictures).await?;
    let masters = masters(&pictures);
    let mut flaws = read.flaws;
    let Some(proposal) = read.proposal else { return Err(Flawed(flaws).into()) };
    flaws.extend(unusable.iter().map(|(file, why)| read.places.locate(&no_picture(&proposal, file, why))));
    let there = store.edition(&proposal.slug()).await?;
    let others = store.others().await?;
    let context = Context { publication: &publication, others: &others, masters: &masters, terms, now };
    if let Err(objections) = settle(&proposal, there.as_ref(), &context) {
        flaws.extend(objections.iter().map(|objection| read.places.locate(objection)));
    }
    refuse(flaws)?;
    keep(store, pictures).await?;
    let import = EditionImport { proposal: &proposal, masters: &masters, terms, expected_changes, now };
    store.import_edition(&import).await.map_err(|error| refused(error, |objection| read.places.locate(objection)))
}

/// Reads a publication's folder into the database; whether it changed anything, or every flaw.
pub(crate) async fn publication(store: &Store, files: &Files, over: bool, now: Timestamp) -> Result<bool> {
    let expected_changes = store.changes().await?;
    let there = store.publication().await?;
    let read = manuscript::publication::read(files, there.as_ref());
    let mut flaws = read.flaws;
    let named: BTreeMap<String, Vec<u8>> = read.logo.into_iter().collect();
    let (pictures, unusable) = pictures(store, &named).await?;
    let logo = pictures.first().map(|picture| picture.master.clone());
    for (file, why) in unusable {
        let objection = Objection::new(Part::Key("logo"), format!("`{file}` cannot be used: {why}"), None);
        flaws.push(read.places.locate(&objection));
    }
    refuse(flaws)?;
    keep(store, pictures).await?;
    let new_id = PublicationId(Uuid::new_v4());
    let newsletters = read.newsletters.as_deref();
    let import = PublicationImport { proposal: &read.proposal, newsletters, logo, over, expected_changes, now, new_id };
    store.import_publication(&import).await.map_err(|error| refused(error, |objection| read.places.locate(objection)))
}

/// A picture of a folder, with its bytes unless we have them already.
pub(crate) struct Pictured {
    file: String,
    source: MediaHash,
    pub(crate) master: Master,
    pub(crate) encoded: Option<media::Encoded>,
}

/// Pictures by file. A master of ours is taken as it is, a file imported before leads to the same master.
async fn pictures(store: &Store, files: &BTreeMap<String, Vec<u8>>) -> Result<(Vec<Pictured>, Vec<(String, String)>)> {
    let mut pictures = Vec::new();
    let mut unusable = Vec::new();
    for (file, bytes) in files {
        let source = MediaHash::of(bytes);
        if let Some(master) = store.master_of(&source).await? {
            pictures.push(Pictured { file: file.clone(), source, master, encoded: None });
            continue;
        }
        match encoded(file, bytes) {
            Ok(picture) => pictures.push(picture),
            Err(why) => unusable.push((file.clone(), why.to_string())),
        }
    }
    Ok((pictures, unusable))
}

/// A file encoded anew.
pub(crate) fn encoded(file: &str, bytes: &[u8]) -> Result<Pictured, media::Unusable> {
    let encoded = media::encode(bytes)?;
    let master = encoded.master.clone();
    Ok(Pictured { file: file.to_owned(), source: MediaHash::of(bytes), master, encoded: Some(encoded) })
}

/// The masters by file.
pub(crate) fn masters(pictures: &[Pictured]) -> BTreeMap<String, Master> {
    pictures.iter().map(|picture| (picture.file.clone(), picture.master.clone())).collect()
}

async fn keep(store: &Store, pictures: Vec<Pictured>) -> Result<()> {
    for picture in pictures {
        if let Some(encoded) = picture.encoded {
            store.put_media(&picture.master, &encoded.bytes, encoded.small.as_deref(), &picture.source).await?;
        }
    }
    Ok(())
}

/// The objection to a picture that cannot be read, with the commentary that names it.
pub(crate) fn no_picture(proposal: &EditionProposal, file: &str, why: &str) -> Objection {
    let sections = proposal.sections.iter().flatten();
    let named = sections.flat_map(|section| {
        let commentaries = section.commentaries.iter().enumerate();
        commentaries.map(|(place, commentary)| (newsroom::CommentarySlug::of(&section.section, place + 1), commentary))
    });
    let mut naming =
        named.filter(|(_, commentary)| commentary.picture.as_ref().is_some_and(|picture| picture.file == file));
    let part = naming.next().map_or(Part::Key("sections"), |(slug, _)| Part::Picture(slug));
    Objection::new(part, format!("`{file}` cannot be used: {why}"), None)
}

/// The publication of a folder that is not in a database.
pub(crate) fn publication_of(files: &Files, now: Timestamp) -> Result<Publication> {
    use newsroom::proposal::publication::{Settling, Used, settle};
    let read = manuscript::publication::read(files, None);
    refuse(read.flaws)?;
    let settling = Settling { used: &Used::default(), over: true, now };
    let settled = settle(&read.proposal, None, PublicationId(Uuid::nil()), None, &settling);
    settled
        .map_err(|objections| Flawed(objections.iter().map(|objection| read.places.locate(objection)).collect()).into())
}

pub(crate) fn refuse(mut flaws: Vec<Flaw>) -> Result<()> {
    flaws.sort();
    flaws.dedup();
    if flaws.is_empty() { Ok(()) } else { Err(Flawed(flaws).into()) }
}

fn refused(error: ImportError, locate: impl Fn(&Objection) -> Flaw) -> anyhow::Error {
    match error {
        ImportError::Objections(objections) => Flawed(objections.iter().map(locate).collect()).into(),
        ImportError::Meanwhile => TooLate(MEANWHILE.to_owned()).into(),
        other => other.into(),
    }
}
