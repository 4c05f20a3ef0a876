//! Whose fault a failure is: the route's, the connection's, the mail's or the recipient's, and whether it lasts.
//!
//! What becomes of the delivery follows from that and is `mailroom::outcome`'s. The principles, in the order of their weight:
//!
//! 1. *In doubt, never the reader.* A subscriber whose refusal is taken for their own is never written to again and their
//!    address is gone. So only what can mean nothing else does that, and it must be said: a status that speaks of their
//!    address or mailbox (RFC 3463: X.1.1 to X.1.3, X.1.6, X.2.1), a code that does (551 and 556 to RCPT), or words that do
//!    with a code that may (550 and 553). A bare 550 is anything: a server that says of each reader in turn that there were
//!    too many must not cost any.
//! 2. *A line that breaks is nobody's fault* but the connection's, at any stage, and so is 421, which says that it will.
//!    It is passing. A line that breaks after the final dot may have carried the mail or not: it counts as not carried, so the
//!    mail may go twice, with one Message-ID; the other way it might not go at all.
//! 3. *Before MAIL nobody knows the mail or the reader*, so what is said there is of the route (5xx: someone must act) or of
//!    the connection (4xx). Signing in is the route's either way, and so are a host that does not answer (passing) and a
//!    certificate that is not the host's (lasting).
//! 4. *The more precise word decides*: enhanced status before words, words before code, code before stage. Words count only
//!    where servers that have no status refuse *us* in the same codes as a reader: relaying, signing in, block lists, pace.
//! 5. *What a server says of itself costs nobody an attempt*: too much at once (454, 452, X.4.5, words of pace), a full disk
//!    (X.3.1).
//! 6. *The class is the code's*: 4xx passes and 5xx lasts. One exception: a full mailbox may be emptied.
//!
//! Lasting on the route or the connection means that someone must act, not that the mail is lost.

use std::io;

use mailroom::{Address, Failure, Lasting, Scope};

use crate::hide::hidden;
use crate::reply::Reply;
use crate::stage::Stage;
use crate::words::Words;

/// What went wrong, and when.
#[derive(Debug)]
pub(crate) struct Trouble {
    stage: Stage,
    cause: Cause,
}

/// What went wrong.
#[derive(Debug)]
pub(crate) enum Cause {
    /// The server said no.
    Refused(Reply),
    /// The line broke, or never was.
    Lost(io::Error),
    /// The server took too long.
    TimedOut,
    /// The server does not keep to the protocol.
    Garbage(&'static str),
    /// The server's certificate is not the host's, or no TLS is spoken that we speak.
    Untrusted(rustls::Error),
    /// The server lacks what the route needs.
    Lacking(&'static str),
    /// The mail is not one that this server takes.
    Unfit(String),
}

/// Trouble of a stage, made from its cause.
pub(crate) fn at(stage: Stage) -> impl Fn(Cause) -> Trouble {
    move |cause| Trouble { stage, cause }
}

impl Cause {
    /// What a broken handshake means: a wrong certificate stays wrong, a broken line does not.
    pub fn of_handshake(error: io::Error) -> Self {
        use rustls::Error::{AlertReceived, InvalidCertificate, InvalidMessage, PeerIncompatible};
        match error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
            Some(error @ (InvalidCertificate(_) | PeerIncompatible(_) | InvalidMessage(_) | AlertReceived(_))) => {
                Self::Untrusted(error.clone())
            }
            _ => Self::Lost(error),
        }
    }
}

impl Trouble {
    /// The failure that it is, without its recipient.
    pub fn failure(&self, recipient: Option<&Address>) -> Failure {
        let reply = hidden(&self.words(), recipient);
        // Judged by what is left when the recipient is hidden: nobody's name is to decide whose fault it was.
        let (scope, lasting) = self.judged(&reply);
        Failure { scope, lasting, reply }
    }

    /// Whether nothing more can be said on the connection.
    pub fn ends_session(&self) -> bool {
        match &self.cause {
            Cause::Refused(reply) => reply.code == 421,
            Cause::Unfit(_) => false,
            _ => true,
        }
    }

    /// Whether a connection that had waited for this mail was left by its server before the mail's text: nothing has gone, so
    /// the mail may go on another at once.
    pub fn is_of_stale_connection(&self) -> bool {
        let is_left =
            matches!(&self.cause, Cause::Lost(_)) || matches!(&self.cause, Cause::Refused(reply) if reply.code == 421);
        is_left && self.stage < Stage::Text
    }

    fn judged(&self, words: &str) -> (Scope, Lasting) {
        match &self.cause {
            Cause::Refused(reply) => whose(self.stage, reply, words),
            Cause::Lost(_) | Cause::TimedOut | Cause::Garbage(_) if self.stage == Stage::Connect => {
                (Scope::Route, Lasting::Passing)
            }
            Cause::Lost(_) | Cause::TimedOut | Cause::Garbage(_) => (Scope::Connection, Lasting::Passing),
            Cause::Untrusted(_) | Cause::Lacking(_) => (Scope::Route, Lasting::Permanent),
            Cause::Unfit(_) => (Scope::Mail, Lasting::Permanent),
        }
    }

