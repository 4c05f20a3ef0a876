//! Protected connections: whom they trust, and that nothing goes without them.

use courier::{Courier, Route};
use mailroom::{Lasting, Scope};
use tempfile::NamedTempFile;

use crate::sink::certificates::Authority;
use crate::sink::{Manners, Moment, Sink, say};
use crate::{MAIL, assert_fault, deliver};

/// A courier to a sink by a name of this machine, trusting a file.
fn courier(scheme: &str, login: &str, sink: &Sink, trusted: &NamedTempFile) -> Courier {
    let route = Route::parse(&format!("{scheme}://{login}localhost:{}", sink.port)).unwrap();
    Courier::new(route.trusting(trusted.path()).unwrap()).unwrap()
}

#[tokio::test]
async fn mail_goes_over_tls_of_both_kinds() {
    let authority = Authority::new();
    let good = || Manners::good().with(&["PIPELINING", "AUTH PLAIN LOGIN"]);
    let cases = [
        ("smtp", good().start_tls(authority.acceptor("localhost")), 2),
        ("smtps", good().tls(authority.acceptor("localhost")), 1),
    ];
    for (scheme, manners, greetings) in cases {
        let sink = Sink::start(manners).await;
        let courier = courier(scheme, "desk:secret@", &sink, &authority.file());
        for _ in 0..3 {
            deliver(&courier).await.unwrap();
        }
        courier.close().await;
        assert_eq!(sink.seen().mails[2].bytes, MAIL);
        assert_eq!((sink.seen().connections, sink.count("EHLO"), sink.count("QUIT")), (1, greetings, 1));
        assert_eq!(sink.count("AUTH PLAIN AGRlc2sAc2VjcmV0"), 1);
    }
}

#[tokio::test]
async fn a_server_that_has_only_login_is_signed_in_to() {
    let authority = Authority::new();
    let manners = Manners::good().with(&["AUTH LOGIN"]).tls(authority.acceptor("localhost"));
    let sink = Sink::start(manners).await;
    deliver(&courier("smtps", "desk:secret@", &sink, &authority.file())).await.unwrap();
    assert_eq!(sink.seen().commands[1..4], ["AUTH LOGIN", "ZGVzaw==", "c2VjcmV0"]);
}

#[tokio::test]
async fn a_server_without_a_way_to_sign_in_is_the_routes_fault() {
    let authority = Authority::new();
    let sink = Sink::start(Manners::good().with(&["AUTH XOAUTH2"]).tls(authority.acceptor("localhost"))).await;
    let courier = courier("smtps", "desk:secret@", &sink, &authority.file());
    assert_fault(deliver(&courier).await, Scope::Route, Lasting::Permanent, "lacks AUTH PLAIN");
}

#[tokio::test]
async fn a_wrong_certificate_is_the_routes_fault() {
    let (ours, theirs) = (Authority::new(), Authority::new());
    for acceptor in [ours.acceptor("other.example"), theirs.acceptor("localhost")] {
        for scheme in ["smtp", "smtps"] {
            let manners = Manners::good().with(&["AUTH PLAIN"]);
            let is_first = scheme == "smtps";
            let manners = if is_first { manners.tls(acceptor.clone()) } else { manners.start_tls(acceptor.clone()) };
            let sink = Sink::start(manners).await;
            let courier = courier(scheme, "desk:secret@", &sink, &ours.file());
            assert_fault(deliver(&courier).await, Scope::Route, Lasting::Permanent, "cannot be trusted");
            assert_eq!(sink.count("AUTH") + sink.count("MAIL"), 0);
        }
    }
}

#[tokio::test]
async fn without_starttls_nothing_goes() {
    let sink = Sink::start(Manners::good().with(&["AUTH PLAIN"])).await;
    let courier = courier("smtp", "desk:secret@", &sink, &Authority::new().file());
    assert_fault(deliver(&courier).await, Scope::Route, Lasting::Permanent, "lacks STARTTLS");
    assert_eq!(sink.seen().commands, ["EHLO [127.0.0.1]"]);
}

#[tokio::test]
async fn a_server_that_speaks_no_tls_is_the_routes_fault() {
    let sink = Sink::start(Manners::good()).await;
    let courier = courier("smtps", "", &sink, &Authority::new().file());
    assert_fault(deliver(&courier).await, Scope::Route, Lasting::Permanent, "cannot be trusted");
}

#[tokio::test]
async fn what_was_said_before_tls_is_not_taken_for_the_servers() {
    let authority = Authority::new();
    let injecting = |moment: &Moment<'_>| match moment.verb {
        "STARTTLS" => say("220 go ahead\r\n250-mine\r\n250 AUTH PLAIN"),
        _ => None,
    };
    let manners = Manners::good().start_tls(authority.acceptor("localhost")).answering(injecting);
    let sink = Sink::start(manners).await;
    let courier = courier("smtp", "desk:secret@", &sink, &authority.file());
    assert_fault(deliver(&courier).await, Scope::Connection, Lasting::Passing, "between STARTTLS and TLS");
    assert_eq!(sink.count("AUTH"), 0);
}
