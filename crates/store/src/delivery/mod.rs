//! Deliveries: one mailing to one subscriber, and what became of it. One row, one outcome.

mod claim;
mod settle;

use jiff::Timestamp;
use mailroom::{Delivery, MailingId, NewsletterSlug, SubscriberId};

use crate::engine::{Row, Tx};
use crate::{Error, hold};

pub use claim::Claimed;
pub(crate) use claim::{EXTEND, ToClaim};
pub(crate) use settle::Settle;
pub use settle::Settlement;

fn delivery(row: &Row) -> Result<Delivery, Error> {
    Ok(Delivery {
        id: row.get("id")?,
        mailing: row.get("mailing")?,
        subscriber: row.get("subscriber")?,
        mark: row.get("mark")?,
        attempts: row.get("attempts")?,
        state: hold::state(row)?,
    })
}

/// Those of a mailing that are there, by id.
pub(crate) async fn of_mailing(tx: &mut Tx, mailing: MailingId) -> Result<Vec<Delivery>, Error> {
    let sql = "SELECT * FROM deliveries WHERE mailing = $1 ORDER BY id";
    tx.query(sql).bind(mailing).all().await?.iter().map(delivery).collect()
}

/// Takes back whatever waits for a subscriber.
pub(crate) async fn take_back(tx: &mut Tx, id: SubscriberId, reason: &str, now: Timestamp) -> Result<(), Error> {
    let sql = "UPDATE deliveries SET state = 'cancelled', free_at = NULL, reason = $2, settled_at = $3
               WHERE subscriber = $1 AND state = 'waiting'";
    tx.query(sql).bind(id).bind(reason).bind(now).run().await?;
    Ok(())
}

/// Takes back what waits for a subscriber who has left one newsletter.
pub(crate) async fn take_back_of(
    tx: &mut Tx,
    id: SubscriberId,
    newsletter: &NewsletterSlug,
    now: Timestamp,
) -> Result<(), Error> {
    let sql = "UPDATE deliveries SET state = 'cancelled', free_at = NULL, reason = 'left', settled_at = $3
               WHERE subscriber = $1 AND state = 'waiting'
                 AND mailing IN (SELECT m.id FROM mailings m JOIN newsletters n ON n.id = m.newsletter WHERE n.slug = $2)";
    tx.query(sql).bind(id).bind(newsletter).bind(now).run().await?;
    Ok(())
}

/// Takes back what waits of a mailing.
pub(crate) async fn take_back_all(tx: &mut Tx, mailing: MailingId, reason: &str, now: Timestamp) -> Result<u64, Error> {
    let sql = "UPDATE deliveries SET state = 'cancelled', free_at = NULL, reason = $2, settled_at = $3
               WHERE mailing = $1 AND state = 'waiting'";
    tx.query(sql).bind(mailing).bind(reason).bind(now).run().await
}

/// What waits of a mailing, and could have gone before an instant, may go from then on.
pub(crate) async fn renew(tx: &mut Tx, mailing: MailingId, now: Timestamp) -> Result<(), Error> {
    let sql = "UPDATE deliveries SET free_at = $2 WHERE mailing = $1 AND state = 'waiting' AND free_at < $2";
    tx.query(sql).bind(mailing).bind(now).run().await?;
    Ok(())
}

/// Puts back to waiting what a mailing was refused or what expired, where there is still somebody to write to.
pub(crate) async fn retry(tx: &mut Tx, mailing: MailingId, now: Timestamp) -> Result<u64, Error> {
    let sql = "
        UPDATE deliveries SET state = 'waiting', free_at = $2, since = NULL, attempts = 0, settled_at = NULL,
            reason = '', reply = ''
        WHERE mailing = $1 AND state IN ('refused', 'expired')
          AND EXISTS (SELECT 1 FROM mailings m JOIN subscriptions u ON u.newsletter = m.newsletter
                      WHERE m.id = deliveries.mailing AND u.subscriber = deliveries.subscriber
                        AND u.state = 'confirmed')";
    tx.query(sql).bind(mailing).bind(now).run().await
}

/// Deletes the deliveries of a mailing that is done; its counts stay.
pub(crate) async fn fold(tx: &mut Tx, mailing: MailingId) -> Result<(), Error> {
    let sql = "
        INSERT INTO mailing_counts (mailing, state, reason, count)
        SELECT mailing, state, reason, count(*) FROM deliveries WHERE mailing = $1 GROUP BY mailing, state, reason
        ON CONFLICT (mailing, state, reason) DO UPDATE SET count = mailing_counts.count + excluded.count";
    tx.query(sql).bind(mailing).run().await?;
    tx.query("DELETE FROM deliveries WHERE mailing = $1").bind(mailing).run().await?;
    Ok(())
}

/// Deletes a subscriber's deliveries that have their outcome; the counts stay.
pub(crate) async fn fold_of(tx: &mut Tx, subscriber: SubscriberId) -> Result<(), Error> {
    let sql = "
        INSERT INTO mailing_counts (mailing, state, reason, count)
        SELECT mailing, state, reason, count(*) FROM deliveries WHERE subscriber = $1 AND free_at IS NULL
        GROUP BY mailing, state, reason
        ON CONFLICT (mailing, state, reason) DO UPDATE SET count = mailing_counts.count + excluded.count";
    tx.query(sql).bind(subscriber).run().await?;
    tx.query("DELETE FROM deliveries WHERE subscriber = $1 AND free_at IS NULL").bind(subscriber).run().await?;
    Ok(())
}
