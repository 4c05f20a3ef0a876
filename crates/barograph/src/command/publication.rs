//! `barograph publication`.

use std::path::Path;

use anyhow::{Context, Result};
use jiff::Timestamp;
use manuscript::source::Files;

use crate::cli::PublicationVerb;
use crate::config::Config;
use crate::report::say;
use crate::{import, shelf};

pub(crate) async fn run(config: &Config, verb: PublicationVerb) -> Result<()> {
    match verb {
        PublicationVerb::Import { dir, over } => {
            let files = read(&dir)?;
            let store = shelf::open(config).await?;
            let changed = import::publication(&store, &files, over, Timestamp::now()).await?;
            say!("{}", if changed { "Imported." } else { "Nothing to change." });
            Ok(())
        }
        PublicationVerb::Export { dir } => export(config, &dir).await,
    }
}

/// Reads a folder.
pub(crate) fn read(dir: &Path) -> Result<Files> {
    Files::read(dir).with_context(|| format!("cannot read the folder {}", dir.display()))
}

async fn export(config: &Config, dir: &Path) -> Result<()> {
    let store = shelf::open(config).await?;
    let publication = store.publication().await?.context("there is no publication yet")?;
    let mut logo = None;
    if let Some(master) = &publication.logo {
        logo = store.media_bytes(&master.hash, &master.extension).await?;
    }
    let files = manuscript::publication::write(&publication, &store.newsletters().await?, logo);
    files.write_to(dir, false).with_context(|| format!("cannot write into {}", dir.display()))?;
    say!("Written: {}", dir.display());
    Ok(())
}
