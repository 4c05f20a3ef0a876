//! Opening: an empty database, several at once, after a death, and one from the future.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use store::{Database, Error, Store};

use super::Bench;

/// Names a database and a folder to a process of this very program.
const OPEN: &str = "BAROGRAPH_TEST_OPEN";

pub async fn four_at_once(bench: Bench) {
    let open = || {
        let (database, folder) = (bench.database.clone(), bench.folder.path().to_owned());
        tokio::spawn(async move { Store::open(&database, &folder).await.unwrap().archive().await.unwrap() })
    };
    for opened in [open(), open(), open(), open()] {
        assert!(opened.await.unwrap().is_none());
    }
}

pub async fn the_lease_of_a_dead_migrator_runs_out(bench: Bench) {
    let until = (Timestamp::now() + SignedDuration::from_secs(1)).as_microsecond();
    let lock = format!(
        "CREATE TABLE migration_lock (id BIGINT PRIMARY KEY, holder TEXT NOT NULL, until BIGINT NOT NULL);
         INSERT INTO migration_lock VALUES (1, 'dead', {until});"
    );
    bench.execute(&lock).await;
    let begun = Instant::now();
    assert_eq!(bench.open().await.generation().await.unwrap(), 0);
    assert!(begun.elapsed() > Duration::from_millis(800), "the lease was waited for");
}

pub async fn a_process_killed_within_leaves_a_working_database(_: Bench) {
    for delay_ms in [5, 15, 25, 40] {
        let bench = crate::bench().await;
        let mut processes: Vec<_> = (0..4).map(|_| process(&bench)).collect();
        let mut killed = processes.remove(0);
        tokio::time::sleep(Duration::from_millis(delay_ms)).await;
        killed.kill().unwrap();
        killed.wait().unwrap();
        for mut process in processes {
            assert!(process.wait().unwrap().success(), "killed after {delay_ms} ms");
        }
        assert!(bench.open().await.archive().await.unwrap().is_none());
    }
}

fn process(bench: &Bench) -> std::process::Child {
    let database = match &bench.database {
        Database::Sqlite(path) => path.display().to_string(),
        Database::Postgres(url) => url.clone(),
    };
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "migrations::opens_what_the_environment_names"])
        .env(OPEN, format!("{database}\n{}", bench.folder.path().display()))
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

/// What the processes above do; alone, it has nothing to open.
pub async fn opens_what_the_environment_names(_: Bench) {
    if let Ok(named) = std::env::var(OPEN) {
        let (database, folder) = named.split_once('\n').unwrap();
        let store = Store::open(&Database::parse(database), folder.as_ref()).await.unwrap();
        assert!(store.editions().await.unwrap().is_empty());
    }
}

pub async fn a_newer_database_is_refused(bench: Bench) {
    bench.open().await.close().await;
    bench.execute("INSERT INTO migrations (number, name, at) VALUES (999, 'later', 0)").await;
    let refused = Store::open(&bench.database, bench.folder.path()).await;
    assert!(matches!(refused, Err(Error::Newer(999))), "{refused:?}");
}
