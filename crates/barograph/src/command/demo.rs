//! `barograph demo`: the invented publication, from nothing to the browser and into a mailbox.
//!
//! Everything is as anybody would have it: the importer, the worker, real SMTP. Only the far side is ours, a mailbox that
//! takes every mail; so nothing leaves the machine.

mod cast;
mod newest;
mod vesnia;

use anyhow::{Context, Result};
use mailbox::Mailbox;
use mailroom::Keys;
use newsroom::{Archive, CommentarySlug, Permalink};
use site::{Forms, Source};
use store::Store;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;

use crate::cli::Demo;
use crate::command::serve;
use crate::config::{Config, KEYS};
use crate::report::say;
use crate::worker::{Rhythm, Worker};
use crate::{listen, shelf, stop};

pub(crate) async fn run(mut config: Config, asked: &Demo, is_kept: bool) -> Result<()> {
    // Ports first: that one is taken is said before anything is made.
    let listener = listen::listener(&asked.listen).await?;
    let post = TcpListener::bind(("127.0.0.1", 0)).await.context("cannot take a port for the mailbox")?;
    let _temporary = settle_in(&mut config, is_kept, (&listener, &post))?;
    let store = shelf::open(&config).await?;
    vesnia::moved_in(&store).await?;
    let keys = config.keys()?.provide(&store).await?;
    if newest::is_draft(&store).await? {
        cast::come_in(&store, &keys, asked.subscribers).await?;
    }
    let demo = Running::begin(&config, &store, keys, post).await?;
    demo.answer(&config, &store, listener).await
}

/// Nothing of the configuration matters to the demo but its data folder, which is a temporary one unless it was named.
fn settle_in(
    config: &mut Config,
    is_kept: bool,
    (listener, post): (&TcpListener, &TcpListener),
) -> Result<Option<TempDir>> {
    let temporary = if is_kept { None } else { Some(tempfile::tempdir().context("cannot make a temporary folder")?) };
    let data = temporary.as_ref().map_or_else(|| config.data(), |folder| folder.path().join("data"));
    for key in &KEYS {
        config.set(key.name, key.default.to_owned());
    }
    config.set("data", data.display().to_string());
    config.set("address", format!("http://{}", listener.local_addr()?));
    config.set("smtp", format!("smtp+plain://{}", post.local_addr()?));
    Ok(temporary)
}

/// A demo under way: who mails, and the mailbox.
struct Running {
    worker: Worker,
    forms: Forms,
    mailbox: Mailbox,
    stop: CancellationToken,
    _receiving: AbortOnDropHandle<()>,
}

impl Running {
    async fn begin(config: &Config, store: &Store, keys: Keys, post: TcpListener) -> Result<Self> {
        let forms = Forms { sealing: keys.public().sealing(), trusted_proxies: Vec::new() };
        let worker = serve::worker(config, store, keys, Rhythm::default()).await?;
        let worker = worker.context("the demo has no route to its mailbox")?;
        let mailbox = Mailbox::new();
        let receiving = mailbox.clone();
        let receiving = AbortOnDropHandle::new(tokio::spawn(async move { receiving.receive(post).await }));
        Ok(Self { worker, forms, mailbox, stop: stop::on_signal(), _receiving: receiving })
    }

    /// Publishes and mails what is still to be, then answers until told to stop.
    async fn answer(self, config: &Config, store: &Store, listener: TcpListener) -> Result<()> {
        let stop = self.stop;
        let site = site::router(Source::store(store.clone()), config.origin(), Some(self.forms));
        let router = self.mailbox.router().merge(site);
        let telling = async {
            let told = tokio::select! {
                told = tell(config, store) => told,
                () = stop.cancelled() => Ok(()),
            };
            if told.is_err() {
                stop.cancel();
            }
            told
        };
        let (told, (), ()) =
            tokio::join!(telling, self.worker.run(stop.clone()), listen::answer(listener, router, stop.clone()));
        store.close().await;
        told
    }
}

async fn tell(config: &Config, store: &Store) -> Result<()> {
    newest::published(config, store).await?;
    let archive = store.archive().await?.context("the specimen is not there")?;
    let base = config.origin().base;
    welcome(&archive, &base);
    say!("Listening on {base}/");
    Ok(())
}

/// The permalinks to open first.
fn welcome(archive: &Archive, base: &str) {
    let mut places = vec![Permalink::Home];
    if let Some(newest) = archive.newest() {
        places.push(Permalink::Edition(newest.slug.clone()));
        let economy = CommentarySlug::parse("economy").ok().filter(|slug| newest.commentary(slug).is_some());
        places.extend(economy.map(|slug| Permalink::Commentary(newest.slug.clone(), slug)));
    }
    places.extend(archive.publication.sections.get(3).map(|section| Permalink::Section(section.slug.clone())));
    places.extend([Permalink::Archive, Permalink::Subscribe]);
    say!("An invented publication. Open:");
    for place in places {
        for spoken in archive.publication.languages.iter() {
            say!("  {base}{}", place.path(&spoken.language));
        }
    }
    say!("Everything that is mailed, when you subscribe too, comes here:");
    say!("  {base}/mailbox/");
}
