//! Where the site reads from: the store, or a folder that is being previewed.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use mailroom::Newsletter;
use newsroom::{Archive, Edition, EditionSlug, MediaHash};
use store::Store;
use tokio::sync::watch;

/// How old what we know of the generation may be.
const GENERATION_AGE_MAX: Duration = Duration::from_secs(1);

/// Where the site reads from.
#[derive(Clone)]
pub enum Source {
    /// A database, with the archive of the newest generation in memory.
    Store(Store, Arc<Shelf>),
    /// A folder; the program sends a new value when a file changes. Behind it stands the database, if there is one.
    Preview(watch::Receiver<Arc<Preview>>, Option<Store>),
}

/// A folder as the site would show it. Nothing of it is stored.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The archive with the folder's edition in it.
    pub archive: Arc<Archive>,
    /// The folder's edition in full, and those around it.
    pub editions: Vec<Edition>,
    /// Pictures by their name below `/media/`.
    pub media: BTreeMap<String, Vec<u8>>,
}

/// What pages are made from, all of one generation.
#[derive(Clone)]
pub(crate) struct Volume {
    /// Everything ever published, in short.
    pub(crate) archive: Arc<Archive>,
    /// The newsletters that readers can subscribe to.
    pub(crate) newsletters: Arc<[Newsletter]>,
}

/// The volume last read, and when the generation was last asked for.
#[derive(Default)]
pub struct Shelf {
    held: Mutex<Option<(Volume, Instant)>>,
    reading: tokio::sync::Mutex<()>,
}

/// The source could not be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unreadable {
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl Source {
    /// Reads from a database.
    pub fn store(store: Store) -> Self {
        Self::Store(store, Arc::default())
    }

    /// The volume of the present generation; `None` before a publication was imported. A preview has no newsletters:
    /// nobody could subscribe there.
    pub(crate) async fn volume(&self) -> Result<Option<Volume>, Unreadable> {
        match self {
            Self::Preview(preview, _) => {
                Ok(Some(Volume { archive: preview.borrow().archive.clone(), newsletters: Arc::default() }))
            }
            Self::Store(store, shelf) => shelf.volume(store).await,
        }
    }

    /// The archive of the present generation.
    pub(crate) async fn archive(&self) -> Result<Option<Arc<Archive>>, Unreadable> {
        Ok(self.volume().await?.map(|volume| volume.archive))
    }

    /// The list of subscribers; a preview has none.
    pub(crate) fn list(&self) -> Option<&Store> {
        if let Self::Store(store, _) = self { Some(store) } else { None }
    }

    /// Whether an archive is still the newest: what was read after it belongs to the same generation only then.
    pub(crate) async fn is_newest(&self, archive: &Archive) -> Result<bool, Unreadable> {
        match self {
            Self::Preview(preview, _) => Ok(preview.borrow().archive.generation == archive.generation),
            Self::Store(store, _) => Ok(store.generation().await? == archive.generation),
        }
    }

    /// An edition in full.
    pub(crate) async fn edition(&self, slug: &EditionSlug) -> Result<Option<Edition>, Unreadable> {
        if let Self::Preview(preview, _) = self {
            let edition = preview.borrow().editions.iter().find(|edition| edition.slug == *slug).cloned();
            if edition.is_some() {
                return Ok(edition);
            }
        }
        match self.database() {
            Some(store) => Ok(store.edition(slug).await?),
            None => Ok(None),
        }
    }

    /// A picture's bytes, by its name below `/media/`; only while readers are shown it: a face may have to vanish.
    pub(crate) async fn media(&self, name: &str) -> Result<Option<Vec<u8>>, Unreadable> {
        let named = name.split_once('.').and_then(|(hash, extension)| Some((MediaHash::parse(hash)?, extension)));
        let Some((hash, extension)) = named else { return Ok(None) };
        if let Self::Preview(preview, _) = self {
            let bytes = preview.borrow().media.get(name).cloned();
            if bytes.is_some() {
                return Ok(bytes);
            }
        }
        let shown = self.archive().await?.is_some_and(|archive| archive.shows_media(&hash));
        match self.database().filter(|_| shown) {
            Some(store) => Ok(store.media_bytes(&hash, extension).await?),
            None => Ok(None),
        }
    }

    fn database(&self) -> Option<&Store> {
        match self {
            Self::Store(store, _) => Some(store),
            Self::Preview(_, store) => store.as_ref(),
        }
    }

    /// Where a path of an earlier site leads now.
    pub(crate) async fn redirect(&self, path: &str) -> Result<Option<String>, Unreadable> {
        match self {
            Self::Preview(..) => Ok(None),
            Self::Store(store, _) => Ok(store.redirect(path).await?),
        }
    }

    /// Whether nothing may be kept on a reader's device; also as long as nobody can say.
    pub(crate) async fn leaves_no_trace(&self) -> bool {
        let archive = self.archive().await.ok().flatten();
        archive.is_none_or(|archive| archive.publication.leave_no_trace)
    }

    pub(crate) fn is_preview(&self) -> bool {
        matches!(self, Self::Preview(..))
    }
}

impl Shelf {
    /// The volume held, read anew when the generation has risen; asked for at most once a second, by one at a time.
    async fn volume(&self, store: &Store) -> Result<Option<Volume>, Unreadable> {
        if let Some(volume) = self.fresh() {
            return Ok(Some(volume));
        }
        let _one_at_a_time = self.reading.lock().await;
        if let Some(volume) = self.fresh() {
            return Ok(Some(volume));
        }
        let asked = Instant::now();
        let generation = store.generation().await?;
        let held = self.held().map(|(volume, _)| volume).filter(|volume| volume.archive.generation == generation);
        let volume = match held {
            Some(volume) => Some(volume),
            None => store
                .archive_with_newsletters()
                .await?
                .map(|(archive, newsletters)| Volume { archive: Arc::new(archive), newsletters: newsletters.into() }),
        };
        let kept = volume.clone().map(|volume| (volume, asked));
        *self.held.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = kept;
        Ok(volume)
    }

    fn fresh(&self) -> Option<Volume> {
        self.held().filter(|(_, asked)| asked.elapsed() < GENERATION_AGE_MAX).map(|(volume, _)| volume)
    }

    fn held(&self) -> Option<(Volume, Instant)> {
        self.held.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }
}
