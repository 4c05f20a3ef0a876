//! Bounds of a route: how much it may carry, and how long each answer may take.

use std::num::NonZeroU32;
use std::time::Duration;

use crate::stage::Stage;

/// How much a route may carry. What a provider's terms say goes here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Connections open at the same time; at least one.
    pub connections_max: usize,
    /// Mails on one connection before it is closed for another; at least one.
    pub mails_per_connection_max: u32,
    /// Mails a second over all connections, evenly spread; `None`: as many as the server takes.
    pub mails_per_second_max: Option<NonZeroU32>,
}

impl Default for Limits {
    fn default() -> Self {
        Self { connections_max: 4, mails_per_connection_max: 100, mails_per_second_max: None }
    }
}

/// How long the server may take, by RFC 5321, 4.5.3.2. What is not in there is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// For each address of the host (not in the RFC: longer than a system's own retries are of use).
    pub connect: Duration,
    /// For the TLS handshake (not in the RFC).
    pub handshake: Duration,
    /// For the greeting.
    pub greeting: Duration,
    /// For the answer to a command: EHLO, AUTH, MAIL, RCPT.
    pub command: Duration,
    /// For the answer to DATA.
    pub data: Duration,
    /// For each block of the text to be taken.
    pub block: Duration,
    /// For the answer to the final dot. The RFC's ten minutes and half as much again: whoever gives up at the moment the
    /// server says 250 sends a mail twice.
    pub end: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        let minutes = |minutes: u64| Duration::from_secs(minutes * 60);
        Self {
            connect: minutes(1),
            handshake: minutes(1),
            greeting: minutes(5),
            command: minutes(5),
            data: minutes(2),
            block: minutes(3),
            end: minutes(15),
        }
    }
}

impl Timeouts {
    /// All of them a number of times as long; a test's minutes are milliseconds.
    #[must_use]
    pub fn scaled(self, factor: f64) -> Self {
        let scaled = |duration: Duration| duration.mul_f64(factor);
        Self {
            connect: scaled(self.connect),
            handshake: scaled(self.handshake),
            greeting: scaled(self.greeting),
            command: scaled(self.command),
            data: scaled(self.data),
            block: scaled(self.block),
            end: scaled(self.end),
        }
    }

    /// How long the answer that ends a stage may take.
    pub(crate) fn of(&self, stage: Stage) -> Duration {
        match stage {
            Stage::Connect => self.connect,
            Stage::Tls => self.handshake,
            Stage::Greeting => self.greeting,
            Stage::Hello | Stage::Auth | Stage::Reset | Stage::Sender | Stage::Recipient => self.command,
            Stage::Data => self.data,
            Stage::Text => self.end,
        }
    }
}
