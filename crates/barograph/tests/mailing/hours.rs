//! Hours: by the database's clock alone; never caught up in silence; or as soon as the texts are complete.

use jiff::{SignedDuration, Timestamp};
use mail_parser::MessageParser;
use mailroom::{Hour, Newsletter, Pace};
use store::{Database, Progress};

use crate::cluster::Cluster;
use crate::crowd::execute;
use crate::harness::Desk;
use crate::house::{EDITION, House, route};
use crate::killed::mailbox;

const HOUR: SignedDuration = SignedDuration::from_hours(1);

#[tokio::test(flavor = "multi_thread")]
async fn a_missed_hour_is_asked_about() {
    let house = House::with(3).await;
    let (mailbox, port) = mailbox().await;
    let mailing = house.publish_due(house.now().await - HOUR * 3).await;
    let worker = house.hire(route(port)).await;
    house.until(mailing, |progress| progress.mailing.paused).await;
    assert_eq!(mailbox.taken(), 0);
    house.does(&["mailing", "resume", &format!("{EDITION}/en")]);
    let progress = house.until(mailing, Progress::is_done).await;
    worker.stop().await;
    assert_eq!((progress.counts.accepted, mailbox.taken()), (3, 3));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mailing_goes_as_soon_as_its_texts_are_complete() {
    let house = House::with(3).await;
    let (mailbox, port) = mailbox().await;
    let hour = Hour::parse("09:00").unwrap();
    let lines: Vec<Newsletter> = house.store.newsletters().await.unwrap();
    let lines: Vec<_> = lines.into_iter().map(|line| Newsletter { pace: Pace::WhenComplete(hour), ..line }).collect();
    house.store.replace_newsletters(&lines, house.now().await).await.unwrap();
    let mailing = house.publish_due(house.now().await + HOUR).await;
    let worker = house.hire(route(port)).await;
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    assert!(house.progress(mailing).await.mailing.began.is_none(), "it can still be taken back");
    execute(&house.database, "UPDATE mailings SET not_before = 0").await;
    let progress = house.until(mailing, Progress::is_done).await;
    worker.stop().await;
    assert_eq!((progress.counts.accepted, mailbox.taken()), (3, 3));
    assert!(progress.mailing.due < house.now().await, "an hour early");
}

/// The database's clock is two hours behind the worker's. By its own, the worker would find the mailing's hour missed.
#[tokio::test(flavor = "multi_thread")]
async fn on_postgres_a_workers_own_clock_is_not_asked() {
    let Some(cluster) = Cluster::start() else { return };
    let clock = "
        CREATE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql
            AS 'SELECT pg_catalog.clock_timestamp() - interval ''2 hours''';
        ALTER DATABASE postgres SET search_path = public, pg_catalog;";
    execute(&cluster.database(), clock).await;
    let house = House::on(Desk::new(), cluster.database(), 3).await;
    assert!(matches!(house.database, Database::Postgres(_)));
    assert!(Timestamp::now().duration_since(house.now().await) > HOUR, "the clocks differ");
    let (mailbox, port) = mailbox().await;
    let mailing = house.publish().await;
    let worker = house.hire(route(port)).await;
    let progress = house.until(mailing, Progress::is_done).await;
    worker.stop().await;
    assert_eq!((progress.counts.accepted, mailbox.taken()), (3, 3));
    let began = progress.mailing.began.unwrap();
    for received in mailbox.received() {
        let mail = MessageParser::new().parse(&received.bytes).unwrap();
        assert_eq!(mail.date().unwrap().to_timestamp(), began.as_second(), "Date is when the mailing began");
    }
    assert!(began < Timestamp::now() - HOUR);
}
