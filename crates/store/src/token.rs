//! Tokens: what the database knows of the links in mails, and whose they are.

use jiff::Timestamp;
use mailroom::{Grant, Purpose, SubscriberId, SubscriptionId, TokenHash};

use crate::Error;
use crate::engine::{Row, Tx};

/// Makes the token of a grant under a number, and gives its hash: whoever holds the key does that for the store.
pub type TokenMaker<'a> = &'a (dyn Fn(Grant, i64) -> TokenHash + Sync);

/// A token's row: from it, whoever holds the key makes the token again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenRow {
    /// What it allows, and of whom.
    pub grant: Grant,
    /// Tells apart the tokens of one grant.
    pub number: i64,
    /// What it is found by.
    pub hash: TokenHash,
}

/// Writes tokens of one subscriber at one instant.
#[derive(Clone, Copy)]
pub(crate) struct Mint<'a> {
    pub(crate) make: TokenMaker<'a>,
    pub(crate) subscriber: SubscriberId,
    pub(crate) now: Timestamp,
}

impl Mint<'_> {
    /// Sees to it that there is a token of this grant; one that is there stays, so that links in old mails still lead.
    pub(crate) async fn provide(&self, tx: &mut Tx, grant: Grant) -> Result<(), Error> {
        let sql = "INSERT INTO tokens (hash, purpose, owner, subscriber, number) VALUES ($1, $2, $3, $4, $5)
                   ON CONFLICT (purpose, owner) DO NOTHING";
        let number = self.now.as_microsecond();
        let statement = tx.query(sql).bind((self.make)(grant, number)).bind(grant.purpose().as_str());
        statement.bind(grant.id()).bind(self.subscriber).bind(number).run().await?;
        Ok(())
    }
}

/// What a token allows, and whose it is.
pub(crate) async fn find(tx: &mut Tx, hash: &TokenHash) -> Result<Option<(Grant, SubscriberId)>, Error> {
    let sql = "SELECT purpose, owner, subscriber FROM tokens WHERE hash = $1";
    let grant = |row: Row| Ok((Grant::of(row.get("purpose")?, row.get("owner")?), row.get("subscriber")?));
    tx.query(sql).bind(*hash).optional().await?.map(grant).transpose()
}

/// The rows of a subscriber's tokens: those of the subscriber, and those of one subscription.
pub(crate) async fn rows(
    tx: &mut Tx,
    subscriber: SubscriberId,
    subscription: Option<SubscriptionId>,
) -> Result<Vec<TokenRow>, Error> {
    let sql = "SELECT purpose, owner, number, hash FROM tokens WHERE subscriber = $1 ORDER BY purpose, owner";
    let rows = tx.query(sql).bind(subscriber).all().await?;
    let mut rows = rows.iter().map(row).collect::<Result<Vec<_>, Error>>()?;
    rows.retain(|row| match row.grant {
        Grant::Confirm(id) | Grant::Leave(id) => Some(id) == subscription,
        Grant::Refuse(_) | Grant::Manage(_) => true,
    });
    Ok(rows)
}

fn row(row: &Row) -> Result<TokenRow, Error> {
    let grant = Grant::of(row.get("purpose")?, row.get("owner")?);
    Ok(TokenRow { grant, number: row.get("number")?, hash: row.get("hash")? })
}

/// A token that a wider statement has joined, under two of its columns.
pub(crate) fn joined(row: &Row, grant: Grant, columns: [&str; 2]) -> Result<Option<TokenRow>, Error> {
    let (number, hash) = (row.maybe(columns[0])?, row.maybe(columns[1])?);
    Ok(number.zip(hash).map(|(number, hash)| TokenRow { grant, number, hash }))
}

/// Ends the confirming link of a subscription, which is asked for anew.
pub(crate) async fn forget_confirming(tx: &mut Tx, subscription: SubscriptionId) -> Result<(), Error> {
    let sql = "DELETE FROM tokens WHERE purpose = $1 AND owner = $2";
    tx.query(sql).bind(Purpose::Confirm.as_str()).bind(subscription).run().await?;
    Ok(())
}

/// Ends the links of a subscription, whose row goes.
pub(crate) async fn remove_of_subscription(tx: &mut Tx, subscription: SubscriptionId) -> Result<(), Error> {
    let sql = "DELETE FROM tokens WHERE purpose IN ($1, $2) AND owner = $3";
    let statement = tx.query(sql).bind(Purpose::Confirm.as_str()).bind(Purpose::Leave.as_str());
    statement.bind(subscription).run().await?;
    Ok(())
}

/// Ends all links of a subscriber.
pub(crate) async fn remove_all(tx: &mut Tx, subscriber: SubscriberId) -> Result<(), Error> {
    tx.query("DELETE FROM tokens WHERE subscriber = $1").bind(subscriber).run().await?;
    Ok(())
}
