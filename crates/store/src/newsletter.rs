//! Newsletters: the lines that one subscribes to.

use jiff::Timestamp;
use mailroom::{Newsletter, NewsletterId, NewsletterSlug};
use newsroom::Language;

use crate::engine::{Act, Ended, Row, Tx};
use crate::label::{self, Owner, Words};
use crate::{Error, audit, generation, instant};

/// Those on offer, in order.
pub(crate) async fn offered(tx: &mut Tx) -> Result<Vec<Newsletter>, Error> {
    let mut words = Words::of_newsletters(tx).await?;
    let rows = tx.query("SELECT * FROM newsletters WHERE position >= 0 ORDER BY position").all().await?;
    rows.iter().map(|row| newsletter(row, &mut words)).collect()
}

/// The newsletter of a slug, no longer on offer too.
pub(crate) async fn find(tx: &mut Tx, slug: &NewsletterSlug) -> Result<Option<Newsletter>, Error> {
    let mut words = Words::of_newsletters(tx).await?;
    let row = tx.query("SELECT * FROM newsletters WHERE slug = $1").bind(slug).optional().await?;
    row.map(|row| newsletter(&row, &mut words)).transpose()
}

/// The row of a newsletter that is on offer.
pub(crate) async fn id(tx: &mut Tx, slug: &NewsletterSlug) -> Result<Option<NewsletterId>, Error> {
    let sql = "SELECT id FROM newsletters WHERE slug = $1 AND position >= 0";
    tx.query(sql).bind(slug).optional().await?.map(|row| row.get("id")).transpose()
}

fn newsletter(row: &Row, words: &mut Words) -> Result<Newsletter, Error> {
    let owner = Owner::Newsletter(row.get("id")?);
    let mut own = |field| words.take(owner, field);
    Ok(Newsletter {
        slug: row.get("slug")?,
        languages: languages(row.get("languages")?)?,
        name: own("name"),
        description: own("description"),
        pace: row.get("pace")?,
        sender: own("sender"),
        from: row.get("sender_address")?,
        reply_to: row.get("reply_to")?,
        postal: own("postal"),
        footer: own("footer"),
        subject: own("subject"),
        base: row.get("base")?,
        in_full: row.get("in_full")?,
    })
}

fn languages(tags: String) -> Result<Vec<Language>, Error> {
    let languages = tags.split_whitespace().map(Language::parse).collect::<Result<_, _>>();
    languages.map_err(|_| Error::corrupt("newsletters.languages", tags))
}

/// Writes the list anew. Those left out keep their rows while anything refers to them: who subscribed can still leave.
pub(crate) struct Replace<'a> {
    pub(crate) newsletters: &'a [Newsletter],
    pub(crate) now: Timestamp,
}

impl Act for Replace<'_> {
    /// Whether anything changed.
    type Done = bool;
    type Refused = Error;

    async fn perform(&self, tx: &mut Tx) -> Result<Ended<bool>, Error> {
        generation::claim(tx).await?;
        let at = instant::micros(self.now);
        if !replace(tx, self.newsletters, at).await? {
            return Ok(Ended::Rollback(false));
        }
        generation::raise(tx, at, "newsletters").await?;
        Ok(Ended::Commit(true))
    }
}

/// Writes the list anew, with its record in the audit; whether it is another one. Whoever calls raises the generation.
pub(crate) async fn replace(tx: &mut Tx, newsletters: &[Newsletter], at: Timestamp) -> Result<bool, Error> {
    if offered(tx).await? == newsletters {
        return Ok(false);
    }
    tx.query("UPDATE newsletters SET position = -1").run().await?;
    for (position, newsletter) in newsletters.iter().enumerate() {
        write(tx, position, newsletter).await?;
    }
    sweep(tx).await?;
    let slugs: Vec<&str> = newsletters.iter().map(|newsletter| newsletter.slug.as_str()).collect();
    let record = audit::Record { at, act: "newsletters", subject: "publication", detail: &slugs.join(" ") };
    audit::append(tx, &record).await?;
    Ok(true)
}

async fn write(tx: &mut Tx, position: usize, newsletter: &Newsletter) -> Result<(), Error> {
    let sql = "
        INSERT INTO newsletters (slug, position, languages, pace, sender_address, reply_to, base, in_full)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (slug) DO UPDATE SET
            position = excluded.position, languages = excluded.languages, pace = excluded.pace,
            sender_address = excluded.sender_address, reply_to = excluded.reply_to, base = excluded.base,
            in_full = excluded.in_full
        RETURNING id";
    let tags: Vec<&str> = newsletter.languages.iter().map(Language::as_str).collect();
    let statement = tx.query(sql).bind(&newsletter.slug).bind(position).bind(tags.join(" "));
    let statement = statement.bind(newsletter.pace.to_string()).bind(newsletter.from.as_str());
    let statement = statement.bind(newsletter.reply_to.as_str()).bind(newsletter.base.as_str());
    let owner = Owner::Newsletter(statement.bind(newsletter.in_full).one().await?.get("id")?);
    label::remove(tx, owner).await?;
    label::write(tx, owner, "name", &newsletter.name).await?;
    label::write(tx, owner, "description", &newsletter.description).await?;
    label::write(tx, owner, "sender", &newsletter.sender).await?;
    label::write(tx, owner, "postal", &newsletter.postal).await?;
    label::write(tx, owner, "footer", &newsletter.footer).await?;
    label::write(tx, owner, "subject", &newsletter.subject).await
}

/// Removes those left out that nothing refers to.
async fn sweep(tx: &mut Tx) -> Result<(), Error> {
    let sql = "
        DELETE FROM newsletters
        WHERE position < 0
          AND id NOT IN (SELECT newsletter FROM subscriptions)
          AND id NOT IN (SELECT newsletter FROM mailings)
          AND id NOT IN (SELECT newsletter FROM requests WHERE newsletter IS NOT NULL)";
    tx.query(sql).run().await?;
    let sql = "DELETE FROM labels WHERE noun = 'newsletter' AND owner NOT IN (SELECT id FROM newsletters)";
    tx.query(sql).run().await?;
    Ok(())
}
