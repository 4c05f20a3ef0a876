//! Media: rows about pictures here, their files in [`files`].

pub(crate) mod files;

use newsroom::{Master, MediaHash};

use crate::Error;
use crate::engine::{Act, Ended, Row, Tx};

/// Reads a master from a row with all of `media`'s columns.
pub(crate) fn master(row: &Row) -> Result<Master, Error> {
    let small = match row.maybe("small_hash")? {
        Some(hash) => Some((hash, row.get("small_width")?, row.get("small_height")?)),
        None => None,
    };
    Ok(Master {
        hash: row.get("hash")?,
        extension: row.get("extension")?,
        width: row.get("width")?,
        height: row.get("height")?,
        small,
    })
}

/// The master of this hash, or the one that came of an imported file of this hash.
pub(crate) async fn master_of(tx: &mut Tx, hash: &MediaHash) -> Result<Option<Master>, Error> {
    let sql = "SELECT * FROM media WHERE hash = $1
               OR hash = (SELECT master FROM media_sources WHERE source = $1)
               ORDER BY CASE WHEN hash = $1 THEN 0 ELSE 1 END LIMIT 1";
    tx.query(sql).bind(hash).optional().await?.as_ref().map(master).transpose()
}

/// Writes a master's rows. Does not count as a change: nothing shows a picture before an edition does.
pub(crate) struct Keep<'a> {
    pub(crate) master: &'a Master,
    pub(crate) source: &'a MediaHash,
}

impl Act for Keep<'_> {
    type Done = ();
    type Refused = Error;

    async fn perform(&self, tx: &mut Tx) -> Result<Ended<()>, Error> {
        let sql = "INSERT INTO media (hash, extension, width, height, small_hash, small_width, small_height)
                   VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (hash) DO NOTHING";
        let small = self.master.small.as_ref();
        let statement = tx.query(sql).bind(&self.master.hash).bind(self.master.extension.as_str());
        let statement = statement.bind(self.master.width).bind(self.master.height).bind(small.map(|(hash, ..)| hash));
        statement.bind(small.map(|(_, width, _)| *width)).bind(small.map(|(_, _, height)| *height)).run().await?;
        let sql = "INSERT INTO media_sources (source, master) VALUES ($1, $2) ON CONFLICT (source) DO NOTHING";
        tx.query(sql).bind(self.source).bind(&self.master.hash).run().await?;
        Ok(Ended::Commit(()))
    }
}
