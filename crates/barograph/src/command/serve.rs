//! `barograph serve`: the site, the desk and the mail, or some of them.

use anyhow::{Context, Result};
use mailroom::{Keys, PublicKeys};
use site::{Forms, Source};
use store::{Store, WorkerError};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;

use crate::cli::{Role, Serve};
use crate::config::Config;
use crate::report::{TooLate, say};
use crate::worker::{self, EnlistError, Outfit, Rhythm, Worker};
use crate::{listen, shelf, stop};

pub(crate) async fn run(mut config: Config, asked: Serve) -> Result<()> {
    if let Some(listen) = &asked.listen {
        config.set("listen", listen.clone());
    }
    log(&config)?;
    let does = |role| asked.roles.contains(&role);
    let listener = if does(Role::Site) { Some(listen::listener(config.get("listen")).await?) } else { None };
    let store = shelf::open(&config).await?;
    let (keys, public) = held(&config, &store, &asked.roles).await?;
    let worker = match keys.filter(|_| does(Role::Mail)) {
        Some(keys) => worker(&config, &store, keys, asked.rhythm()).await?,
        None => None,
    };
    let stop = stop::on_signal();
    let mailing = async {
        match worker {
            Some(worker) => worker.run(stop.clone()).await,
            None if does(Role::Mail) => without_route(&config, &store, stop.clone()).await?,
            None => stop.cancelled().await,
        }
        anyhow::Ok(())
    };
    let answering = async {
        if let Some(listener) = listener {
            say!("Listening on http://{}/", listener.local_addr()?);
            let forms = Forms { sealing: public.sealing(), trusted_proxies: config.trusted_proxies() };
            let router = site::router(Source::store(store.clone()), config.origin(), Some(forms));
            listen::answer(listener, router, stop.clone()).await;
        }
        Ok(())
    };
    tokio::try_join!(mailing, answering)?;
    let _ = timeout(listen::GRACE, store.close()).await;
    Ok(())
}

/// A worker by this configuration, in its place; `None` where no server is named for it to mail through.
pub(crate) async fn worker(config: &Config, store: &Store, keys: Keys, rhythm: Rhythm) -> Result<Option<Worker>> {
    let Some(route) = config.route()? else { return Ok(None) };
    let outfit = Outfit {
        store: store.clone(),
        database: config.database(),
        keys,
        route,
        origin: config.origin(),
        return_path: config.get("return_path").to_owned(),
        kept: config.kept()?,
        rhythm,
    };
    let worker = Worker::enlist(outfit).await.map_err(|error| match error {
        EnlistError::Worker(error @ WorkerError::Another(_)) => {
            TooLate(format!("{error}. `barograph serve --role site` serves without mailing")).into()
        }
        other => anyhow::Error::new(other),
    })?;
    tracing::info!(worker = worker.name(), "mails");
    Ok(Some(worker))
}

/// Nothing is mailed; what is to be forgotten is forgotten all the same.
async fn without_route(config: &Config, store: &Store, stop: CancellationToken) -> Result<()> {
    tracing::warn!("nothing is mailed from here, for `smtp` names no server; forms and mailings wait");
    worker::forget(store.clone(), config.kept()?, stop).await;
    Ok(())
}

/// Writes the log to standard error.
fn log(config: &Config) -> Result<()> {
    let filter = EnvFilter::try_new(config.get("log")).with_context(|| format!("`log` is `{}`", config.get("log")))?;
    tracing_subscriber::fmt().with_env_filter(filter).with_target(false).with_writer(std::io::stderr).init();
    Ok(())
}

/// The keys for these roles: who mails, or edits, has them all, and makes them if need be; a site has the public ones.
async fn held(config: &Config, store: &Store, roles: &[Role]) -> Result<(Option<Keys>, PublicKeys)> {
    let folder = config.keys()?;
    if roles.contains(&Role::Mail) || roles.contains(&Role::Desk) {
        let keys = folder.provide(store).await?;
        let public = keys.public();
        return Ok((Some(keys), public));
    }
    let path = folder.path().display();
    let absent = || format!("{path} holds no public.keys, which `serve --role mail` makes; copy that file here");
    Ok((None, folder.public()?.with_context(absent)?))
}
