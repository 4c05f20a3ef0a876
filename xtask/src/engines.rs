//! The store's one suite on both engines: what is tested on SQLite is tested on PostgreSQL, and counted.

use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::postgres::Cluster;
use crate::run;

/// Where the suite finds a PostgreSQL it may fill and empty as it likes.
const DATABASE: &str = "BAROGRAPH_TEST_POSTGRES";

/// Runs the suite on both engines; a test that only one of them has is a failure.
pub fn run() -> Result<()> {
    let sqlite = suite("sqlite", None)?;
    let cluster = Cluster::start().context("no PostgreSQL to test on")?;
    let postgres = suite("postgres", Some(&cluster.url()))?;

    let mailing = passed(&run::show_and_read(tests("mailing", Some(&cluster.url())).args(["--", "on_postgres"]))?);
    ensure!(mailing > 0, "nothing was mailed from PostgreSQL");

    println!("engine sqlite: {sqlite} tests\nengine postgres: {postgres} tests");
    ensure!(sqlite > 0, "the suite ran no test");
    ensure!(sqlite == postgres, "the engines were not put to the same tests: sqlite {sqlite}, postgres {postgres}");
    Ok(())
}

/// The number of tests passed. `--workspace` and not `-p store`, so that everything is built as it was for the tests.
fn suite(engine: &str, database: Option<&str>) -> Result<usize> {
    Ok(passed(&run::show_and_read(&mut tests(engine, database))?))
}

fn tests(name: &str, database: Option<&str>) -> Command {
    let mut cargo = run::command("cargo");
    cargo
        .args(["test", "--workspace", "--features", "store/postgres-tests", "--test", name])
        .envs(database.map(|url| (DATABASE, url)));
    cargo
}

/// Adds up `test result: ok. N passed; …`.
fn passed(said: &str) -> usize {
    let results = said.lines().filter_map(|line| line.strip_prefix("test result: ok. "));
    results.filter_map(|result| result.split_once(" passed")?.0.parse::<usize>().ok()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passed_tests_are_added_up() {
        let said = "running 2 tests\ntest a ... ok\ntest result: ok. 2 passed; 0 failed; 0 ignored\n\
                    test result: ok. 11 passed; 0 failed; 1 ignored\n";
        assert_eq!(passed(said), 13);
        assert_eq!(passed("nothing ran"), 0);
    }
}
