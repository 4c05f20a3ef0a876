//! The table: what is said, when, and whose fault it is.

use std::io;

use mailroom::{Address, Lasting, Scope};
use zeroize::Zeroizing;

use super::{Cause, Trouble, at};
use crate::reply::Reply;
use crate::stage::Stage;

use Lasting::{Passing, Permanent};
use Scope::{Connection, Mail, Recipient, Route};

type Case = (Stage, &'static str, Scope, Lasting);

fn refused(stage: Stage, said: &str) -> Trouble {
    let lines = vec![Zeroizing::new(said[3..].trim_start().to_owned())];
    at(stage)(Cause::Refused(Reply::new(said[..3].parse().unwrap(), lines)))
}

fn judge(cases: &[Case]) {
    for (stage, said, scope, lasting) in cases {
        let failure = refused(*stage, said).failure(Some(&Address::parse("alena@example.org").unwrap()));
        assert_eq!((failure.scope, failure.lasting), (*scope, *lasting), "{stage:?}: {said}");
    }
}

#[test]
fn before_the_mail_is_named_it_is_route_or_connection() {
    judge(&[
        (Stage::Greeting, "421 too many connections", Connection, Passing),
        (Stage::Greeting, "450 4.3.2 try later", Connection, Passing),
        (Stage::Greeting, "554 5.7.1 your network is blocked", Route, Permanent),
        (Stage::Greeting, "521 does not accept mail", Route, Permanent),
        (Stage::Hello, "501 5.5.4 bad name", Route, Permanent),
        (Stage::Hello, "450 4.7.1 who are you", Connection, Passing),
        (Stage::Tls, "454 4.7.0 TLS not available", Connection, Passing),
        (Stage::Tls, "502 what", Route, Permanent),
        (Stage::Auth, "535 5.7.8 wrong password", Route, Permanent),
        (Stage::Auth, "534 5.7.9 stronger, please", Route, Permanent),
        (Stage::Auth, "454 4.7.0 cannot say now", Route, Passing),
        (Stage::Auth, "421 4.7.0 too many failures", Connection, Passing),
        (Stage::Reset, "500 what", Connection, Passing),
    ]);
}

#[test]
fn to_the_sender_it_is_us_or_the_mail_never_the_reader() {
    judge(&[
        (Stage::Sender, "421 4.4.2 bye", Connection, Passing),
        (Stage::Sender, "454 throttled", Connection, Passing),
        (Stage::Sender, "450 later", Connection, Passing),
        (Stage::Sender, "452 4.3.1 disk full", Connection, Passing),
        (Stage::Sender, "451 4.1.8 sender's domain not found", Mail, Passing),
        (Stage::Sender, "530 5.7.0 sign in first", Route, Permanent),
        (Stage::Sender, "553 5.7.1 not your address", Route, Permanent),
        (Stage::Sender, "550 5.7.60 you may not send as this", Route, Permanent),
        (Stage::Sender, "550 5.7.23 SPF failed", Route, Permanent),
        (Stage::Sender, "550 5.1.8 bad sender", Mail, Permanent),
        (Stage::Sender, "550 5.1.0 rejected", Mail, Permanent),
        (Stage::Sender, "550 5.1.1 unknown", Mail, Permanent),
        (Stage::Sender, "553 sender rejected", Mail, Permanent),
        (Stage::Sender, "552 5.3.4 too large", Mail, Permanent),
        (Stage::Sender, "552 too large", Mail, Permanent),
        (Stage::Sender, "502 what", Route, Permanent),
        (Stage::Sender, "503 5.5.1 nested MAIL", Connection, Passing),
    ]);
}

#[test]
fn the_readers_own_refusal_speaks_of_address_or_mailbox() {
    judge(&[
        (Stage::Recipient, "550 5.1.1 no such user", Recipient, Permanent),
        (Stage::Recipient, "550 5.1.2 no such domain", Recipient, Permanent),
        (Stage::Recipient, "501 5.1.3 bad address", Recipient, Permanent),
        (Stage::Recipient, "550 5.1.6 moved", Recipient, Permanent),
        (Stage::Recipient, "550 5.1.10 takes no mail", Recipient, Permanent),
        (Stage::Recipient, "550 5.2.1 disabled", Recipient, Permanent),
        (Stage::Recipient, "550 no such user here", Recipient, Permanent),
        (Stage::Recipient, "550 Unrouteable address", Recipient, Permanent),
        (Stage::Recipient, "550 5.0.0 User unknown", Recipient, Permanent),
        (Stage::Recipient, "551 not local", Recipient, Permanent),
        (Stage::Recipient, "553 mailbox name not allowed", Recipient, Permanent),
        (Stage::Recipient, "556 takes no mail", Recipient, Permanent),
        (Stage::Data, "550 5.1.1 no such user", Recipient, Permanent),
        (Stage::Text, "550 5.1.1 no such user", Recipient, Permanent),
        (Stage::Text, "550 5.2.1 disabled", Recipient, Permanent),
    ]);
}

#[test]
fn in_doubt_it_is_not_the_reader() {
    judge(&[
        (Stage::Recipient, "554 no", Mail, Permanent),
        (Stage::Recipient, "554 5.7.1 rejected", Mail, Permanent),
        (Stage::Recipient, "550 5.7.1 access denied", Mail, Permanent),
        (Stage::Recipient, "550 5.4.1 access denied", Mail, Permanent),
        (Stage::Recipient, "550 5.3.2 closed", Mail, Permanent),
        (Stage::Recipient, "550 5.2.3 too large for the mailbox", Mail, Permanent),
        (Stage::Recipient, "553 5.6.7 no SMTPUTF8", Mail, Permanent),
        (Stage::Recipient, "550 Sender verify failed", Mail, Permanent),
        (Stage::Recipient, "550 5.1.7 bad sender", Mail, Permanent),
        (Stage::Recipient, "450 4.1.8 sender's domain not found", Mail, Passing),
        (Stage::Recipient, "550 rejected as spam", Mail, Permanent),
        (Stage::Recipient, "501 bad syntax", Mail, Permanent),
        (Stage::Recipient, "555 unknown parameters", Mail, Permanent),
        (Stage::Recipient, "550 relay not permitted", Route, Permanent),
        (Stage::Recipient, "554 5.7.1 <alena@example.org>: Relay access denied", Route, Permanent),
        (Stage::Recipient, "454 4.7.1 <alena@example.org>: Relay access denied", Route, Passing),
        (Stage::Recipient, "550 authentication required", Route, Permanent),
        (Stage::Recipient, "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using x", Route, Permanent),
        (Stage::Recipient, "504 5.5.2 <x>: Helo command rejected: need fully-qualified hostname", Route, Permanent),
        (Stage::Recipient, "530 sign in first", Route, Permanent),
        (Stage::Recipient, "503 5.5.1 need MAIL", Connection, Passing),
    ]);
}

#[test]
fn what_passes_costs_the_reader_an_attempt_or_nobody() {
    judge(&[
        (Stage::Recipient, "450 mailbox busy", Recipient, Passing),
        (Stage::Recipient, "451 4.7.1 greylisted", Recipient, Passing),
        (Stage::Recipient, "450 4.2.0 greylisted", Recipient, Passing),
        (Stage::Recipient, "452 4.2.2 mailbox full", Recipient, Passing),
        (Stage::Recipient, "552 5.2.2 mailbox full", Recipient, Passing),
        (Stage::Recipient, "552 over quota", Recipient, Passing),
        (Stage::Recipient, "550 4.1.1 unknown, says a server of two minds", Recipient, Permanent),
        (Stage::Recipient, "421 4.3.2 closing", Connection, Passing),
        (Stage::Recipient, "452 4.5.3 too many recipients", Connection, Passing),
        (Stage::Recipient, "452 no room", Connection, Passing),
        (Stage::Recipient, "451 4.3.1 disk full", Connection, Passing),
        (Stage::Recipient, "454 4.7.0 too fast", Connection, Passing),
    ]);
}

#[test]
fn of_the_text_it_is_the_mail() {
    judge(&[
        (Stage::Data, "451 later", Mail, Passing),
        (Stage::Data, "554 no valid recipients", Mail, Permanent),
        (Stage::Data, "454 too fast", Connection, Passing),
        (Stage::Text, "451 4.7.1 looks odd, try later", Mail, Passing),
        (Stage::Text, "452 4.3.1 disk full", Connection, Passing),
        (Stage::Text, "454 Throttling failure: Maximum sending rate exceeded", Connection, Passing),
        (Stage::Text, "421 4.7.0 bye", Connection, Passing),
        (Stage::Text, "550 5.7.1 looks like spam; unauthenticated relays are to blame", Mail, Permanent),
        (Stage::Text, "554 transaction failed", Mail, Permanent),
        (Stage::Text, "552 5.3.4 too large", Mail, Permanent),
        (Stage::Text, "552 too large", Mail, Permanent),
        (Stage::Text, "554 5.6.0 cannot convert", Mail, Permanent),
        (Stage::Text, "550 5.7.26 fails DMARC", Route, Permanent),
        (Stage::Text, "552 5.2.2 mailbox full", Recipient, Passing),
    ]);
}

/// As Exim, cPanel, Postfix, Sendmail, qmail, Exchange, Gmail and others say it.
#[test]
fn what_servers_say_of_too_much_is_of_no_reader() {
    let exim =
        "550 Domain example.org has exceeded the max emails per hour (150/150 (100%)) allowed. Message discarded.";
    let gmail =
        "550 5.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages";
    let exchange =
        "550 5.1.90 Your message can't be sent because you've reached your daily limit for message recipients";
    judge(&[
        (Stage::Recipient, exim, Connection, Passing),
        (Stage::Text, exim, Connection, Passing),
        (Stage::Recipient, "550 Connection frequency limited", Connection, Passing),
        (Stage::Recipient, "550 Too many messages", Connection, Passing),
        (Stage::Recipient, "550 User has exceeded the sending limit", Connection, Passing),
        (Stage::Recipient, "550 alena@example.org: account limit of recipients reached", Connection, Passing),
        (Stage::Recipient, "554 5.7.1 Rate limit exceeded for sender", Connection, Passing),
        (Stage::Recipient, exchange, Connection, Passing),
        (Stage::Recipient, "550 5.4.5 Daily sending quota exceeded", Route, Passing),
        (Stage::Text, "550 5.4.5 Daily user sending limit exceeded", Route, Passing),
        (Stage::Sender, "550 Too many messages from you, slow down", Connection, Passing),
        (Stage::Recipient, gmail, Recipient, Passing),
        (Stage::Recipient, "550 Mailbox is full", Recipient, Passing),
        (Stage::Recipient, "550 alena@example.org: user is over quota", Recipient, Passing),
        (Stage::Recipient, "552 Requested mail action aborted: exceeded storage allocation", Recipient, Passing),
        (Stage::Recipient, "550 message size exceeds the limit", Mail, Permanent),
        (Stage::Sender, "552 Message size exceeds fixed maximum message size", Mail, Permanent),
        (Stage::Text, "550 too many links in the text", Mail, Permanent),
    ]);
}

#[test]
fn a_bare_550_is_a_readers_only_where_it_says_so() {
    judge(&[
        (Stage::Recipient, "550 User unknown", Recipient, Permanent),
        (Stage::Recipient, "550 No such user here", Recipient, Permanent),
        (Stage::Recipient, "550 No Such Local User", Recipient, Permanent),
        (Stage::Recipient, "550 <alena@example.org>... User unknown", Recipient, Permanent),
        (Stage::Recipient, "550 alena@example.org: Recipient address rejected: User unknown", Recipient, Permanent),
        (Stage::Recipient, "550 sorry, no mailbox here by that name", Recipient, Permanent),
        (Stage::Recipient, "550 Invalid recipient alena@example.org", Recipient, Permanent),
        (Stage::Recipient, "550 the account doesn't exist", Recipient, Permanent),
        (Stage::Recipient, "550 Requested action not taken: mailbox unavailable", Recipient, Permanent),
        (Stage::Recipient, "550 This mailbox is disabled", Recipient, Permanent),
        (Stage::Recipient, "550 alena@example.org does not exist", Recipient, Permanent),
        (Stage::Recipient, "550", Mail, Permanent),
        (Stage::Recipient, "550 Message refused", Mail, Permanent),
        (Stage::Recipient, "550 Administrative prohibition", Mail, Permanent),
        (Stage::Recipient, "550 alena@example.org: message refused", Mail, Permanent),
        (Stage::Recipient, "550 unknown error", Mail, Permanent),
        (Stage::Recipient, "550 Your IP address is unknown here", Mail, Permanent),
        (Stage::Recipient, "550 Account suspended", Mail, Permanent),
        (Stage::Recipient, "550 Your account does not exist any more", Mail, Permanent),
        (Stage::Recipient, "550 mailbox temporarily unavailable", Mail, Permanent),
        (Stage::Recipient, "550 user's SPF record not found", Mail, Permanent),
        (Stage::Recipient, "550 5.1.0 rejected", Mail, Permanent),
        (Stage::Recipient, "550 5.1.4 ambiguous", Mail, Permanent),
        (Stage::Recipient, "553 sorry, that domain isn't in my list of allowed rcpthosts", Route, Permanent),
    ]);
}

#[test]
fn a_readers_name_decides_nothing() {
    let relay = Address::parse("relay@example.org").unwrap();
    let failure = refused(Stage::Recipient, "550 <relay@example.org> unknown").failure(Some(&relay));
    assert_eq!((failure.scope, failure.reply.as_str()), (Recipient, "550 <recipient> unknown"));
}

#[test]
fn without_a_reply_it_is_the_line_or_the_route() {
    let lost = || Cause::Lost(io::ErrorKind::ConnectionReset.into());
    let certificate = rustls::Error::InvalidCertificate(rustls::CertificateError::UnknownIssuer);
    let cases = [
        (Stage::Connect, lost(), Route, Passing),
        (Stage::Connect, Cause::TimedOut, Route, Passing),
        (Stage::Greeting, lost(), Connection, Passing),
        (Stage::Greeting, Cause::Garbage("what"), Connection, Passing),
        (Stage::Tls, lost(), Connection, Passing),
        (Stage::Tls, Cause::of_handshake(io::Error::other(certificate)), Route, Permanent),
        (Stage::Tls, Cause::of_handshake(io::ErrorKind::UnexpectedEof.into()), Connection, Passing),
        (Stage::Tls, Cause::Lacking("STARTTLS"), Route, Permanent),
        (Stage::Sender, Cause::Unfit("too large".to_owned()), Mail, Permanent),
        (Stage::Recipient, Cause::TimedOut, Connection, Passing),
        (Stage::Text, lost(), Connection, Passing),
        (Stage::Text, Cause::TimedOut, Connection, Passing),
    ];
    for (stage, cause, scope, lasting) in cases {
        let trouble = at(stage)(cause);
        let failure = trouble.failure(None);
        assert_eq!((failure.scope, failure.lasting), (scope, lasting), "{trouble:?}");
    }
}

#[test]
fn a_line_broken_after_the_text_says_what_that_may_mean() {
    let failure = at(Stage::Text)(Cause::Lost(io::ErrorKind::UnexpectedEof.into())).failure(None);
    assert!(failure.reply.contains("may have been accepted"), "{}", failure.reply);
}

#[test]
fn only_a_connection_left_before_the_text_is_begun_anew() {
    let lost = || Cause::Lost(io::ErrorKind::UnexpectedEof.into());
    assert!(at(Stage::Sender)(lost()).is_of_stale_connection());
    assert!(at(Stage::Data)(lost()).is_of_stale_connection());
    assert!(refused(Stage::Sender, "421 bye").is_of_stale_connection());
    assert!(!at(Stage::Text)(lost()).is_of_stale_connection());
    assert!(!refused(Stage::Text, "421 bye").is_of_stale_connection());
    assert!(!at(Stage::Sender)(Cause::TimedOut).is_of_stale_connection());
    assert!(!refused(Stage::Recipient, "550 no").is_of_stale_connection());
}
