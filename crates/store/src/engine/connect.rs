//! Connecting to either engine.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgConnection, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection};

use super::{Patience, Pool};
use crate::{Database, Error};

/// Connections of one process.
const CONNECTIONS_MAX: u32 = 8;
/// How long SQLite waits for another writer.
const BUSY_TIMEOUT: Duration = Duration::from_secs(30);

impl Pool {
    /// Connects; SQLite's file is made when it is not there. Four processes that make the file at once may be told that it
    /// is busy while one of them turns on the write-ahead log, so that is waited for.
    pub(crate) async fn open(database: &Database) -> Result<Self, Error> {
        let mut patience = Patience::default();
        loop {
            match Self::connect(database).await {
                Err(error) if error.is_passing() && patience.wait().await => {}
                ended => return ended,
            }
        }
    }

    async fn connect(database: &Database) -> Result<Self, Error> {
        Ok(match database {
            Database::Sqlite(path) => {
                let pool = SqlitePoolOptions::new().max_connections(CONNECTIONS_MAX);
                Self::Sqlite(pool.connect_with(sqlite(path)).await?)
            }
            Database::Postgres(url) => {
                let pool = PgPoolOptions::new().max_connections(CONNECTIONS_MAX);
                let options = PgConnectOptions::from_str(url)?.disable_statement_logging();
                // Once outside of the pool, which would hide behind its own patience why nobody answers.
                PgConnection::connect_with(&options).await?.close().await?;
                Self::Postgres(pool.connect_with(options).await?)
            }
        })
    }
}

fn sqlite(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .busy_timeout(BUSY_TIMEOUT)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .disable_statement_logging()
}
