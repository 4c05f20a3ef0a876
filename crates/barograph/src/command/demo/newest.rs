//! The newest edition, published before your eyes.

use std::time::Duration;

use anyhow::{Context, Result};
use jiff::SignedDuration;
use newsroom::{Edition, EditionSlug};
use store::{PlannedMailing, Store};

use super::vesnia;
use crate::command::mailing;
use crate::config::Config;
use crate::plan::{self, Plan};
use crate::report::say;

/// How often the bar looks.
const LOOK: Duration = Duration::from_millis(100);

/// Whether it is still to be published.
pub(super) async fn is_draft(store: &Store) -> Result<bool> {
    Ok(newest(store).await?.state.published().is_none())
}

/// Publishes it if need be, and waits for its mailings. A start after a start that was broken off goes on where that was;
/// where all was done, it finds so and mails nobody.
pub(super) async fn published(config: &Config, store: &Store) -> Result<()> {
    let edition = newest(store).await?;
    if edition.state.published().is_none() {
        publish(config, store, &edition).await?;
    }
    let going = going(store, &edition.slug).await?;
    if going.is_empty() {
        say!("Everything is there already. Nobody is mailed again, and the mailbox begins empty.");
    }
    mailing::watch(store, &going, "Mailing", LOOK).await?;
    vesnia::corrected(store).await
}

async fn newest(store: &Store) -> Result<Edition> {
    let newest = specimen::editions().pop().context("the specimen has no edition")?;
    let slug = EditionSlug::parse(&newest.name).context("the specimen's newest edition has no name")?;
    store.edition(&slug).await?.context("the specimen's newest edition is not there")
}

/// Published as of the hour in its sheet, so that the archive is the same as if all of it had been moved in; its
/// mailings go now.
async fn publish(config: &Config, store: &Store, edition: &Edition) -> Result<()> {
    let (hour, now) = (vesnia::hour(store).await?, store.clock().await?);
    let archive = store.archive().await?.context("the specimen is not there")?;
    let (archive, shown) = plan::once_published(archive, edition, hour);
    let plans = plan::plans(store, &archive, &shown, &config.origin(), (now, SignedDuration::ZERO)).await?;
    let plans: Vec<Plan> = plans.into_iter().filter(|plan| plan.mailing.is_ok()).collect();
    let mailings =
        plans.iter().map(|plan| PlannedMailing { newsletter: plan.newsletter.slug.clone(), due: now, not_before: now });
    store.publish_with_mailings(&edition.slug, &mailings.collect::<Vec<_>>(), hour).await?;
    let readers: Vec<String> = plans.iter().map(|plan| in_words(plan, &archive)).collect();
    say!("{} is published, and goes to {}.", edition.slug, readers.join(" and "));
    Ok(())
}

fn in_words(plan: &Plan, archive: &newsroom::Archive) -> String {
    format!("{} of {}", plan::readers(plan.readers), plan::name(&plan.newsletter, archive))
}

/// Its mailings that are not done.
async fn going(store: &Store, slug: &EditionSlug) -> Result<Vec<mailroom::MailingId>> {
    let mailings = store.mailings().await?;
    let ours = mailings.iter().filter(|progress| progress.mailing.edition == *slug && !progress.is_done());
    Ok(ours.map(|progress| progress.mailing.id).collect())
}
