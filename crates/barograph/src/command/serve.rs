//! `barograph serve`: the site, the desk and the mail, or some of them.

use anyhow::{Context, Result};
use mailroom::{Keys, PublicKeys};
use site::{Forms, Source};
use store::Store;
use tracing_subscriber::EnvFilter;

use crate::cli::{Role, Serve};
use crate::config::Config;
use crate::report::say;
use crate::{listen, shelf, stop};

pub(crate) async fn run(mut config: Config, asked: Serve) -> Result<()> {
    if let Some(listen) = asked.listen {
        config.set("listen", listen);
    }
    log(&config)?;
    let does = |role| asked.roles.contains(&role);
    let listener = if does(Role::Site) { Some(listen::listener(config.get("listen")).await?) } else { None };
    let store = shelf::open(&config).await?;
    let (_keys, public) = held(&config, &store, &asked.roles).await?;
    let stop = stop::on_signal();
    if let Some(listener) = listener {
        say!("Listening on http://{}/", listener.local_addr()?);
        let forms = Forms { sealing: public.sealing(), trusted_proxies: config.trusted_proxies() };
        listen::answer(listener, site::router(Source::store(store), config.origin(), Some(forms)), stop).await;
    } else {
        stop.cancelled().await;
    }
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
