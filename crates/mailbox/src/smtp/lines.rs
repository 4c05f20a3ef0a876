//! Lines in, replies out. Replies to what came together leave together (RFC 2920).

use std::io::{self, ErrorKind};

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, BufWriter};
use tokio::net::TcpStream;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::time::timeout;

use super::SILENCE_MAX;

/// Both ways of a connection.
pub(super) struct Lines {
    from: BufReader<OwnedReadHalf>,
    to: BufWriter<OwnedWriteHalf>,
}

impl Lines {
    pub(super) fn new(stream: TcpStream) -> Self {
        let (from, to) = stream.into_split();
        Self { from: BufReader::with_capacity(64 * 1024, from), to: BufWriter::new(to) }
    }

    /// Adds the next line with its end, or as much of it as there is room for; false at the end of the connection.
    /// Before it waits, it says what is still to be said.
    pub(super) async fn next(&mut self, line: &mut Vec<u8>, bytes_max: usize) -> io::Result<bool> {
        if !self.from.buffer().contains(&b'\n') {
            self.flush().await?;
        }
        let mut from = (&mut self.from).take(u64::try_from(bytes_max).unwrap_or(u64::MAX));
        let reading = timeout(SILENCE_MAX, from.read_until(b'\n', line));
        Ok(reading.await.map_err(|_| io::Error::from(ErrorKind::TimedOut))?? > 0)
    }

    /// Says a reply, or puts it to those that are said together.
    pub(super) async fn say(&mut self, reply: &str) -> io::Result<()> {
        self.to.write_all(reply.as_bytes()).await?;
        self.to.write_all(b"\r\n").await
    }

    pub(super) async fn flush(&mut self) -> io::Result<()> {
        timeout(SILENCE_MAX, self.to.flush()).await.map_err(|_| io::Error::from(ErrorKind::TimedOut))?
    }
}
