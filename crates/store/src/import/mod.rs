//! Imports: a proposal is settled and written within one transaction, or nothing of it is.

mod edition;
mod publication;
mod words;

use newsroom::proposal::{Objection, Part};

use crate::Error;
use crate::engine::{Refusal, Tx};
use crate::generation;

pub use edition::EditionImport;
pub use publication::PublicationImport;

/// Why an import was not taken. The database is as it was.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Everything that stands against the proposal.
    #[error("{} objections to what is proposed", .0.len())]
    Objections(Vec<Objection>),
    /// Somebody else has changed the database since the import was prepared.
    #[error("somebody else has changed the database in the meantime; try again")]
    Meanwhile,
    /// An edition needs a publication first.
    #[error("there is no publication yet: import one first")]
    NoPublication,
    /// The database or a file.
    #[error(transparent)]
    Store(Error),
}

impl From<Error> for ImportError {
    /// The database has the last word on what must be unique.
    fn from(error: Error) -> Self {
        match &error {
            Error::Constraint { on, .. } if on == "editions.number" => {
                let part = Part::Key("number");
                Self::Objections(vec![Objection::new(part, "another edition has this number", None)])
            }
            Error::Constraint { on, .. } if on == "redirects.path" || on == "redirects.pkey" => {
                let part = Part::Key("redirects");
                Self::Objections(vec![Objection::new(part, "a path is redirected twice", None)])
            }
            _ => Self::Store(error),
        }
    }
}

impl Refusal for ImportError {
    fn failure(&self) -> Option<&Error> {
        if let Self::Store(error) = self { Some(error) } else { None }
    }
}

/// Locks the database for this import, if nobody has changed it since it was prepared.
async fn claim(tx: &mut Tx, expected_changes: i64) -> Result<(), ImportError> {
    let changes = generation::claim(tx).await?;
    if changes == expected_changes + 1 { Ok(()) } else { Err(ImportError::Meanwhile) }
}
