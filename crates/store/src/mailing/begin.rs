//! Beginning a mailing: its deliveries are written, for whoever is there to get them.

use std::sync::LazyLock;

use jiff::Timestamp;
use mailroom::{Choices, Grant, Lane, MailingId, Mark, NewsletterId, SubscriberId};

use crate::engine::{Act, Ended, Tx};
use crate::token::{Mint, TokenMaker};
use crate::{Error, instant, subscription};

/// Deliveries written by one statement: three values each, and SQLite takes 32,766.
const DELIVERIES_PER_STATEMENT: usize = 500;

/// Moves a mailing from waiting to going.
#[derive(Clone)]
pub(crate) struct Begin<'a> {
    pub(crate) mailing: MailingId,
    /// Whether choices leave something of the edition to send.
    pub(crate) wanted: &'a (dyn Fn(&Choices) -> bool + Sync),
    pub(crate) tokens: TokenMaker<'a>,
    pub(crate) now: Timestamp,
}

impl Act for Begin<'_> {
    /// How many deliveries it has; `None` when it does not wait any more, is held, or is not due.
    type Done = Option<u64>;
    type Refused = Error;

    async fn perform(&self, tx: &mut Tx) -> Result<Ended<Option<u64>>, Error> {
        let sql = "UPDATE mailings SET began = $2
                   WHERE id = $1 AND began IS NULL AND paused = 0 AND cancelled = 0 AND due <= $2 RETURNING newsletter";
        let now = instant::micros(self.now);
        let Some(row) = tx.query(sql).bind(self.mailing).bind(now).optional().await? else {
            return Ok(Ended::Rollback(None));
        };
        let newsletter = row.get("newsletter")?;
        self.links(tx, newsletter, now).await?;
        let audience = self.audience(tx, newsletter).await?;
        for part in audience.chunks(DELIVERIES_PER_STATEMENT) {
            self.write(tx, part, now).await?;
        }
        let sql = "UPDATE mailings SET audience = $2 WHERE id = $1";
        tx.query(sql).bind(self.mailing).bind(audience.len()).run().await?;
        Ok(Ended::Commit(Some(audience.len() as u64)))
    }
}

impl Begin<'_> {
    /// Links to leave, for those who subscribed where nobody holds a key: in their preferences.
    async fn links(&self, tx: &mut Tx, newsletter: NewsletterId, now: Timestamp) -> Result<(), Error> {
        let sql = "SELECT u.id, u.subscriber FROM subscriptions u
                   LEFT JOIN tokens t ON t.purpose = 'leave' AND t.owner = u.id
                   WHERE u.newsletter = $1 AND u.state = 'confirmed' AND t.hash IS NULL";
        for row in tx.query(sql).bind(newsletter).all().await? {
            let mint = Mint { make: self.tokens, subscriber: row.get("subscriber")?, now };
            mint.provide(tx, Grant::Leave(row.get("id")?)).await?;
        }
        Ok(())
    }

    /// Who is confirmed on the newsletter and wants something of it.
    async fn audience(&self, tx: &mut Tx, newsletter: NewsletterId) -> Result<Vec<(SubscriberId, Lane)>, Error> {
        let sql = "SELECT DISTINCT sections, only_changes FROM subscriptions
                   WHERE newsletter = $1 AND state = 'confirmed' ORDER BY sections, only_changes";
        let mut audience = Vec::new();
        for row in tx.query(sql).bind(newsletter).all().await? {
            let choices = subscription::choices(&row)?;
            if (self.wanted)(&choices) {
                audience.extend(choosing(tx, newsletter, &choices).await?);
            }
        }
        Ok(audience)
    }

    async fn write(&self, tx: &mut Tx, part: &[(SubscriberId, Lane)], now: Timestamp) -> Result<(), Error> {
        static FULL: LazyLock<String> = LazyLock::new(|| insert(DELIVERIES_PER_STATEMENT));
        static ONE: LazyLock<String> = LazyLock::new(|| insert(1));
        let whole = part.len() == DELIVERIES_PER_STATEMENT;
        let (sql, parts) =
            if whole { (FULL.as_str(), part.chunks(part.len())) } else { (ONE.as_str(), part.chunks(1)) };
        for part in parts {
            let mut statement = tx.query(sql).bind(self.mailing).bind(now);
            for (id, lane) in part {
                statement = statement.bind(*id).bind(Mark::random()).bind(*lane);
            }
            statement.run().await?;
        }
        Ok(())
    }
}

async fn choosing(
    tx: &mut Tx,
    newsletter: NewsletterId,
    choices: &Choices,
) -> Result<Vec<(SubscriberId, Lane)>, Error> {
    let sql = "SELECT s.id, s.lane FROM subscriptions u JOIN subscribers s ON s.id = u.subscriber
               WHERE u.newsletter = $1 AND u.state = 'confirmed' AND u.sections = $2 AND u.only_changes = $3
               ORDER BY s.id";
    let statement = tx.query(sql).bind(newsletter).bind(subscription::sections(choices));
    let rows = statement.bind(choices.only_changes).all().await?;
    rows.iter().map(|row| Ok((row.get("id")?, row.get("lane")?))).collect()
}

/// The statement that writes so many deliveries.
fn insert(rows: usize) -> String {
    let row = |place| format!("($1, $2, ${}, ${}, ${})", place * 3 + 3, place * 3 + 4, place * 3 + 5);
    let rows: Vec<String> = (0..rows).map(row).collect();
    format!("INSERT INTO deliveries (mailing, free_at, subscriber, mark, lane) VALUES {}", rows.join(", "))
}

#[cfg(test)]
mod tests {
    #[test]
    fn one_statement_writes_many() {
        assert_eq!(
            super::insert(2),
            "INSERT INTO deliveries (mailing, free_at, subscriber, mark, lane) VALUES ($1, $2, $3, $4, $5), \
             ($1, $2, $6, $7, $8)"
        );
    }
}
