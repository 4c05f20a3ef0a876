//! kill -9 at random moments: nobody is left out, and at most what was on the wire goes twice, as the same message.

use std::collections::BTreeMap;
use std::time::Duration;

use mailbox::Mailbox;
use tokio::net::TcpListener;
use uuid::Uuid;

use crate::cluster::Cluster;
use crate::crowd::reader;
use crate::harness::Desk;
use crate::house::{CONNECTIONS, House, Process};

const READERS: i64 = 2_000;
const KILLS: u64 = 10;

/// A mailbox that takes mail on a port until the test is over.
pub async fn mailbox() -> (Mailbox, u16) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let mailbox = Mailbox::new().slow(Duration::from_millis(5));
    let receiving = mailbox.clone();
    tokio::spawn(async move { receiving.receive(listener).await });
    (mailbox, port)
}

/// A number below another, by chance.
fn chance(below: u64) -> u64 {
    Uuid::new_v4().as_u64_pair().1 % below
}

/// Waits for a random moment: a while, or so many more mails.
async fn random_moment(mailbox: &Mailbox) {
    let (mails, pause) = (mailbox.taken() + chance(250), Duration::from_millis(chance(400)));
    let more = async {
        while mailbox.taken() < mails {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    let _ = tokio::time::timeout(Duration::from_secs(3), more).await;
    tokio::time::sleep(pause / 10).await;
}

/// As whatever looks after services does; one that starts while its database is down ends too.
fn started_again(workers: &mut [Process], start: impl Fn() -> Process) {
    for worker in workers {
        if worker.has_ended() {
            *worker = start();
        }
    }
}

/// Nobody was left out, and who has two mails has the same one twice. Gives how many went more than once.
fn repeats(mailbox: &Mailbox) -> u64 {
    let mut boxes: BTreeMap<String, Vec<Vec<u8>>> = BTreeMap::new();
    for mail in mailbox.received() {
        let [to] = &mail.to[..] else { panic!("one recipient") };
        boxes.entry(to.clone()).or_default().push(mail.bytes.clone());
    }
    for number in 1..=READERS {
        let mails = boxes.get(&reader(number)).unwrap_or_else(|| panic!("reader {number} was left out"));
        let first = message_id(&mails[0]);
        assert!(mails.iter().all(|mail| message_id(mail) == first), "reader {number} has two messages");
        assert!(mails.iter().all(|mail| *mail == mails[0]), "a repeat differs");
    }
    assert_eq!(boxes.len() as i64, READERS, "nobody else has one");
    let ids: std::collections::BTreeSet<String> = boxes.values().map(|mails| message_id(&mails[0])).collect();
    assert_eq!(ids.len() as i64, READERS, "each has a message of their own");
    mailbox.taken() - boxes.len() as u64
}

fn message_id(mail: &[u8]) -> String {
    let text = String::from_utf8_lossy(mail);
    let line = text.lines().find(|line| line.starts_with("Message-ID: ")).unwrap();
    line.to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn on_sqlite_ten_kills_leave_nobody_out() {
    let house = House::with(READERS).await;
    let (mailbox, port) = mailbox().await;
    let start = || Process::start(house.mailing(&["serve", "--listen", "127.0.0.1:0"], port));
    let mailing = house.publish().await;
    for _ in 0..KILLS {
        let mut process = start();
        random_moment(&mailbox).await;
        process.kill();
        let progress = house.progress(mailing).await;
        assert!(progress.counts.accepted <= mailbox.taken(), "accepted is what the far side has");
    }
    assert!(!house.progress(mailing).await.is_done(), "it was over before it was killed often enough");
    let process = start();
    let progress = house.until(mailing, |progress| progress.is_done()).await;
    drop(process);
    assert_eq!(progress.counts.accepted as i64, READERS);
    let repeats = repeats(&mailbox);
    eprintln!("SQLite, {KILLS} kills: lost 0, repeats {repeats}");
    assert!(repeats <= CONNECTIONS as u64 * KILLS, "{repeats} repeats");
}

#[tokio::test(flavor = "multi_thread")]
async fn on_postgres_ten_kills_of_two_workers_and_their_database_leave_nobody_out() {
    let Some(mut cluster) = Cluster::start() else { return };
    let house = House::on(Desk::new(), cluster.database(), READERS).await;
    let (mailbox, port) = mailbox().await;
    let start = || Process::start(house.mailing(&["serve", "--role", "mail", "--lease", "3"], port));
    let mut workers = [start(), start()];
    let mailing = house.publish().await;
    for round in 0..KILLS {
        random_moment(&mailbox).await;
        match round % 3 {
            2 => cluster.kill_and_start(),
            which => workers[which as usize].kill(),
        }
        started_again(&mut workers, start);
    }
    let tending = async {
        loop {
            started_again(&mut workers, start);
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    let progress = tokio::select! {
        progress = house.until(mailing, |progress| progress.is_done()) => progress,
        () = tending => unreachable!("nobody ends tending"),
    };
    drop(workers);
    assert_eq!(progress.counts.accepted as i64, READERS);
    let repeats = repeats(&mailbox);
    eprintln!("PostgreSQL, {KILLS} kills of two workers and the database: lost 0, repeats {repeats}");
    assert!(repeats <= 2 * CONNECTIONS as u64 * KILLS, "{repeats} repeats");
}
