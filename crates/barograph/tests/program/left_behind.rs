//! A database that was left half mailed, and is started again long afterwards: restored, or its machine was down.

use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use sqlx::{Connection, SqliteConnection};
use tokio::runtime::Runtime;

use crate::harness::{Desk, Server};
use crate::sink::{Manners, Sink};

/// How long a mail may take; then the test has failed.
const PATIENCE: Duration = Duration::from_secs(60);
/// Longer than two hours.
const LONG_US: i64 = 3 * 3_600 * 1_000_000;
/// One of two mailings has so many mails still to go.
const OWED: usize = 5;

/// As if a copy had been made in the middle of the second mailing, so long ago.
async fn turn_back(desk: &Desk) {
    let url = format!("sqlite://{}", desk.data().join("barograph.sqlite").display());
    let mut database = SqliteConnection::connect(&url).await.unwrap();
    let owed = "UPDATE deliveries SET state = 'waiting', free_at = settled_at, settled_at = NULL, since = NULL,
                    attempts = 0
                WHERE id IN (SELECT id FROM deliveries ORDER BY id DESC LIMIT $1)";
    sqlx::query(owed).bind(i64::try_from(OWED).unwrap()).execute(&mut database).await.unwrap();
    let times = [
        "UPDATE deliveries SET free_at = free_at - $1, settled_at = settled_at - $1, since = since - $1",
        "UPDATE mailings SET due = due - $1, began = began - $1",
    ];
    for sql in times {
        sqlx::query(sql).bind(LONG_US).execute(&mut database).await.unwrap();
    }
    database.close().await.unwrap();
}

fn serve(desk: &Desk, sink: &Sink) -> Server {
    let mut command = desk.command(&["serve", "--listen", "127.0.0.1:0"]);
    command.env("BAROGRAPH_SMTP", format!("smtp+plain://127.0.0.1:{}", sink.port));
    desk.started(command)
}

fn wait_for(sink: &Sink, mails: usize) {
    let start = Instant::now();
    while sink.seen().mails.len() < mails {
        assert!(start.elapsed() < PATIENCE, "{} mails came, not {mails}", sink.seen().mails.len());
        thread::sleep(Duration::from_millis(50));
    }
}

/// What `mailing list` says of each: its name and its state.
fn states(desk: &Desk) -> Vec<(String, String)> {
    let list: Value = serde_json::from_str(&desk.does(&["mailing", "list", "--json"])).unwrap();
    let said = |mailing: &Value, what: &str| mailing[what].as_str().unwrap().to_owned();
    list.as_array().unwrap().iter().map(|mailing| (said(mailing, "mailing"), said(mailing, "state"))).collect()
}

#[test]
fn a_mailing_left_half_mailed_for_hours_is_asked_about() {
    let desk = Desk::new();
    desk.serves(&["demo", "--listen", "127.0.0.1:0"]).kill();
    let runtime = Runtime::new().unwrap();
    runtime.block_on(turn_back(&desk));
    let sink = runtime.block_on(Sink::start(Manners::good()));

    let mut server = serve(&desk, &sink);
    assert_eq!(server.post("/en/subscribe/", "address=nika%40example.org&newsletter=en").status, 303);
    // Whatever of the edition were to go would have gone before this.
    wait_for(&sink, 1);
    let held: Vec<_> = states(&desk).into_iter().filter(|(_, state)| state == "held").collect();
    let [(name, _)] = &held[..] else { panic!("{:?}", states(&desk)) };
    assert_eq!(sink.seen().mails.len(), 1, "the confirmation alone");
    server.kill();

    // Let go on while nothing runs, it goes on with the next start.
    desk.does(&["mailing", "resume", name]);
    let _server = serve(&desk, &sink);
    wait_for(&sink, 1 + OWED);
    assert!(states(&desk).iter().all(|(_, state)| state != "held"), "{:?}", states(&desk));
}
