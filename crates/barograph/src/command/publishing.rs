//! `barograph edition publish` and `unpublish`: the one act by which an edition and its mailings go out, and back.

use std::time::Duration;

use anyhow::{Context, Result};
use jiff::SignedDuration;
use newsroom::{Archive, Edition, EditionSlug, Kind, Publication};
use store::{PublishError, Store, UnpublishError};

use crate::cli::EditionPublish;
use crate::command::{confirmed, edition, mailing};
use crate::config::Config;
use crate::plan::{self, Plan};
use crate::report::{TooLate, say};
use crate::shelf;

/// How long an edition can be taken back with its mailings, unless its publishing said otherwise.
pub(crate) const GRACE: SignedDuration = SignedDuration::from_secs(60);

/// The longest grace: an edition that has been public for longer was read, and is withdrawn in the open.
const GRACE_MAX: SignedDuration = SignedDuration::from_hours(1);

pub(crate) async fn publish(config: &Config, asked: &EditionPublish) -> Result<()> {
    let store = shelf::open(config).await?;
    let edition = shelf::edition(&store, &asked.edition).await?;
    if edition.state.published().is_some() {
        return Err(TooLate(format!("{} is {} already", edition.slug, edition.state.as_str())).into());
    }
    let (mut plans, mut archive) = planned(config, &store, &edition, asked).await?;
    edition::say_missing(&edition.missing(&archive.publication));
    loop {
        say_plans(&plans, &archive);
        if !confirmed(&question(&edition, &archive.publication), asked.yes)? {
            say!("Nothing was published.");
            return Ok(());
        }
        // Time has gone by while somebody thought about it: an hour may have passed.
        let before = plans;
        (plans, archive) = planned(config, &store, &edition, asked).await?;
        if asked.yes || !differ(&plans, &before) {
            break;
        }
        say!("Meanwhile the plan has changed.");
    }
    let mailings: Vec<_> = plans.iter().filter_map(Plan::planned).collect();
    let now = store.clock().await?;
    let published = store.publish_with_mailings(&edition.slug, &mailings, now).await;
    let published = published.map_err(|error| too_late(error, &edition.slug))?;
    let number = published.number.map(|number| format!(" as no. {number}")).unwrap_or_default();
    say!("{} is published{number}: {}", published.slug, address(config, &archive.publication, &published));
    if mailings.is_empty() {
        return Ok(());
    }
    if asked.grace > 0 {
        say!("Until the first mail leaves, `barograph edition unpublish {}` takes all of it back.", published.slug);
    }
    follow(&store, &archive, &published.slug, asked).await
}

fn differ(plans: &[Plan], before: &[Plan]) -> bool {
    let pairs = || plans.iter().zip(before);
    plans.len() != before.len()
        || pairs().any(|(plan, before)| plan.newsletter != before.newsletter || plan.differs_from(before))
}

/// The plans as of now, and the archive they stand on.
async fn planned(
    config: &Config,
    store: &Store,
    edition: &Edition,
    asked: &EditionPublish,
) -> Result<(Vec<Plan>, Archive)> {
    let archive = store.archive().await?.context("there is no publication yet")?;
    let grace = SignedDuration::from_secs(i64::from(asked.grace)).min(GRACE_MAX);
    let now = store.clock().await?;
    let (archive, edition) = plan::once_published(archive, edition, now);
    Ok((plan::plans(store, &archive, &edition, &config.origin(), (now, grace)).await?, archive))
}

fn say_plans(plans: &[Plan], archive: &Archive) {
    if !plans.is_empty() {
        say!("Mailed to:");
        plans.iter().flat_map(|plan| plan.in_words(archive)).for_each(|line| say!("  {line}"));
    }
}

fn question(edition: &Edition, publication: &Publication) -> String {
    let languages: Vec<&str> = publication.languages.iter().map(|spoken| spoken.name.as_str()).collect();
    let kind = if edition.kind == Kind::Flash { "the flash edition" } else { "the edition" };
    format!("Publish {kind} {} in {}?", edition.slug, languages.join(", "))
}

fn address(config: &Config, publication: &Publication, edition: &Edition) -> String {
    let place = newsroom::Permalink::Edition(edition.slug.clone());
    format!("{}{}", config.origin().base, place.path(publication.languages.default()))
}

fn too_late(error: PublishError, slug: &EditionSlug) -> anyhow::Error {
    match error {
        PublishError::AlreadyPublished(_) => TooLate(format!("{slug} was published by somebody else meanwhile")).into(),
        other => other.into(),
    }
}

/// Says when each mailing goes and watches them until they are done, unless told not to, or nothing mails at all.
async fn follow(store: &Store, archive: &Archive, slug: &EditionSlug, asked: &EditionPublish) -> Result<()> {
    let now = store.clock().await?;
    let nothing_mails = store.workers(now).await?.is_empty();
    if nothing_mails {
        say!("Nothing mails at present: the mailings wait until `barograph serve` runs with `smtp` set.");
    }
    let mailings = store.mailings().await?.into_iter().map(|progress| progress.mailing);
    let mailings: Vec<_> = mailings.filter(|mailing| mailing.edition == *slug).collect();
    for mailing in &mailings {
        let name = mailing::named(mailing);
        let due = plan::moment(mailing.due, archive);
        say!("{name} goes {due}; `barograph mailing show {name}` tells how far it is.");
    }
    if asked.detach || nothing_mails {
        return Ok(());
    }
    let ids: Vec<_> = mailings.iter().map(|mailing| mailing.id).collect();
    mailing::watch(store, &ids, "Mailing (Ctrl-C stops watching, not the mailing)", Duration::from_millis(500)).await
}

pub(crate) async fn unpublish(config: &Config, name: &str, yes: bool) -> Result<()> {
    let store = shelf::open(config).await?;
    let edition = shelf::edition(&store, name).await?;
    let question = format!("Take {} back? It is a draft again, and its mailings are not sent.", edition.slug);
    if !confirmed(&question, yes)? {
        say!("Nothing was taken back.");
        return Ok(());
    }
    let grace = grace(&store, &edition).await?;
    let taken_back = store.unpublish(&edition.slug, grace, store.clock().await?).await;
    taken_back.map_err(|error| match error {
        UnpublishError::TooLate(_)
        | UnpublishError::Mailing
        | UnpublishError::Corrected
        | UnpublishError::NotPublished => anyhow::Error::new(TooLate(error.to_string())),
        other => other.into(),
    })?;
    say!("{} is a draft again; nothing of it was mailed.", edition.slug);
    Ok(())
}

/// The grace that the publishing gave, but a minute at least.
async fn grace(store: &Store, edition: &Edition) -> Result<SignedDuration> {
    let Some(published) = edition.state.published() else { return Ok(GRACE) };
    let mailings = store.mailings().await?;
    let of_it = mailings.iter().map(|progress| &progress.mailing).filter(|mailing| mailing.edition == edition.slug);
    let given = of_it.map(|mailing| mailing.not_before.duration_since(published)).min();
    Ok(given.unwrap_or(GRACE).clamp(GRACE, GRACE_MAX))
}
