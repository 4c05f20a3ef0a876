//! Mailings: one edition going out on one newsletter. Whether one is done is asked of its deliveries.

mod begin;
mod steer;

use std::collections::BTreeMap;

use jiff::Timestamp;
use mailroom::{Counts, Mailing, MailingId, MailingKind, NewsletterSlug};
use newsroom::EditionSlug;

use crate::engine::{Row, Tx};
use crate::{Error, instant, newsletter};

pub(crate) use begin::Begin;
pub use steer::{Steer, SteerError};
pub(crate) use steer::{Steering, cancel_of};

/// A mailing to be recorded with a publishing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedMailing {
    /// On which newsletter.
    pub newsletter: NewsletterSlug,
    /// When it goes.
    pub due: Timestamp,
    /// Until then the publishing can be taken back, so that it does not begin even when it is complete early.
    pub not_before: Timestamp,
}

/// A mailing and how far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The mailing.
    pub mailing: Mailing,
    /// Of which generation it was planned.
    pub generation: u64,
    /// With how many deliveries it began; 0 before.
    pub audience: u64,
    /// How many are in each state; together the audience, also when the deliveries are gone.
    pub counts: Counts,
    /// The same by state and reason in short: a reply's status, or why it was taken back.
    pub reasons: Vec<(String, String, u64)>,
}

impl Progress {
    /// Whether nothing is to be sent any more.
    pub fn is_done(&self) -> bool {
        (self.mailing.began.is_some() || self.mailing.cancelled) && self.counts.is_done()
    }
}

/// Records mailings of an edition; gives the first newsletter that is not on offer, if any is not.
pub(crate) async fn plan(
    tx: &mut Tx,
    edition: &EditionSlug,
    planned: &[PlannedMailing],
) -> Result<Option<NewsletterSlug>, Error> {
    let sql = "
        INSERT INTO mailings (edition, newsletter, kind, number, due, not_before, paused, cancelled, generation, audience)
        SELECT e.id, $2, $3, $4, $5, $6, 0, 0, p.generation, 0
        FROM editions e JOIN publication p ON p.id = 1 WHERE e.slug = $1";
    for mailing in planned {
        let Some(newsletter) = newsletter::id(tx, &mailing.newsletter).await? else {
            return Ok(Some(mailing.newsletter.clone()));
        };
        let kind = MailingKind::Edition;
        let statement = tx.query(sql).bind(edition).bind(newsletter).bind(kind.as_str()).bind(kind.number());
        statement.bind(instant::micros(mailing.due)).bind(instant::micros(mailing.not_before)).run().await?;
    }
    Ok(None)
}

/// Which mailings: a range of ids.
type Ids = (i64, i64);

/// Every mailing, oldest first.
pub(crate) async fn all(tx: &mut Tx) -> Result<Vec<Progress>, Error> {
    progress(tx, (0, i64::MAX)).await
}

/// One mailing.
pub(crate) async fn find(tx: &mut Tx, id: MailingId) -> Result<Option<Progress>, Error> {
    Ok(progress(tx, (id.0, id.0)).await?.pop())
}

async fn progress(tx: &mut Tx, (from, to): Ids) -> Result<Vec<Progress>, Error> {
    let mut tallies = tallies(tx, (from, to)).await?;
    let sql = "SELECT m.*, e.slug AS edition_slug, n.slug AS newsletter_slug
               FROM mailings m JOIN editions e ON e.id = m.edition JOIN newsletters n ON n.id = m.newsletter
               WHERE m.id BETWEEN $1 AND $2 ORDER BY m.id";
    let rows = tx.query(sql).bind(from).bind(to).all().await?;
    let one = |row: &Row| {
        let mailing = mailing(row)?;
        let tally = tallies.remove(&mailing.id.0).unwrap_or_default();
        let (generation, audience) = (row.get("generation")?, row.get("audience")?);
        let counts = counts(&tally)?;
        let reasons = tally.into_iter().map(|((state, reason), many)| (state, reason, many)).collect();
        Ok(Progress { mailing, generation, audience, counts, reasons })
    };
    rows.iter().map(one).collect()
}

