//! The suite on PostgreSQL: one database per test, on the server that `BAROGRAPH_TEST_POSTGRES` names, such as
//! `postgres://postgres@localhost/postgres?host=/folder/of/its/socket`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[macro_use]
mod suite;

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use store::Database;
use suite::Bench;

const SERVER: &str = "BAROGRAPH_TEST_POSTGRES";

async fn bench() -> Bench {
    let Ok(server) = std::env::var(SERVER) else {
        panic!("{SERVER} is not set: these tests need a PostgreSQL server; `cargo xtask check` starts one");
    };
    let name = format!("barograph_{}", uuid::Uuid::new_v4().simple());
    let mut connection = PgConnection::connect(&server).await.unwrap();
    let create = AssertSqlSafe(format!("CREATE DATABASE {name}"));
    sqlx::raw_sql(create).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    Bench { database: Database::Postgres(named(&server, &name)), folder: tempfile::tempdir().unwrap() }
}

/// The connection string with another database in it.
fn named(server: &str, name: &str) -> String {
    let (address, options) = server.split_once('?').unwrap_or((server, ""));
    let (host, _) = address.rsplit_once('/').unwrap();
    format!("{host}/{name}?{options}")
}

on_both_engines!();
