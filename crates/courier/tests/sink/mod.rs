//! A mail server of our own on 127.0.0.1, as well or ill behaved as a test wants.
//!
//! It takes mail by SMTP and keeps what it took. What it answers is asked of a function first: `None` is the proper answer.

#![allow(dead_code, reason = "each test uses some of it")]

pub mod certificates;
mod conversation;

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

/// A running server; it ends with the test's runtime.
pub struct Sink {
    /// Where it listens on 127.0.0.1.
    pub port: u16,
    seen: Arc<Mutex<Seen>>,
}

/// What it saw.
#[derive(Clone, Default)]
pub struct Seen {
    /// Connections it took.
    pub connections: usize,
    /// Connections open now, and most ever.
    pub open: usize,
    pub open_max: usize,
    /// Commands, with their words.
    pub commands: Vec<String>,
    /// Recipients it was asked to take.
    pub recipients: usize,
    /// Mails it took.
    pub mails: Vec<Taken>,
}

/// A mail it took.
#[derive(Clone, Debug)]
pub struct Taken {
    pub connection: usize,
    pub at: Instant,
    pub from: String,
    pub to: String,
    /// As sent: dots taken off again, without the final dot.
    pub bytes: Vec<u8>,
}

/// What it is about to answer, and what came before.
pub struct Moment<'a> {
    /// `greeting`, a command's verb, `text` for the final dot, or empty for a line of AUTH.
    pub verb: &'a str,
    /// The command's line.
    pub line: &'a str,
    /// Which connection this is, from 1.
    pub connection: usize,
    /// Mails taken on this connection.
    pub mails_here: usize,
    /// All it saw.
    pub seen: &'a Seen,
}

/// What it does instead of the proper thing.
pub enum Answer {
    /// Says this.
    Say(String),
    /// Says this and goes.
    SayAndClose(String),
    /// Goes.
    Close,
    /// Says nothing any more.
    Hang,
    /// Says this, late.
    After(Duration, String),
    /// The proper answer, and goes after it.
    ProperAndClose,
}

/// What it answers at a moment instead of the proper thing, if anything.
type Whim = dyn Fn(&Moment<'_>) -> Option<Answer> + Send + Sync;

/// How it behaves.
#[derive(Clone)]
pub struct Manners {
    /// What it says to EHLO besides its name.
    pub extensions: Vec<&'static str>,
    /// Its certificate.
    pub acceptor: Option<TlsAcceptor>,
    /// Whether TLS comes first; else after STARTTLS.
    pub is_tls_first: bool,
    answer: Arc<Whim>,
}

/// Says this.
pub fn say(words: &str) -> Option<Answer> {
    Some(Answer::Say(words.to_owned()))
}

impl Manners {
    /// Impeccable.
    pub fn good() -> Self {
        let extensions = vec!["PIPELINING", "8BITMIME", "SMTPUTF8", "SIZE 1000000"];
        Self { extensions, acceptor: None, is_tls_first: false, answer: Arc::new(|_| None) }
    }

    /// With other extensions.
    pub fn with(mut self, extensions: &[&'static str]) -> Self {
        self.extensions = extensions.to_vec();
        self
    }

    /// Answering this instead of the proper thing, where it is something.
    pub fn answering(mut self, answer: impl Fn(&Moment<'_>) -> Option<Answer> + Send + Sync + 'static) -> Self {
        self.answer = Arc::new(answer);
        self
    }

    /// Offering STARTTLS.
    pub fn start_tls(mut self, acceptor: TlsAcceptor) -> Self {
        self.acceptor = Some(acceptor);
        self
    }

    /// With TLS from the first byte.
    pub fn tls(mut self, acceptor: TlsAcceptor) -> Self {
        self.is_tls_first = true;
        self.start_tls(acceptor)
    }
}

impl Sink {
    /// Listens.
    pub async fn start(manners: Manners) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen = Arc::new(Mutex::new(Seen::default()));
        tokio::spawn(listen(listener, manners, Arc::clone(&seen)));
        Self { port, seen }
    }

    /// What it saw until now.
    pub fn seen(&self) -> Seen {
        self.seen.lock().unwrap().clone()
    }

    /// To whom it took mail.
    pub fn recipients(&self) -> Vec<String> {
        self.seen().mails.into_iter().map(|mail| mail.to).collect()
    }

    /// How many commands began with this.
    pub fn count(&self, verb: &str) -> usize {
        self.seen().commands.iter().filter(|command| command.starts_with(verb)).count()
    }
}

async fn listen(listener: TcpListener, manners: Manners, seen: Arc<Mutex<Seen>>) {
    while let Ok((stream, _)) = listener.accept().await {
        let connection = {
            let mut seen = seen.lock().unwrap();
            seen.connections += 1;
            seen.open += 1;
            seen.open_max = seen.open_max.max(seen.open);
            seen.connections
        };
        let (manners, seen) = (manners.clone(), Arc::clone(&seen));
        tokio::spawn(async move {
            // A connection that breaks is what many tests are about.
            let _ = conversation::hold(stream, connection, manners, Arc::clone(&seen)).await;
            seen.lock().unwrap().open -= 1;
        });
    }
}
