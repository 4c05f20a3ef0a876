//! Forgetting: what was asked for and not confirmed within seven days of its mail goes, and things are as they were. While
//! another mail of it is still to go, it stays: who asked again is only written to later.

use jiff::Timestamp;
use mailroom::{SubscriberId, SubscriberState, SubscriptionId, SubscriptionState, life};

use crate::engine::{Act, Ended, Tx};
use crate::{Error, instant, subscriber, subscription};

/// How many are looked up at once.
const FORGOTTEN_AT_ONCE_MAX: usize = 500;

/// Those to be forgotten, some at a time.
pub(crate) async fn due(tx: &mut Tx, now: Timestamp) -> Result<Vec<(SubscriptionId, SubscriberId)>, Error> {
    let sql = "
        SELECT id, subscriber FROM subscriptions
        WHERE state = 'pending' AND sent <= $1
          AND NOT EXISTS (SELECT 1 FROM notices n WHERE n.subscription = subscriptions.id AND n.free_at IS NOT NULL)
        ORDER BY sent LIMIT $2";
    let latest = now.saturating_sub(life::PENDING).unwrap_or(Timestamp::MIN);
    let rows = tx.query(sql).bind(latest).bind(FORGOTTEN_AT_ONCE_MAX).all().await?;
    rows.iter().map(|row| Ok((row.get("id")?, row.get("subscriber")?))).collect()
}

/// Forgets one pending subscription, if that is still due.
pub(crate) struct Forget {
    pub(crate) subscription: SubscriptionId,
    pub(crate) subscriber: SubscriberId,
    pub(crate) now: Timestamp,
}

impl Act for Forget {
    /// Whether it did.
    type Done = bool;
    type Refused = Error;

    async fn perform(&self, tx: &mut Tx) -> Result<Ended<bool>, Error> {
        let Some(there) = subscriber::lock(tx, self.subscriber).await? else {
            return Ok(Ended::Rollback(false));
        };
        let lines = subscription::of(tx, there.id).await?;
        let (these, others): (Vec<_>, Vec<_>) =
            lines.into_iter().partition(|line| line.subscription.id == self.subscription);
        let is_due = |line: &subscription::Line| {
            line.subscription.state == SubscriptionState::Pending && life::is_forgotten(line.sent, self.now)
        };
        let Some(line) = these.into_iter().find(is_due) else {
            return Ok(Ended::Rollback(false));
        };
        if subscription::is_awaited(tx, self.subscription).await? {
            return Ok(Ended::Rollback(false));
        }
        let left = subscription::forget(tx, &line, instant::micros(self.now)).await?;
        match life::forgotten(there.before, subscriber::states(&others).chain(left)) {
            None => subscriber::remove(tx, there.id).await?,
            Some(SubscriberState::Erased) => subscriber::erase(tx, there.id, instant::micros(self.now)).await?,
            Some(state) if state != there.state => {
                subscriber::turn(tx, there.id, state, instant::micros(self.now)).await?;
            }
            Some(_) => {}
        }
        Ok(Ended::Commit(true))
    }
}
