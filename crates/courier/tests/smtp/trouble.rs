//! Servers that hang, break off, speak something else or run out of patience.

use std::time::Duration;

use courier::{Courier, Timeouts};
use mailroom::{Lasting, Scope};

use crate::sink::{Answer, Manners, Moment, Sink, say};
use crate::{assert_fault, deliver, deliver_to, hasty, reader, route, started};

fn doing(verb: &'static str, answer: fn() -> Answer) -> Manners {
    Manners::good().answering(move |moment: &Moment<'_>| (moment.verb == verb).then(answer))
}

#[tokio::test]
async fn a_server_that_hangs_is_the_connections_fault() {
    for verb in ["greeting", "EHLO", "MAIL", "RCPT", "DATA", "text"] {
        let sink = Sink::start(doing(verb, || Answer::Hang)).await;
        assert_fault(deliver(&hasty(&sink)).await, Scope::Connection, Lasting::Passing, "took too long");
        assert_eq!(sink.seen().mails.len(), 0);
    }
}

#[tokio::test]
async fn a_server_that_takes_ten_minutes_has_taken_the_mail() {
    let (minute, full) = (Duration::from_millis(300), Timeouts::default());
    let late = move |moment: &Moment<'_>| {
        (moment.verb == "text").then(|| Answer::After(10 * minute, "250 2.0.0 at last".to_owned()))
    };
    let sink = Sink::start(Manners::good().answering(late)).await;
    let timeouts = Timeouts { end: full.end.mul_f64(minute.as_secs_f64() / 60.0), ..full };
    let patient = Courier::new(route(&sink).with_timeouts(timeouts)).unwrap();
    assert_eq!(deliver(&patient).await.unwrap().reply, "250 2.0.0 at last");
    assert_eq!(sink.seen().mails.len(), 1);
}

#[tokio::test]
async fn a_server_that_greets_with_something_else_is_the_connections_fault() {
    let endless = || Answer::Say("220-and\r\n".repeat(1000));
    let long = || Answer::Say(format!("220 {}", "x".repeat(10_000)));
    let web = || Answer::Say("HTTP/1.1 400 Bad Request".to_owned());
    for answer in [endless, long, web] as [fn() -> Answer; 3] {
        let (_sink, courier) = started(doing("greeting", answer)).await;
        assert_fault(deliver(&courier).await, Scope::Connection, Lasting::Passing, "not SMTP");
    }
}

#[tokio::test]
async fn a_server_that_greets_with_a_refusal_is_route_or_connection() {
    let (_sink, courier) = started(doing("greeting", || Answer::SayAndClose("554 5.7.1 not you".to_owned()))).await;
    assert_fault(deliver(&courier).await, Scope::Route, Lasting::Permanent, "554 5.7.1 not you");
    let (_sink, courier) = started(doing("greeting", || Answer::SayAndClose("421 busy".to_owned()))).await;
    assert_fault(deliver(&courier).await, Scope::Connection, Lasting::Passing, "421 busy");
}

#[tokio::test]
async fn a_server_that_closes_after_the_text_may_have_it_and_is_asked_no_more() {
    let (sink, courier) = started(doing("text", || Answer::Close)).await;
    assert_fault(deliver(&courier).await, Scope::Connection, Lasting::Passing, "may have been accepted");
    assert_eq!(sink.count("DATA"), 1);
}

#[tokio::test]
async fn a_server_that_closes_on_a_fresh_connection_is_not_asked_again_at_once() {
    for verb in ["EHLO", "MAIL", "RCPT", "DATA"] {
        let (sink, courier) = started(doing(verb, || Answer::Close)).await;
        assert_fault(deliver(&courier).await, Scope::Connection, Lasting::Passing, "closed");
        assert_eq!(sink.seen().connections, 1);
    }
}

/// 421 to whatever begins a sixth mail, or of itself after the fifth.
fn five_a_connection(is_unasked: bool) -> Manners {
    Manners::good().answering(move |moment: &Moment<'_>| {
        if is_unasked && moment.verb == "text" && moment.mails_here >= 4 {
            return Some(Answer::ProperAndClose);
        }
        (moment.verb == "MAIL" && moment.mails_here >= 5).then(|| Answer::SayAndClose("421 4.7.0 enough".to_owned()))
    })
}

#[tokio::test]
async fn five_mails_a_connection_cost_no_mail_an_attempt() {
    for is_unasked in [false, true] {
        let (sink, courier) = started(five_a_connection(is_unasked)).await;
        for number in 0..22 {
            deliver_to(&courier, &reader(number)).await.unwrap();
        }
        assert_eq!(sink.recipients(), (0..22).map(reader).collect::<Vec<_>>());
        assert_eq!(sink.seen().connections, 5);
    }
}

#[tokio::test]
async fn a_server_out_of_step_is_left() {
    let (sink, courier) = started(doing("MAIL", || Answer::Say("250 ok\r\n250 and more".to_owned()))).await;
    assert_fault(deliver(&courier).await, Scope::Connection, Lasting::Passing, "not SMTP");
    assert_eq!(sink.seen().mails.len(), 0);
}

#[tokio::test]
async fn a_wrong_password_is_the_routes_fault() {
    let wrong = |moment: &Moment<'_>| if moment.verb == "AUTH" { say("535 5.7.8 wrong") } else { None };
    let sink = Sink::start(Manners::good().with(&["AUTH PLAIN"]).answering(wrong)).await;
    let url = format!("smtp+plain://desk:secret@127.0.0.1:{}", sink.port);
    let courier = Courier::new(courier::Route::parse(&url).unwrap()).unwrap();
    assert_fault(deliver(&courier).await, Scope::Route, Lasting::Permanent, "535 5.7.8 wrong");
    assert_eq!(courier.check().await.unwrap_err().scope, Scope::Route);
}
