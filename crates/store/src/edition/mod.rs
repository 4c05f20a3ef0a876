//! Editions: their rows, and everything that hangs on them, read in a fixed number of statements.

mod mail;
mod write;

use std::collections::BTreeMap;

use newsroom::proposal::edition::Other;
use newsroom::{Correction, Edition, EditionSlug, Judged, Period, Prose, State};

use crate::engine::{Row, Tx};
use crate::id::{EditionId, Scope};
use crate::label::Words;
use crate::text::{Depth, Look, Owner, Shelf};
use crate::{Error, correction, verdict};

pub(crate) use write::save;

const EDITIONS: &str = "SELECT * FROM editions WHERE id BETWEEN $1 AND $2";

/// The edition of a slug, its newest revisions.
pub(crate) async fn find(tx: &mut Tx, slug: &EditionSlug) -> Result<Option<Edition<Prose>>, Error> {
    let Some(row) = tx.query("SELECT id FROM editions WHERE slug = $1").bind(slug).optional().await? else {
        return Ok(None);
    };
    let look = Look::newest(Scope::of(row.get("id")?));
    Ok(load(tx, look).await?.pop())
}

/// The editions of a look, by first day. Where only public revisions are looked at, those never published are left out.
pub(crate) async fn load<P: Depth>(tx: &mut Tx, look: Look) -> Result<Vec<Edition<P>>, Error> {
    let mut parts = Parts::load(tx, look).await?;
    let rows = tx.query(EDITIONS).bind(look.scope.from).bind(look.scope.to).all().await?;
    let editions = rows.iter().map(|row| parts.edition(row));
    let mut editions = editions.collect::<Result<Vec<Edition<P>>, Error>>()?;
    editions.retain(|edition| !look.is_public() || edition.state.published().is_some());
    editions.sort_by(|a, b| (a.period.first(), a.slug.as_str()).cmp(&(b.period.first(), b.slug.as_str())));
    Ok(editions)
}

/// What hangs on editions, to be taken by them.
struct Parts<P> {
    texts: Shelf,
    sections: BTreeMap<EditionId, Vec<Judged<P>>>,
    corrections: BTreeMap<EditionId, Vec<Correction>>,
    mails: Words,
}

impl<P: Depth> Parts<P> {
    async fn load(tx: &mut Tx, look: Look) -> Result<Self, Error> {
        let mut texts = Shelf::load(tx, look, P::SHORT).await?;
        let sections = verdict::load(tx, look, &mut texts).await?;
        let corrections = correction::load(tx, look.scope, &mut texts).await?;
        let mails = Words::of_editions(tx, look.scope).await?;
        Ok(Self { texts, sections, corrections, mails })
    }

    fn edition(&mut self, row: &Row) -> Result<Edition<P>, Error> {
        let id: EditionId = row.get("id")?;
        Ok(Edition {
            slug: row.get("slug")?,
            kind: row.get("kind")?,
            number: row.maybe("number")?,
            year_number: row.maybe("year_number")?,
            period: period(row)?,
            cutoff: row.maybe("cutoff")?,
            state: state(row)?,
            front: self.texts.take(Owner::Edition(id))?,
            sections: self.sections.remove(&id).unwrap_or_default(),
            corrections: self.corrections.remove(&id).unwrap_or_default(),
            mail: mail::read(&mut self.mails, id),
            withdrawal: self.texts.take(Owner::Withdrawal(id))?,
        })
    }
}

fn period(row: &Row) -> Result<Period, Error> {
    Period::new(row.get("first_day")?, row.get("last_day")?)
        .map_err(|error| Error::corrupt("editions.last_day", error.to_string()))
}

fn state(row: &Row) -> Result<State, Error> {
    let word: String = row.get("state")?;
    Ok(match word.as_str() {
        "draft" => State::Draft,
        "scheduled" => State::Scheduled(row.get("scheduled_at")?),
        "published" => State::Published(row.get("published_at")?),
        "withdrawn" => State::Withdrawn { published: row.get("published_at")?, at: row.get("withdrawn_at")? },
        _ => return Err(Error::corrupt("editions.state", word)),
    })
}

/// Every edition in a line, for overlaps and numbers.
pub(crate) async fn others(tx: &mut Tx) -> Result<Vec<Other>, Error> {
    let other = |row: &Row| {
        let (slug, kind, number) = (row.get("slug")?, row.get("kind")?, row.maybe("number")?);
        let year_number = row.maybe("year_number")?;
        Ok(Other { slug, kind, period: period(row)?, number, year_number })
    };
    let sql = "SELECT slug, kind, first_day, last_day, number, year_number FROM editions ORDER BY first_day, slug";
    tx.query(sql).all().await?.iter().map(other).collect()
}