/// How many by state and reason.
type Tally = BTreeMap<(String, String), u64>;

async fn tallies(tx: &mut Tx, (from, to): Ids) -> Result<BTreeMap<i64, Tally>, Error> {
    let sql = "
        SELECT mailing, state, reason, count(*) AS many FROM deliveries WHERE mailing BETWEEN $1 AND $2
        GROUP BY mailing, state, reason
        UNION ALL
        SELECT mailing, state, reason, count AS many FROM mailing_counts WHERE mailing BETWEEN $1 AND $2";
    let mut tallies: BTreeMap<i64, Tally> = BTreeMap::new();
    for row in tx.query(sql).bind(from).bind(to).all().await? {
        let tally = tallies.entry(row.get("mailing")?).or_default();
        *tally.entry((row.get("state")?, row.get("reason")?)).or_default() += row.get::<u64>("many")?;
    }
    Ok(tallies)
}

fn counts(tally: &Tally) -> Result<Counts, Error> {
    let mut counts = Counts::default();
    for ((state, _), many) in tally {
        counts.add(state, *many).ok_or_else(|| Error::corrupt("deliveries.state", state.as_str()))?;
    }
    Ok(counts)
}

fn mailing(row: &Row) -> Result<Mailing, Error> {
    let word: String = row.get("kind")?;
    let kind = MailingKind::parse(&word, row.get("number")?).ok_or_else(|| Error::corrupt("mailings.kind", word))?;
    Ok(Mailing {
        id: row.get("id")?,
        edition: row.get("edition_slug")?,
        newsletter: row.get("newsletter_slug")?,
        kind,
        due: row.get("due")?,
        not_before: row.get("not_before")?,
        began: row.maybe("began")?,
        paused: row.get("paused")?,
        cancelled: row.get("cancelled")?,
    })
}

/// Those that wait, are due, and that nobody holds; the longest due first.
pub(crate) async fn due(tx: &mut Tx, now: Timestamp) -> Result<Vec<Mailing>, Error> {
    let sql = "SELECT m.*, e.slug AS edition_slug, n.slug AS newsletter_slug
               FROM mailings m JOIN editions e ON e.id = m.edition JOIN newsletters n ON n.id = m.newsletter
               WHERE m.began IS NULL AND m.paused = 0 AND m.cancelled = 0 AND m.due <= $1 ORDER BY m.due, m.id";
    tx.query(sql).bind(now).all().await?.iter().map(mailing).collect()
}

/// Those that have begun, that nobody holds, and of which something has been free to go since before an instant, while
/// nothing at all was done after it: their worker had gone by then.
pub(crate) async fn left_behind(tx: &mut Tx, since: Timestamp) -> Result<Vec<Mailing>, Error> {
    // A lease that ran later, and what was given back later, was in a worker's hands; the end of a deferral says nothing.
    let sql = "
        SELECT m.*, e.slug AS edition_slug, n.slug AS newsletter_slug
        FROM mailings m JOIN editions e ON e.id = m.edition JOIN newsletters n ON n.id = m.newsletter
        WHERE m.began <= $1 AND m.paused = 0 AND m.cancelled = 0
          AND EXISTS (SELECT 1 FROM deliveries d WHERE d.mailing = m.id AND d.free_at <= $1)
          AND NOT EXISTS (
              SELECT 1 FROM deliveries d
              WHERE d.mailing = m.id
                AND (d.settled_at > $1 OR d.since > $1
                     OR (d.free_at > $1 AND (d.state = 'claimed' OR d.attempts = 0))))
        ORDER BY m.id";
    tx.query(sql).bind(since).all().await?.iter().map(mailing).collect()
}
