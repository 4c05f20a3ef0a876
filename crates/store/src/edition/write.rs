//! Writing an edition: from what it was to what it is to be.

use jiff::Timestamp;
use newsroom::{Edition, Judged, State};

use super::mail;
use crate::engine::Tx;
use crate::id::EditionId;
use crate::text::{Owner, Pen};
use crate::{Error, correction, verdict};

/// Brings an edition from what it was to what it is to be.
pub(crate) async fn save(tx: &mut Tx, before: Option<&Edition>, after: &Edition, at: Timestamp) -> Result<(), Error> {
    let id = row(tx, after).await?;
    let pen = Pen { edition: Some(id), at };
    pen.write(tx, Owner::Edition(id), before.map(|b| &b.front), &after.front).await?;
    pen.write(tx, Owner::Withdrawal(id), before.map(|b| &b.withdrawal), &after.withdrawal).await?;
    mail::write(tx, id, before.map(|b| &b.mail), &after.mail).await?;
    sections(tx, id, before, after, at).await?;
    let known = |number| before.is_some_and(|before| before.corrections.iter().any(|c| c.number == number));
    for correction in after.corrections.iter().filter(|correction| !known(correction.number)) {
        correction::write(tx, pen, id, correction).await?;
    }
    Ok(())
}

async fn row(tx: &mut Tx, edition: &Edition) -> Result<EditionId, Error> {
    let sql = "
        INSERT INTO editions (slug, kind, number, year_number, first_day, last_day,
                              cutoff, state, scheduled_at, published_at, withdrawn_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        ON CONFLICT (slug) DO UPDATE SET
            number = excluded.number, year_number = excluded.year_number,
            first_day = excluded.first_day, last_day = excluded.last_day, cutoff = excluded.cutoff,
            state = excluded.state, scheduled_at = excluded.scheduled_at,
            published_at = excluded.published_at, withdrawn_at = excluded.withdrawn_at
        RETURNING id";
    let (scheduled, withdrawn) = match edition.state {
        State::Scheduled(at) => (Some(at), None),
        State::Withdrawn { at, .. } => (None, Some(at)),
        State::Draft | State::Published(_) => (None, None),
    };
    let statement = tx.query(sql).bind(&edition.slug).bind(edition.kind.as_str());
    let statement = statement.bind(edition.number).bind(edition.year_number);
    let statement = statement.bind(edition.period.first()).bind(edition.period.last()).bind(edition.cutoff);
    let statement = statement.bind(edition.state.as_str()).bind(scheduled);
    statement.bind(edition.state.published()).bind(withdrawn).one().await?.get("id")
}

async fn sections(
    tx: &mut Tx,
    id: EditionId,
    before: Option<&Edition>,
    after: &Edition,
    at: Timestamp,
) -> Result<(), Error> {
    let gone = |judged: &&Judged| after.judged(&judged.section).is_none();
    for judged in before.into_iter().flat_map(|before| &before.sections).filter(gone) {
        verdict::remove(tx, id, &judged.section).await?;
    }
    // What is first seen with the edition is public since then; what comes later, since now.
    let seen = before.is_some_and(|before| before.state.published().is_some());
    let public = after.state.published().map(|published| if seen { at } else { published });
    let desk = verdict::Desk { pen: Pen { edition: Some(id), at }, edition: id, public };
    for (position, judged) in after.sections.iter().enumerate() {
        let there = before.and_then(|before| before.judged(&judged.section));
        desk.write(tx, position, there, judged).await?;
    }
    Ok(())
}
