//! Labels: every word in a language that is not revisioned.

use std::collections::BTreeMap;

use mailroom::NewsletterId;
use newsroom::Labels;

use crate::Error;
use crate::engine::{Row, Tx};
use crate::id::{BylineId, EditionId, PictureId, Scope, SectionNameId};

/// Whose words they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Owner {
    /// The publication's.
    Publication,
    /// Of a name that a section has from a day on.
    SectionName(SectionNameId),
    /// A byline's.
    Byline(BylineId),
    /// A picture's.
    Picture(PictureId),
    /// What an edition says in its mails.
    Edition(EditionId),
    /// A newsletter's.
    Newsletter(NewsletterId),
}

impl Owner {
    fn columns(self) -> (&'static str, i64) {
        match self {
            Self::Publication => ("publication", 1),
            Self::SectionName(id) => ("section_name", id.0),
            Self::Byline(id) => ("byline", id.0),
            Self::Picture(id) => ("picture", id.0),
            Self::Edition(id) => ("edition", id.0),
            Self::Newsletter(id) => ("newsletter", id.0),
        }
    }

    fn read(row: &Row) -> Result<Self, Error> {
        let id = row.get("owner")?;
        let noun: String = row.get("noun")?;
        Ok(match noun.as_str() {
            "publication" => Self::Publication,
            "section_name" => Self::SectionName(SectionNameId(id)),
            "byline" => Self::Byline(BylineId(id)),
            "picture" => Self::Picture(PictureId(id)),
            "edition" => Self::Edition(EditionId(id)),
            "newsletter" => Self::Newsletter(NewsletterId(id)),
            _ => return Err(Error::corrupt("labels.noun", noun)),
        })
    }
}

/// Labels that were read, to be taken by their owners.
pub(crate) struct Words(BTreeMap<(Owner, String), Labels>);

impl Words {
    /// The words of the publication, its sections and bylines.
    pub(crate) async fn of_publication(tx: &mut Tx) -> Result<Self, Error> {
        let sql = "SELECT noun, owner, field, language, words FROM labels
                   WHERE noun IN ('publication', 'section_name', 'byline')";
        Self::read(&tx.query(sql).all().await?)
    }

    /// The words of all newsletters.
    pub(crate) async fn of_newsletters(tx: &mut Tx) -> Result<Self, Error> {
        let sql = "SELECT noun, owner, field, language, words FROM labels WHERE noun = 'newsletter'";
        Self::read(&tx.query(sql).all().await?)
    }

    /// What editions say in their mails.
    pub(crate) async fn of_editions(tx: &mut Tx, scope: Scope) -> Result<Self, Error> {
        let sql = "SELECT noun, owner, field, language, words FROM labels
                   WHERE noun = 'edition' AND owner BETWEEN $1 AND $2";
        Self::read(&tx.query(sql).bind(scope.from).bind(scope.to).all().await?)
    }

    /// The words of the pictures of editions.
    pub(crate) async fn of_pictures(tx: &mut Tx, scope: Scope) -> Result<Self, Error> {
        let sql = "SELECT l.noun, l.owner, l.field, l.language, l.words FROM commentaries c
                   JOIN pictures p ON p.commentary = c.id JOIN labels l ON l.noun = 'picture' AND l.owner = p.id
                   WHERE c.edition BETWEEN $1 AND $2";
        Self::read(&tx.query(sql).bind(scope.from).bind(scope.to).all().await?)
    }

    fn read(rows: &[Row]) -> Result<Self, Error> {
        let mut words: BTreeMap<(Owner, String), Labels> = BTreeMap::new();
        for row in rows {
            let labels = words.entry((Owner::read(row)?, row.get("field")?)).or_default();
            labels.0.insert(row.get("language")?, row.get("words")?);
        }
        Ok(Self(words))
    }

    /// The words of one field.
    pub(crate) fn take(&mut self, owner: Owner, field: &str) -> Labels {
        self.0.remove(&(owner, field.to_owned())).unwrap_or_default()
    }
}

/// Writes the words of one field; the owner has none there yet.
pub(crate) async fn write(tx: &mut Tx, owner: Owner, field: &str, labels: &Labels) -> Result<(), Error> {
    let sql = "INSERT INTO labels (noun, owner, field, language, words) VALUES ($1, $2, $3, $4, $5)";
    let (noun, id) = owner.columns();
    for (language, words) in &labels.0 {
        tx.query(sql).bind(noun).bind(id).bind(field).bind(language).bind(words.as_str()).run().await?;
    }
    Ok(())
}

/// Removes all words of an owner.
pub(crate) async fn remove(tx: &mut Tx, owner: Owner) -> Result<(), Error> {
    let (noun, id) = owner.columns();
    tx.query("DELETE FROM labels WHERE noun = $1 AND owner = $2").bind(noun).bind(id).run().await?;
    Ok(())
}

/// Removes the words of the publication, its sections and bylines, before they are written anew.
pub(crate) async fn clear_publication(tx: &mut Tx) -> Result<(), Error> {
    tx.query("DELETE FROM labels WHERE noun IN ('publication', 'section_name', 'byline')").run().await?;
    Ok(())
}
