//! Writing texts: revisions are only ever appended, and only where something changed.

use std::collections::BTreeMap;

use jiff::Timestamp;
use newsroom::{Base, Earlier, Language, Text, Texts, Written};

use super::{Content, Owner};
use crate::Error;
use crate::engine::Tx;
use crate::id::{EditionId, TextId};

/// Writes texts of one edition, or of the publication, at one instant.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pen {
    /// The edition; `None` for standing pages.
    pub(crate) edition: Option<EditionId>,
    /// When.
    pub(crate) at: Timestamp,
}

/// A text's row as it is.
struct There {
    id: TextId,
    newest: i64,
    last: i64,
}

/// What is to be written of one text.
struct Plan<'a, P> {
    text: &'a Text<P>,
    /// Revisions to be appended, with their numbers.
    appended: Vec<(i64, &'a P)>,
    /// Earlier public revisions to be appended, with the numbers of their revisions.
    earlier: Vec<(i64, &'a Earlier<P>)>,
    newest: i64,
}

impl Pen {
    /// Brings an owner's texts from what they were to what they are to be.
    pub(crate) async fn write<P: Content>(
        self,
        tx: &mut Tx,
        owner: Owner,
        before: Option<&Texts<P>>,
        after: &Texts<P>,
    ) -> Result<(), Error> {
        if before.map_or(after.is_empty(), |before| before == after) {
            return Ok(());
        }
        let mut there = there(tx, owner).await?;
        let before = |language: &Language| before.and_then(|texts| texts.get(language));
        let plan = |(language, text)| (language, Plan::new(text, before(language), there.remove(language)));
        let plans: BTreeMap<&Language, Plan<'_, P>> = after.0.iter().map(plan).collect();
        for (language, plan) in &plans {
            let source = match &plan.text.written {
                Written::TranslatedFrom(source) => plans.get(source).map(|plan| plan.newest),
                Written::Original => None,
            };
            let text = self.row(tx, owner, language, plan).await?;
            self.revisions(tx, text, plan, source).await?;
        }
        for gone in there.values() {
            tx.query("DELETE FROM texts WHERE id = $1").bind(gone.id).run().await?;
        }
        Ok(())
    }

    async fn row<P>(self, tx: &mut Tx, owner: Owner, language: &Language, plan: &Plan<'_, P>) -> Result<TextId, Error> {
        let text = plan.text;
        let source = match &text.written {
            Written::TranslatedFrom(source) => Some(source),
            Written::Original => None,
        };
        let sql = "
            INSERT INTO texts (edition, owner_noun, owner, language,
                               source_language, newest, public_revision, public_since, first_public)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (owner_noun, owner, language) DO UPDATE SET
                source_language = excluded.source_language, newest = excluded.newest,
                public_revision = excluded.public_revision, public_since = excluded.public_since,
                first_public = excluded.first_public
            RETURNING id";
        let (noun, id) = owner.columns();
        let statement = tx.query(sql).bind(self.edition).bind(noun).bind(id).bind(language).bind(source);
        let statement = statement.bind(plan.newest).bind(text.since.map(|_| plan.newest));
        statement.bind(text.since).bind(text.first_public).one().await?.get("id")
    }

    async fn revisions<P: Content>(
        self,
        tx: &mut Tx,
        text: TextId,
        plan: &Plan<'_, P>,
        source: Option<i64>,
    ) -> Result<(), Error> {
        let sql = "INSERT INTO revisions (text, number, bytes, short, base, at, source_revision)
                   VALUES ($1, $2, $3, $4, $5, $6, $7)";
        for (number, content) in &plan.appended {
            let bytes = newsroom::text::bytes(content);
            let base = Base::of_bytes(bytes.as_bytes());
            let statement = tx.query(sql).bind(text).bind(*number).bind(bytes).bind(content.short());
            let source = source.filter(|_| *number == plan.newest);
            statement.bind(&base).bind(self.at).bind(source).run().await?;
        }
        let sql = "INSERT INTO earlier_revisions (text, number, revision, until) VALUES ($1, $2, $3, $4)";
        for (revision, earlier) in &plan.earlier {
            tx.query(sql).bind(text).bind(earlier.number).bind(*revision).bind(earlier.until).run().await?;
        }
        Ok(())
    }
}

impl<'a, P: PartialEq> Plan<'a, P> {
    /// A correction turns the newest revision into an earlier one; an archive moved in brings its earlier ones along.
    fn new(text: &'a Text<P>, before: Option<&Text<P>>, there: Option<There>) -> Self {
        let mut last = there.as_ref().map_or(0, |there| there.last);
        let mut appended = Vec::new();
        let mut revision = |content: &'a P| match (&there, before) {
            (Some(there), Some(before)) if before.content == *content => there.newest,
            _ => {
                last += 1;
                appended.push((last, content));
                last
            }
        };
        let known = before.map_or(0, |before| before.earlier.len());
        let earlier = text.earlier.iter().skip(known).map(|earlier| (revision(&earlier.content), earlier)).collect();
        let newest = revision(&text.content);
        Self { text, appended, earlier, newest }
    }
}

async fn there(tx: &mut Tx, owner: Owner) -> Result<BTreeMap<Language, There>, Error> {
    let sql = "SELECT id, language, newest, (SELECT max(number) FROM revisions WHERE text = texts.id) AS last
               FROM texts WHERE owner_noun = $1 AND owner = $2";
    let (noun, id) = owner.columns();
    let rows = tx.query(sql).bind(noun).bind(id).all().await?;
    let there = |row: &crate::engine::Row| {
        let there = There { id: row.get("id")?, newest: row.get("newest")?, last: row.get("last")? };
        Ok((row.get("language")?, there))
    };
    rows.iter().map(there).collect()
}

/// Removes all texts of an owner that goes away itself: a section taken out of a draft, a standing page.
pub(crate) async fn remove(tx: &mut Tx, owner: Owner) -> Result<(), Error> {
    let (noun, id) = owner.columns();
    tx.query("DELETE FROM texts WHERE owner_noun = $1 AND owner = $2").bind(noun).bind(id).run().await?;
    Ok(())
}
