//! Reading texts: all of one look at once, in two statements.

use std::collections::BTreeMap;

use newsroom::{Earlier, Language, Text, Texts, Written};
use serde::de::DeserializeOwned;

use super::{Look, Owner};
use crate::Error;
use crate::engine::{Row, Tx};

const TEXTS: &str = "
    SELECT t.owner_noun, t.owner, t.language, t.source_language, t.public_since, t.first_public,
           CASE WHEN $4 = 1 THEN coalesce(r.short, r.bytes) ELSE r.bytes END AS content
    FROM texts t
    JOIN revisions r ON r.text = t.id AND r.number = CASE WHEN $3 = 1 THEN t.public_revision ELSE t.newest END
    WHERE t.edition BETWEEN $1 AND $2 OR (t.edition IS NULL AND $1 = 0)";

const EARLIER: &str = "
    SELECT t.owner_noun, t.owner, t.language, e.number, e.until,
           CASE WHEN $3 = 1 THEN coalesce(r.short, r.bytes) ELSE r.bytes END AS content
    FROM texts t
    JOIN earlier_revisions e ON e.text = t.id
    JOIN revisions r ON r.text = e.text AND r.number = e.revision
    WHERE t.edition BETWEEN $1 AND $2 OR (t.edition IS NULL AND $1 = 0)
    ORDER BY e.text, e.number";

/// Texts that were read, to be taken by their owners.
pub(crate) struct Shelf(BTreeMap<Owner, BTreeMap<Language, Text<String>>>);

impl Shelf {
    /// Reads all texts of a look; `short` leaves out what the archive does not keep.
    pub(crate) async fn load(tx: &mut Tx, look: Look, short: bool) -> Result<Self, Error> {
        let (from, to) = (look.scope.from, look.scope.to);
        let mut shelf = Self(BTreeMap::new());
        for row in tx.query(TEXTS).bind(from).bind(to).bind(look.is_public()).bind(short).all().await? {
            shelf.0.entry(Owner::read(&row)?).or_default().insert(row.get("language")?, text(&row)?);
        }
        for row in tx.query(EARLIER).bind(from).bind(to).bind(short).all().await? {
            let texts = shelf.0.get_mut(&Owner::read(&row)?);
            if let Some(text) = texts.and_then(|texts| texts.get_mut(&row.get("language").ok()?)) {
                let (number, content, until) = (row.get("number")?, row.get("content")?, row.get("until")?);
                text.earlier.push(Earlier { number, content, until });
            }
        }
        Ok(shelf)
    }

    /// The texts of an owner.
    pub(crate) fn take<P: DeserializeOwned>(&mut self, owner: Owner) -> Result<Texts<P>, Error> {
        let texts = self.0.remove(&owner).unwrap_or_default().into_iter();
        let said = texts.map(|(language, text)| Ok((language, said(text)?)));
        Ok(Texts(said.collect::<Result<_, Error>>()?))
    }
}

fn text(row: &Row) -> Result<Text<String>, Error> {
    let source = row.maybe("source_language")?;
    Ok(Text {
        written: source.map_or(Written::Original, Written::TranslatedFrom),
        content: row.get("content")?,
        since: row.maybe("public_since")?,
        first_public: row.maybe("first_public")?,
        earlier: Vec::new(),
    })
}

fn said<P: DeserializeOwned>(text: Text<String>) -> Result<Text<P>, Error> {
    let earlier = |e: Earlier<String>| Ok(Earlier { number: e.number, content: content(&e.content)?, until: e.until });
    Ok(Text {
        written: text.written,
        content: content(&text.content)?,
        since: text.since,
        first_public: text.first_public,
        earlier: text.earlier.into_iter().map(earlier).collect::<Result<_, Error>>()?,
    })
}

fn content<P: DeserializeOwned>(bytes: &str) -> Result<P, Error> {
    newsroom::text::from_bytes(bytes).map_err(|_| Error::corrupt("revisions.bytes", bytes))
}
