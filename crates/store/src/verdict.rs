//! Verdicts: the sections of an edition in order, each with its verdict, its reason and what was said on it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use newsroom::{Judged, SectionSlug};

use crate::engine::Tx;
use crate::id::{CommentaryId, EditionId, VerdictId};
use crate::text::{self, Depth, Look, Owner, Pen, Shelf};
use crate::{Error, commentary, picture};

const VERDICTS: &str = "
    SELECT v.id, v.edition, s.slug, r.value
    FROM verdicts v
    JOIN sections s ON s.id = v.section
    LEFT JOIN verdict_revisions r
        ON r.verdict = v.id AND r.number = CASE WHEN $3 = 1 THEN v.public_revision ELSE v.newest END
    WHERE v.edition BETWEEN $1 AND $2
    ORDER BY v.edition, v.position";

/// The sections of the editions of a look.
pub(crate) async fn load<P: Depth>(
    tx: &mut Tx,
    look: Look,
    texts: &mut Shelf,
) -> Result<BTreeMap<EditionId, Vec<Judged<P>>>, Error> {
    let mut commentaries = commentary::load(tx, look.scope, texts).await?;
    let mut sections: BTreeMap<EditionId, Vec<Judged<P>>> = BTreeMap::new();
    let (from, to) = (look.scope.from, look.scope.to);
    for row in tx.query(VERDICTS).bind(from).bind(to).bind(look.is_public()).all().await? {
        let id: VerdictId = row.get("id")?;
        sections.entry(row.get("edition")?).or_default().push(Judged {
            section: row.get("slug")?,
            verdict: row.maybe("value")?,
            reason: texts.take(Owner::Verdict(id))?,
            commentaries: commentaries.remove(&id).unwrap_or_default(),
        });
    }
    Ok(sections)
}

/// Writes the sections of one edition.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Desk {
    pub(crate) pen: Pen,
    pub(crate) edition: EditionId,
    /// Since when what is new is public; `None` in a draft.
    pub(crate) public: Option<Timestamp>,
}

impl Desk {
    /// Brings a section of the edition from what it was to what it is to be.
    pub(crate) async fn write(
        self,
        tx: &mut Tx,
        position: usize,
        before: Option<&Judged>,
        after: &Judged,
    ) -> Result<(), Error> {
        let id = self.row(tx, position, &after.section).await?;
        self.value(tx, id, before, after).await?;
        self.pen.write(tx, Owner::Verdict(id), before.map(|b| &b.reason), &after.reason).await?;
        for (position, said) in after.commentaries.iter().enumerate() {
            let there = before.and_then(|before| before.commentaries.iter().find(|there| there.slug == said.slug));
            let place = commentary::Place { edition: self.edition, verdict: id, position };
            commentary::write(tx, (self.pen, place), there, said).await?;
        }
        Ok(())
    }

    async fn row(self, tx: &mut Tx, position: usize, section: &SectionSlug) -> Result<VerdictId, Error> {
        let sql = "
            INSERT INTO verdicts (edition, section, position)
            VALUES ($1, (SELECT id FROM sections WHERE slug = $2), $3)
            ON CONFLICT (edition, section) DO UPDATE SET position = excluded.position
            RETURNING id";
        tx.query(sql).bind(self.edition).bind(section).bind(position).one().await?.get("id")
    }

    async fn value(self, tx: &mut Tx, id: VerdictId, before: Option<&Judged>, after: &Judged) -> Result<(), Error> {
        let changed = before.and_then(|before| before.verdict) != after.verdict;
        if let Some(verdict) = after.verdict.filter(|_| changed) {
            let sql = "UPDATE verdicts SET newest = coalesce(newest, 0) + 1 WHERE id = $1 RETURNING newest";
            let number: i64 = tx.query(sql).bind(id).one().await?.get("newest")?;
            let sql = "INSERT INTO verdict_revisions (verdict, number, value, at) VALUES ($1, $2, $3, $4)";
            tx.query(sql).bind(id).bind(number).bind(verdict.as_str()).bind(self.pen.at).run().await?;
        }
        if self.public.is_some() {
            let sql = "
                UPDATE verdicts SET public_revision = newest, public_since = $2
                WHERE id = $1 AND newest IS NOT NULL AND (public_revision IS NULL OR public_revision <> newest)";
            tx.query(sql).bind(id).bind(self.public).run().await?;
        }
        Ok(())
    }
}

/// Takes a section that nobody has seen out of its edition, with all that hangs on it.
pub(crate) async fn remove(tx: &mut Tx, edition: EditionId, section: &SectionSlug) -> Result<(), Error> {
    let sql = "SELECT v.id FROM verdicts v JOIN sections s ON s.id = v.section WHERE v.edition = $1 AND s.slug = $2";
    let id: VerdictId = tx.query(sql).bind(edition).bind(section).one().await?.get("id")?;
    for row in tx.query("SELECT id FROM commentaries WHERE verdict = $1").bind(id).all().await? {
        let commentary: CommentaryId = row.get("id")?;
        text::remove(tx, Owner::Commentary(commentary)).await?;
        picture::remove(tx, commentary).await?;
    }
    text::remove(tx, Owner::Verdict(id)).await?;
    tx.query("DELETE FROM verdicts WHERE id = $1").bind(id).run().await?;
    Ok(())
}
