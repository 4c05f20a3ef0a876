//! Beginning mailings: when their hour has come, or their texts are complete; never hours late without being asked, nor
//! going on with one that was left behind hours ago.

use std::sync::Arc;

use anyhow::{Context, Result};
use jiff::{SignedDuration, Timestamp};
use mailroom::{Choices, Mailing, Pace, wanted};
use press::mail::{NothingToSend, Order, Plate};
use store::{Steer, SteerError, Store};

use super::room::Room;
use super::round::Next;
use super::shelf;

/// Looks at every mailing that waits.
pub(super) async fn round(room: Arc<Room>) -> Result<Next> {
    let now = room.now().await?;
    let mut failed = Ok(());
    for mailing in room.store.due_mailings(Timestamp::MAX).await? {
        let looked = if mailing.due > now {
            complete(&room, &mailing, now).await
        } else if now.duration_since(mailing.due) > room.rhythm.missed {
            hold(&room, &mailing, now).await
        } else {
            begin(&room, &mailing, now).await
        };
        // One that cannot begin keeps no other from it.
        failed = failed.and(looked.with_context(|| named(&mailing)));
    }
    failed.map(|()| Next::After(room.rhythm.look))
}

/// A mailing whose hour was missed is held for a person to let it go on: what is hours old may be wrong by now, and a
/// restored copy of a database mails nobody.
async fn hold(room: &Room, mailing: &Mailing, now: Timestamp) -> Result<()> {
    let name = named(mailing);
    if room.store.steer(mailing.id, Steer::Pause, now).await? > 0 {
        tracing::error!("{name} missed its hour and is held; `barograph mailing resume {name}` lets it go on");
    }
    Ok(())
}

/// A mailing that has begun, and that no worker has gone on with for hours, is held too: its worker's machine was down, or
/// this is a copy of the database, whose mails went long ago from where it was copied.
pub(super) async fn hold_left_behind(store: &Store, missed: SignedDuration, now: Timestamp) -> Result<(), SteerError> {
    let since = now.saturating_sub(missed).unwrap_or(Timestamp::MIN);
    for mailing in store.mailings_left_behind(since).await? {
        let name = named(&mailing);
        if store.steer(mailing.id, Steer::Pause, now).await? > 0 {
            tracing::error!(
                "{name} was left behind half mailed and is held; `barograph mailing resume {name}` lets it go on"
            );
        }
    }
    Ok(())
}

/// One that goes when its texts are complete, and was not complete when it was published, may be so now.
async fn complete(room: &Room, mailing: &Mailing, now: Timestamp) -> Result<()> {
    let newsletter = shelf::newsletter(&room.store, &mailing.newsletter).await?;
    if now < mailing.not_before || !matches!(newsletter.pace, Pace::WhenComplete(_)) {
        return Ok(());
    }
    let (archive, edition) = room.shelf.edition(&room.store, &mailing.edition).await?;
    if newsletter.is_complete(&edition, &archive.publication) {
        room.store.steer(mailing.id, Steer::Move(now), now).await?;
        begin(room, mailing, now).await?;
    }
    Ok(())
}

async fn begin(room: &Room, mailing: &Mailing, now: Timestamp) -> Result<()> {
    let newsletter = shelf::newsletter(&room.store, &mailing.newsletter).await?;
    let (archive, edition) = room.shelf.edition(&room.store, &mailing.edition).await?;
    let order = |choices| Order {
        archive: &archive,
        edition: &edition,
        newsletter: &newsletter,
        origin: &room.origin,
        choices,
    };
    let none = Choices::default();
    let is_mute = matches!(Plate::new(&order(&none)), Err(NothingToSend::InNoLanguage | NothingToSend::NotPublished));
    let wanted = |choices: &Choices| !is_mute && wanted(choices, &edition);
    let tokens = |grant, number| room.token(grant, number);
    let begun = room.store.begin_mailing(mailing.id, &wanted, &tokens, now).await?;
    match begun {
        Some(_) if is_mute => tracing::warn!("{} goes to nobody: nothing of it is in its languages", named(mailing)),
        Some(readers) => tracing::info!(readers, "{} begins", named(mailing)),
        None => {}
    }
    Ok(())
}

fn named(mailing: &Mailing) -> String {
    format!("{}/{}", mailing.edition, mailing.newsletter)
}
