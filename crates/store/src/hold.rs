//! Holds: what a worker has claimed and may settle, for as long as nobody else has claimed it since.

use jiff::{SignedDuration, Timestamp};
use mailroom::{DeliveryState, Lane};
use uuid::Uuid;

use crate::Error;
use crate::engine::{Act, Ended, Row, Tx, Value};

/// One claim of a delivery or a notice. Its number is drawn anew by every claim, so a worker that was thought dead
/// cannot put back what another is sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hold<I> {
    /// Of what.
    pub id: I,
    pub(crate) number: i64,
}

/// What a worker asks for.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
    /// The worker's name.
    pub worker: &'a str,
    /// At most so many.
    pub limit: usize,
    /// How long it may keep them without a word.
    pub lease: SignedDuration,
    /// None of these lanes: their servers are slow or down.
    pub closed: &'a [Lane],
    /// The present instant, by the clock that all workers share: [`crate::Store::clock`].
    pub now: Timestamp,
}

impl Claim<'_> {
    /// When the lease ends.
    pub(crate) fn until(&self) -> Timestamp {
        until(self.now, self.lease)
    }

    /// The closed lanes as the engines take a list.
    pub(crate) fn closed(&self) -> String {
        let lanes: Vec<i64> = self.closed.iter().map(|lane| lane.0).collect();
        serde_json::json!(lanes).to_string()
    }
}

/// The end of a lease that begins now.
pub(crate) fn until(now: Timestamp, lease: SignedDuration) -> Timestamp {
    crate::instant::micros(now.saturating_add(lease).unwrap_or(Timestamp::MAX))
}

/// Keeps what a worker still has in hand; gives what it has lost. `sql` takes an id, a number and the lease's end, and
/// writes nothing where the claim is another's by now.
pub(crate) struct Extend<'a, I> {
    pub(crate) sql: &'static str,
    pub(crate) holds: &'a [Hold<I>],
    pub(crate) lease: SignedDuration,
    pub(crate) now: Timestamp,
}

impl<I: Copy + Into<Value> + Send + Sync> Act for Extend<'_, I> {
    type Done = Vec<Hold<I>>;
    type Refused = Error;

    async fn perform(&self, tx: &mut Tx) -> Result<Ended<Self::Done>, Error> {
        let (until, mut lost) = (until(self.now, self.lease), Vec::new());
        for hold in self.holds {
            if tx.query(self.sql).bind(hold.id).bind(hold.number).bind(until).run().await? == 0 {
                lost.push(*hold);
            }
        }
        Ok(Ended::Commit(lost))
    }
}

/// A number for a claim.
pub(crate) fn draw() -> i64 {
    let (number, _) = Uuid::new_v4().as_u64_pair();
    i64::from_ne_bytes(number.to_ne_bytes())
}

/// A state as the columns of a delivery or a notice hold it.
pub(crate) struct Columns {
    pub(crate) state: &'static str,
    pub(crate) free_at: Option<Timestamp>,
    pub(crate) settled_at: Option<Timestamp>,
    pub(crate) reason: String,
}

impl Columns {
    pub(crate) fn of(state: &DeliveryState, reply: &str, now: Timestamp) -> Self {
        let (free_at, reason) = match state {
            DeliveryState::Waiting(at) => (Some(*at), mailroom::failure::status(reply)),
            DeliveryState::Claimed { until, .. } => (Some(*until), ""),
            DeliveryState::Accepted(_) => (None, ""),
            DeliveryState::Refused(_) | DeliveryState::Expired => (None, mailroom::failure::status(reply)),
            DeliveryState::Cancelled(reason) => (None, reason.as_str()),
        };
        let settled_at = state.is_settled().then_some(now);
        Self { state: state.as_str(), free_at, settled_at, reason: reason.to_owned() }
    }
}

/// The state that a row's columns hold.
pub(crate) fn state(row: &Row) -> Result<DeliveryState, Error> {
    let word: String = row.get("state")?;
    Ok(match word.as_str() {
        "waiting" => DeliveryState::Waiting(row.get("free_at")?),
        "claimed" => DeliveryState::Claimed { worker: row.get("worker")?, until: row.get("free_at")? },
        "accepted" => DeliveryState::Accepted(row.get("settled_at")?),
        "refused" => DeliveryState::Refused(row.get("reply")?),
        "expired" => DeliveryState::Expired,
        "cancelled" => DeliveryState::Cancelled(row.get("reason")?),
        _ => return Err(Error::corrupt("state", word)),
    })
}
