//! Claiming and settling notices.

use jiff::Timestamp;
use mailroom::{DeliveryState, Notice, NoticeId, NoticeKind, Reason, SubscriberId, Suppress};

use super::kind;
use crate::delivery::Settlement;
use crate::engine::{Act, Either, Ended, Row, Tx};
use crate::hold::{self, Columns, Hold};
use crate::subscriber::{self, Sealed};
use crate::token::{self, TokenRow};
use crate::{Error, instant, subscription};

const CLAIM: Either = Either { sqlite: include_str!("claim_sqlite.sql"), postgres: include_str!("claim_postgres.sql") };

/// A notice in a worker's hands, with all that its mail needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimedNotice {
    /// The notice.
    pub notice: Notice,
    /// What settles it.
    pub hold: Hold<NoticeId>,
    /// How many times it was tried at the recipient's own cost.
    pub attempts: u32,
    /// When the first attempt that counted was, before there is one when it was first claimed: its age counts from then,
    /// and so does its mail's Date.
    pub since: Timestamp,
    /// The address.
    pub sealed: Sealed,
    /// The links it may need: those of the subscriber, and those of the subscription it is about.
    pub tokens: Vec<TokenRow>,
}

/// Claims notices that are free.
pub(crate) struct Claim<'a> {
    pub(crate) claim: hold::Claim<'a>,
}

impl Act for Claim<'_> {
    type Done = Vec<ClaimedNotice>;
    type Refused = Error;

    async fn perform(&self, tx: &mut Tx) -> Result<Ended<Vec<ClaimedNotice>>, Error> {
        let claim = &self.claim;
        loop {
            let (number, until) = (hold::draw(), claim.until());
            let statement = tx.either(CLAIM).bind(claim.worker).bind(number).bind(until).bind(claim.now);
            let taken = statement.bind(claim.limit).run().await?;
            unwanted(tx, number, (until, claim.now)).await?;
            let claimed = held(tx, number, until).await?;
            if taken == 0 || !claimed.is_empty() {
                return Ok(Ended::Commit(claimed));
            }
        }
    }
}

/// Takes back, of what was just claimed, what has become void: there is nobody to write to any more, or nothing left to
/// confirm.
async fn unwanted(tx: &mut Tx, number: i64, (until, now): (Timestamp, Timestamp)) -> Result<(), Error> {
    let sql = "
        UPDATE notices SET state = 'cancelled', free_at = NULL, hold = NULL, worker = NULL, settled_at = $3,
            reason = 'void'
        WHERE free_at = $2 AND hold = $1
          AND (EXISTS (SELECT 1 FROM subscribers s WHERE s.id = notices.subscriber AND s.seal_id IS NULL)
               OR EXISTS (SELECT 1 FROM subscriptions u WHERE u.id = notices.subscription AND u.state <> 'pending'))";
    tx.query(sql).bind(number).bind(until).bind(now).run().await?;
    Ok(())
}

async fn held(tx: &mut Tx, number: i64, until: Timestamp) -> Result<Vec<ClaimedNotice>, Error> {
    let sql = "
        SELECT n.*, s.seal_id, s.seal_key, s.encapsulated, s.ciphertext, s.hash_key, s.digest
        FROM notices n JOIN subscribers s ON s.id = n.subscriber
        WHERE n.free_at = $2 AND n.hold = $1 ORDER BY n.id";
    let mut claimed = Vec::new();
    for row in tx.query(sql).bind(number).bind(until).all().await? {
        let kind = kind(&row)?;
        let tokens = token::rows(tx, kind.subscriber(), kind.subscription()).await?;
        claimed.push(one(&row, kind, tokens)?);
    }
    Ok(claimed)
}

fn one(row: &Row, kind: NoticeKind, tokens: Vec<TokenRow>) -> Result<ClaimedNotice, Error> {
    let id = row.get("id")?;
    Ok(ClaimedNotice {
        notice: Notice { id, kind, language: row.get("language")?, mark: row.get("mark")? },
        hold: Hold { id, number: row.get("hold")? },
        attempts: row.get("attempts")?,
        since: row.get("since")?,
        sealed: Sealed::read(row, kind.subscriber())?,
        tokens,
    })
}

/// Keeps one for another lease.
pub(crate) const EXTEND: &str = "UPDATE notices SET free_at = $3 WHERE id = $1 AND state = 'claimed' AND hold = $2";

/// Writes what became of a notice. Where that is an end, the days of a confirming link count from it.
pub(crate) struct Settle<'a> {
    pub(crate) settlement: Settlement<'a, NoticeId>,
}

impl Act for Settle<'_> {
    /// Whether it was written; not when it has an outcome already, or another worker has it.
    type Done = bool;
    type Refused = Error;

    async fn perform(&self, tx: &mut Tx) -> Result<Ended<bool>, Error> {
        let Settlement { hold, settled, now, .. } = &self.settlement;
        let sql = "SELECT kind, subscriber, subscription FROM notices WHERE id = $1";
        let Some(row) = tx.query(sql).bind(hold.id).optional().await? else {
            return Ok(Ended::Rollback(false));
        };
        let (kind, at) = (kind(&row)?, instant::micros(*now));
        let there = self.whom(tx, kind.subscriber()).await?;
        if !self.write(tx, at).await? {
            return Ok(Ended::Rollback(false));
        }
        match (&settled.state, kind.subscription()) {
            (DeliveryState::Accepted(_), Some(subscription)) => subscription::sent(tx, subscription, at).await?,
            (state, Some(subscription)) if state.is_settled() => subscription::given_up(tx, subscription, at).await?,
            _ => {}
        }
        if let Some(there) = there {
            subscriber::suppress(tx, &there, Reason::Refused, at).await?;
        }
        Ok(Ended::Commit(true))
    }
}

impl Settle<'_> {
    /// Whom nobody is to write to any more, locked before the notice.
    async fn whom(&self, tx: &mut Tx, id: SubscriberId) -> Result<Option<mailroom::Subscriber>, Error> {
        match self.settlement.settled.suppress {
            Suppress::Yes => subscriber::lock(tx, id).await,
            Suppress::No => Ok(None),
        }
    }

    async fn write(&self, tx: &mut Tx, at: Timestamp) -> Result<bool, Error> {
        let Settlement { hold, settled, reply, .. } = &self.settlement;
        let columns = Columns::of(&settled.state, reply, at);
        let sql = "
            UPDATE notices SET state = $4, free_at = $5, settled_at = $6, reason = $7, attempts = $8, reply = $9,
                since = CASE WHEN attempts = 0 AND $8 > 0 THEN $10 ELSE since END, hold = NULL, worker = NULL
            WHERE id = $1 AND free_at IS NOT NULL AND ($3 = 1 OR (state = 'claimed' AND hold = $2))";
        let accepted = matches!(settled.state, DeliveryState::Accepted(_));
        let statement = tx.query(sql).bind(hold.id).bind(hold.number).bind(accepted);
        let statement = statement.bind(columns.state).bind(columns.free_at).bind(columns.settled_at);
        let statement = statement.bind(columns.reason).bind(settled.attempts).bind(*reply).bind(at);
        Ok(statement.run().await? > 0)
    }
}
