//! Subscriptions: one subscriber on one newsletter, with choices.

use jiff::Timestamp;
use mailroom::{
    Choices, Consent, NewsletterId, NewsletterSlug, SubscriberId, Subscription, SubscriptionId, SubscriptionState,
};
use newsroom::SectionSlug;

use crate::engine::{Row, Tx};
use crate::{Error, token};

/// A subscription with what the confirming link's days count from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The subscription.
    pub subscription: Subscription,
    /// When the newest mail with the confirming link went, or was given up if none did; `None` while none has come to its
    /// end.
    pub sent: Option<Timestamp>,
    /// Since when it is in its state.
    pub since: Timestamp,
}

/// Those of a subscriber, in the newsletters' order.
pub(crate) async fn of(tx: &mut Tx, subscriber: SubscriberId) -> Result<Vec<Line>, Error> {
    let sql = "SELECT u.*, n.slug FROM subscriptions u JOIN newsletters n ON n.id = u.newsletter
               WHERE u.subscriber = $1 ORDER BY n.position, n.slug";
    tx.query(sql).bind(subscriber).all().await?.iter().map(line).collect()
}

fn line(row: &Row) -> Result<Line, Error> {
    let (at, source, form) = (row.get("consent_at")?, row.get("consent_source")?, row.get("consent_form")?);
    let subscription = Subscription {
        id: row.get("id")?,
        subscriber: row.get("subscriber")?,
        newsletter: row.get("slug")?,
        state: row.get("state")?,
        was_left: row.get("was_left")?,
        choices: choices(row)?,
        consent: Consent { at, source, form },
    };
    Ok(Line { subscription, sent: row.maybe("sent")?, since: row.get("changed")? })
}

/// Choices as their two columns have them.
pub(crate) fn choices(row: &Row) -> Result<Choices, Error> {
    let slugs: String = row.get("sections")?;
    let sections = slugs.split_whitespace().map(SectionSlug::parse).collect::<Result<_, _>>();
    let sections = sections.map_err(|_| Error::corrupt("sections", slugs))?;
    Ok(Choices { sections, only_changes: row.get("only_changes")? })
}

/// The chosen sections as their column has them.
pub(crate) fn sections(choices: &Choices) -> String {
    let slugs: Vec<&str> = choices.sections.iter().map(SectionSlug::as_str).collect();
    slugs.join(" ")
}

/// What a subscription is to be.
pub(crate) struct Wish<'a> {
    pub(crate) subscriber: SubscriberId,
    pub(crate) newsletter: NewsletterId,
    pub(crate) state: SubscriptionState,
    pub(crate) choices: &'a Choices,
    pub(crate) consent: Consent,
    pub(crate) now: Timestamp,
}

/// Writes a subscription that somebody asked for, new or again. Asking again for a pending one does not stop its days.
pub(crate) async fn write(tx: &mut Tx, wish: &Wish<'_>) -> Result<SubscriptionId, Error> {
    let sql = "
        INSERT INTO subscriptions (subscriber, newsletter, state, sections, only_changes,
                                   consent_at, consent_source, consent_form, changed)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (subscriber, newsletter) DO UPDATE SET
            state = excluded.state, sections = excluded.sections, only_changes = excluded.only_changes,
            consent_at = excluded.consent_at, consent_source = excluded.consent_source,
            consent_form = excluded.consent_form, changed = excluded.changed,
            was_left = CASE WHEN excluded.state <> 'pending' THEN 0 WHEN subscriptions.state = 'left' THEN 1
                            ELSE subscriptions.was_left END,
            sent = CASE WHEN subscriptions.state = 'pending' AND excluded.state = 'pending' THEN subscriptions.sent END
        RETURNING id";
    let statement = tx.query(sql).bind(wish.subscriber).bind(wish.newsletter).bind(wish.state.as_str());
    let statement = statement.bind(sections(wish.choices)).bind(wish.choices.only_changes);
    let statement = statement.bind(wish.consent.at).bind(wish.consent.source.as_str());
    statement.bind(wish.consent.form.as_str()).bind(wish.now).one().await?.get("id")
}

/// Marks one as confirmed.
pub(crate) async fn confirm(tx: &mut Tx, id: SubscriptionId, now: Timestamp) -> Result<(), Error> {
    let sql = "UPDATE subscriptions SET state = 'confirmed', was_left = 0, changed = $2 WHERE id = $1";
    tx.query(sql).bind(id).bind(now).run().await?;
    Ok(())
}

