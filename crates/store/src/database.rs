//! Which database: a file of SQLite's, or a server of PostgreSQL's.

use std::fmt;
use std::path::{Path, PathBuf};

/// The file's name when nothing else is said.
const FILE: &str = "barograph.sqlite";

/// Where the rows are.
#[derive(Clone, PartialEq, Eq)]
pub enum Database {
    /// A file, made when it is not there.
    Sqlite(PathBuf),
    /// A connection string, `postgres://…`; its database must be there.
    Postgres(String),
}

impl Database {
    /// The default: a file in the data folder.
    pub fn within(folder: &Path) -> Self {
        Self::Sqlite(folder.join(FILE))
    }

    /// Reads `postgres://…`, `postgresql://…`, or the path of a file.
    pub fn parse(word: &str) -> Self {
        let is_server = word.starts_with("postgres://") || word.starts_with("postgresql://");
        if is_server { Self::Postgres(word.to_owned()) } else { Self::Sqlite(PathBuf::from(word)) }
    }
}

/// Never the connection string, which may hold a password.
impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "Sqlite({})", path.display()),
            Self::Postgres(_) => f.write_str("Postgres(…)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_told_from_a_file_and_keeps_its_password() {
        let server = Database::parse("postgres://barograph:secret@localhost/barograph");
        assert_eq!(format!("{server:?}"), "Postgres(…)");
        assert_eq!(Database::parse("data/db.sqlite"), Database::Sqlite("data/db.sqlite".into()));
        assert_eq!(Database::within(Path::new("data")), Database::Sqlite("data/barograph.sqlite".into()));
    }
}
