//! Taking a port and answering on it: each connection by itself, none of them for longer than it is of use.

use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::time::Duration;

use anyhow::Result;
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

/// How long answers under way may take after the program was told to stop.
pub(crate) const GRACE: Duration = Duration::from_secs(5);
/// How long the head of a request may take to come; a connection that waits for its next request waits as long.
const HEAD_SECONDS_MAX: u64 = 30;
/// How long a machine without free connections waits before it tries to take another.
const NO_CONNECTION: Duration = Duration::from_secs(1);
/// How HTTP/2 begins (RFC 9113, 3.4).
const PREFACE: &[u8; 24] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// Takes a port, or says who may have it.
pub(crate) async fn listener(listen: &str) -> Result<TcpListener> {
    TcpListener::bind(listen).await.map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => {
            anyhow::anyhow!("{listen} is taken by another program; choose another port with --listen")
        }
        _ => anyhow::Error::new(error).context(format!("cannot listen on {listen}")),
    })
}

/// Answers until told to stop, then ends what is under way; who is slower than [`GRACE`] is not waited for.
pub(crate) async fn answer(listener: TcpListener, router: Router, stop: CancellationToken) {
    let graceful = GracefulShutdown::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = stop.cancelled() => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                let (stop, watcher) = (stop.clone(), graceful.watcher());
                tokio::spawn(converse((stream, peer), router.clone(), stop, watcher));
            }
            Err(error) if is_of_the_peer(&error) => {}
            Err(error) => {
                tracing::warn!(%error, "no connection could be taken");
                sleep(NO_CONNECTION).await;
            }
        }
    }
    drop(listener);
    let _ = timeout(GRACE, graceful.shutdown()).await;
}

fn is_of_the_peer(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::ConnectionRefused | ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset)
}

/// Holds one connection. That it breaks is everyday and nobody's concern.
async fn converse((stream, peer): (TcpStream, SocketAddr), router: Router, stop: CancellationToken, watcher: Watcher) {
    let head = Duration::from_secs(HEAD_SECONDS_MAX);
    let begun = tokio::select! {
        begun = timeout(head, begin(&stream)) => begun,
        () = stop.cancelled() => return,
    };
    if !matches!(begun, Ok(Ok(()))) {
        return;
    }
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        router.clone().oneshot(request)
    });
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(head);
    builder.http2().timer(TokioTimer::new()).keep_alive_interval(head).keep_alive_timeout(head);
    let _ = watcher.watch(builder.serve_connection(TokioIo::new(stream), service).into_owned()).await;
}

/// Waits until it can be told which HTTP is spoken: what reads that has no patience of its own to run out of.
async fn begin(stream: &TcpStream) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut first = [0; PREFACE.len()];
    loop {
        let many = stream.peek(&mut first).await?;
        if many == 0 || many == PREFACE.len() || first[..many] != PREFACE[..many] {
            return Ok(());
        }
        // What was looked at stays there, so it cannot be waited for.
        sleep(Duration::from_millis(50)).await;
    }
}

#[cfg(test)]
mod tests {
    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;

    async fn connected(stop: &CancellationToken) -> TcpStream {
        let listener = listener("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let peer = get(async |ConnectInfo(peer): ConnectInfo<SocketAddr>| peer.ip().to_string());
        tokio::spawn(answer(listener, Router::new().route("/", peer), stop.clone()));
        TcpStream::connect(address).await.unwrap()
    }

    /// Says something and gives everything that is answered until the other side goes.
    async fn said(stream: &mut TcpStream, words: &str) -> String {
        stream.write_all(words.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// The clock stands still until nothing else goes on: these end only because the connection is let go.
    #[tokio::test(start_paused = true)]
    async fn a_head_that_does_not_come_is_not_waited_for() {
        let stop = CancellationToken::new();
        for words in ["", "GET / HTTP/1.1\r\nHost: a", "PRI * HTTP", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"] {
            said(&mut connected(&stop).await, words).await;
        }
    }

    #[tokio::test]
    async fn a_request_says_who_asks() {
        let stop = CancellationToken::new();
        let request = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        let answer = said(&mut connected(&stop).await, request).await;
        assert!(answer.starts_with("HTTP/1.1 200 ") && answer.ends_with("127.0.0.1"), "{answer}");
    }

    #[tokio::test]
    async fn told_to_stop_it_lets_go_of_those_that_wait() {
        let stop = CancellationToken::new();
        let mut stream = connected(&stop).await;
        stream.write_all(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
        let mut first = [0; 12];
        stream.read_exact(&mut first).await.unwrap();
        stop.cancel();
        assert!(said(&mut stream, "").await.contains("127.0.0.1"));
    }
}
