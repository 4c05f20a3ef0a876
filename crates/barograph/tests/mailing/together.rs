//! Workers beside each other, and a worker that is told to stop.

use std::process::Stdio;

use store::{Progress, WorkerError};

use barograph::worker::{EnlistError, Worker};

use crate::cluster::Cluster;
use crate::crowd::number;
use crate::harness::Desk;
use crate::house::{House, route};
use crate::killed::mailbox;

#[tokio::test(flavor = "multi_thread")]
async fn on_postgres_two_workers_mail_nobody_twice() {
    let Some(cluster) = Cluster::start() else { return };
    let house = House::on(Desk::new(), cluster.database(), 300).await;
    let (mailbox, port) = mailbox().await;
    let workers = [house.hire(route(port)).await, house.hire(route(port)).await];
    assert_eq!(house.store.workers(house.now().await).await.unwrap().len(), 2);
    let mailing = house.publish().await;
    let progress = house.until(mailing, Progress::is_done).await;
    for worker in workers {
        worker.stop().await;
    }
    assert_eq!((progress.counts.accepted, mailbox.taken()), (300, 300));
    assert!(house.store.workers(house.now().await).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn on_sqlite_a_second_one_is_refused_by_name() {
    let house = House::with(0).await;
    let (_mailbox, port) = mailbox().await;
    let first = Worker::enlist(house.outfit(route(port)).await).await.unwrap();
    let refused = Worker::enlist(house.outfit(route(port)).await).await;
    let Err(EnlistError::Worker(WorkerError::Another(name))) = refused else { panic!("two workers") };
    assert_eq!(name, first.name());
    let output = house.mailing(&["serve", "--listen", "127.0.0.1:0"], port).stderr(Stdio::piped()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(4), "{said}");
    assert!(said.contains(first.name()) && said.contains("--role site"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_provider_gets_a_lane_of_its_own() {
    let house = House::with(60).await;
    let (_mailbox, port) = mailbox().await;
    assert_eq!(number(&house.database, "SELECT count(*) FROM subscribers WHERE lane > 0").await, 0);
    let worker = house.hire(route(port)).await;
    while number(&house.database, "SELECT count(*) FROM subscribers WHERE lane > 0").await < 60 {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    worker.stop().await;
    assert_eq!(number(&house.database, "SELECT count(DISTINCT lane) FROM subscribers").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_is_told_to_stop_leaves_nothing_in_doubt() {
    let house = House::with(400).await;
    let (mailbox, port) = mailbox().await;
    let mailing = house.publish().await;
    for round in 1..=3 {
        let worker = house.hire(route(port)).await;
        house.until(mailing, |_| mailbox.taken() > round * 50).await;
        worker.stop().await;
        let progress = house.progress(mailing).await;
        assert_eq!((progress.counts.claimed, progress.counts.accepted), (0, mailbox.taken()));
        assert!(house.store.workers(house.now().await).await.unwrap().is_empty());
    }
    let worker = house.hire(route(port)).await;
    house.until(mailing, Progress::is_done).await;
    worker.stop().await;
    assert_eq!(mailbox.taken(), 400);
}
