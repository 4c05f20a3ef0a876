//! The publication's bylines.

use newsroom::Byline;

use crate::Error;
use crate::engine::Tx;
use crate::id::BylineId;
use crate::label::{self, Owner, Words};

/// All of them, in order.
pub(crate) async fn load(tx: &mut Tx, words: &mut Words) -> Result<Vec<Byline>, Error> {
    let mut bylines = Vec::new();
    for row in tx.query("SELECT id, slug, shown FROM bylines ORDER BY position").all().await? {
        let owner = Owner::Byline(row.get("id")?);
        bylines.push(Byline {
            slug: row.get("slug")?,
            shown: row.get("shown")?,
            name: words.take(owner, "name"),
            about: words.take(owner, "about"),
        });
    }
    Ok(bylines)
}

/// Writes the list anew; bylines that stay keep their rows. Their labels are gone already.
pub(crate) async fn replace(tx: &mut Tx, bylines: &[Byline]) -> Result<(), Error> {
    tx.query("UPDATE bylines SET position = -1").run().await?;
    let sql = "
        INSERT INTO bylines (slug, position, shown) VALUES ($1, $2, $3)
        ON CONFLICT (slug) DO UPDATE SET position = excluded.position, shown = excluded.shown
        RETURNING id";
    for (position, byline) in bylines.iter().enumerate() {
        let row = tx.query(sql).bind(&byline.slug).bind(position).bind(byline.shown.as_str()).one().await?;
        let owner = Owner::Byline(row.get::<BylineId>("id")?);
        label::write(tx, owner, "name", &byline.name).await?;
        label::write(tx, owner, "about", &byline.about).await?;
    }
    tx.query("DELETE FROM bylines WHERE position < 0").run().await?;
    Ok(())
}
