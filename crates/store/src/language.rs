//! The publication's languages.

use newsroom::language::Spoken;
use newsroom::{Language, Languages};

use crate::Error;
use crate::engine::{Row, Tx};

/// All of them, in order.
pub(crate) async fn load(tx: &mut Tx) -> Result<Languages, Error> {
    let rows = tx.query("SELECT tag, name, direction, chain FROM languages ORDER BY position").all().await?;
    let spoken = rows.iter().map(spoken).collect::<Result<Vec<_>, _>>()?;
    Languages::new(spoken).ok_or_else(|| Error::corrupt("languages", "no language"))
}

fn spoken(row: &Row) -> Result<Spoken, Error> {
    let chain: String = row.get("chain")?;
    let tags = chain.split_whitespace().map(Language::parse).collect::<Result<_, _>>();
    Ok(Spoken {
        language: row.get("tag")?,
        name: row.get("name")?,
        direction: row.get("direction")?,
        chain: tags.map_err(|_| Error::corrupt("languages.chain", chain))?,
    })
}

/// Writes the list anew.
pub(crate) async fn replace(tx: &mut Tx, languages: &Languages) -> Result<(), Error> {
    tx.query("DELETE FROM languages").run().await?;
    let sql = "INSERT INTO languages (tag, position, name, direction, chain) VALUES ($1, $2, $3, $4, $5)";
    for (position, spoken) in languages.iter().enumerate() {
        let chain: Vec<&str> = spoken.chain.iter().map(Language::as_str).collect();
        let statement = tx.query(sql).bind(&spoken.language).bind(position).bind(spoken.name.as_str());
        statement.bind(spoken.direction.as_str()).bind(chain.join(" ")).run().await?;
    }
    Ok(())
}
