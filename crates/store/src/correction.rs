//! Corrections: their notes, and what each of them changed. Once written, a correction stays.

use std::collections::BTreeMap;

use newsroom::{Change, Correction, Front};

use crate::Error;
use crate::engine::{Row, Tx};
use crate::id::{CorrectionId, EditionId, Scope};
use crate::text::{Owner, Pen, Shelf};

/// The corrections of editions, by number.
pub(crate) async fn load(
    tx: &mut Tx,
    scope: Scope,
    texts: &mut Shelf,
) -> Result<BTreeMap<EditionId, Vec<Correction>>, Error> {
    let mut changes = changes(tx, scope).await?;
    let mut corrections: BTreeMap<EditionId, Vec<Correction>> = BTreeMap::new();
    let sql = "SELECT id, edition, number, published FROM corrections
               WHERE edition BETWEEN $1 AND $2 ORDER BY edition, number";
    for row in tx.query(sql).bind(scope.from).bind(scope.to).all().await? {
        let id: CorrectionId = row.get("id")?;
        corrections.entry(row.get("edition")?).or_default().push(Correction {
            number: row.get("number")?,
            published: row.get("published")?,
            note: texts.take(Owner::Correction(id))?,
            changes: changes.remove(&id).unwrap_or_default(),
        });
    }
    Ok(corrections)
}

async fn changes(tx: &mut Tx, scope: Scope) -> Result<BTreeMap<CorrectionId, Vec<Change>>, Error> {
    let sql = "SELECT ch.* FROM corrections c JOIN correction_changes ch ON ch.correction = c.id
               WHERE c.edition BETWEEN $1 AND $2 ORDER BY ch.correction, ch.position";
    let mut changes: BTreeMap<CorrectionId, Vec<Change>> = BTreeMap::new();
    for row in tx.query(sql).bind(scope.from).bind(scope.to).all().await? {
        changes.entry(row.get("correction")?).or_default().push(change(&row)?);
    }
    Ok(changes)
}

fn change(row: &Row) -> Result<Change, Error> {
    let kind: String = row.get("kind")?;
    Ok(match kind.as_str() {
        "commentary" => Change::Commentary {
            commentary: row.get("subject")?,
            language: row.get("language")?,
            revision: row.get("revision")?,
        },
        "verdict" => Change::Verdict { section: row.get("subject")?, before: row.get("before")? },
        "reason" => {
            Change::Reason { section: row.get("subject")?, language: row.get("language")?, before: row.get("before")? }
        }
        "front" => Change::Front { language: row.get("language")?, before: front(row)? },
        "bylines" => Change::Bylines { commentary: row.get("subject")? },
        "facts" => Change::Facts { what: row.get("before")? },
        _ => return Err(Error::corrupt("correction_changes.kind", kind)),
    })
}

fn front(row: &Row) -> Result<Front, Error> {
    let bytes: String = row.get("before")?;
    newsroom::text::from_bytes(&bytes).map_err(|_| Error::corrupt("correction_changes.before", bytes))
}

/// Writes a correction that was not there before.
pub(crate) async fn write(tx: &mut Tx, pen: Pen, edition: EditionId, correction: &Correction) -> Result<(), Error> {
    let sql = "INSERT INTO corrections (edition, number, published) VALUES ($1, $2, $3) RETURNING id";
    let statement = tx.query(sql).bind(edition).bind(correction.number).bind(correction.published);
    let id: CorrectionId = statement.one().await?.get("id")?;
    for (position, change) in correction.changes.iter().enumerate() {
        write_change(tx, id, position, change).await?;
    }
    pen.write(tx, Owner::Correction(id), None, &correction.note).await
}

async fn write_change(tx: &mut Tx, id: CorrectionId, position: usize, change: &Change) -> Result<(), Error> {
    let (kind, subject, language, revision, before) = match change {
        Change::Commentary { commentary, language, revision } => {
            ("commentary", Some(commentary.as_str()), Some(language), Some(*revision), None)
        }
        Change::Verdict { section, before } => {
            ("verdict", Some(section.as_str()), None, None, Some(before.as_str().to_owned()))
        }
        Change::Reason { section, language, before } => {
            ("reason", Some(section.as_str()), Some(language), None, Some(before.clone()))
        }
        Change::Front { language, before } => {
            ("front", None, Some(language), None, Some(newsroom::text::bytes(before)))
        }
        Change::Bylines { commentary } => ("bylines", Some(commentary.as_str()), None, None, None),
        Change::Facts { what } => ("facts", None, None, None, Some(what.clone())),
    };
    let sql = "INSERT INTO correction_changes (correction, position, kind, subject, language, revision, before)
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let statement = tx.query(sql).bind(id).bind(position).bind(kind).bind(subject).bind(language);
    statement.bind(revision).bind(before).run().await?;
    Ok(())
}
