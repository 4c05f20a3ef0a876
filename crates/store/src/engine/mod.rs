//! The only place that asks which engine it is: two pools, two transactions, two rows, and one layer of statements above.
//!
//! Everything else of this crate writes one SQL text for both.

mod act;
mod connect;
mod failure;
mod mail;
mod row;
mod statement;
mod tx;
mod value;

use sqlx::{PgPool, SqlitePool};

use crate::Error;

pub(crate) use act::{Act, Ended, Patience, Refusal};
pub(crate) use row::{Row, Stored, numbers};
pub(crate) use statement::Statement;
pub(crate) use tx::{Either, Tx};
pub(crate) use value::{Nullable, Value};

/// Reads of one transaction see one state; PostgreSQL must be asked for it.
const READ_POSTGRES: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
/// Takes the writer's lock at once: a transaction that reads first and locks later could be refused half-way.
const WRITE_SQLITE: &str = "BEGIN IMMEDIATE";

/// Connections to one database.
#[derive(Clone, Debug)]
pub(crate) enum Pool {
    /// A file.
    Sqlite(SqlitePool),
    /// A server.
    Postgres(PgPool),
}

impl Pool {
    /// A transaction whose reads all see the same state.
    pub(crate) async fn read(&self) -> Result<Tx, Error> {
        Ok(match self {
            Self::Sqlite(pool) => Tx::Sqlite(pool.begin().await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin_with(READ_POSTGRES).await?),
        })
    }

    /// A transaction that may write.
    pub(crate) async fn write(&self) -> Result<Tx, Error> {
        Ok(match self {
            Self::Sqlite(pool) => Tx::Sqlite(pool.begin_with(WRITE_SQLITE).await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// Performs an act within one write transaction, again when the engine asks for another try.
    pub(crate) async fn perform<A: Act>(&self, act: &A) -> Result<A::Done, A::Refused> {
        let mut patience = Patience::default();
        loop {
            match self.attempt(act).await {
                Err(refused) if refused.failure().is_some_and(Error::is_passing) && patience.wait().await => {}
                ended => return ended,
            }
        }
    }

    async fn attempt<A: Act>(&self, act: &A) -> Result<A::Done, A::Refused> {
        let mut tx = self.write().await?;
        match act.perform(&mut tx).await? {
            Ended::Commit(done) => {
                tx.commit().await?;
                Ok(done)
            }
            Ended::Rollback(done) => {
                tx.rollback().await?;
                Ok(done)
            }
        }
    }

    /// Waits for what is going on and closes all connections.
    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite(pool) => pool.close().await,
            Self::Postgres(pool) => pool.close().await,
        }
    }
}
