//! `barograph serve`: the site.

use std::io::ErrorKind;

use anyhow::{Context, Result};
use press::Origin;
use site::Source;
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

use crate::config::Config;
use crate::shelf;

pub(crate) async fn run(mut config: Config, listen: Option<String>) -> Result<()> {
    if let Some(listen) = listen {
        config.set("listen", listen);
    }
    let filter = EnvFilter::try_new(config.get("log")).with_context(|| format!("`log` is `{}`", config.get("log")))?;
    tracing_subscriber::fmt().with_env_filter(filter).with_target(false).with_writer(std::io::stderr).init();
    let listener = listener(config.get("listen")).await?;
    let store = shelf::open(&config).await?;
    println!("Listening on http://{}/", listener.local_addr()?);
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

/// Answers until Ctrl-C or SIGTERM, then ends what is under way.
pub(crate) async fn answer(listener: TcpListener, source: Source, origin: Origin) -> Result<()> {
    axum::serve(listener, site::router(source, origin)).with_graceful_shutdown(stop()).await?;
    Ok(())
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
