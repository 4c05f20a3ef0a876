//! How much a route carries: connections, mails on each, mails a second.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use courier::{Courier, Limits};
use mailroom::{Lasting, Scope};

use crate::sink::{Answer, Manners, Moment, Sink};
use crate::{assert_fault, deliver_to, reader, route, started};

async fn limited(manners: Manners, limits: Limits) -> (Sink, Courier) {
    let sink = Sink::start(manners).await;
    let courier = Courier::new(route(&sink).with_limits(limits)).unwrap();
    (sink, courier)
}

#[tokio::test(flavor = "multi_thread")]
async fn there_are_never_more_connections_than_allowed() {
    let limits = Limits { connections_max: 3, mails_per_connection_max: 7, ..Limits::default() };
    let (sink, courier) = limited(Manners::good(), limits).await;
    let courier = Arc::new(courier);
    let mut mails = tokio::task::JoinSet::new();
    for number in 0..60 {
        let courier = Arc::clone(&courier);
        mails.spawn(async move { deliver_to(&courier, &reader(number)).await.unwrap() });
    }
    assert_eq!(mails.join_all().await.len(), 60);
    let mut recipients = sink.recipients();
    recipients.sort();
    recipients.dedup();
    assert_eq!(recipients.len(), 60);
    let here = |connection| sink.seen().mails.iter().filter(|mail| mail.connection == connection).count();
    let connections = sink.seen().connections;
    assert!((1..=connections).all(|connection| here(connection) <= 7));
    assert!(sink.seen().open_max <= 3, "{}", sink.seen().open_max);
}

#[tokio::test]
async fn a_connection_is_closed_after_its_mails() {
    let limits = Limits { mails_per_connection_max: 5, ..Limits::default() };
    let (sink, courier) = limited(Manners::good(), limits).await;
    for number in 0..15 {
        deliver_to(&courier, &reader(number)).await.unwrap();
    }
    courier.close().await;
    assert_eq!((sink.seen().connections, sink.count("QUIT")), (3, 3));
}

/// On one thread what was spawned runs only once this test waits.
#[tokio::test]
async fn the_answer_does_not_wait_for_the_goodbye_and_the_next_connection_does() {
    let limits = Limits { connections_max: 1, mails_per_connection_max: 1, ..Limits::default() };
    let (sink, courier) = limited(Manners::good(), limits).await;
    deliver_to(&courier, &reader(0)).await.unwrap();
    assert_eq!((sink.seen().mails.len(), sink.count("QUIT")), (1, 0));
    deliver_to(&courier, &reader(1)).await.unwrap();
    courier.close().await;
    let verbs =
        |seen: crate::sink::Seen| seen.commands.into_iter().filter(|line| !line.contains(':') && line != "DATA");
    let greetings: Vec<String> = verbs(sink.seen()).map(|line| line.chars().take(4).collect()).collect();
    assert_eq!(greetings, ["EHLO", "QUIT", "EHLO", "QUIT"]);
}

const TOO_FAST: &str = "454 Throttling failure: Maximum sending rate exceeded";

/// Answers 454 to what is more than so many mails in a time.
fn throttling(mails_max: usize, time: Duration) -> impl Fn(&Moment<'_>) -> Option<Answer> {
    move |moment| {
        let recent = moment.seen.mails.iter().filter(|mail| mail.at.elapsed() < time).count();
        (moment.verb == "text" && recent >= mails_max).then(|| Answer::Say(TOO_FAST.to_owned()))
    }
}

#[tokio::test]
async fn mails_above_the_servers_rate_are_given_back_and_the_connection_stays() {
    // An hour, so that no machine is too slow to be too fast.
    let hourly = throttling(14, Duration::from_secs(3600));
    let (sink, courier) = started(Manners::good().answering(hourly)).await;
    for number in 0..14 {
        deliver_to(&courier, &reader(number)).await.unwrap();
    }
    for number in 14..17 {
        assert_fault(deliver_to(&courier, &reader(number)).await, Scope::Connection, Lasting::Passing, TOO_FAST);
    }
    assert_eq!((sink.seen().connections, sink.seen().mails.len()), (1, 14));
}

#[tokio::test]
async fn a_route_that_knows_the_rate_keeps_to_it() {
    let limits = Limits { mails_per_second_max: NonZeroU32::new(12), ..Limits::default() };
    let (sink, courier) = limited(Manners::good().answering(throttling(14, Duration::from_secs(1))), limits).await;
    for number in 0..30 {
        deliver_to(&courier, &reader(number)).await.unwrap();
    }
    assert_eq!(sink.seen().mails.len(), 30);
}
