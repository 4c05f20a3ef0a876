//! What a person does with a mailing: hold it, let it go on, end it, try again, move it. Each is audited.

use jiff::Timestamp;
use mailroom::MailingId;
use newsroom::EditionSlug;

use crate::engine::{Act, Ended, Refusal, Tx};
use crate::{Error, audit, delivery, generation, instant};

/// What to do with a mailing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Steer {
    /// Nothing of it is claimed, nor does it begin, until it is let go on.
    Pause,
    /// It goes on; one that has not begun and whose hour is over is due now, and so is what waits of one that has.
    Resume,
    /// It ends: what waits is taken back, what is in a worker's hands has its outcome there.
    Cancel,
    /// What was refused or expired is tried again, where there is still somebody to write to.
    Retry,
    /// While it has not begun: it is due at another instant.
    Move(Timestamp),
}

impl Steer {
    fn act(self) -> &'static str {
        match self {
            Self::Pause => "pause mailing",
            Self::Resume => "resume mailing",
            Self::Cancel => "cancel mailing",
            Self::Retry => "retry mailing",
            Self::Move(_) => "move mailing",
        }
    }
}

/// Why nothing was done with a mailing.
#[derive(Debug, thiserror::Error)]
pub enum SteerError {
    /// There is none of this id.
    #[error("there is no mailing {}", .0.0)]
    NoMailing(MailingId),
    /// It was ended.
    #[error("the mailing was cancelled")]
    Cancelled,
    /// Only a mailing that waits can be moved.
    #[error("the mailing has begun to go")]
    Began,
    /// The database.
    #[error(transparent)]
    Store(#[from] Error),
}

impl Refusal for SteerError {
    fn failure(&self) -> Option<&Error> {
        if let Self::Store(error) = self { Some(error) } else { None }
    }
}

pub(crate) struct Steering {
    pub(crate) mailing: MailingId,
    pub(crate) steer: Steer,
    pub(crate) now: Timestamp,
}

impl Act for Steering {
    /// How many rows it changed: the mailing's own, or those of its deliveries.
    type Done = u64;
    type Refused = SteerError;

    async fn perform(&self, tx: &mut Tx) -> Result<Ended<u64>, SteerError> {
        generation::claim(tx).await?;
        let sql = "UPDATE mailings SET paused = paused WHERE id = $1 RETURNING began, cancelled";
        let row = tx.query(sql).bind(self.mailing).optional().await?;
        let row = row.ok_or(SteerError::NoMailing(self.mailing))?;
        let (began, cancelled) = (row.maybe::<i64>("began")?.is_some(), row.get::<bool>("cancelled")?);
        match self.steer {
            Steer::Cancel => {}
            _ if cancelled => return Err(SteerError::Cancelled),
            Steer::Move(_) if began => return Err(SteerError::Began),
            Steer::Pause | Steer::Resume | Steer::Retry | Steer::Move(_) => {}
        }
        let changed = self.write(tx, instant::micros(self.now)).await?;
        if changed == 0 {
            return Ok(Ended::Rollback(0));
        }
        self.note(tx, changed).await?;
        Ok(Ended::Commit(changed))
    }
}

impl Steering {
    async fn write(&self, tx: &mut Tx, now: Timestamp) -> Result<u64, Error> {
        let id = self.mailing;
        match self.steer {
            Steer::Pause => set(tx, id, "UPDATE mailings SET paused = 1 WHERE id = $1 AND paused = 0").await,
            Steer::Resume => resume(tx, id, now).await,
            Steer::Cancel => cancel(tx, id, now).await,
            Steer::Retry => delivery::retry(tx, id, now).await,
            Steer::Move(due) => {
                let sql = "UPDATE mailings SET due = $2 WHERE id = $1 AND due <> $2";
                tx.query(sql).bind(id).bind(instant::micros(due)).run().await
            }
        }
    }

    async fn note(&self, tx: &mut Tx, changed: u64) -> Result<(), Error> {
        let sql = "SELECT e.slug AS edition, n.slug AS newsletter
                   FROM mailings m JOIN editions e ON e.id = m.edition JOIN newsletters n ON n.id = m.newsletter
                   WHERE m.id = $1";
        let row = tx.query(sql).bind(self.mailing).one().await?;
        let (edition, newsletter): (String, String) = (row.get("edition")?, row.get("newsletter")?);
        let subject = format!("{edition} on {newsletter}");
        let detail = match self.steer {
            Steer::Move(due) => format!("to {due}"),
            Steer::Retry => format!("{changed} deliveries"),
            Steer::Pause | Steer::Resume | Steer::Cancel => String::new(),
        };
        let at = instant::micros(self.now);
        audit::append(tx, &audit::Record { at, act: self.steer.act(), subject: &subject, detail: &detail }).await
    }
}

async fn set(tx: &mut Tx, id: MailingId, sql: &'static str) -> Result<u64, Error> {
    tx.query(sql).bind(id).run().await
}

/// Lets a mailing go on. Whatever was late is in time from now on: that it was let go on is the answer to it.
async fn resume(tx: &mut Tx, id: MailingId, now: Timestamp) -> Result<u64, Error> {
    let sql = "
        UPDATE mailings SET paused = 0, due = CASE WHEN began IS NULL AND due < $2 THEN $2 ELSE due END
        WHERE id = $1 AND paused = 1";
    let changed = tx.query(sql).bind(id).bind(now).run().await?;
    if changed > 0 {
        delivery::renew(tx, id, now).await?;
    }
    Ok(changed)
}

/// Ends a mailing; one that is held is let go of, so that what its workers had comes to its end too.
async fn cancel(tx: &mut Tx, id: MailingId, now: Timestamp) -> Result<u64, Error> {
    let sql = "UPDATE mailings SET cancelled = 1, paused = 0 WHERE id = $1 AND cancelled = 0";
    let changed = set(tx, id, sql).await?;
    delivery::take_back_all(tx, id, "cancelled", now).await?;
    Ok(changed)
}

/// Ends every mailing of an edition that is withdrawn.
pub(crate) async fn cancel_of(tx: &mut Tx, edition: &EditionSlug, now: Timestamp) -> Result<(), Error> {
    let sql = "SELECT m.id FROM mailings m JOIN editions e ON e.id = m.edition WHERE e.slug = $1 ORDER BY m.id";
    for row in tx.query(sql).bind(edition).all().await? {
        cancel(tx, row.get("id")?, now).await?;
    }
    Ok(())
}
