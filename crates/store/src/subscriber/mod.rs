//! Subscribers: addresses on their way, sealed; found by their hash, moved from state to state.

mod act;

use jiff::Timestamp;
use mailroom::{AddressHash, Lane, Seal, SealId, Subscriber, SubscriberId, SubscriberState, SubscriptionState, life};
use newsroom::Language;

use crate::engine::{Row, Tx};
use crate::{Error, delivery, notice, subscription, token};

pub use act::Found;
pub(crate) use act::{Erase, Find, Leave, SetLanes, Suppress};

/// A sealed address with all that is needed to open it and to see that nobody has planted it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// Whose.
    pub subscriber: SubscriberId,
    /// What binds the seal to its row.
    pub seal_id: SealId,
    /// The sealed address.
    pub seal: Seal,
    /// The hash it was found by.
    pub hash: AddressHash,
}

impl Sealed {
    /// From a row with the columns of the seal and the hash.
    pub(crate) fn read(row: &Row, subscriber: SubscriberId) -> Result<Self, Error> {
        Ok(Self { subscriber, seal_id: row.get("seal_id")?, seal: row.seal()?, hash: row.hash()? })
    }
}

/// A subscriber from their row.
pub(crate) fn read(row: &Row) -> Result<Subscriber, Error> {
    let state = row.state("state", "reason")?.ok_or_else(|| Error::corrupt("subscribers.state", "null"))?;
    let before = row.state("before_state", "before_reason")?;
    Ok(Subscriber { id: row.get("id")?, state, before, language: row.get("language")? })
}

/// Locks a subscriber's row and reads it. On PostgreSQL the lock is what writing the row takes; two presses at once are
/// a first and a second.
pub(crate) async fn lock(tx: &mut Tx, id: SubscriberId) -> Result<Option<Subscriber>, Error> {
    let sql = "UPDATE subscribers SET state = state WHERE id = $1 RETURNING *";
    tx.query(sql).bind(id).optional().await?.as_ref().map(read).transpose()
}

/// Finds the subscriber that one of the hashes is of, and locks the row.
pub(crate) async fn find(tx: &mut Tx, hashes: &[AddressHash]) -> Result<Option<Subscriber>, Error> {
    let sql = "UPDATE subscribers SET state = state WHERE hash_key = $1 AND digest = $2 RETURNING *";
    for hash in hashes {
        let row = tx.query(sql).bind(hash.key).bind(hash.digest.to_vec()).optional().await?;
        if let Some(row) = row {
            return read(&row).map(Some);
        }
    }
    Ok(None)
}

/// A subscriber whom nobody knew, pending, without a seal yet. `None`: somebody else has just entered the hash.
pub(crate) async fn enter(
    tx: &mut Tx,
    hash: &AddressHash,
    language: &Language,
    now: Timestamp,
) -> Result<Option<Subscriber>, Error> {
    let sql = "
        INSERT INTO subscribers (state, language, hash_key, digest, asked, changed) VALUES ('pending', $1, $2, $3, $4, $4)
        ON CONFLICT (hash_key, digest) DO NOTHING RETURNING *";
    let statement = tx.query(sql).bind(language).bind(hash.key).bind(hash.digest.to_vec()).bind(now);
    statement.optional().await?.as_ref().map(read).transpose()
}

/// What a subscriber who asks is to be: pending, sealed anew.
pub(crate) struct Asking<'a> {
    pub(crate) seal_id: SealId,
    pub(crate) seal: &'a Seal,
    pub(crate) language: &'a Language,
    pub(crate) now: Timestamp,
}

/// Makes a subscriber pending; what it was before is kept for the day it is forgotten.
pub(crate) async fn ask(tx: &mut Tx, there: &Subscriber, asking: &Asking<'_>) -> Result<(), Error> {
    let before = if there.state == SubscriberState::Pending { there.before } else { Some(there.state) };
    let sql = "
        UPDATE subscribers SET state = 'pending', reason = NULL, before_state = $2, before_reason = $3, language = $4,
            seal_id = $5, seal_key = $6, encapsulated = $7, ciphertext = $8,
            asked = coalesce(asked, $9), changed = CASE WHEN state = 'pending' THEN changed ELSE $9 END
        WHERE id = $1";
    let statement = tx.query(sql).bind(there.id).bind(before.map(SubscriberState::as_str));
    let statement = statement.bind(before.and_then(SubscriberState::reason).map(|reason| reason.as_str()));
    let statement = statement.bind(asking.language).bind(asking.seal_id).bind(asking.seal.key);
    let statement = statement.bind(asking.seal.encapsulated.clone()).bind(asking.seal.ciphertext.clone());
    statement.bind(asking.now).run().await?;
    Ok(())
}

