//! `barograph edition preview`: a folder as the site would show it, stored nowhere, read anew when a file changes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use jiff::Timestamp;
use manuscript::source::Files;
use newsroom::proposal::Terms;
use newsroom::proposal::edition::{Context, settle};
use newsroom::{Archive, Edition, MediaHash, Publication};
use notify::{RecursiveMode, Watcher};
use press::Origin;
use site::{Preview, Source};
use store::Database;
use tokio::sync::{mpsc, watch};

use crate::command::serve;
use crate::config::Config;
use crate::import::{self, Pictured};
use crate::shelf;

/// How long a folder must be quiet before it is read anew: editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(150);

pub(crate) async fn run(config: &Config, dir: &Path, listen: &str, publication: Option<&Path>) -> Result<()> {
    let listener = serve::listener(listen).await?;
    let mut desk = Desk::open(config, dir, publication).await?;
    let preview = desk.read()?;
    let address = listener.local_addr()?;
    println!("Listening on http://{address}/");
    println!("The edition: http://{address}{}", desk.path(&preview));
    println!("Reloads when a file in {} changes. Ctrl-C ends it; nothing is stored.", dir.display());
    let (sender, receiver) = watch::channel(Arc::new(preview));
    let (changed, mut changes) = mpsc::channel(1);
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        if event.is_ok_and(|event| !event.kind.is_access()) {
            let _ = changed.try_send(());
        }
    })?;
    watcher.watch(dir, RecursiveMode::Recursive).with_context(|| format!("cannot watch {}", dir.display()))?;
    tokio::spawn(async move {
        while changes.recv().await.is_some() {
            tokio::time::sleep(QUIET).await;
            while changes.try_recv().is_ok() {}
            match desk.read() {
                Ok(preview) => {
                    let _ = sender.send(Arc::new(preview));
                    println!("Read anew.");
                }
                Err(flawed) => eprintln!("{flawed}\nThe last version without flaws is still shown."),
            }
        }
    });
    serve::answer(listener, Source::Preview(receiver), Origin { base: format!("http://{address}") }).await
}

/// What a preview is made from besides the folder, and the pictures encoded so far.
struct Desk {
    dir: PathBuf,
    publication: Publication,
    archive: Archive,
    pictures: BTreeMap<MediaHash, Arc<Pictured>>,
}

impl Desk {
    async fn open(config: &Config, dir: &Path, publication: Option<&Path>) -> Result<Self> {
        let beside = dir.parent().map(|parent| parent.join("publication")).filter(|folder| folder.is_dir());
        let archive = if publication.is_some() { None } else { stored(config).await? };
        let archive = match (archive, publication.map(Path::to_owned).or(beside)) {
            (Some(archive), _) => archive,
            (None, Some(folder)) => {
                let publication = import::publication_of(&Files::read(&folder)?, Timestamp::now())?;
                Archive { generation: 0, publication, editions: Vec::new() }
            }
            (None, None) => anyhow::bail!("there is no publication: name its folder with --publication DIR"),
        };
        let publication = archive.publication.clone();
        Ok(Self { dir: dir.to_owned(), publication, archive, pictures: BTreeMap::new() })
    }

    /// The folder as the site would show it, or its flaws.
    fn read(&mut self) -> Result<Preview> {
        let files = Files::read(&self.dir).with_context(|| format!("cannot read {}", self.dir.display()))?;
        let read = manuscript::edition::read(&files, &self.publication);
        let mut flaws = read.flaws;
        let Some(proposal) = read.proposal else { return Err(crate::report::Flawed(flaws).into()) };
        let mut masters = BTreeMap::new();
        let mut media = BTreeMap::new();
        for (file, bytes) in &read.pictures {
            match self.picture(file, bytes) {
                Ok(picture) => {
                    masters.insert(file.clone(), picture.master.clone());
                    media.extend(named(&picture));
                }
                Err(why) => flaws.push(read.places.locate(&import::no_picture(&proposal, file, &why.to_string()))),
            }
        }
        let terms = Terms { over: true, word: None };
        let now = proposal.published.unwrap_or_else(|| shown_from(&proposal.period, &self.publication));
        let context = Context { publication: &self.publication, others: &[], masters: &masters, terms: &terms, now };
        let settled = settle(&proposal, None, &context).map_err(|objections| {
            flaws.extend(objections.iter().map(|objection| read.places.locate(objection)));
        });
        import::refuse(flaws)?;
        let Ok(settled) = settled else { return Err(anyhow::anyhow!("the folder could not be settled")) };
        Ok(self.shelve(published(settled.edition, now), media))
    }

    fn shelve(&mut self, edition: Edition, media: BTreeMap<String, Vec<u8>>) -> Preview {
        self.archive.generation += 1;
        let mut archive = self.archive.clone();
        archive.editions.retain(|there| there.slug != edition.slug);
        archive.editions.push(edition.short());
        archive.editions.sort_by_key(|edition| (edition.period.first(), edition.slug.clone()));
        Preview { archive: Arc::new(archive), editions: vec![edition], media }
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
        let place = slug.map_or(newsroom::Permalink::Home, newsroom::Permalink::Edition);
        place.path(self.publication.languages.default())
    }
}

/// The archive of the database, if there is one; a preview makes none.
async fn stored(config: &Config) -> Result<Option<Archive>> {
    if matches!(config.database(), Database::Sqlite(file) if !file.exists()) {
        return Ok(None);
    }
    Ok(shelf::open(config).await?.archive().await?)
}

fn named(picture: &Pictured) -> Vec<(String, Vec<u8>)> {
    let Some(encoded) = &picture.encoded else { return Vec::new() };
    let name = |path: String| path.trim_start_matches("media/").to_owned();
    let small = picture.master.small_path().zip(encoded.small.clone()).map(|(path, bytes)| (name(path), bytes));
    std::iter::once((name(picture.master.path()), encoded.bytes.clone())).chain(small).collect()
}

/// A draft is shown as if it were published on the morning after its last day.
fn shown_from(period: &newsroom::Period, publication: &Publication) -> Timestamp {
    let morning = period.last().tomorrow().unwrap_or(period.last()).at(8, 0, 0, 0);
    publication.zone.to_timestamp(morning).unwrap_or_default()
}

fn published(mut edition: Edition, at: Timestamp) -> Edition {
    if edition.state.published().is_none() {
        edition.make_public(at);
    }
    edition
}