    fn words(&self) -> String {
        let during = self.stage.words();
        match &self.cause {
            Cause::Refused(reply) => reply.words().to_string(),
            Cause::Lost(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                format!("the server closed the connection while {during}")
            }
            Cause::Lost(error) => format!("the line broke while {during}: {error}"),
            Cause::TimedOut => format!("the server took too long while {during}"),
            Cause::Garbage(what) => format!("this is not SMTP while {during}: {what}"),
            Cause::Untrusted(error) => format!("the server cannot be trusted while {during}: {error}"),
            Cause::Lacking(what) => format!("the server lacks {what}"),
            Cause::Unfit(why) => why.clone(),
        }
    }
}

/// Whose fault a refusal is. See the principles above.
fn whose(stage: Stage, reply: &Reply, words: &str) -> (Scope, Lasting) {
    let lasting = lasting(reply);
    if reply.code == 421 || stage == Stage::Reset {
        return (Scope::Connection, Lasting::Passing);
    }
    if stage < Stage::Reset {
        let is_route = lasting == Lasting::Permanent || stage == Stage::Auth;
        return (if is_route { Scope::Route } else { Scope::Connection }, lasting);
    }
    let words = Words::of(words);
    by_status(stage, reply, lasting)
        .map(|(scope, lasting)| (scope, if is_of_busy_mailbox(reply, &words) { Lasting::Passing } else { lasting }))
        .or_else(|| by_words(stage, reply, &words))
        .or_else(|| by_code(stage, reply.code))
        .unwrap_or_else(|| by_stage(stage, reply, &words))
}

/// A mailbox that is given too much at once is not closed, though its status is the same.
fn is_of_busy_mailbox(reply: &Reply, words: &Words) -> bool {
    reply.status == Some((2, 1)) && words.speak_of_rate()
}

/// By a status that says whose fault it is; many do not.
fn by_status(stage: Stage, reply: &Reply, lasting: Lasting) -> Option<(Scope, Lasting)> {
    let is_sender = stage == Stage::Sender;
    match reply.status? {
        // The sender's address; at MAIL there is no other.
        (1, 7 | 8) => Some((Scope::Mail, lasting)),
        (1, 1..=6 | 10) if is_sender => Some((Scope::Mail, lasting)),
        // The recipient's address: unknown, moved, misspelled, a domain that takes no mail. A mailbox that is closed.
        (1, 1..=3 | 6 | 10) | (2, 1) => Some((Scope::Recipient, lasting)),
        // A full mailbox.
        (2, 2) => Some((Scope::Recipient, Lasting::Passing)),
        // Too large for mailbox or server; a text that cannot be taken or converted.
        (2, 3) | (3, 4) | (6, _) => Some((Scope::Mail, lasting)),
        // The server is full or closed; too many recipients, of whom we give one.
        (3, 1 | 2) if lasting == Lasting::Passing => Some((Scope::Connection, lasting)),
        (5, 3) => Some((Scope::Connection, Lasting::Passing)),
        // We sent all that we may for now, mostly for a day.
        (4, 5) => Some((Scope::Route, Lasting::Passing)),
        // Signing in (RFC 4954); DKIM, SPF, reverse name and null MX of ours (RFC 7372, RFC 7505).
        (7, 8..=14 | 20..=27) => Some((Scope::Route, lasting)),
        // Policy, before the server knows the reader or the text.
        (7, _) if is_sender => Some((Scope::Route, lasting)),
        _ => None,
    }
}

/// By words. Those that can only be of what we send count always; others while the envelope is given, for of a text the same
/// words may be said.
fn by_words(stage: Stage, reply: &Reply, words: &Words) -> Option<(Scope, Lasting)> {
    let lasting = lasting(reply);
    if words.speak_of_time() {
        Some((Scope::Connection, Lasting::Passing))
    } else if stage >= Stage::Data {
        None
    } else if words.speak_of_us() {
        Some((Scope::Route, lasting))
    } else if reply.code < 500 || reply.code == 552 {
        None
    } else if stage == Stage::Recipient && words.speak_of_a_full_mailbox() {
        Some((Scope::Recipient, Lasting::Passing))
    } else if words.speak_of_pace() {
        Some((Scope::Connection, Lasting::Passing))
    } else if words.speak_of_the_mail() {
        Some((Scope::Mail, lasting))
    } else {
        None
    }
}

/// By a code that says whose fault it is.
fn by_code(stage: Stage, code: u16) -> Option<(Scope, Lasting)> {
    match code {
        // Too much at once, no room, or we are out of step.
        452 | 454 | 503 => Some((Scope::Connection, Lasting::Passing)),
        // It does not know the commands that it must; it wants us signed in; it takes no mail.
        500 | 502 | 521 | 530 | 534 | 535 | 538 => Some((Scope::Route, Lasting::Permanent)),
        // Over the reader's storage; to MAIL and to the text it is the size.
        552 if stage == Stage::Recipient => Some((Scope::Recipient, Lasting::Passing)),
        _ => None,
    }
}

/// By the stage, and what is said of the reader.
fn by_stage(stage: Stage, reply: &Reply, words: &Words) -> (Scope, Lasting) {
    let lasting = lasting(reply);
    match (stage, lasting) {
        // It knows neither reader nor text, so what it puts off it would put off for all.
        (Stage::Sender, Lasting::Passing) => (Scope::Connection, lasting),
        (Stage::Recipient, Lasting::Passing) => (Scope::Recipient, lasting),
        (Stage::Recipient, Lasting::Permanent) if is_of_reader(reply, words) => (Scope::Recipient, lasting),
        _ => (Scope::Mail, lasting),
    }
}

/// Whether a refusal to RCPT is the reader's own for good.
fn is_of_reader(reply: &Reply, words: &Words) -> bool {
    let says_nothing_more = matches!(reply.status, None | Some((0, _)) | Some((1, 0)));
    let speaks_of_reader = match reply.code {
        551 | 556 => true,
        550 | 553 => words.speak_of_a_missing_reader(),
        _ => false,
    };
    says_nothing_more && speaks_of_reader
}

fn lasting(reply: &Reply) -> Lasting {
    if reply.code < 500 { Lasting::Passing } else { Lasting::Permanent }
}

#[cfg(test)]
#[path = "trouble_tests.rs"]
mod tests;