/// Brings a subscriber to a state. Where that keeps no seal, the seal goes here, and what waits for them is taken back.
pub(crate) async fn turn(tx: &mut Tx, id: SubscriberId, to: SubscriberState, now: Timestamp) -> Result<(), Error> {
    let sql = "
        UPDATE subscribers SET state = $2, reason = $3, before_state = NULL, before_reason = NULL, changed = $4
        WHERE id = $1";
    let statement = tx.query(sql).bind(id).bind(to.as_str()).bind(to.reason().map(|reason| reason.as_str()));
    statement.bind(now).run().await?;
    if !to.keeps_seal() {
        let sql = "UPDATE subscribers
                   SET seal_id = NULL, seal_key = NULL, encapsulated = NULL, ciphertext = NULL, lane = 0 WHERE id = $1";
        tx.query(sql).bind(id).run().await?;
        delivery::take_back(tx, id, to.as_str(), now).await?;
        notice::take_back(tx, id, to.as_str(), now).await?;
    }
    Ok(())
}

/// Brings a subscriber to where the subscriptions say they stand.
pub(crate) async fn stand(tx: &mut Tx, there: &Subscriber, now: Timestamp) -> Result<(), Error> {
    let lines = subscription::of(tx, there.id).await?;
    let standing = life::standing(states(&lines));
    if standing != there.state {
        turn(tx, there.id, standing, now).await?;
    }
    Ok(())
}

/// There is a reason not to write: the subscriber is suppressed and every subscription left.
pub(crate) async fn suppress(
    tx: &mut Tx,
    there: &Subscriber,
    reason: mailroom::Reason,
    now: Timestamp,
) -> Result<bool, Error> {
    let to = life::suppressed(there.state, reason);
    if to == there.state {
        return Ok(false);
    }
    subscription::leave_all(tx, there.id, now).await?;
    turn(tx, there.id, to, now).await?;
    Ok(true)
}

/// Nothing of the subscriber is kept but the hash. Deliveries that have their outcome go into their mailings' counts.
pub(crate) async fn erase(tx: &mut Tx, id: SubscriberId, now: Timestamp) -> Result<(), Error> {
    turn(tx, id, SubscriberState::Erased, now).await?;
    token::remove_all(tx, id).await?;
    tx.query("DELETE FROM notices WHERE subscriber = $1").bind(id).run().await?;
    subscription::remove_all(tx, id).await?;
    delivery::fold_of(tx, id).await?;
    let sql = "UPDATE subscribers SET language = $2, asked = NULL, changed = NULL WHERE id = $1";
    // The same in every such row, so that it says nothing.
    tx.query(sql).bind(id).bind(&Language::english()).run().await?;
    Ok(())
}

/// Removes a subscriber who was never confirmed, with all links and notices.
pub(crate) async fn remove(tx: &mut Tx, id: SubscriberId) -> Result<(), Error> {
    tx.query("DELETE FROM subscribers WHERE id = $1").bind(id).run().await?;
    Ok(())
}

/// The language a subscriber is written to in; whether that is another than before.
pub(crate) async fn speak(tx: &mut Tx, id: SubscriberId, language: &Language) -> Result<bool, Error> {
    let sql = "UPDATE subscribers SET language = $2 WHERE id = $1 AND language <> $2";
    Ok(tx.query(sql).bind(id).bind(language).run().await? > 0)
}

/// Sealed addresses of those confirmed, by id, after an id: for lanes.
pub(crate) async fn sealed(tx: &mut Tx, after: SubscriberId, limit: usize) -> Result<Vec<Sealed>, Error> {
    let sql = "SELECT id, seal_id, seal_key, encapsulated, ciphertext, hash_key, digest FROM subscribers
               WHERE state = 'confirmed' AND id > $1 ORDER BY id LIMIT $2";
    let rows = tx.query(sql).bind(after).bind(limit).all().await?;
    rows.iter().map(|row| Sealed::read(row, row.get("id")?)).collect()
}

/// The lane of mails to a subscriber.
async fn set_lane(tx: &mut Tx, id: SubscriberId, lane: Lane) -> Result<(), Error> {
    let sql = "UPDATE subscribers SET lane = $2 WHERE id = $1 AND state = 'confirmed' AND lane <> $2";
    tx.query(sql).bind(id).bind(lane).run().await?;
    Ok(())
}

/// The states of a subscriber's subscriptions.
pub(crate) fn states(lines: &[subscription::Line]) -> impl Iterator<Item = SubscriptionState> {
    lines.iter().map(|line| line.subscription.state)
}
