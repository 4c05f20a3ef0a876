//! What an operator does with one subscriber: find, suppress, erase. Each is audited, under the row's number alone.

use jiff::Timestamp;
use mailroom::{AddressHash, Lane, Reason, Subscriber, SubscriberId, SubscriberState, life};

use super::{erase, find, lock, set_lane, suppress, turn};
use crate::engine::{Act, Ended, Tx};
use crate::subscription::{self, Line};
use crate::{Error, audit, generation, instant};

/// A subscriber that was looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The subscriber.
    pub subscriber: Subscriber,
    /// The subscriptions.
    pub lines: Vec<Line>,
}

/// Looks one address up, by its hashes under every key in use.
pub(crate) struct Find<'a> {
    pub(crate) hashes: &'a [AddressHash],
    pub(crate) now: Timestamp,
}

impl Act for Find<'_> {
    type Done = Option<Found>;
    type Refused = Error;

    async fn perform(&self, tx: &mut Tx) -> Result<Ended<Option<Found>>, Error> {
        generation::claim(tx).await?;
        let found = match find(tx, self.hashes).await? {
            Some(subscriber) => {
                let lines = subscription::of(tx, subscriber.id).await?;
                Some(Found { subscriber, lines })
            }
            None => None,
        };
        let whom = found.as_ref().map(|found| found.subscriber.id);
        note(tx, "find subscriber", whom, ("", self.now)).await?;
        Ok(Ended::Commit(found))
    }
}

/// Sees to it that nobody writes to a subscriber.
pub(crate) struct Suppress {
    pub(crate) subscriber: SubscriberId,
    pub(crate) reason: Reason,
    pub(crate) now: Timestamp,
}

impl Act for Suppress {
    /// Whether anything changed.
    type Done = bool;
    type Refused = Error;

    async fn perform(&self, tx: &mut Tx) -> Result<Ended<bool>, Error> {
        generation::claim(tx).await?;
        let Some(there) = lock(tx, self.subscriber).await? else {
            return Ok(Ended::Rollback(false));
        };
        let now = instant::micros(self.now);
        if !suppress(tx, &there, self.reason, now).await? {
            return Ok(Ended::Rollback(false));
        }
        note(tx, "suppress subscriber", Some(there.id), (self.reason.as_str(), now)).await?;
        Ok(Ended::Commit(true))
    }
}

/// Leaves every subscription for a subscriber.
pub(crate) struct Leave {
    pub(crate) subscriber: SubscriberId,
    pub(crate) now: Timestamp,
}

impl Act for Leave {
    /// Whether anything changed.
    type Done = bool;
    type Refused = Error;

    async fn perform(&self, tx: &mut Tx) -> Result<Ended<bool>, Error> {
        generation::claim(tx).await?;
        let Some(there) = lock(tx, self.subscriber).await?.filter(|there| there.state.keeps_seal()) else {
            return Ok(Ended::Rollback(false));
        };
        let now = instant::micros(self.now);
        subscription::leave_all(tx, there.id, now).await?;
        turn(tx, there.id, SubscriberState::Left, now).await?;
        note(tx, "leave for subscriber", Some(there.id), ("", now)).await?;
        Ok(Ended::Commit(true))
    }
}

/// Keeps nothing of a subscriber but the hash.
pub(crate) struct Erase {
    pub(crate) subscriber: SubscriberId,
    pub(crate) now: Timestamp,
}

impl Act for Erase {
    /// Whether anything changed.
    type Done = bool;
    type Refused = Error;

    async fn perform(&self, tx: &mut Tx) -> Result<Ended<bool>, Error> {
        generation::claim(tx).await?;
        let there = lock(tx, self.subscriber).await?;
        let Some(there) = there.filter(|there| life::erase(there.state) == life::Press::Done) else {
            return Ok(Ended::Rollback(false));
        };
        let now = instant::micros(self.now);
        erase(tx, there.id, now).await?;
        note(tx, "erase subscriber", Some(there.id), ("", now)).await?;
        Ok(Ended::Commit(true))
    }
}

async fn note(tx: &mut Tx, act: &str, whom: Option<SubscriberId>, what: (&str, Timestamp)) -> Result<(), Error> {
    let subject = whom.map_or("nobody".to_owned(), |id| format!("subscriber {}", id.0));
    let (detail, now) = what;
    audit::append(tx, &audit::Record { at: instant::micros(now), act, subject: &subject, detail }).await
}

/// Writes the lanes of mails to many subscribers.
pub(crate) struct SetLanes<'a> {
    pub(crate) lanes: &'a [(SubscriberId, Lane)],
}

impl Act for SetLanes<'_> {
    type Done = ();
    type Refused = Error;

    async fn perform(&self, tx: &mut Tx) -> Result<Ended<()>, Error> {
        for (id, lane) in self.lanes {
            set_lane(tx, *id, *lane).await?;
        }
        Ok(Ended::Commit(()))
    }
}