/// Marks one as left; what was chosen of it is no longer kept.
pub(crate) async fn leave(tx: &mut Tx, id: SubscriptionId, now: Timestamp) -> Result<(), Error> {
    let sql = "UPDATE subscriptions
               SET state = 'left', was_left = 0, sections = '', only_changes = 0, sent = NULL, changed = $2
               WHERE id = $1 AND state <> 'left'";
    tx.query(sql).bind(id).bind(now).run().await?;
    Ok(())
}

/// Marks all of a subscriber as left.
pub(crate) async fn leave_all(tx: &mut Tx, subscriber: SubscriberId, now: Timestamp) -> Result<(), Error> {
    let sql = "UPDATE subscriptions
               SET state = 'left', was_left = 0, sections = '', only_changes = 0, sent = NULL, changed = $2
               WHERE subscriber = $1 AND state <> 'left'";
    tx.query(sql).bind(subscriber).bind(now).run().await?;
    Ok(())
}

/// Writes what is wanted of one.
pub(crate) async fn choose(tx: &mut Tx, id: SubscriptionId, choices: &Choices) -> Result<(), Error> {
    let sql = "UPDATE subscriptions SET sections = $2, only_changes = $3 WHERE id = $1";
    tx.query(sql).bind(id).bind(sections(choices)).bind(choices.only_changes).run().await?;
    Ok(())
}

/// Notes when the mail with the confirming link went.
pub(crate) async fn sent(tx: &mut Tx, id: SubscriptionId, at: Timestamp) -> Result<(), Error> {
    let sql = "UPDATE subscriptions SET sent = $2 WHERE id = $1 AND state = 'pending'";
    tx.query(sql).bind(id).bind(at).run().await?;
    Ok(())
}

/// Notes that the mail with the confirming link was refused, expired or taken back: unless one went before, the days count
/// from then, so that what nobody can confirm is forgotten too.
pub(crate) async fn given_up(tx: &mut Tx, id: SubscriptionId, at: Timestamp) -> Result<(), Error> {
    let sql = "UPDATE subscriptions SET sent = $2 WHERE id = $1 AND state = 'pending' AND sent IS NULL";
    tx.query(sql).bind(id).bind(at).run().await?;
    Ok(())
}

/// Whether a mail with the confirming link is still to go.
pub(crate) async fn is_awaited(tx: &mut Tx, id: SubscriptionId) -> Result<bool, Error> {
    let sql = "SELECT count(*) AS many FROM notices WHERE subscription = $1 AND free_at IS NOT NULL";
    Ok(tx.query(sql).bind(id).one().await?.get::<u64>("many")? > 0)
}

/// Forgets a pending one: its row goes with its links, unless it was left before, which it is then again and which its
/// links lead to as they did. Gives what is there of it.
pub(crate) async fn forget(tx: &mut Tx, line: &Line, now: Timestamp) -> Result<Option<SubscriptionState>, Error> {
    let Subscription { id, was_left, .. } = line.subscription;
    if was_left {
        token::forget_confirming(tx, id).await?;
        leave(tx, id, now).await?;
        return Ok(Some(SubscriptionState::Left));
    }
    token::remove_of_subscription(tx, id).await?;
    tx.query("DELETE FROM subscriptions WHERE id = $1").bind(id).run().await?;
    Ok(None)
}

/// Removes all of a subscriber; their tokens are gone already.
pub(crate) async fn remove_all(tx: &mut Tx, subscriber: SubscriberId) -> Result<(), Error> {
    tx.query("DELETE FROM subscriptions WHERE subscriber = $1").bind(subscriber).run().await?;
    Ok(())
}

/// How many are confirmed on a newsletter, by what they chose: there are few different choices.
pub(crate) async fn audience(tx: &mut Tx, newsletter: &NewsletterSlug) -> Result<Vec<(Choices, u64)>, Error> {
    let sql = "SELECT u.sections, u.only_changes, count(*) AS many
               FROM subscriptions u JOIN newsletters n ON n.id = u.newsletter
               WHERE n.slug = $1 AND u.state = 'confirmed'
               GROUP BY u.sections, u.only_changes ORDER BY u.sections, u.only_changes";
    let group = |row: &Row| Ok((choices(row)?, row.get("many")?));
    tx.query(sql).bind(newsletter).all().await?.iter().map(group).collect()
}
