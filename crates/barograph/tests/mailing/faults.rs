//! Mail servers that misbehave: what is their fault costs no reader anything.

use std::collections::BTreeMap;
use std::time::Duration;

use mailroom::{DeliveryState, MailingId, Reason, SubscriberState};
use store::Progress;

use crate::crowd::reader;
use crate::house::{House, quick, route};
use crate::sink::certificates::Authority;
use crate::sink::{Answer, Manners, Moment, Sink, say};

const READERS: i64 = 60;

/// Mails everything to a server, and gives what became of it.
async fn mailed(manners: Manners) -> (House, Sink, MailingId, Progress) {
    let house = House::with(READERS).await;
    let sink = Sink::start(manners).await;
    let mailing = house.publish().await;
    let worker = house.hire(route(sink.port)).await;
    let progress = house.done(mailing).await;
    worker.stop().await;
    (house, sink, mailing, progress)
}

/// Every reader has one mail, and none of them was charged for what the server did.
async fn all_arrived_at_no_cost(manners: Manners) -> Sink {
    let (house, sink, mailing, progress) = mailed(manners).await;
    assert_eq!(progress.counts.accepted as i64, READERS, "{:?}", progress.reasons);
    let mut recipients = sink.recipients();
    recipients.sort();
    recipients.dedup();
    assert_eq!((recipients.len() as i64, sink.recipients().len() as i64), (READERS, READERS));
    let deliveries = house.store.deliveries(mailing).await.unwrap();
    assert!(deliveries.iter().all(|delivery| delivery.attempts == 1), "only what was accepted counts");
    sink
}

fn on_first(connections: usize, verb: &'static str, answer: fn() -> Answer) -> Manners {
    Manners::good()
        .answering(move |moment: &Moment<'_>| (moment.verb == verb && moment.connection <= connections).then(answer))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_hangs() {
    let sink = all_arrived_at_no_cost(on_first(5, "greeting", || Answer::Hang)).await;
    assert!(sink.seen().connections > 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_greets_with_garbage() {
    let garbage = || Answer::SayAndClose("HTTP/1.1 400 Bad Request".to_owned());
    all_arrived_at_no_cost(on_first(6, "greeting", garbage)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_closes_after_data() {
    let sink = all_arrived_at_no_cost(on_first(8, "DATA", || Answer::Close)).await;
    assert!(sink.seen().connections > 8);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_takes_fourteen_a_second() {
    let throttling = |moment: &Moment<'_>| {
        let recent = moment.seen.mails.iter().filter(|mail| mail.at.elapsed() < Duration::from_secs(1)).count();
        (moment.verb == "text" && recent >= 14).then(|| Answer::Say("454 Throttling failure: too fast".to_owned()))
    };
    all_arrived_at_no_cost(Manners::good().answering(throttling)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_takes_five_mails_a_connection() {
    let five = |moment: &Moment<'_>| {
        (moment.verb == "MAIL" && moment.mails_here >= 5).then(|| Answer::SayAndClose("421 4.7.0 enough".to_owned()))
    };
    let sink = all_arrived_at_no_cost(Manners::good().answering(five)).await;
    assert!(sink.seen().connections as i64 >= READERS / 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_refuses_every_tenth_for_good() {
    let tenth = |moment: &Moment<'_>| {
        let is_tenth = moment.verb == "RCPT" && moment.line.contains("0@");
        is_tenth.then(|| say("550 5.1.1 <recipient> unknown")).flatten()
    };
    let (house, sink, _, progress) = mailed(Manners::good().answering(tenth)).await;
    assert_eq!((progress.counts.accepted, progress.counts.refused), (54, 6));
    assert!(sink.recipients().iter().all(|to| !to.contains("0@")));
    let counts = house.store.list_counts().await.unwrap().subscribers;
    assert_eq!(counts, [(SubscriberState::Confirmed, 54), (SubscriberState::Suppressed(Reason::Refused), 6)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_takes_only_small_mails() {
    let (house, sink, mailing, progress) = mailed(Manners::good().with(&["SIZE 1000"])).await;
    assert_eq!(progress.counts.refused as i64, READERS);
    assert!(sink.recipients().is_empty());
    let counts = house.store.list_counts().await.unwrap().subscribers;
    assert_eq!(counts, [(SubscriberState::Confirmed, READERS as u64)], "it was the mail's fault, not the readers'");
    house.does(&["mailing", "retry", "2020-06-22/en"]);
    let other = Sink::start(Manners::good()).await;
    let worker = house.hire(route(other.port)).await;
    assert_eq!(house.done(mailing).await.counts.accepted as i64, READERS, "tried again at another server");
    worker.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_with_anothers_certificate_gets_nothing() {
    let house = House::with(READERS).await;
    let (ours, theirs) = (Authority::new(), Authority::new());
    let file = ours.file();
    let trusting = |sink: &Sink| {
        let route = courier::Route::parse(&format!("smtps://localhost:{}", sink.port)).unwrap();
        route.trusting(file.path()).unwrap()
    };
    let sink = Sink::start(Manners::good().tls(theirs.acceptor("localhost"))).await;
    let mailing = house.publish().await;
    let worker = house.hire(trusting(&sink)).await;
    house.until(mailing, |_| sink.seen().connections >= 3).await;
    worker.stop().await;
    assert!(sink.seen().commands.is_empty() && sink.recipients().is_empty());
    let deliveries = house.store.deliveries(mailing).await.unwrap();
    let waits = |state: &DeliveryState| matches!(state, DeliveryState::Waiting(_));
    assert!(deliveries.iter().all(|delivery| waits(&delivery.state) && delivery.attempts == 0));

    let sink = Sink::start(Manners::good().tls(ours.acceptor("localhost"))).await;
    let worker = house.hire(trusting(&sink)).await;
    assert_eq!(house.done(mailing).await.counts.accepted as i64, READERS);
    worker.stop().await;
}

/// Ten minutes are five leases; here a lease is two seconds. Whoever lost a lease meanwhile would send the mail again.
#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_takes_five_leases_to_say_250() {
    let house = House::with(4).await;
    let late = |moment: &Moment<'_>| {
        (moment.verb == "text").then(|| Answer::After(Duration::from_secs(10), "250 2.0.0 taken".to_owned()))
    };
    let sink = Sink::start(Manners::good().answering(late)).await;
    let mailing = house.publish().await;
    assert_eq!(quick().lease.as_secs(), 2);
    let worker = house.hire(route(sink.port)).await;
    let progress = house.until(mailing, Progress::is_done).await;
    worker.stop().await;
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    sink.recipients().into_iter().for_each(|to| *counts.entry(to).or_default() += 1);
    assert_eq!(progress.counts.accepted, 4);
    assert_eq!(counts, (1..=4).map(|number| (reader(number), 1)).collect());
}
