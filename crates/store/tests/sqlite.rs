//! The suite on SQLite.

#[macro_use]
mod suite;

use store::Database;
use suite::Bench;

async fn bench() -> Bench {
    let folder = tempfile::tempdir().unwrap();
    Bench { database: Database::within(folder.path()), folder }
}

on_both_engines!();
