//! `barograph demo`: the invented publication, from nothing to the browser.

use std::path::PathBuf;

use anyhow::{Context, Result};
use jiff::Timestamp;
use manuscript::source::Files;
use newsroom::proposal::Terms;
use newsroom::{Archive, CommentarySlug, Permalink};
use press::Origin;
use site::Source;
use store::Store;

use crate::config::Config;
use crate::report::say;
use crate::{import, listen, progress, shelf, stop};

pub(crate) async fn run(mut config: Config, address: &str, data: Option<PathBuf>) -> Result<()> {
    let listener = listen::listener(address).await?;
    let temporary =
        if data.is_some() { None } else { Some(tempfile::tempdir().context("cannot make a temporary folder")?) };
    if let Some(folder) = &temporary {
        config.set("data", folder.path().display().to_string());
    }
    config.set("database", String::new());
    let store = shelf::open(&config).await?;
    moved_in(&store).await?;
    let address = listener.local_addr()?;
    let origin = Origin { base: format!("http://{address}") };
    if let Some(archive) = store.archive().await? {
        welcome(&archive, &origin);
    }
    say!("Listening on http://{address}/");
    listen::answer(listener, site::router(Source::store(store), origin, None), stop::on_signal()).await;
    Ok(())
}

/// Imports what is not there yet, through the importer, as anybody would.
async fn moved_in(store: &Store) -> Result<()> {
    let now = Timestamp::now();
    let editions = specimen::editions();
    let there: Vec<String> = store.editions().await?.iter().map(|edition| edition.slug.to_string()).collect();
    let missing: Vec<_> = editions.iter().filter(|folder| !there.contains(&folder.name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let bar = progress::bar("Importing the specimen", missing.len() + 1);
    import::publication(store, &files(&specimen::publication()), false, now).await?;
    bar.inc(1);
    for folder in missing {
        let imported = import::edition(store, &files(folder), &Terms::default(), now).await;
        imported.with_context(|| format!("the specimen's {}", folder.name))?;
        bar.inc(1);
    }
    bar.finish();
    Ok(())
}

fn files(folder: &specimen::Folder) -> Files {
    Files::from_pairs(folder.files.iter().map(|(path, bytes)| (path.clone(), bytes.to_vec())))
}

/// The permalinks to open first.
fn welcome(archive: &Archive, origin: &Origin) {
    let mut places = vec![Permalink::Home];
    if let Some(newest) = archive.newest() {
        places.push(Permalink::Edition(newest.slug.clone()));
        let economy = CommentarySlug::parse("economy").ok().filter(|slug| newest.commentary(slug).is_some());
        places.extend(economy.map(|slug| Permalink::Commentary(newest.slug.clone(), slug)));
    }
    places.extend(archive.publication.sections.get(3).map(|section| Permalink::Section(section.slug.clone())));
    places.push(Permalink::Archive);
    say!("An invented publication. Open:");
    for place in places {
        for spoken in archive.publication.languages.iter() {
            say!("  {}{}", origin.base, place.path(&spoken.language));
        }
    }
}
