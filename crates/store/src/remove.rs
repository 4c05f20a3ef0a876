//! Removing: a draft that nobody is to read is deleted, with everything that hangs on it.

use jiff::Timestamp;
use newsroom::{EditionSlug, State};

use crate::engine::{Act, Ended, Refusal, Tx};
use crate::id::EditionId;
use crate::{Error, audit, edition, generation, instant};

/// Why an edition was not removed.
#[derive(Debug, thiserror::Error)]
pub enum RemoveError {
    /// There is none of this slug.
    #[error("there is no edition {0}")]
    NoEdition(EditionSlug),
    /// Readers have seen it.
    #[error("only a draft can be removed; this edition is {0}")]
    NotADraft(&'static str),
    /// The database.
    #[error(transparent)]
    Store(#[from] Error),
}

impl Refusal for RemoveError {
    fn failure(&self) -> Option<&Error> {
        if let Self::Store(error) = self { Some(error) } else { None }
    }
}

pub(crate) struct Remove<'a> {
    pub(crate) slug: &'a EditionSlug,
    pub(crate) now: Timestamp,
}

impl Act for Remove<'_> {
    type Done = ();
    type Refused = RemoveError;

    async fn perform(&self, tx: &mut Tx) -> Result<Ended<()>, RemoveError> {
        generation::claim(tx).await?;
        let found = edition::find(tx, self.slug).await?;
        let there = found.ok_or_else(|| RemoveError::NoEdition(self.slug.clone()))?;
        if there.state != State::Draft {
            return Err(RemoveError::NotADraft(there.state.as_str()));
        }
        let row = tx.query("SELECT id FROM editions WHERE slug = $1").bind(self.slug).one().await?;
        delete(tx, row.get("id")?).await?;
        let at = instant::micros(self.now);
        let record = audit::Record { at, act: "remove", subject: self.slug.as_str(), detail: "" };
        audit::append(tx, &record).await?;
        Ok(Ended::Commit(()))
    }
}

/// Texts and words first, then the rows that they hang on; pictures' bytes stay among the media.
async fn delete(tx: &mut Tx, id: EditionId) -> Result<(), Error> {
    let statements = [
        "DELETE FROM labels WHERE noun = 'picture' AND owner IN (SELECT p.id FROM pictures p
             JOIN commentaries c ON c.id = p.commentary WHERE c.edition = $1)",
        "DELETE FROM labels WHERE noun = 'edition' AND owner = $1",
        "DELETE FROM texts WHERE edition = $1",
        "DELETE FROM corrections WHERE edition = $1",
        "DELETE FROM verdicts WHERE edition = $1",
        "DELETE FROM editions WHERE id = $1",
    ];
    for sql in statements {
        tx.query(sql).bind(id).run().await?;
    }
    Ok(())
}
