//! What arrives is what was sent, by as few words as the server allows.

use courier::{Courier, Outgoing, Route};
use mailroom::Address;

use crate::sink::{Answer, Manners, Sink};
use crate::{MAIL, courier, deliver, deliver_to, reader, started};

#[tokio::test]
async fn a_mail_arrives_as_it_was_sent() {
    for extensions in [&[] as &[&str], &["PIPELINING"]] {
        let (sink, courier) = started(Manners::good().with(extensions)).await;
        let accepted = deliver(&courier).await.unwrap();
        assert_eq!(accepted.reply, "250 2.0.0 taken");
        let seen = sink.seen();
        assert_eq!(seen.mails[0].bytes, MAIL);
        assert_eq!(
            (seen.mails[0].from.as_str(), seen.mails[0].to.as_str()),
            ("back@news.example", "alena@example.org")
        );
    }
}

#[tokio::test]
async fn a_long_text_of_dots_and_blank_lines_arrives_as_it_was_sent() {
    let (sink, courier) = started(Manners::good()).await;
    let bytes = ".\r\n..\r\n\r\n. a\r\nжнівень\r\n".repeat(20_000);
    let to = Address::parse("alena@example.org").unwrap();
    let mail = Outgoing { from: "", to: &to, bytes: bytes.as_bytes() };
    courier.deliver(&mail).await.unwrap();
    assert!(sink.seen().mails[0].bytes == bytes.as_bytes());
    assert_eq!(sink.seen().mails[0].from, "");
}

#[tokio::test]
async fn what_the_server_can_do_is_used() {
    let (sink, courier) = started(Manners::good()).await;
    let to = Address::parse("алена@прыклад.example").unwrap();
    courier.deliver(&Outgoing { from: "a@b.example", to: &to, bytes: "ж\r\n".as_bytes() }).await.unwrap();
    let mailbox = to.mailbox();
    let expected = ["EHLO [127.0.0.1]", "MAIL FROM:<a@b.example> SIZE=4 BODY=8BITMIME SMTPUTF8"];
    assert_eq!(sink.seen().commands[..2], expected);
    assert_eq!(sink.seen().commands[2], format!("RCPT TO:<{}>", mailbox.as_str()));
    assert!(mailbox.ends_with(".example") && mailbox.contains("@xn--"));
}

#[tokio::test]
async fn what_the_server_cannot_do_is_not_asked() {
    let (sink, courier) = started(Manners::good().with(&[])).await;
    deliver(&courier).await.unwrap();
    assert_eq!(sink.seen().commands[1..], ["MAIL FROM:<back@news.example>", "RCPT TO:<alena@example.org>", "DATA"]);
}

#[tokio::test]
async fn one_connection_carries_many_mails() {
    let (sink, courier) = started(Manners::good()).await;
    for number in 0..20 {
        deliver_to(&courier, &reader(number)).await.unwrap();
    }
    assert_eq!((sink.seen().connections, sink.count("EHLO"), sink.count("RSET")), (1, 1, 0));
    courier.close().await;
    assert_eq!(sink.count("QUIT"), 1);
}

#[tokio::test]
async fn a_connection_that_the_server_left_is_replaced() {
    let closes = |moment: &crate::sink::Moment<'_>| (moment.verb == "text").then_some(Answer::ProperAndClose);
    let (sink, courier) = started(Manners::good().answering(closes)).await;
    for number in 0..5 {
        deliver_to(&courier, &reader(number)).await.unwrap();
    }
    assert_eq!((sink.seen().mails.len(), sink.seen().connections), (5, 5));
}

#[tokio::test]
async fn a_check_greets_and_leaves() {
    let (sink, courier) = started(Manners::good()).await;
    deliver(&courier).await.unwrap();
    courier.check().await.unwrap();
    assert_eq!((sink.count("MAIL"), sink.count("QUIT"), sink.seen().open_max), (1, 2, 1));
}

#[tokio::test]
async fn a_server_is_greeted_by_the_name_given() {
    let sink = Sink::start(Manners::good()).await;
    let route = crate::route(&sink).greeting_as("news.example.org").unwrap();
    Courier::new(route).unwrap().check().await.unwrap();
    assert_eq!(sink.seen().commands[0], "EHLO news.example.org");
}

#[tokio::test]
async fn nobody_listening_is_the_routes_fault_and_passes() {
    let sink = Sink::start(Manners::good()).await;
    // A port that was free a moment ago: bound and let go.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let closed = Courier::new(Route::parse(&format!("smtp+plain://127.0.0.1:{port}")).unwrap()).unwrap();
    let failure = closed.check().await.unwrap_err();
    assert_eq!((failure.scope, failure.lasting), (mailroom::Scope::Route, mailroom::Lasting::Passing));
    assert!(courier(&sink).check().await.is_ok());
}
