//! Mail comes in by SMTP (RFC 5321), with 8BITMIME, SIZE, PIPELINING and SMTPUTF8: just enough for our own courier and
//! for whoever tries the demo by hand.

mod lines;
mod talk;
mod text;

use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

use crate::Mailbox;

/// Connections held at once; further ones wait to be greeted.
const CONNECTIONS_MAX: usize = 100;
/// How long a connection may be silent (RFC 5321, 4.5.3.2.7).
const SILENCE_MAX: Duration = Duration::from_secs(300);
/// How long to wait when no connection can be taken, because too many files are open.
const BREATH: Duration = Duration::from_millis(50);

/// Takes connections until it is dropped; they end when their runtime does.
pub(crate) async fn listen(listener: TcpListener, mailbox: &Mailbox) {
    let seats = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    loop {
        let Ok(seat) = Arc::clone(&seats).acquire_owned().await else { return };
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(BREATH).await;
            continue;
        };
        let mailbox = mailbox.clone();
        tokio::spawn(async move {
            hold(stream, mailbox).await;
            drop(seat);
        });
    }
}

async fn hold(stream: TcpStream, mailbox: Mailbox) {
    let _ = stream.set_nodelay(true);
    if let Err(error) = talk::hold(stream, mailbox).await {
        tracing::debug!(kind = ?error.kind(), "a connection to the mailbox broke");
    }
}
