//! Claiming deliveries. Here, once more, is asked whether their subscribers still want them.

use jiff::Timestamp;
use mailroom::{Choices, Delivery, DeliveryId, Grant, SubscriptionId};
use newsroom::Language;

use super::delivery;
use crate::engine::{Act, Either, Ended, Row, Tx};
use crate::hold::{self, Claim, Hold};
use crate::subscriber::Sealed;
use crate::token::{self, TokenRow};
use crate::{Error, subscription};

const CLAIM: Either = Either { sqlite: include_str!("claim_sqlite.sql"), postgres: include_str!("claim_postgres.sql") };

/// A delivery in a worker's hands, with all that its mail needs and no edition holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// The delivery.
    pub delivery: Delivery,
    /// What settles it.
    pub hold: Hold<DeliveryId>,
    /// When the first attempt that counted was, before there is one when it was first claimed: its age counts from then.
    pub since: Timestamp,
    /// The address.
    pub sealed: Sealed,
    /// The language that the subscriber is written to in.
    pub language: Language,
    /// The subscription it is for.
    pub subscription: SubscriptionId,
    /// What of the edition is wanted.
    pub choices: Choices,
    /// The link to leave this newsletter. `None` only where somebody has deleted it.
    pub leave: Option<TokenRow>,
    /// The link to the preferences, likewise.
    pub manage: Option<TokenRow>,
}

/// Claims deliveries that are free.
pub(crate) struct ToClaim<'a> {
    pub(crate) claim: Claim<'a>,
}

impl Act for ToClaim<'_> {
    type Done = Vec<Claimed>;
    type Refused = Error;

    /// Until there are some that are wanted, or none at all: an empty answer means that nothing is free.
    async fn perform(&self, tx: &mut Tx) -> Result<Ended<Vec<Claimed>>, Error> {
        let claim = &self.claim;
        loop {
            let (number, until) = (hold::draw(), claim.until());
            let statement = tx.either(CLAIM).bind(claim.worker).bind(number).bind(until).bind(claim.now);
            let taken = statement.bind(claim.closed()).bind(claim.limit).run().await?;
            unwanted(tx, number, (until, claim.now)).await?;
            let claimed = held(tx, number, until).await?;
            if taken == 0 || !claimed.is_empty() {
                return Ok(Ended::Commit(claimed));
            }
        }
    }
}

/// Takes back, of what was just claimed, what is not to go any more: its subscriber has left meanwhile, or the mailing
/// was ended while another worker had it.
async fn unwanted(tx: &mut Tx, number: i64, (until, now): (Timestamp, Timestamp)) -> Result<(), Error> {
    let sql = "
        UPDATE deliveries SET state = 'cancelled', free_at = NULL, hold = NULL, worker = NULL, settled_at = $3,
            reason = CASE WHEN EXISTS (SELECT 1 FROM mailings m WHERE m.id = deliveries.mailing AND m.cancelled = 1)
                          THEN 'cancelled' ELSE 'left' END
        WHERE free_at = $2 AND hold = $1
          AND (EXISTS (SELECT 1 FROM mailings m WHERE m.id = deliveries.mailing AND m.cancelled = 1)
               OR NOT EXISTS (SELECT 1 FROM mailings m JOIN subscriptions u ON u.newsletter = m.newsletter
                              WHERE m.id = deliveries.mailing AND u.subscriber = deliveries.subscriber
                                AND u.state = 'confirmed')
               OR EXISTS (SELECT 1 FROM subscribers s WHERE s.id = deliveries.subscriber AND s.seal_id IS NULL))";
    tx.query(sql).bind(number).bind(until).bind(now).run().await?;
    Ok(())
}

async fn held(tx: &mut Tx, number: i64, until: Timestamp) -> Result<Vec<Claimed>, Error> {
    let sql = "
        SELECT d.*, s.language, s.seal_id, s.seal_key, s.encapsulated, s.ciphertext, s.hash_key, s.digest,
               u.id AS subscription, u.sections, u.only_changes,
               l.number AS leave_number, l.hash AS leave_hash, k.number AS manage_number, k.hash AS manage_hash
        FROM deliveries d
        JOIN mailings m ON m.id = d.mailing
        JOIN subscribers s ON s.id = d.subscriber
        JOIN subscriptions u ON u.subscriber = d.subscriber AND u.newsletter = m.newsletter
        LEFT JOIN tokens l ON l.purpose = 'leave' AND l.owner = u.id
        LEFT JOIN tokens k ON k.purpose = 'manage' AND k.owner = s.id
        WHERE d.free_at = $2 AND d.hold = $1
        ORDER BY d.id";
    tx.query(sql).bind(number).bind(until).all().await?.iter().map(claimed).collect()
}

fn claimed(row: &Row) -> Result<Claimed, Error> {
    let delivery = delivery(row)?;
    let subscription: SubscriptionId = row.get("subscription")?;
    Ok(Claimed {
        hold: Hold { id: delivery.id, number: row.get("hold")? },
        since: row.get("since")?,
        sealed: Sealed::read(row, delivery.subscriber)?,
        language: row.get("language")?,
        subscription,
        choices: subscription::choices(row)?,
        leave: token::joined(row, Grant::Leave(subscription), ["leave_number", "leave_hash"])?,
        manage: token::joined(row, Grant::Manage(delivery.subscriber), ["manage_number", "manage_hash"])?,
        delivery,
    })
}

/// Keeps one for another lease.
pub(crate) const EXTEND: &str = "UPDATE deliveries SET free_at = $3 WHERE id = $1 AND state = 'claimed' AND hold = $2";
