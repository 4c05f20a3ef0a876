//! Importing the publication.

use jiff::Timestamp;
use newsroom::proposal::publication::{PublicationProposal, Settling, settle};
use newsroom::{Master, PublicationId};

use super::{ImportError, claim};
use crate::engine::{Act, Ended, Tx};
use crate::{audit, generation, instant, publication};

/// A publication's proposal with all that goes with it.
#[derive(Clone, Debug)]
pub struct PublicationImport<'a> {
    /// What the folder proposes.
    pub proposal: &'a PublicationProposal,
    /// The logo it names; was given to [`crate::Store::put_media`].
    pub logo: Option<Master>,
    /// Also over revisions that the folder does not know.
    pub over: bool,
    /// What [`crate::Store::changes`] said when the folder was read.
    pub expected_changes: i64,
    /// The present instant.
    pub now: Timestamp,
    /// The name for good, taken if there is no publication yet.
    pub new_id: PublicationId,
}

impl Act for PublicationImport<'_> {
    /// Whether anything changed.
    type Done = bool;
    type Refused = ImportError;

    async fn perform(&self, tx: &mut Tx) -> Result<Ended<bool>, ImportError> {
        claim(tx, self.expected_changes).await?;
        let there = publication::load(tx).await?;
        let at = instant::micros(self.now);
        let terms = Settling { used: &publication::used(tx).await?, over: self.over, now: at };
        let settled = settle(self.proposal, there.as_ref(), self.new_id, self.logo.clone(), &terms)
            .map_err(ImportError::Objections)?;
        if there.as_ref() == Some(&settled) {
            return Ok(Ended::Rollback(false));
        }
        publication::save(tx, there.as_ref(), &settled, at).await?;
        generation::raise(tx, at, "import publication").await?;
        let detail = if there.is_some() { "changed" } else { "new" };
        audit::append(tx, &audit::Record { at, act: "import", subject: "publication", detail }).await?;
        Ok(Ended::Commit(true))
    }
}
