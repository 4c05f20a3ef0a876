//! Partners and channels: names and where they lead.

use newsroom::publication::Link;

use crate::Error;
use crate::engine::{Row, Tx};

/// Which list.
#[derive(Clone, Copy, Debug)]
pub(crate) enum List {
    /// Who stands behind the publication or helps.
    Partners,
    /// Other ways to follow it.
    Channels,
}

/// A list, in order.
pub(crate) async fn load(tx: &mut Tx, list: List) -> Result<Vec<Link>, Error> {
    let sql = match list {
        List::Partners => "SELECT name, link FROM partners ORDER BY position",
        List::Channels => "SELECT name, link FROM channels ORDER BY position",
    };
    let link = |row: &Row| Ok(Link { name: row.get("name")?, link: row.get("link")? });
    tx.query(sql).all().await?.iter().map(link).collect()
}

/// Writes a list anew.
pub(crate) async fn replace(tx: &mut Tx, list: List, links: &[Link]) -> Result<(), Error> {
    let (clear, insert) = match list {
        List::Partners => ("DELETE FROM partners", "INSERT INTO partners (position, name, link) VALUES ($1, $2, $3)"),
        List::Channels => ("DELETE FROM channels", "INSERT INTO channels (position, name, link) VALUES ($1, $2, $3)"),
    };
    tx.query(clear).run().await?;
    for (position, link) in links.iter().enumerate() {
        tx.query(insert).bind(position).bind(link.name.as_str()).bind(link.link.as_str()).run().await?;
    }
    Ok(())
}
