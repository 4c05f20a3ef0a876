//! The two counters of the publication's row: `generation` for readers' caches, `changes` for writers.

use jiff::Timestamp;

use crate::Error;
use crate::engine::Tx;

/// Locks the publication's row, which makes all writers one line, and counts the change. Gives the counter after it.
pub(crate) async fn claim(tx: &mut Tx) -> Result<i64, Error> {
    let row = tx.query("UPDATE publication SET changes = changes + 1 WHERE id = 1 RETURNING changes").one().await?;
    row.get("changes")
}

/// Raises the generation: what readers see has changed. Only after [`claim`], so that numbers commit in order.
pub(crate) async fn raise(tx: &mut Tx, at: Timestamp, act: &str) -> Result<(), Error> {
    let sql = "UPDATE publication SET generation = generation + 1 WHERE id = 1 RETURNING generation";
    let number: i64 = tx.query(sql).one().await?.get("generation")?;
    let sql = "INSERT INTO generations (number, at, act) VALUES ($1, $2, $3)";
    tx.query(sql).bind(number).bind(at).bind(act).run().await?;
    Ok(())
}

/// The generation.
pub(crate) async fn newest(tx: &mut Tx) -> Result<u64, Error> {
    tx.query("SELECT generation FROM publication WHERE id = 1").one().await?.get("generation")
}

/// How often anything was written.
pub(crate) async fn changes(tx: &mut Tx) -> Result<i64, Error> {
    tx.query("SELECT changes FROM publication WHERE id = 1").one().await?.get("changes")
}
