//! Standing pages: about, how we assess, privacy, imprint and the publication's own.

use newsroom::StandingPage;

use crate::Error;
use crate::engine::Tx;
use crate::id::PageId;
use crate::text::{self, Owner, Pen, Shelf};

/// All of them, in order.
pub(crate) async fn load(tx: &mut Tx, texts: &mut Shelf) -> Result<Vec<StandingPage>, Error> {
    let mut pages = Vec::new();
    for row in tx.query("SELECT id, slug, footer FROM standing_pages ORDER BY position").all().await? {
        let texts = texts.take(Owner::StandingPage(row.get("id")?))?;
        pages.push(StandingPage { slug: row.get("slug")?, footer: row.get("footer")?, texts });
    }
    Ok(pages)
}

/// Brings the list from what it was to what it is to be; a page that is left out goes with its texts.
pub(crate) async fn replace(
    tx: &mut Tx,
    pen: Pen,
    before: &[StandingPage],
    after: &[StandingPage],
) -> Result<(), Error> {
    tx.query("UPDATE standing_pages SET position = -1").run().await?;
    let sql = "
        INSERT INTO standing_pages (slug, position, footer) VALUES ($1, $2, $3)
        ON CONFLICT (slug) DO UPDATE SET position = excluded.position, footer = excluded.footer
        RETURNING id";
    for (position, page) in after.iter().enumerate() {
        let row = tx.query(sql).bind(&page.slug).bind(position).bind(page.footer).one().await?;
        let there = before.iter().find(|there| there.slug == page.slug).map(|there| &there.texts);
        pen.write(tx, Owner::StandingPage(row.get("id")?), there, &page.texts).await?;
    }
    for row in tx.query("DELETE FROM standing_pages WHERE position < 0 RETURNING id").all().await? {
        text::remove(tx, Owner::StandingPage(row.get::<PageId>("id")?)).await?;
    }
    Ok(())
}
