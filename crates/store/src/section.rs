//! The publication's sections, with the names they had.

use std::collections::BTreeMap;

use newsroom::{Section, SectionName};

use crate::Error;
use crate::engine::Tx;
use crate::id::{SectionId, SectionNameId};
use crate::label::{self, Owner, Words};

/// All of them, in order.
pub(crate) async fn load(tx: &mut Tx, words: &mut Words) -> Result<Vec<Section>, Error> {
    let mut names = names(tx, words).await?;
    let mut sections = Vec::new();
    for row in tx.query("SELECT id, slug FROM sections ORDER BY position").all().await? {
        let names = names.remove(&row.get("id")?).unwrap_or_default();
        let section = Section { slug: row.get("slug")?, names };
        if section.names.is_empty() {
            return Err(Error::corrupt("sections.slug", section.slug.as_str()));
        }
        sections.push(section);
    }
    Ok(sections)
}

async fn names(tx: &mut Tx, words: &mut Words) -> Result<BTreeMap<SectionId, Vec<SectionName>>, Error> {
    let mut names: BTreeMap<SectionId, Vec<SectionName>> = BTreeMap::new();
    let sql = "SELECT id, section, since_day, until_day FROM section_names ORDER BY section, position";
    for row in tx.query(sql).all().await? {
        let owner = Owner::SectionName(row.get("id")?);
        names.entry(row.get("section")?).or_default().push(SectionName {
            from: row.maybe("since_day")?,
            until: row.maybe("until_day")?,
            title: words.take(owner, "title"),
            inside: words.take(owner, "inside"),
            yardstick: words.take(owner, "yardstick"),
        });
    }
    Ok(names)
}

/// Writes the list anew; sections that stay keep their rows. Their labels are gone already.
pub(crate) async fn replace(tx: &mut Tx, sections: &[Section]) -> Result<(), Error> {
    tx.query("UPDATE sections SET position = -1").run().await?;
    let sql = "
        INSERT INTO sections (slug, position) VALUES ($1, $2)
        ON CONFLICT (slug) DO UPDATE SET position = excluded.position
        RETURNING id";
    for (position, section) in sections.iter().enumerate() {
        let row = tx.query(sql).bind(&section.slug).bind(position).one().await?;
        rename(tx, row.get("id")?, &section.names).await?;
    }
    tx.query("DELETE FROM sections WHERE position < 0").run().await?;
    Ok(())
}

async fn rename(tx: &mut Tx, section: SectionId, names: &[SectionName]) -> Result<(), Error> {
    tx.query("DELETE FROM section_names WHERE section = $1").bind(section).run().await?;
    let sql = "
        INSERT INTO section_names (section, position, since_day, until_day) VALUES ($1, $2, $3, $4)
        RETURNING id";
    for (position, name) in names.iter().enumerate() {
        let row = tx.query(sql).bind(section).bind(position).bind(name.from).bind(name.until).one().await?;
        let owner = Owner::SectionName(row.get::<SectionNameId>("id")?);
        label::write(tx, owner, "title", &name.title).await?;
        label::write(tx, owner, "inside", &name.inside).await?;
        label::write(tx, owner, "yardstick", &name.yardstick).await?;
    }
    Ok(())
}
