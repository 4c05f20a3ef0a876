//! The wire: bytes out and replies in, plain or under TLS, each with its time. Knows no commands.

use std::future::ready;
use std::io;
use std::time::Duration;

use rustls::pki_types::ServerName;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use zeroize::Zeroizing;

use crate::Timeouts;
use crate::replies::{Garbage, Replies};
use crate::reply::Reply;
use crate::stage::Stage;
use crate::trouble::{Cause, Trouble, at};

/// Bytes read at once.
const READ_BYTES: usize = 4096;
/// Bytes of text for which one block's time counts.
const BLOCK_BYTES: usize = 64 * 1024;

/// A connection.
pub(crate) struct Wire {
    stream: Stream,
    replies: Replies,
    timeouts: Timeouts,
}

enum Stream {
    Plain(TcpStream),
    Tls(Box<TlsStream<TcpStream>>),
}

impl Wire {
    /// Opens a connection to the first of the host's addresses that answers.
    pub async fn connect(host: &str, port: u16, timeouts: &Timeouts) -> Result<Self, Trouble> {
        let to_trouble = |error| at(Stage::Connect)(Cause::Lost(error));
        let found = timeout(timeouts.connect, lookup_host((host, port))).await;
        let addresses = found.map_err(|_| at(Stage::Connect)(Cause::TimedOut))?.map_err(to_trouble)?;
        let mut last = Cause::Lost(io::Error::new(io::ErrorKind::NotFound, "the host has no address"));
        for address in addresses {
            match timeout(timeouts.connect, TcpStream::connect(address)).await {
                Ok(Ok(stream)) => return Self::over(stream, timeouts).map_err(to_trouble),
                Ok(Err(error)) => last = Cause::Lost(error),
                Err(_) => last = Cause::TimedOut,
            }
        }
        Err(at(Stage::Connect)(last))
    }

    fn over(stream: TcpStream, timeouts: &Timeouts) -> io::Result<Self> {
        // Else each short command waits some 40 ms for the answer to the one before (Nagle against delayed ACK).
        stream.set_nodelay(true)?;
        Ok(Self { stream: Stream::Plain(stream), replies: Replies::new(), timeouts: *timeouts })
    }

    /// Goes on under TLS. Bytes that came before are refused: whoever is on the way may have put them there, to be taken
    /// for the server's once nobody can (CVE-2011-0411).
    pub async fn secure(self, connector: &TlsConnector, host: &str) -> Result<Self, Trouble> {
        let cause = at(Stage::Tls);
        if !self.replies.is_empty() {
            return Err(cause(Cause::Garbage("bytes came between STARTTLS and TLS")));
        }
        let Stream::Plain(stream) = self.stream else { return Ok(self) };
        let name = ServerName::try_from(host.to_owned()).map_err(|_| cause(Cause::Lacking("a host's name")))?;
        match timeout(self.timeouts.handshake, connector.connect(name, stream)).await {
            Ok(Ok(stream)) => Ok(Self { stream: Stream::Tls(Box::new(stream)), ..self }),
            Ok(Err(error)) => Err(cause(Cause::of_handshake(error))),
            Err(_) => Err(cause(Cause::TimedOut)),
        }
    }

    /// Sends a command and takes the answer, which must let the stage pass.
    pub async fn ask(&mut self, stage: Stage, command: &str) -> Result<Reply, Trouble> {
        self.say(stage, command).await?;
        self.hear(stage).await
    }

    /// Sends commands.
    pub async fn say(&mut self, stage: Stage, commands: &str) -> Result<(), Trouble> {
        if !self.replies.is_empty() {
            return Err(at(stage)(Cause::Garbage("the server says more than it was asked")));
        }
        self.send(commands.as_bytes(), self.timeouts.of(stage)).await.map_err(at(stage))
    }

    /// Sends the text.
    pub async fn pour(&mut self, text: &[u8]) -> Result<(), Trouble> {
        for block in text.chunks(BLOCK_BYTES) {
            self.send(block, self.timeouts.block).await.map_err(at(Stage::Text))?;
        }
        Ok(())
    }

    /// Takes an answer, which must let the stage pass.
    pub async fn hear(&mut self, stage: Stage) -> Result<Reply, Trouble> {
        let reply = self.reply(stage).await?;
        if stage.is_passed_by(reply.code) {
            Ok(reply)
        } else if reply.code >= 400 {
            Err(at(stage)(Cause::Refused(reply)))
        } else {
            Err(at(stage)(Cause::Garbage("an answer to something else")))
        }
    }

    /// Takes an answer, whatever it says.
    pub async fn reply(&mut self, stage: Stage) -> Result<Reply, Trouble> {
        match timeout(self.timeouts.of(stage), self.read_reply()).await {
            Ok(Ok(reply)) => Ok(reply),
            Ok(Err(cause)) => Err(at(stage)(cause)),
            Err(_) => Err(at(stage)(Cause::TimedOut)),
        }
    }

    /// Whether the server has gone or said something while nothing was asked: 421, mostly.
    pub async fn is_stale(&mut self) -> bool {
        // Looks once and does not wait: what comes a moment later is met when the mail begins.
        let has_come = tokio::select! {
            biased;
            _ = self.fill() => true,
            () = ready(()) => false,
        };
        has_come || !self.replies.is_empty()
    }

    /// Says goodbye, with this much patience.
    pub async fn quit(mut self, patience: Duration) {
        let farewell = async {
            let said = self.send(b"QUIT\r\n", patience).await;
            if said.is_ok() {
                let _ = self.read_reply().await;
            }
            let _ = self.stream.shutdown().await;
        };
        // Whatever it answers, the connection is over.
        let _ = timeout(patience, farewell).await;
    }

    async fn send(&mut self, bytes: &[u8], patience: Duration) -> Result<(), Cause> {
        match timeout(patience, self.stream.send(bytes)).await {
            Ok(sent) => sent.map_err(Cause::Lost),
            Err(_) => Err(Cause::TimedOut),
        }
    }

    async fn read_reply(&mut self) -> Result<Reply, Cause> {
        loop {
            if let Some(reply) = self.replies.next().map_err(|Garbage(what)| Cause::Garbage(what))? {
                return Ok(reply);
            }
            self.fill().await.map_err(Cause::Lost)?;
        }
    }

    async fn fill(&mut self) -> io::Result<()> {
        let mut bytes = Zeroizing::new([0; READ_BYTES]);
        let length = self.stream.read(&mut *bytes).await?;
        if length == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.replies.push(&bytes[..length]);
        Ok(())
    }
}

impl Stream {
    async fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(stream) => stream.read(bytes).await,
            Self::Tls(stream) => stream.read(bytes).await,
        }
    }

    async fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Plain(stream) => stream.write_all(bytes).await,
            Self::Tls(stream) => {
                stream.write_all(bytes).await?;
                stream.flush().await
            }
        }
    }

    async fn shutdown(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(stream) => stream.shutdown().await,
            Self::Tls(stream) => stream.shutdown().await,
        }
    }
}
