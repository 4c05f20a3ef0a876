//! Writing the publication. Its lists are written anew; what editions refer to keeps its row.

use jiff::Timestamp;
use newsroom::{Publication, StandingPage};

use crate::engine::Tx;
use crate::label::{self, Owner};
use crate::text::Pen;
use crate::{Error, byline, language, link, page, redirect, section};

/// Brings the publication from what it was to what it is to be.
pub(crate) async fn save(
    tx: &mut Tx,
    before: Option<&Publication>,
    after: &Publication,
    at: Timestamp,
) -> Result<(), Error> {
    row(tx, after).await?;
    label::clear_publication(tx).await?;
    label::write(tx, Owner::Publication, "name", &after.name).await?;
    label::write(tx, Owner::Publication, "tagline", &after.tagline).await?;
    label::write(tx, Owner::Publication, "about", &after.about).await?;
    label::write(tx, Owner::Publication, "risk", &after.risk).await?;
    label::write(tx, Owner::Publication, "licence", &after.licence).await?;
    language::replace(tx, &after.languages).await?;
    section::replace(tx, &after.sections).await?;
    byline::replace(tx, &after.bylines).await?;
    link::replace(tx, link::List::Partners, &after.partners).await?;
    link::replace(tx, link::List::Channels, &after.channels).await?;
    redirect::replace(tx, &after.redirects).await?;
    let pages: &[StandingPage] = before.map_or(&[], |before| &before.pages);
    page::replace(tx, Pen { edition: None, at }, pages, &after.pages).await
}

async fn row(tx: &mut Tx, publication: &Publication) -> Result<(), Error> {
    let zone =
        publication.zone.iana_name().ok_or_else(|| Error::corrupt("publication.zone", "a zone without a name"))?;
    let colours = serde_json::json!(publication.colours).to_string();
    let sql = "UPDATE publication SET uuid = $1, zone = $2, period = $3, leave_no_trace = $4, logo = $5, colours = $6
               WHERE id = 1";
    let statement = tx.query(sql).bind(publication.id).bind(zone).bind(publication.period.as_str());
    let logo = publication.logo.as_ref().map(|master| &master.hash);
    statement.bind(publication.leave_no_trace).bind(logo).bind(colours).run().await?;
    Ok(())
}
