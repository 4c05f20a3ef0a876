//! `barograph init`: a folder to begin with.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use newsroom::PublicationId;
use uuid::Uuid;

use crate::config;
use crate::report::say;

pub(crate) fn run(dir: &Path) -> Result<()> {
    let (configuration, publication) = (dir.join("barograph.toml"), dir.join("publication"));
    for path in [&configuration, &publication] {
        anyhow::ensure!(!path.exists(), "{} is there already; nothing was written", path.display());
    }
    fs::create_dir_all(dir).with_context(|| format!("cannot make the folder {}", dir.display()))?;
    let files = manuscript::publication::template(PublicationId(Uuid::new_v4()));
    files.write_to(&publication, false).with_context(|| format!("cannot write into {}", publication.display()))?;
    fs::write(&configuration, config::template())
        .with_context(|| format!("cannot write {}", configuration.display()))?;
    say!("Written: {} and {}. Change what you like, then:\n", configuration.display(), publication.display());
    say!("  cd {}", dir.display());
    say!("  barograph publication import publication");
    say!("  barograph serve\n");
    say!("docs/manuscript.md tells how an edition is written.");
    Ok(())
}
