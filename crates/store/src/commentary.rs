//! Commentaries: what is said on one section in one edition, and under which bylines.

use std::collections::BTreeMap;

use newsroom::{BylineSlug, Commentary, Prose};

use crate::engine::Tx;
use crate::id::{CommentaryId, EditionId, Scope, VerdictId};
use crate::text::{Depth, Owner, Pen, Shelf};
use crate::{Error, picture};

/// The commentaries of editions, under their sections.
pub(crate) async fn load<P: Depth>(
    tx: &mut Tx,
    scope: Scope,
    texts: &mut Shelf,
) -> Result<BTreeMap<VerdictId, Vec<Commentary<P>>>, Error> {
    let mut bylines = bylines(tx, scope).await?;
    let mut pictures = picture::load(tx, scope).await?;
    let mut commentaries: BTreeMap<VerdictId, Vec<Commentary<P>>> = BTreeMap::new();
    let sql = "SELECT id, verdict, slug FROM commentaries WHERE edition BETWEEN $1 AND $2 ORDER BY verdict, position";
    for row in tx.query(sql).bind(scope.from).bind(scope.to).all().await? {
        let id: CommentaryId = row.get("id")?;
        commentaries.entry(row.get("verdict")?).or_default().push(Commentary {
            slug: row.get("slug")?,
            bylines: bylines.remove(&id).unwrap_or_default(),
            picture: pictures.remove(&id),
            texts: texts.take(Owner::Commentary(id))?,
        });
    }
    Ok(commentaries)
}

async fn bylines(tx: &mut Tx, scope: Scope) -> Result<BTreeMap<CommentaryId, Vec<BylineSlug>>, Error> {
    let sql = "SELECT cb.commentary, b.slug FROM commentaries c
               JOIN commentary_bylines cb ON cb.commentary = c.id JOIN bylines b ON b.id = cb.byline
               WHERE c.edition BETWEEN $1 AND $2 ORDER BY cb.commentary, cb.position";
    let mut bylines: BTreeMap<CommentaryId, Vec<BylineSlug>> = BTreeMap::new();
    for row in tx.query(sql).bind(scope.from).bind(scope.to).all().await? {
        bylines.entry(row.get("commentary")?).or_default().push(row.get("slug")?);
    }
    Ok(bylines)
}

/// Where a commentary stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) edition: EditionId,
    pub(crate) verdict: VerdictId,
    pub(crate) position: usize,
}

/// Brings a commentary from what it was to what it is to be.
pub(crate) async fn write(
    tx: &mut Tx,
    (pen, place): (Pen, Place),
    before: Option<&Commentary<Prose>>,
    after: &Commentary<Prose>,
) -> Result<(), Error> {
    let sql = "
        INSERT INTO commentaries (edition, verdict, slug, position) VALUES ($1, $2, $3, $4)
        ON CONFLICT (edition, slug) DO UPDATE SET position = excluded.position
        RETURNING id";
    let statement = tx.query(sql).bind(place.edition).bind(place.verdict).bind(&after.slug).bind(place.position);
    let id: CommentaryId = statement.one().await?.get("id")?;
    if before.is_none_or(|before| before.bylines != after.bylines) {
        sign(tx, id, &after.bylines).await?;
    }
    if before.and_then(|before| before.picture.as_ref()) != after.picture.as_ref() {
        picture::replace(tx, id, after.picture.as_ref()).await?;
    }
    pen.write(tx, Owner::Commentary(id), before.map(|b| &b.texts), &after.texts).await
}

async fn sign(tx: &mut Tx, id: CommentaryId, bylines: &[BylineSlug]) -> Result<(), Error> {
    tx.query("DELETE FROM commentary_bylines WHERE commentary = $1").bind(id).run().await?;
    let sql = "INSERT INTO commentary_bylines (commentary, position, byline)
               VALUES ($1, $2, (SELECT id FROM bylines WHERE slug = $3))";
    for (position, byline) in bylines.iter().enumerate() {
        tx.query(sql).bind(id).bind(position).bind(byline).run().await?;
    }
    Ok(())
}
