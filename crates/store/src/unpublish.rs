//! Unpublishing: an edition that was just published is a draft again, and its mailings were never recorded.

use jiff::{SignedDuration, Timestamp};
use newsroom::{Edition, EditionSlug, State};

use crate::engine::{Act, Ended, Refusal, Tx};
use crate::id::EditionId;
use crate::{Error, audit, edition, generation, instant};

/// Why an edition was not taken back.
#[derive(Debug, thiserror::Error)]
pub enum UnpublishError {
    /// There is none of this slug.
    #[error("there is no edition {0}")]
    NoEdition(EditionSlug),
    /// Readers do not see it.
    #[error("the edition is not published")]
    NotPublished,
    /// It has been public for longer than that.
    #[error("the edition has been public since {0}; it can only be withdrawn now")]
    TooLate(Timestamp),
    /// A mailing of it has begun.
    #[error("a mailing of the edition has begun to go; it can only be withdrawn now")]
    Mailing,
    /// It was corrected since.
    #[error("the edition was corrected since it was published; it can only be withdrawn now")]
    Corrected,
    /// The database.
    #[error(transparent)]
    Store(#[from] Error),
}

impl Refusal for UnpublishError {
    fn failure(&self) -> Option<&Error> {
        if let Self::Store(error) = self { Some(error) } else { None }
    }
}

pub(crate) struct Unpublish<'a> {
    pub(crate) slug: &'a EditionSlug,
    /// How long after its publication.
    pub(crate) grace: SignedDuration,
    pub(crate) now: Timestamp,
}

impl Act for Unpublish<'_> {
    type Done = Edition;
    type Refused = UnpublishError;

    async fn perform(&self, tx: &mut Tx) -> Result<Ended<Edition>, UnpublishError> {
        generation::claim(tx).await?;
        let id = self.edition(tx).await?;
        // A mailing that is just beginning is waited for, and then found to have begun.
        tx.query("DELETE FROM mailings WHERE edition = $1 AND began IS NULL").bind(id).run().await?;
        if tx.query("SELECT 1 AS one FROM mailings WHERE edition = $1").bind(id).optional().await?.is_some() {
            return Err(UnpublishError::Mailing);
        }
        hide(tx, id).await?;
        let at = instant::micros(self.now);
        generation::raise(tx, at, &format!("unpublish {}", self.slug)).await?;
        let record = audit::Record { at, act: "unpublish", subject: self.slug.as_str(), detail: "" };
        audit::append(tx, &record).await?;
        let after = edition::find(tx, self.slug).await?;
        after.map(Ended::Commit).ok_or_else(|| UnpublishError::NoEdition(self.slug.clone()))
    }
}

impl Unpublish<'_> {
    /// The edition's row, if it may be taken back.
    async fn edition(&self, tx: &mut Tx) -> Result<EditionId, UnpublishError> {
        let found = edition::find(tx, self.slug).await?;
        let there = found.ok_or_else(|| UnpublishError::NoEdition(self.slug.clone()))?;
        let State::Published(at) = there.state else {
            return Err(UnpublishError::NotPublished);
        };
        if self.now.duration_since(at) >= self.grace {
            return Err(UnpublishError::TooLate(at));
        }
        if !there.corrections.is_empty() {
            return Err(UnpublishError::Corrected);
        }
        let row = tx.query("SELECT id FROM editions WHERE slug = $1").bind(self.slug).one().await?;
        Ok(row.get("id")?)
    }
}

/// Readers see nothing of it any more; its numbers stay with it.
async fn hide(tx: &mut Tx, id: EditionId) -> Result<(), Error> {
    tx.query("UPDATE editions SET state = 'draft', published_at = NULL WHERE id = $1").bind(id).run().await?;
    let sql = "UPDATE texts SET public_revision = NULL, public_since = NULL, first_public = NULL WHERE edition = $1";
    tx.query(sql).bind(id).run().await?;
    let sql = "UPDATE verdicts SET public_revision = NULL, public_since = NULL WHERE edition = $1";
    tx.query(sql).bind(id).run().await?;
    Ok(())
}
