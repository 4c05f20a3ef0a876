//! A row of either engine, read column by column into what the domain calls it.

use jiff::{Timestamp, civil::Date};
use newsroom::{
    BylineSlug, CommentarySlug, Direction, EditionSlug, Kind, Language, MediaHash, PageSlug, PeriodKind, PublicationId,
    SectionSlug, Shown, Verdict,
};
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{Decode, Postgres, Row as _, Sqlite, Type};

use crate::Error;

/// A row.
pub(crate) enum Row {
    /// Of SQLite.
    Sqlite(SqliteRow),
    /// Of PostgreSQL.
    Postgres(PgRow),
}

/// What can be read from a column.
pub(crate) trait Stored: Sized {
    /// The column's value; `None` when it is null.
    fn stored(row: &Row, column: &str) -> Result<Option<Self>, Error>;
}

impl Row {
    /// A column that is never null.
    pub(crate) fn get<T: Stored>(&self, column: &str) -> Result<T, Error> {
        T::stored(self, column)?.ok_or_else(|| Error::corrupt(column, "null"))
    }

    /// A column that may be null.
    pub(crate) fn maybe<T: Stored>(&self, column: &str) -> Result<Option<T>, Error> {
        T::stored(self, column)
    }

    fn raw<T>(&self, column: &str) -> Result<Option<T>, Error>
    where
        T: for<'r> Decode<'r, Sqlite> + Type<Sqlite> + for<'r> Decode<'r, Postgres> + Type<Postgres>,
    {
        Ok(match self {
            Self::Sqlite(row) => row.try_get(column)?,
            Self::Postgres(row) => row.try_get(column)?,
        })
    }
}

macro_rules! raw {
    ($($type:ty),*) => {$(
        impl Stored for $type {
            fn stored(row: &Row, column: &str) -> Result<Option<Self>, Error> {
                row.raw(column)
            }
        }
    )*};
}

raw!(i64, String, Vec<u8>);

macro_rules! stored {
    ($($type:ty: $raw:ty, |$value:ident| $read:expr;)*) => {$(
        impl Stored for $type {
            fn stored(row: &Row, column: &str) -> Result<Option<Self>, Error> {
                let Some(raw) = row.raw::<$raw>(column)? else {
                    return Ok(None);
                };
                let $value = &raw;
                let read: Option<Self> = $read;
                read.map(Some).ok_or_else(|| Error::corrupt(column, raw.to_string()))
            }
        }
    )*};
}

stored! {
    bool: i64, |value| Some(*value != 0);
    u32: i64, |value| u32::try_from(*value).ok();
    u64: i64, |value| u64::try_from(*value).ok();
    Timestamp: i64, |value| Timestamp::from_microsecond(*value).ok();
    Date: String, |word| word.parse().ok();
    PublicationId: String, |word| word.parse().ok().map(PublicationId);
    EditionSlug: String, |word| EditionSlug::parse(word).ok();
    SectionSlug: String, |word| SectionSlug::parse(word).ok();
    CommentarySlug: String, |word| CommentarySlug::parse(word).ok();
    BylineSlug: String, |word| BylineSlug::parse(word).ok();
    PageSlug: String, |word| PageSlug::parse(word).ok();
    Language: String, |word| Language::parse(word).ok();
    MediaHash: String, |word| MediaHash::parse(word);
    Verdict: String, |word| Verdict::parse(word);
    Kind: String, |word| Kind::parse(word);
    Shown: String, |word| Shown::parse(word);
    PeriodKind: String, |word| PeriodKind::parse(word);
    Direction: String, |word| [Direction::LeftToRight, Direction::RightToLeft].into_iter().find(|d| d.as_str() == word);
}

/// A type over an `i64` as columns hold it, and as they take it.
macro_rules! numbers {
    ($($name:ident)*) => {$(
        impl $crate::engine::Stored for $name {
            fn stored(row: &$crate::engine::Row, column: &str) -> Result<Option<Self>, $crate::Error> {
                Ok(row.maybe::<i64>(column)?.map(Self))
            }
        }

        impl From<$name> for $crate::engine::Value {
            fn from(id: $name) -> Self {
                id.0.into()
            }
        }

        impl $crate::engine::Nullable for $name {
            const NULL: $crate::engine::Value = $crate::engine::Value::Number(None);
        }
    )*};
}
pub(crate) use numbers;
