//! The specimen moves in, through the importer: all editions as they were published, the newest as a draft.

use anyhow::{Context, Result};
use jiff::Timestamp;
use manuscript::source::Files;
use newsroom::proposal::Terms;
use specimen::Folder;
use store::Store;

use crate::{import, progress};

/// The sheet of an edition, and how the line begins that says when it was published.
const SHEET: &str = "edition.toml";
const PUBLISHED: &str = "published ";
/// Where an edition's corrections lie.
const CORRECTIONS: &str = "corrections/";

/// Imports what is not there yet.
pub(super) async fn moved_in(store: &Store) -> Result<()> {
    let there: Vec<String> = store.editions().await?.iter().map(|edition| edition.slug.to_string()).collect();
    let editions = specimen::editions();
    let newest = editions.last().map(|folder| folder.name.clone());
    let missing: Vec<_> = editions.into_iter().filter(|folder| !there.contains(&folder.name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let bar = progress::bar("Importing the specimen", missing.len() + 1);
    import::publication(store, &files(&specimen::publication()), false, Timestamp::now()).await?;
    bar.inc(1);
    for folder in missing {
        let files = if Some(&folder.name) == newest.as_ref() { draft(&folder) } else { files(&folder) };
        moved(store, &folder.name, &files).await?;
        bar.inc(1);
    }
    bar.finish();
    Ok(())
}

/// Imports the newest edition whole: what its draft lacked are its corrections.
pub(super) async fn corrected(store: &Store) -> Result<()> {
    match specimen::editions().last() {
        Some(newest) => moved(store, &newest.name, &files(newest)).await,
        None => Ok(()),
    }
}

/// When the newest edition was published, by its own sheet.
pub(super) async fn hour(store: &Store) -> Result<Timestamp> {
    let publication = store.publication().await?.context("the specimen is not there")?;
    let newest = specimen::editions().pop().context("the specimen has no edition")?;
    let read = manuscript::edition::read(&files(&newest), &publication);
    read.proposal.and_then(|proposal| proposal.published).context("the specimen's newest edition says no hour")
}

async fn moved(store: &Store, name: &str, files: &Files) -> Result<()> {
    let imported = import::edition(store, files, &Terms::default(), Timestamp::now()).await;
    imported.with_context(|| format!("the specimen's {name}"))?;
    Ok(())
}

fn files(folder: &Folder) -> Files {
    Files::from_pairs(folder.files.iter().map(|(path, bytes)| (path.clone(), bytes.to_vec())))
}

/// An edition as it was before it was published: without its hour, and without corrections.
fn draft(folder: &Folder) -> Files {
    let before = folder.files.iter().filter(|(path, _)| !path.starts_with(CORRECTIONS));
    Files::from_pairs(before.map(|(path, bytes)| {
        let bytes = if path == SHEET { without_hour(bytes) } else { bytes.to_vec() };
        (path.clone(), bytes)
    }))
}

fn without_hour(sheet: &[u8]) -> Vec<u8> {
    let lines = sheet.split_inclusive(|byte| *byte == b'\n');
    lines.filter(|line| !line.starts_with(PUBLISHED.as_bytes())).flatten().copied().collect()
}
