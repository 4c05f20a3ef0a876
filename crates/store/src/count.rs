//! Counts of the list: how many subscribers are how far, and on which newsletters.

use mailroom::{NewsletterSlug, SubscriberState, SubscriptionState};

use crate::engine::Tx;
use crate::{Error, request};

/// How long the list is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListCounts {
    /// Subscribers by state; states that nobody is in are left out.
    pub subscribers: Vec<(SubscriberState, u64)>,
    /// Subscriptions by newsletter and state, likewise.
    pub subscriptions: Vec<(NewsletterSlug, SubscriptionState, u64)>,
    /// Forms that nobody has opened yet.
    pub requests: u64,
}

pub(crate) async fn list(tx: &mut Tx) -> Result<ListCounts, Error> {
    let sql = "SELECT state, reason, count(*) AS many FROM subscribers GROUP BY state, reason ORDER BY state, reason";
    let mut counts = ListCounts { requests: request::count(tx).await?, ..ListCounts::default() };
    for row in tx.query(sql).all().await? {
        let state = row.state("state", "reason")?.ok_or_else(|| Error::corrupt("subscribers.state", "null"))?;
        counts.subscribers.push((state, row.get("many")?));
    }
    let sql = "SELECT n.position, n.slug, u.state, count(*) AS many
               FROM subscriptions u JOIN newsletters n ON n.id = u.newsletter
               GROUP BY n.position, n.slug, u.state ORDER BY n.position, n.slug, u.state";
    for row in tx.query(sql).all().await? {
        counts.subscriptions.push((row.get("slug")?, row.get("state")?, row.get("many")?));
    }
    Ok(counts)
}
