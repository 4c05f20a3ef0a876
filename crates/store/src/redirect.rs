//! Redirects: paths of an earlier site, and where they lead now.

use crate::Error;
use crate::engine::{Row, Tx};

/// All of them, in order.
pub(crate) async fn load(tx: &mut Tx) -> Result<Vec<(String, String)>, Error> {
    let pair = |row: &Row| Ok((row.get("path")?, row.get("target")?));
    tx.query("SELECT path, target FROM redirects ORDER BY position").all().await?.iter().map(pair).collect()
}

/// Where a path leads now.
pub(crate) async fn find(tx: &mut Tx, path: &str) -> Result<Option<String>, Error> {
    let row = tx.query("SELECT target FROM redirects WHERE path = $1").bind(path).optional().await?;
    row.map(|row| row.get("target")).transpose()
}

/// Writes the list anew.
pub(crate) async fn replace(tx: &mut Tx, redirects: &[(String, String)]) -> Result<(), Error> {
    tx.query("DELETE FROM redirects").run().await?;
    let sql = "INSERT INTO redirects (path, position, target) VALUES ($1, $2, $3)";
    for (position, (path, target)) in redirects.iter().enumerate() {
        tx.query(sql).bind(path.as_str()).bind(position).bind(target.as_str()).run().await?;
    }
    Ok(())
}
