//! Workers: who mails, with a lease, so that a command can say that nobody does.

use jiff::{SignedDuration, Timestamp};

use crate::engine::{Act, Ended, Refusal, Tx};
use crate::{Error, hold, instant};

/// Why a worker was not taken on.
#[derive(Debug, thiserror::Error)]
pub enum WorkerError {
    /// This database has one worker at a time.
    #[error("`{0}` mails already, and on SQLite there is one worker at a time; several need PostgreSQL")]
    Another(String),
    /// The database.
    #[error(transparent)]
    Store(#[from] Error),
}

impl Refusal for WorkerError {
    fn failure(&self) -> Option<&Error> {
        if let Self::Store(error) = self { Some(error) } else { None }
    }
}

/// Takes a worker on, or keeps it.
pub(crate) struct Enroll<'a> {
    pub(crate) name: &'a str,
    pub(crate) lease: SignedDuration,
    pub(crate) now: Timestamp,
}

impl Act for Enroll<'_> {
    type Done = ();
    type Refused = WorkerError;

    async fn perform(&self, tx: &mut Tx) -> Result<Ended<()>, WorkerError> {
        tx.query("DELETE FROM workers WHERE until <= $1").bind(self.now).run().await?;
        if tx.has_one_worker()
            && let Some(other) = all(tx, self.now).await?.into_iter().find(|other| other != self.name)
        {
            return Err(WorkerError::Another(other));
        }
        let sql = "INSERT INTO workers (name, until) VALUES ($1, $2)
                   ON CONFLICT (name) DO UPDATE SET until = excluded.until";
        tx.query(sql).bind(self.name).bind(hold::until(self.now, self.lease)).run().await?;
        Ok(Ended::Commit(()))
    }
}

/// Lets a worker go.
pub(crate) struct Dismiss<'a> {
    pub(crate) name: &'a str,
}

impl Act for Dismiss<'_> {
    type Done = ();
    type Refused = Error;

    async fn perform(&self, tx: &mut Tx) -> Result<Ended<()>, Error> {
        tx.query("DELETE FROM workers WHERE name = $1").bind(self.name).run().await?;
        Ok(Ended::Commit(()))
    }
}

/// Gives back what a worker has in hand.
pub(crate) struct Release<'a> {
    pub(crate) name: &'a str,
    pub(crate) now: Timestamp,
}

impl Act for Release<'_> {
    /// How many mails that is.
    type Done = u64;
    type Refused = Error;

    async fn perform(&self, tx: &mut Tx) -> Result<Ended<u64>, Error> {
        let deliveries = "UPDATE deliveries SET state = 'waiting', free_at = $2, hold = NULL, worker = NULL
                          WHERE free_at IS NOT NULL AND state = 'claimed' AND worker = $1";
        let notices = "UPDATE notices SET state = 'waiting', free_at = $2, hold = NULL, worker = NULL
                       WHERE free_at IS NOT NULL AND state = 'claimed' AND worker = $1";
        let mut given_back = 0;
        for sql in [deliveries, notices] {
            given_back += tx.query(sql).bind(self.name).bind(instant::micros(self.now)).run().await?;
        }
        Ok(Ended::Commit(given_back))
    }
}

/// The names of those at work.
pub(crate) async fn all(tx: &mut Tx, now: Timestamp) -> Result<Vec<String>, Error> {
    let sql = "SELECT name FROM workers WHERE until > $1 ORDER BY name";
    tx.query(sql).bind(now).all().await?.iter().map(|row| row.get("name")).collect()
}
