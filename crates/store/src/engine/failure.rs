//! Failures of either engine, said in the same words.

use sqlx::error::{DatabaseError, ErrorKind};
use sqlx::postgres::PgDatabaseError;
use sqlx::sqlite::SqliteError;

use crate::Error;

/// Primary result codes of SQLite that pass by themselves: busy, locked. See sqlite.org/rescode.html.
const SQLITE_PASSING: [i32; 2] = [5, 6];
/// SQLSTATEs that ask for the transaction to be tried again: serialization failure, deadlock detected.
const POSTGRES_PASSING: [&str; 2] = ["40001", "40P01"];

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        let broken = error.as_database_error().and_then(constraint);
        match broken {
            Some(on) => Self::Constraint { on, source: error },
            None => Self::Database(error),
        }
    }
}

impl Error {
    /// Whether trying again may help.
    pub(crate) fn is_passing(&self) -> bool {
        let Self::Database(error) = self else {
            return false;
        };
        let Some(error) = error.as_database_error() else {
            return false;
        };
        let code = error.code().unwrap_or_default();
        if error.try_downcast_ref::<SqliteError>().is_some() {
            let primary = code.parse::<i32>().map(|code| code & 0xff);
            return primary.is_ok_and(|code| SQLITE_PASSING.contains(&code));
        }
        POSTGRES_PASSING.contains(&code.as_ref())
    }
}

/// The broken constraint as `table.column`: SQLite names columns, PostgreSQL the constraint.
fn constraint(error: &(dyn DatabaseError + 'static)) -> Option<String> {
    match error.kind() {
        ErrorKind::UniqueViolation => {}
        ErrorKind::ForeignKeyViolation => return Some("reference".to_owned()),
        _ => return None,
    }
    let named = match error.try_downcast_ref::<PgDatabaseError>() {
        Some(error) => postgres(error.table()?, error.constraint()?),
        None => sqlite(error.message()),
    };
    Some(named)
}

/// `editions_number_key` on `editions` is `editions.number`.
fn postgres(table: &str, constraint: &str) -> String {
    let columns = constraint.strip_prefix(table).and_then(|rest| rest.strip_prefix('_')).unwrap_or(constraint);
    format!("{table}.{}", columns.strip_suffix("_key").unwrap_or(columns))
}

/// `UNIQUE constraint failed: editions.number` is `editions.number`; of several columns, joined as PostgreSQL joins them.
fn sqlite(message: &str) -> String {
    let names = message.rsplit(": ").next().unwrap_or(message);
    let mut parts = names.split(", ");
    let first = parts.next().unwrap_or(names).to_owned();
    parts.fold(first, |joined, part| format!("{joined}_{}", part.rsplit('.').next().unwrap_or(part)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_engines_name_a_constraint_alike() {
        assert_eq!(postgres("editions", "editions_number_key"), "editions.number");
        assert_eq!(sqlite("UNIQUE constraint failed: editions.number"), "editions.number");
        assert_eq!(postgres("verdicts", "verdicts_edition_section_key"), "verdicts.edition_section");
        assert_eq!(sqlite("UNIQUE constraint failed: verdicts.edition, verdicts.section"), "verdicts.edition_section");
    }
}
