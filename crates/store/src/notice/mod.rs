//! Notices: mails to one person that are not a mailing. Claimed and settled as deliveries are.

mod claim;

use jiff::{SignedDuration, Timestamp};
use mailroom::{Mark, NoticeKind, SubscriberId};
use newsroom::Language;

use crate::Error;
use crate::engine::{Row, Tx};

pub use claim::ClaimedNotice;
pub(crate) use claim::{Claim, EXTEND, Settle};

/// Notices count towards a day's limits for so long.
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// Writes a notice, to be sent at once.
pub(crate) async fn write(tx: &mut Tx, kind: NoticeKind, language: &Language, now: Timestamp) -> Result<(), Error> {
    let sql = "INSERT INTO notices (kind, subscriber, subscription, language, mark, at, free_at)
               VALUES ($1, $2, $3, $4, $5, $6, $6)";
    let statement = tx.query(sql).bind(kind.as_str()).bind(kind.subscriber()).bind(kind.subscription());
    statement.bind(language).bind(Mark::random()).bind(now).run().await?;
    Ok(())
}

fn kind(row: &Row) -> Result<NoticeKind, Error> {
    let word: String = row.get("kind")?;
    let kind = NoticeKind::parse(&word, row.get("subscriber")?, row.maybe("subscription")?);
    kind.ok_or_else(|| Error::corrupt("notices.kind", word))
}

/// Those to a subscriber within a day: when each was decided on, and what it says.
pub(crate) async fn recent(
    tx: &mut Tx,
    subscriber: SubscriberId,
    now: Timestamp,
) -> Result<Vec<(Timestamp, NoticeKind)>, Error> {
    let sql = "SELECT kind, subscriber, subscription, at FROM notices WHERE subscriber = $1 AND at > $2 ORDER BY at";
    let rows = tx.query(sql).bind(subscriber).bind(now.saturating_sub(DAY).unwrap_or(Timestamp::MIN)).all().await?;
    rows.iter().map(|row| Ok((row.get("at")?, kind(row)?))).collect()
}

/// Takes back whatever waits for a subscriber.
pub(crate) async fn take_back(tx: &mut Tx, id: SubscriberId, reason: &str, now: Timestamp) -> Result<(), Error> {
    let sql = "UPDATE notices SET state = 'cancelled', free_at = NULL, reason = $2, settled_at = $3
               WHERE subscriber = $1 AND state = 'waiting'";
    tx.query(sql).bind(id).bind(reason).bind(now).run().await?;
    Ok(())
}
