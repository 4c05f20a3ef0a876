//! A courier against servers on real sockets: what arrives, and whose fault it is when it does not.

#![allow(clippy::unwrap_used, reason = "a test that unwraps fails, as it should")]

mod carrying;
mod limits;
mod refusals;
#[path = "../sink/mod.rs"]
mod sink;
mod tls;
mod trouble;

use courier::{Accepted, Courier, Outgoing, Route, Timeouts};
use mailroom::{Address, Failure, Lasting, Scope};

use sink::{Manners, Sink};

const MAIL: &[u8] = b"Subject: The week\r\n\r\nBetter.\r\n.\r\n";

/// A route to a sink, unprotected..
fn route(sink: &Sink) -> Route {
    Route::parse(&format!("smtp+plain://127.0.0.1:{}", sink.port)).unwrap()
}

fn courier(sink: &Sink) -> Courier {
    Courier::new(route(sink)).unwrap()
}

/// A courier of little patience: five minutes are a tenth of a second. Connecting has its full time, since that would be
/// another's fault.
fn hasty(sink: &Sink) -> Courier {
    let full = Timeouts::default();
    let timeouts = Timeouts { connect: full.connect, ..full.scaled(1.0 / 3000.0) };
    Courier::new(route(sink).with_timeouts(timeouts)).unwrap()
}

async fn started(manners: Manners) -> (Sink, Courier) {
    let sink = Sink::start(manners).await;
    let courier = courier(&sink);
    (sink, courier)
}

async fn deliver_to(courier: &Courier, to: &str) -> Result<Accepted, Failure> {
    let to = Address::parse(to).unwrap();
    courier.deliver(&Outgoing { from: "back@news.example", to: &to, bytes: MAIL }).await
}

async fn deliver(courier: &Courier) -> Result<Accepted, Failure> {
    deliver_to(courier, "alena@example.org").await
}

fn reader(number: usize) -> String {
    format!("reader{number}@example.org")
}

#[track_caller]
fn assert_fault(result: Result<Accepted, Failure>, scope: Scope, lasting: Lasting, words: &str) {
    let failure = result.unwrap_err();
    assert_eq!((failure.scope, failure.lasting), (scope, lasting), "{}", failure.reply);
    assert!(failure.reply.contains(words), "{} has not {words}", failure.reply);
}
