//! The audit: acts that others may ask about, each row holding the hash of the row before.

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::Error;
use crate::engine::{Row, Tx};

/// One act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Counted from 1.
    pub number: i64,
    /// When it was done.
    pub at: Timestamp,
    /// What was done: `import`, `publish`, `correct`, `withdraw`.
    pub act: String,
    /// To what: an edition's slug, or `publication`.
    pub subject: String,
    /// In words.
    pub detail: String,
    /// The hash of the entry before; empty for the first.
    pub before: String,
}

impl Entry {
    /// What the next entry holds as its `before`: SHA-256 over all fields, in hexadecimal digits.
    pub fn hash(&self) -> String {
        let at = self.at.as_microsecond();
        let fields = serde_json::json!([self.number, at, self.act, self.subject, self.detail, self.before]);
        Sha256::digest(fields.to_string()).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            number: row.get("number")?,
            at: row.get("at")?,
            act: row.get("act")?,
            subject: row.get("subject")?,
            detail: row.get("detail")?,
            before: row.get("before")?,
        })
    }
}

/// What is to be written down.
pub(crate) struct Record<'a> {
    pub(crate) at: Timestamp,
    pub(crate) act: &'a str,
    pub(crate) subject: &'a str,
    pub(crate) detail: &'a str,
}

/// Appends an act. Only after [`crate::generation::claim`], so that no two follow the same one.
pub(crate) async fn append(tx: &mut Tx, record: &Record<'_>) -> Result<(), Error> {
    let newest = tx.query("SELECT * FROM audit ORDER BY number DESC LIMIT 1").optional().await?;
    let newest = newest.as_ref().map(Entry::read).transpose()?;
    let sql = "INSERT INTO audit (number, at, act, subject, detail, before) VALUES ($1, $2, $3, $4, $5, $6)";
    tx.query(sql)
        .bind(newest.as_ref().map_or(0, |entry| entry.number) + 1)
        .bind(record.at)
        .bind(record.act)
        .bind(record.subject)
        .bind(record.detail)
        .bind(newest.map(|entry| entry.hash()).unwrap_or_default())
        .run()
        .await?;
    Ok(())
}

/// Every act, oldest first.
pub(crate) async fn all(tx: &mut Tx) -> Result<Vec<Entry>, Error> {
    tx.query("SELECT * FROM audit ORDER BY number").all().await?.iter().map(Entry::read).collect()
}
