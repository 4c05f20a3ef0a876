//! `barograph edition preview`: a folder as the site would show it, stored nowhere, read anew when a file changes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use jiff::Timestamp;
use manuscript::source::Files;
use newsroom::proposal::edition::{Context, Other, settle};
use newsroom::proposal::{EditionProposal, Terms};
use newsroom::{Archive, Edition, EditionSlug, MediaHash, Permalink, Publication, State};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use press::Origin;
use site::{Preview, Source};
use store::{Database, Store};
use tokio::sync::{mpsc, watch};

use crate::config::Config;
use crate::import::{self, Pictured};
use crate::report::{Flawed, say};
use crate::{listen, shelf, stop};

/// How long a folder must be quiet before it is read anew: editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(150);

pub(crate) async fn run(config: &Config, dir: &Path, address: &str, publication: Option<&Path>) -> Result<()> {
    let listener = listen::listener(address).await?;
    let mut desk = Desk::open(config, dir, publication).await?;
    let address = listener.local_addr()?;
    let (mut watcher, changes) = watched(dir)?;
    let preview = desk.read().await.unwrap_or_else(|flawed| {
        eprintln!("{flawed:#}\nThe edition is shown as soon as nothing is wrong with it.");
        desk.without()
    });
    say!("Listening on http://{address}/");
    say!("The edition: http://{address}{}", desk.path(&preview));
    say!("Reloads when a file in {} changes. Ctrl-C ends it; nothing is stored.", dir.display());
    let behind = desk.store.clone();
    let (sender, receiver) = watch::channel(Arc::new(preview));
    let dir = dir.to_owned();
    tokio::spawn(async move { follow(&mut desk, changes, &sender, || watch(&mut watcher, &dir)).await });
    let router = site::router(Source::Preview(receiver, behind), Origin { base: format!("http://{address}") }, None);
    listen::answer(listener, router, stop::on_signal()).await;
    Ok(())
}

/// Reads anew after each change; the last version without flaws stays shown.
async fn follow(
    desk: &mut Desk,
    mut changes: mpsc::Receiver<()>,
    sender: &watch::Sender<Arc<Preview>>,
    mut watch_again: impl FnMut() -> Result<()>,
) {
    while changes.recv().await.is_some() {
        tokio::time::sleep(QUIET).await;
        while changes.try_recv().is_ok() {}
        // A folder that was made anew is another one to the watcher.
        let _ = watch_again();
        match desk.read().await {
            Ok(preview) => {
                let _ = sender.send(Arc::new(preview));
                say!("Read anew.");
            }
            Err(flawed) => eprintln!("{flawed:#}\nThe last version without flaws is still shown."),
        }
    }
}

/// Tells when something in the folder changes, or the folder itself comes and goes.
fn watched(dir: &Path) -> Result<(RecommendedWatcher, mpsc::Receiver<()>)> {
    let (changed, changes) = mpsc::channel(1);
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        if event.is_ok_and(|event| !event.kind.is_access()) {
            let _ = changed.try_send(());
        }
    })?;
    watch(&mut watcher, dir).with_context(|| format!("cannot watch {}", dir.display()))?;
    if let Some(parent) = dir.canonicalize()?.parent() {
        let _ = watcher.watch(parent, RecursiveMode::NonRecursive);
    }
    Ok((watcher, changes))
}

fn watch(watcher: &mut RecommendedWatcher, dir: &Path) -> Result<()> {
    let _ = watcher.unwatch(dir);
    Ok(watcher.watch(dir, RecursiveMode::Recursive)?)
}

/// What a preview is made from besides the folder, and the pictures encoded so far.
struct Desk {
    dir: PathBuf,
    archive: Archive,
    store: Option<Store>,
    pictures: BTreeMap<MediaHash, Arc<Pictured>>,
}

impl Desk {
    async fn open(config: &Config, dir: &Path, publication: Option<&Path>) -> Result<Self> {
        let beside = dir.parent().map(|parent| parent.join("publication")).filter(|folder| folder.is_dir());
        let mut store = if publication.is_some() { None } else { stored(config).await? };
        let archive = match &store {
            Some(store) => store.archive().await?,
            None => None,
        };
        let archive = match (archive, publication.map(Path::to_owned).or(beside)) {
            (Some(archive), _) => archive,
            (None, Some(folder)) => {
                store = None;
                let publication = import::publication_of(&Files::read(&folder)?, Timestamp::now())?;
                Archive { generation: 0, publication, editions: Vec::new() }
            }
            (None, None) => anyhow::bail!("there is no publication: name its folder with --publication DIR"),
        };
        Ok(Self { dir: dir.to_owned(), archive, store, pictures: BTreeMap::new() })
    }

