//! What can go wrong with the database or the files beside it, whoever asked.

use std::path::PathBuf;

/// The store could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database did not answer, or refused.
    #[error("the database refused")]
    Database(#[source] sqlx::Error),
    /// A constraint of the database stands against it.
    #[error("the database already holds another `{on}`, or lacks what is referred to")]
    Constraint {
        /// Table and column, `editions.number`; the same words from both engines. `reference` when one points nowhere.
        on: String,
        /// As the engine says it.
        #[source]
        source: sqlx::Error,
    },
    /// A row holds what none of ours would have written.
    #[error("the database holds `{value}` in `{column}`, which means nothing here")]
    Corrupt {
        /// The column.
        column: String,
        /// What it holds.
        value: String,
    },
    /// The database was opened by a newer program.
    #[error("the database is newer than this program: it has migration {0}, which is unknown here")]
    Newer(i64),
    /// Another process has been at the migrations for too long.
    #[error("another process is changing the database's tables and does not come to an end")]
    Migrating,
    /// A file or folder.
    #[error("{}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: std::io::Error,
    },
    /// A picture's bytes are not those that its master is known by.
    #[error("the picture's bytes are not those of `{0}`")]
    NotItsHash(String),
}

impl Error {
    pub(crate) fn corrupt(column: &str, value: impl Into<String>) -> Self {
        Self::Corrupt { column: column.to_owned(), value: value.into() }
    }

    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }
}
