//! The suite on SQLite.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[macro_use]
mod suite;

use store::Database;
use suite::Bench;

async fn bench() -> Bench {
    let folder = tempfile::tempdir().unwrap();
    Bench { database: Database::within(folder.path()), folder }
}

on_both_engines!();