    /// The folder as the site would show it, or its flaws.
    async fn read(&mut self) -> Result<Preview> {
        let files = Files::read(&self.dir).with_context(|| format!("cannot read {}", self.dir.display()))?;
        let publication = self.archive.publication.clone();
        let read = manuscript::edition::read(&files, &publication);
        let mut flaws = read.flaws;
        let Some(proposal) = read.proposal else { return Err(Flawed(flaws).into()) };
        let (mut masters, mut media) = (BTreeMap::new(), BTreeMap::new());
        for (file, bytes) in &read.pictures {
            match self.picture(file, bytes) {
                Ok(picture) => {
                    masters.insert(file.clone(), picture.master.clone());
                    media.extend(named(&picture));
                }
                Err(why) => flaws.push(read.places.locate(&import::no_picture(&proposal, file, &why.to_string()))),
            }
        }
        let (there, others) = self.around(&proposal).await?;
        let terms = Terms { over: true, word: None };
        let now = proposal.published.unwrap_or_else(|| shown_from(&proposal, &publication));
        let context = Context { publication: &publication, others: &others, masters: &masters, terms: &terms, now };
        match settle(&proposal, there.as_ref(), &context) {
            Ok(settled) if flaws.is_empty() => Ok(self.shelve(published(settled.edition, now), media)),
            Ok(_) => Err(Flawed(flaws).into()),
            Err(objections) => {
                flaws.extend(objections.iter().map(|objection| read.places.locate(objection)));
                import::refuse(flaws)?;
                anyhow::bail!("the folder could not be settled")
            }
        }
    }

    /// What stands in the database around the folder's edition. The edition itself is taken as a draft: a preview asks for
    /// no word on what changes.
    async fn around(&self, proposal: &EditionProposal) -> Result<(Option<Edition>, Vec<Other>)> {
        let Some(store) = &self.store else { return Ok((None, Vec::new())) };
        let slug: EditionSlug = proposal.slug();
        let there = store.edition(&slug).await?.map(|edition| Edition { state: State::Draft, ..edition });
        Ok((there, store.others().await?))
    }

    fn shelve(&mut self, edition: Edition, media: BTreeMap<String, Vec<u8>>) -> Preview {
        self.archive.generation += 1;
        let mut archive = self.archive.clone();
        archive.editions.retain(|there| there.slug != edition.slug);
        archive.editions.push(edition.short());
        archive.editions.sort_by_key(|edition| (edition.period.first(), edition.slug.clone()));
        Preview { archive: Arc::new(archive), editions: vec![edition], media }
    }

    /// The publication as it is, as long as the folder cannot be shown.
    fn without(&self) -> Preview {
        Preview { archive: Arc::new(self.archive.clone()), editions: Vec::new(), media: BTreeMap::new() }
    }

    fn picture(&mut self, file: &str, bytes: &[u8]) -> Result<Arc<Pictured>, media::Unusable> {
        let hash = MediaHash::of(bytes);
        if let Some(picture) = self.pictures.get(&hash) {
            return Ok(picture.clone());
        }
        let picture = Arc::new(import::encoded(file, bytes)?);
        self.pictures.insert(hash, picture.clone());
        Ok(picture)
    }

    fn path(&self, preview: &Preview) -> String {
        let slug = preview.editions.first().map(|edition| edition.slug.clone());
        let place = slug.map_or(Permalink::Home, Permalink::Edition);
        place.path(self.archive.publication.languages.default())
    }
}

/// The database, if there is one; a preview makes none.
async fn stored(config: &Config) -> Result<Option<Store>> {
    if matches!(config.database(), Database::Sqlite(file) if !file.exists()) {
        return Ok(None);
    }
    shelf::open(config).await.map(Some)
}

fn named(picture: &Pictured) -> Vec<(String, Vec<u8>)> {
    let Some(encoded) = &picture.encoded else { return Vec::new() };
    let name = |path: String| path.trim_start_matches("media/").to_owned();
    let small = picture.master.small_path().zip(encoded.small.clone()).map(|(path, bytes)| (name(path), bytes));
    std::iter::once((name(picture.master.path()), encoded.bytes.clone())).chain(small).collect()
}

/// A draft is shown as if it were published on the morning after its last day.
fn shown_from(proposal: &EditionProposal, publication: &Publication) -> Timestamp {
    let last = proposal.period.last();
    let morning = last.tomorrow().unwrap_or(last).at(8, 0, 0, 0);
    publication.zone.to_timestamp(morning).unwrap_or_default()
}

fn published(mut edition: Edition, at: Timestamp) -> Edition {
    if edition.state.published().is_none() {
        edition.make_public(at);
    }
    edition
}
