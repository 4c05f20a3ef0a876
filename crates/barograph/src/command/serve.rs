//! `barograph serve`: the site.

use std::future::IntoFuture;
use std::io::ErrorKind;
use std::time::Duration;

use anyhow::{Context, Result};
use press::Origin;
use site::Source;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tracing_subscriber::EnvFilter;

use crate::config::Config;
use crate::report::say;
use crate::shelf;

/// How long answers under way may take after the program was told to stop.
const GRACE: Duration = Duration::from_secs(5);

pub(crate) async fn run(mut config: Config, listen: Option<String>) -> Result<()> {
    if let Some(listen) = listen {
        config.set("listen", listen);
    }
    let filter = EnvFilter::try_new(config.get("log")).with_context(|| format!("`log` is `{}`", config.get("log")))?;
    tracing_subscriber::fmt().with_env_filter(filter).with_target(false).with_writer(std::io::stderr).init();
    let listener = listener(config.get("listen")).await?;
    let store = shelf::open(&config).await?;
    say!("Listening on http://{}/", listener.local_addr()?);
    answer(listener, Source::store(store), config.origin()).await
}

/// Takes a port, or says who may have it.
pub(crate) async fn listener(listen: &str) -> Result<TcpListener> {
    TcpListener::bind(listen).await.map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => {
            anyhow::anyhow!("{listen} is taken by another program; choose another port with --listen")
        }
        _ => anyhow::Error::new(error).context(format!("cannot listen on {listen}")),
    })
}

/// Answers until Ctrl-C or SIGTERM, then ends what is under way; who is slower than [`GRACE`] is not waited for.
pub(crate) async fn answer(listener: TcpListener, source: Source, origin: Origin) -> Result<()> {
    let (stopping, mut stopped) = watch::channel(false);
    let graceful = async move {
        stop().await;
        let _ = stopping.send(true);
    };
    let serving = axum::serve(listener, site::router(source, origin)).with_graceful_shutdown(graceful);
    let too_slow = async move {
        let _ = stopped.wait_for(|stopping| *stopping).await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        ended = serving.into_future() => Ok(ended?),
        () = too_slow => Ok(()),
    }
}

async fn stop() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
        }
        Err(_) => {
            let _ = tokio::signal::ctrl_c().await;
        }
    }
}
