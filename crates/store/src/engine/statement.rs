//! One statement with its values, sent to either engine.

use sqlx::query::Query;
use sqlx::{Database, Encode, Type};

use super::{Row, Tx, Value};
use crate::Error;

/// A statement being put together.
pub(crate) struct Statement<'t> {
    tx: &'t mut Tx,
    sql: &'static str,
    values: Vec<Value>,
}

impl<'t> Statement<'t> {
    pub(super) fn new(tx: &'t mut Tx, sql: &'static str) -> Self {
        Self { tx, sql, values: Vec::new() }
    }

    /// The value of the next placeholder.
    pub(crate) fn bind(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    /// All rows.
    pub(crate) async fn all(self) -> Result<Vec<Row>, Error> {
        Ok(match self.tx {
            Tx::Sqlite(tx) => {
                let rows = bound(self.sql, self.values).fetch_all(&mut **tx).await?;
                rows.into_iter().map(Row::Sqlite).collect()
            }
            Tx::Postgres(tx) => {
                let rows = bound(self.sql, self.values).fetch_all(&mut **tx).await?;
                rows.into_iter().map(Row::Postgres).collect()
            }
        })
    }

    /// The row, if there is one.
    pub(crate) async fn optional(self) -> Result<Option<Row>, Error> {
        Ok(match self.tx {
            Tx::Sqlite(tx) => bound(self.sql, self.values).fetch_optional(&mut **tx).await?.map(Row::Sqlite),
            Tx::Postgres(tx) => bound(self.sql, self.values).fetch_optional(&mut **tx).await?.map(Row::Postgres),
        })
    }

    /// The one row there must be.
    pub(crate) async fn one(self) -> Result<Row, Error> {
        self.optional().await?.ok_or_else(|| sqlx::Error::RowNotFound.into())
    }

    /// No rows; how many were changed.
    pub(crate) async fn run(self) -> Result<u64, Error> {
        Ok(match self.tx {
            Tx::Sqlite(tx) => bound(self.sql, self.values).execute(&mut **tx).await?.rows_affected(),
            Tx::Postgres(tx) => bound(self.sql, self.values).execute(&mut **tx).await?.rows_affected(),
        })
    }
}

fn bound<DB: Database>(sql: &'static str, values: Vec<Value>) -> Query<'static, DB, DB::Arguments>
where
    Option<i64>: for<'q> Encode<'q, DB> + Type<DB>,
    Option<String>: for<'q> Encode<'q, DB> + Type<DB>,
    Option<Vec<u8>>: for<'q> Encode<'q, DB> + Type<DB>,
{
    values.into_iter().fold(sqlx::query(sql), |query, value| match value {
        Value::Number(number) => query.bind(number),
        Value::Text(text) => query.bind(text),
        Value::Bytes(bytes) => query.bind(bytes),
    })
}
