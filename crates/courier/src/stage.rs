//! Stages: how far a conversation had come. A reply means little without it.

/// What was being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    /// Finding the host and opening a connection.
    Connect,
    /// Waiting for the server's first words.
    Greeting,
    /// EHLO.
    Hello,
    /// STARTTLS and the handshake.
    Tls,
    /// AUTH.
    Auth,
    /// RSET, after a mail that was refused.
    Reset,
    /// MAIL FROM.
    Sender,
    /// RCPT TO.
    Recipient,
    /// DATA.
    Data,
    /// The text, up to the answer to its final dot.
    Text,
}

impl Stage {
    /// Whether a code is the one that the stage waits for.
    pub fn is_passed_by(self, code: u16) -> bool {
        if self == Self::Data { code == 354 } else { (200..300).contains(&code) }
    }

    /// In words, after "while".
    pub fn words(self) -> &'static str {
        match self {
            Self::Connect => "connecting",
            Self::Greeting => "waiting for the greeting",
            Self::Hello => "saying EHLO",
            Self::Tls => "agreeing on TLS",
            Self::Auth => "signing in",
            Self::Reset => "saying RSET",
            Self::Sender => "giving the sender",
            Self::Recipient => "giving the recipient",
            Self::Data => "asking to send the text",
            Self::Text => "sending the text or waiting for the answer to it; it may have been accepted",
        }
    }
}
