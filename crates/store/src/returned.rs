//! Returns: what came back after the far side had taken a mail. A row of its own, which never rewrites the delivery.

use jiff::Timestamp;
use mailroom::{DeliveryId, Mark, NoticeId, Reason, SubscriberId};

use crate::engine::{Act, Ended, Tx};
use crate::{Error, instant, subscriber};

/// Something that came back.
#[derive(Clone, Debug)]
pub struct Returned<'a> {
    /// The marks that its return path may stand for; at most one has a row.
    pub marks: &'a [Mark],
    /// Why its reader is not written to any more; `None` where it will pass.
    pub reason: Option<Reason>,
    /// What it says, the recipient in it replaced.
    pub reply: &'a str,
    /// The present instant.
    pub now: Timestamp,
}

struct Row {
    delivery: Option<DeliveryId>,
    notice: Option<NoticeId>,
    subscriber: SubscriberId,
}

impl Act for Returned<'_> {
    /// Whether the mail was one of ours.
    type Done = bool;
    type Refused = Error;

    async fn perform(&self, tx: &mut Tx) -> Result<Ended<bool>, Error> {
        let Some(row) = self.row(tx).await? else {
            return Ok(Ended::Rollback(false));
        };
        let now = instant::micros(self.now);
        let sql = "INSERT INTO returns (delivery, notice, reason, reply, at) VALUES ($1, $2, $3, $4, $5)";
        let statement = tx.query(sql).bind(row.delivery).bind(row.notice).bind(self.reason.map(Reason::as_str));
        statement.bind(self.reply).bind(now).run().await?;
        if let Some(reason) = self.reason
            && let Some(there) = subscriber::lock(tx, row.subscriber).await?
        {
            subscriber::suppress(tx, &there, reason, now).await?;
        }
        Ok(Ended::Commit(true))
    }
}

impl Returned<'_> {
    async fn row(&self, tx: &mut Tx) -> Result<Option<Row>, Error> {
        for mark in self.marks {
            let sql = "SELECT id, subscriber FROM deliveries WHERE mark = $1";
            if let Some(row) = tx.query(sql).bind(*mark).optional().await? {
                let (delivery, subscriber) = (Some(row.get("id")?), row.get("subscriber")?);
                return Ok(Some(Row { delivery, notice: None, subscriber }));
            }
            let sql = "SELECT id, subscriber FROM notices WHERE mark = $1";
            if let Some(row) = tx.query(sql).bind(*mark).optional().await? {
                let (notice, subscriber) = (Some(row.get("id")?), row.get("subscriber")?);
                return Ok(Some(Row { delivery: None, notice, subscriber }));
            }
        }
        Ok(None)
    }
}
