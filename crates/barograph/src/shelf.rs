//! Opening what a command works on.

use anyhow::{Context, Result};
use newsroom::EditionSlug;
use store::Store;

use crate::config::Config;

/// The database of the configuration, migrated.
pub(crate) async fn open(config: &Config) -> Result<Store> {
    let database = config.database();
    Store::open(&database, &config.data()).await.with_context(|| {
        let place = match config.get("database") {
            "" => format!("in {}", config.data().display()),
            _ => "at the address that `database` names".to_owned(),
        };
        format!("cannot open the database {place}")
    })
}

/// Reads EDITION, with the nearest right one when there is none of that name.
pub(crate) async fn edition(store: &Store, name: &str) -> Result<newsroom::Edition> {
    let slug = EditionSlug::parse(name).with_context(|| format!("`{name}` is no edition"))?;
    if let Some(edition) = store.edition(&slug).await? {
        return Ok(edition);
    }
    let editions = store.editions().await?;
    let slugs = editions.iter().map(|edition| edition.slug.as_str());
    let near = newsroom::flaw::nearest(name, slugs).map_or_else(
        || "`barograph edition list` shows what there is".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    anyhow::bail!("there is no edition `{name}`; {near}")
}
