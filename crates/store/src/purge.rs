//! Purging: deliveries and notices that have done their work are deleted; mailings keep their counts.

use jiff::Timestamp;
use mailroom::{MailingId, SubscriberId};

use crate::engine::{Act, Ended, Tx};
use crate::{Error, delivery};

/// Mailings that were done before an instant and still have deliveries.
pub(crate) async fn mailings(tx: &mut Tx, before: Timestamp) -> Result<Vec<MailingId>, Error> {
    let sql = "
        SELECT m.id FROM mailings m
        WHERE m.began < $1
          AND EXISTS (SELECT 1 FROM deliveries d WHERE d.mailing = m.id)
          AND NOT EXISTS (SELECT 1 FROM deliveries d
                          WHERE d.mailing = m.id AND (d.settled_at IS NULL OR d.settled_at > $1))
        ORDER BY m.id";
    tx.query(sql).bind(before).all().await?.iter().map(|row| row.get("id")).collect()
}

/// Erased subscribers whose deliveries had no outcome yet when they were erased, and have one now.
pub(crate) async fn erased(tx: &mut Tx) -> Result<Vec<SubscriberId>, Error> {
    let sql = "
        SELECT DISTINCT d.subscriber FROM deliveries d JOIN subscribers s ON s.id = d.subscriber
        WHERE s.state = 'erased' AND d.free_at IS NULL ORDER BY d.subscriber";
    tx.query(sql).all().await?.iter().map(|row| row.get("subscriber")).collect()
}

/// Deletes what one mailing, or one erased subscriber, needs no more.
pub(crate) enum Fold {
    Mailing(MailingId),
    Erased(SubscriberId),
}

impl Act for Fold {
    type Done = ();
    type Refused = Error;

    async fn perform(&self, tx: &mut Tx) -> Result<Ended<()>, Error> {
        match self {
            // The row is locked, so that nobody tries the mailing again while it is folded.
            Self::Mailing(id) => {
                tx.query("UPDATE mailings SET paused = paused WHERE id = $1").bind(*id).run().await?;
                let open = "SELECT count(*) AS many FROM deliveries WHERE mailing = $1 AND settled_at IS NULL";
                if tx.query(open).bind(*id).one().await?.get::<u64>("many")? == 0 {
                    delivery::fold(tx, *id).await?;
                }
            }
            Self::Erased(id) => delivery::fold_of(tx, *id).await?,
        }
        Ok(Ended::Commit(()))
    }
}

/// Deletes notices that were settled before an instant.
pub(crate) struct Notices {
    pub(crate) before: Timestamp,
}

impl Act for Notices {
    type Done = ();
    type Refused = Error;

    async fn perform(&self, tx: &mut Tx) -> Result<Ended<()>, Error> {
        tx.query("DELETE FROM notices WHERE settled_at <= $1").bind(self.before).run().await?;
        Ok(Ended::Commit(()))
    }
}
