//! Settling deliveries: what became of an attempt, written once.

use jiff::Timestamp;
use mailroom::retry::Settled;
use mailroom::{DeliveryId, DeliveryState, Reason, SubscriberId, Suppress};

use crate::engine::{Act, Ended, Tx};
use crate::hold::{Columns, Hold};
use crate::{Error, instant, subscriber};

/// What became of an attempt.
#[derive(Clone, Debug)]
pub struct Settlement<'a, I> {
    /// Of what.
    pub hold: Hold<I>,
    /// What [`mailroom::retry::settle`] made of a failure, or that it was accepted.
    pub settled: &'a Settled,
    /// As the far side said it, the recipient in it replaced.
    pub reply: &'a str,
    /// Of which generation the mail was made; `None` if none was.
    pub generation: Option<u64>,
    /// The present instant.
    pub now: Timestamp,
}

pub(crate) struct Settle<'a> {
    pub(crate) settlement: Settlement<'a, DeliveryId>,
}

impl Act for Settle<'_> {
    /// Whether it was written; not when it has an outcome already, or another worker has it.
    type Done = bool;
    type Refused = Error;

    async fn perform(&self, tx: &mut Tx) -> Result<Ended<bool>, Error> {
        let Settlement { hold, settled, .. } = &self.settlement;
        let sql = "SELECT subscriber FROM deliveries WHERE id = $1";
        let Some(row) = tx.query(sql).bind(hold.id).optional().await? else {
            return Ok(Ended::Rollback(false));
        };
        // Subscribers are locked before deliveries, here as when they leave.
        let id: SubscriberId = row.get("subscriber")?;
        let there = if settled.suppress == Suppress::Yes { subscriber::lock(tx, id).await? } else { None };
        if !self.write(tx).await? {
            return Ok(Ended::Rollback(false));
        }
        if let Some(there) = there {
            subscriber::suppress(tx, &there, Reason::Refused, instant::micros(self.settlement.now)).await?;
        }
        Ok(Ended::Commit(true))
    }
}

impl Settle<'_> {
    /// That the far side has it is true whoever has the delivery by now; anything else only its holder may say.
    async fn write(&self, tx: &mut Tx) -> Result<bool, Error> {
        let Settlement { hold, settled, reply, generation, now } = &self.settlement;
        let columns = Columns::of(&settled.state, reply, instant::micros(*now));
        let sql = "
            UPDATE deliveries SET state = $4, free_at = $5, settled_at = $6, reason = $7, attempts = $8, reply = $9,
                since = CASE WHEN attempts = 0 AND $8 > 0 THEN $11 ELSE since END, generation = $10,
                hold = NULL, worker = NULL
            WHERE id = $1 AND free_at IS NOT NULL AND ($3 = 1 OR (state = 'claimed' AND hold = $2))";
        let accepted = matches!(settled.state, DeliveryState::Accepted(_));
        let statement = tx.query(sql).bind(hold.id).bind(hold.number).bind(accepted);
        let statement = statement.bind(columns.state).bind(columns.free_at).bind(columns.settled_at);
        let statement = statement.bind(columns.reason).bind(settled.attempts).bind(*reply);
        let generation = generation.and_then(|number| i64::try_from(number).ok());
        Ok(statement.bind(generation).bind(instant::micros(*now)).run().await? > 0)
    }
}
