//! The publication: one row, and the lists that hang on it.

mod write;

use jiff::tz::TimeZone;
use newsroom::proposal::publication::Used;
use newsroom::{Publication, PublicationId};

use crate::engine::{Row, Tx};
use crate::id::Scope;
use crate::label::{Owner, Words};
use crate::text::{Look, Shelf};
use crate::{Error, byline, language, link, media, page, redirect, section};

pub(crate) use write::save;

const PUBLICATION: &str = "SELECT p.*, m.* FROM publication p LEFT JOIN media m ON m.hash = p.logo WHERE p.id = 1";

/// The publication, once one was imported.
pub(crate) async fn load(tx: &mut Tx) -> Result<Option<Publication>, Error> {
    let row = tx.query(PUBLICATION).one().await?;
    match row.maybe("uuid")? {
        Some(id) => assemble(tx, id, &row).await.map(Some),
        None => Ok(None),
    }
}

async fn assemble(tx: &mut Tx, id: PublicationId, row: &Row) -> Result<Publication, Error> {
    let mut words = Words::of_publication(tx).await?;
    let mut texts = Shelf::load(tx, Look::newest(Scope::PUBLICATION), false).await?;
    let mut own = |field| words.take(Owner::Publication, field);
    Ok(Publication {
        id,
        name: own("name"),
        tagline: own("tagline"),
        about: own("about"),
        risk: own("risk"),
        licence: own("licence"),
        zone: zone(row)?,
        period: row.get("period")?,
        leave_no_trace: row.get("leave_no_trace")?,
        logo: if row.maybe::<String>("logo")?.is_some() { Some(media::master(row)?) } else { None },
        colours: colours(row)?,
        languages: language::load(tx).await?,
        sections: section::load(tx, &mut words).await?,
        bylines: byline::load(tx, &mut words).await?,
        partners: link::load(tx, link::List::Partners).await?,
        channels: link::load(tx, link::List::Channels).await?,
        pages: page::load(tx, &mut texts).await?,
        redirects: redirect::load(tx).await?,
    })
}

fn zone(row: &Row) -> Result<TimeZone, Error> {
    let name: String = row.get("zone")?;
    TimeZone::get(&name).map_err(|_| Error::corrupt("publication.zone", name))
}

fn colours(row: &Row) -> Result<Vec<(String, String)>, Error> {
    let json: String = row.get("colours")?;
    serde_json::from_str(&json).map_err(|_| Error::corrupt("publication.colours", json))
}

/// What editions hold, drafts too: sections, bylines and languages that cannot be left out.
pub(crate) async fn used(tx: &mut Tx) -> Result<Used, Error> {
    let sections = "SELECT DISTINCT s.slug AS word FROM verdicts v JOIN sections s ON s.id = v.section ORDER BY word";
    let bylines =
        "SELECT DISTINCT b.slug AS word FROM commentary_bylines c JOIN bylines b ON b.id = c.byline ORDER BY word";
    let languages = "SELECT DISTINCT language AS word FROM texts WHERE edition IS NOT NULL ORDER BY word";
    Ok(Used {
        sections: words(tx, sections).await?,
        bylines: words(tx, bylines).await?,
        languages: words(tx, languages).await?,
    })
}

async fn words(tx: &mut Tx, sql: &'static str) -> Result<Vec<String>, Error> {
    tx.query(sql).all().await?.iter().map(|row| row.get("word")).collect()
}
