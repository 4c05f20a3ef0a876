//! Migrations: forward only, each in one transaction together with its row, under a lock row with a lease.
//!
//! The lock keeps processes that start together from doing the same work; that none is applied twice is not its
//! business: whoever inserts a migration's row first applies it, and a killed migrator's transaction leaves neither.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::Error;
use crate::engine::{Act, Ended, Patience, Pool, Row, Tx};

/// How long a migrator that says nothing keeps the lock. Only waiting depends on it, never what is applied.
const LEASE: SignedDuration = SignedDuration::from_secs(4);
/// How long to wait for another's migrations.
const WAIT: Duration = Duration::from_secs(600);
/// How long processes that make the ledger at once may stand in each other's way.
const LEDGER_WAIT: Duration = Duration::from_secs(5);

/// One step forward. Released ones never change.
struct Migration {
    number: i64,
    name: &'static str,
    sql: &'static str,
}

macro_rules! migrations {
    ($($number:literal $name:literal;)*) => {
        &[$(Migration { number: $number, name: $name, sql: include_str!(concat!("../migrations/", $name, ".sql")) }),*]
    };
}

const MIGRATIONS: &[Migration] = migrations! {
    1 "0001_publication";
    2 "0002_editions";
    3 "0003_texts";
    4 "0004_mailroom";
};

/// Brings the database to where this program needs it; waits while another process does.
pub(crate) async fn apply(pool: &Pool) -> Result<(), Error> {
    ledger(pool).await?;
    let holder = Uuid::new_v4().to_string();
    let mut patience = Patience::lasting(WAIT);
    while let Some(migration) = next(pool).await? {
        if pool.perform(&Lock { holder: &holder }).await? {
            let applied = pool.perform(migration).await?;
            tracing::info!(migration = migration.name, applied, "migration");
        } else if !patience.wait().await {
            return Err(Error::Migrating);
        }
    }
    pool.perform(&Unlock { holder: &holder }).await
}

/// The first migration that was not applied yet.
async fn next(pool: &Pool) -> Result<Option<&'static Migration>, Error> {
    let applied = pool.read().await?.query("SELECT number FROM migrations ORDER BY number").all().await?;
    let applied = applied.iter().map(|row| row.get("number")).collect::<Result<Vec<i64>, _>>()?;
    let known = |number: &&i64| MIGRATIONS.iter().any(|migration| migration.number == **number);
    match applied.iter().find(|number| !known(number)) {
        Some(unknown) => Err(Error::Newer(*unknown)),
        None => Ok(MIGRATIONS.iter().find(|migration| !applied.contains(&migration.number))),
    }
}

/// Makes ledger and lock when they are not there. Several processes may do so at once, and `IF NOT EXISTS` does not keep
/// PostgreSQL from refusing all but one of them; after that the tables are there.
async fn ledger(pool: &Pool) -> Result<(), Error> {
    let mut patience = Patience::lasting(LEDGER_WAIT);
    loop {
        let error = match next(pool).await {
            Err(Error::Database(_)) => pool.perform(&Ledger).await.err(),
            Err(error) => return Err(error),
            Ok(_) => return Ok(()),
        };
        if let Some(error) = error
            && !patience.wait().await
        {
            return Err(error);
        }
    }
}

struct Ledger;

impl Act for Ledger {
    type Done = ();
    type Refused = Error;

    async fn perform(&self, tx: &mut Tx) -> Result<Ended<()>, Error> {
        let migrations =
            "CREATE TABLE IF NOT EXISTS migrations (number BIGINT PRIMARY KEY, name TEXT NOT NULL, at BIGINT NOT NULL)";
        let lock = "CREATE TABLE IF NOT EXISTS migration_lock \
                    (id BIGINT PRIMARY KEY, holder TEXT NOT NULL, until BIGINT NOT NULL)";
        tx.query(migrations).run().await?;
        tx.query(lock).run().await?;
        Ok(Ended::Commit(()))
    }
}

/// Takes the lock, or keeps it; `false` while another's lease runs.
struct Lock<'a> {
    holder: &'a str,
}

impl Act for Lock<'_> {
    type Done = bool;
    type Refused = Error;

    async fn perform(&self, tx: &mut Tx) -> Result<Ended<bool>, Error> {
        let now = Timestamp::now();
        let sql = "INSERT INTO migration_lock (id, holder, until) VALUES (1, $1, $2)
                   ON CONFLICT (id) DO UPDATE SET holder = excluded.holder, until = excluded.until
                   WHERE migration_lock.until < $3 OR migration_lock.holder = excluded.holder
                   RETURNING holder";
        let taken: Option<Row> = tx.query(sql).bind(self.holder).bind(now + LEASE).bind(now).optional().await?;
        Ok(Ended::Commit(taken.is_some()))
    }
}

struct Unlock<'a> {
    holder: &'a str,
}

impl Act for Unlock<'_> {
    type Done = ();
    type Refused = Error;

    async fn perform(&self, tx: &mut Tx) -> Result<Ended<()>, Error> {
        tx.query("DELETE FROM migration_lock WHERE holder = $1").bind(self.holder).run().await?;
        Ok(Ended::Commit(()))
    }
}

/// Applies the migration, unless another process has; one that is at it is waited for.
impl Act for Migration {
    type Done = bool;
    type Refused = Error;

    async fn perform(&self, tx: &mut Tx) -> Result<Ended<bool>, Error> {
        let sql = "INSERT INTO migrations (number, name, at) VALUES ($1, $2, $3)
                   ON CONFLICT (number) DO NOTHING RETURNING number";
        let row = tx.query(sql).bind(self.number).bind(self.name).bind(Timestamp::now()).optional().await?;
        if row.is_none() {
            return Ok(Ended::Rollback(false));
        }
        tx.script(self.sql).await?;
        Ok(Ended::Commit(true))
    }
}
