//! The store: what others ask of database and files.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use mailroom::Newsletter;
use newsroom::proposal::edition::{Other, Settled};
use newsroom::proposal::publication::Used;
use newsroom::{Archive, Edition, EditionSlug, Headline, Labels, Master, MediaHash, Publication};

use crate::engine::{Pool, Tx};
use crate::id::Scope;
use crate::media::{self, files::Files};
use crate::publish::Publish;
use crate::remove::Remove;
use crate::text::Look;
use crate::withdraw::Withdraw;
use crate::{
    Database, EditionImport, Entry, Error, ImportError, PublicationImport, PublishError, RemoveError, WithdrawError,
    audit, edition, generation, migrations, newsletter, publication, redirect,
};

/// A database with the files beside it. Cheap to clone; clones share their connections.
#[derive(Clone, Debug)]
pub struct Store {
    pub(crate) pool: Pool,
    files: Files,
}

impl Store {
    /// Opens the database, made and brought up to date if need be, and the folder that media lie in.
    pub async fn open(database: &Database, data: &Path) -> Result<Self, Error> {
        let files = Files::open(data)?;
        if let Database::Sqlite(path) = database
            && let Some(folder) = path.parent()
        {
            std::fs::create_dir_all(folder).map_err(Error::file(folder))?;
        }
        let pool = Pool::open(database).await?;
        migrations::apply(&pool).await?;
        Ok(Self { pool, files })
    }

    /// Waits for what is going on and closes all connections.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    /// Raised by one with any change of what readers see; 0 before there is anything.
    pub async fn generation(&self) -> Result<u64, Error> {
        generation::newest(&mut self.pool.read().await?).await
    }

    /// Raised by one with any change at all. An import says on which it was prepared.
    pub async fn changes(&self) -> Result<i64, Error> {
        generation::changes(&mut self.pool.read().await?).await
    }

    /// The publication, once one was imported.
    pub async fn publication(&self) -> Result<Option<Publication>, Error> {
        publication::load(&mut self.pool.read().await?).await
    }

    /// Everything ever published, in short; all of one generation. `None` before there is a publication.
    pub async fn archive(&self) -> Result<Option<Archive>, Error> {
        archive(&mut self.pool.read().await?).await
    }

    /// The archive, and the newsletters that its readers can subscribe to, of the same generation.
    pub async fn archive_with_newsletters(&self) -> Result<Option<(Archive, Vec<Newsletter>)>, Error> {
        let mut tx = self.pool.read().await?;
        let Some(archive) = archive(&mut tx).await? else {
            return Ok(None);
        };
        Ok(Some((archive, newsletter::offered(&mut tx).await?)))
    }

    /// One edition in full, drafts too, its newest revisions.
    pub async fn edition(&self, slug: &EditionSlug) -> Result<Option<Edition>, Error> {
        edition::find(&mut self.pool.read().await?, slug).await
    }

    /// Every edition in short, drafts too, by first day, their newest revisions.
    pub async fn editions(&self) -> Result<Vec<Edition<Headline>>, Error> {
        edition::load(&mut self.pool.read().await?, Look::newest(Scope::EDITIONS)).await
    }

    /// Every edition in a line, drafts too, by first day.
    pub async fn others(&self) -> Result<Vec<Other>, Error> {
        edition::others(&mut self.pool.read().await?).await
    }

    /// The sections, bylines and languages that editions hold, drafts too.
    pub async fn used(&self) -> Result<Used, Error> {
        publication::used(&mut self.pool.read().await?).await
    }

    /// Where a path of an earlier site leads now.
    pub async fn redirect(&self, path: &str) -> Result<Option<String>, Error> {
        redirect::find(&mut self.pool.read().await?, path).await
    }

    /// Every act that others may ask about, oldest first.
    pub async fn audit(&self) -> Result<Vec<Entry>, Error> {
        audit::all(&mut self.pool.read().await?).await
    }

    /// Imports a publication; gives whether anything changed. All or nothing.
    pub async fn import_publication(&self, import: &PublicationImport<'_>) -> Result<bool, ImportError> {
        self.pool.perform(import).await
    }

    /// Imports an edition; gives it as it is now, and what was done. All or nothing.
    pub async fn import_edition(&self, import: &EditionImport<'_>) -> Result<Settled, ImportError> {
        self.pool.perform(import).await
    }

    /// Publishes a draft whole, and gives it its numbers.
    pub async fn publish(&self, slug: &EditionSlug, now: Timestamp) -> Result<Edition, PublishError> {
        self.pool.perform(&Publish { slug, mailings: &[], now }).await
    }

    /// Deletes a draft, with everything that hangs on it.
    pub async fn remove(&self, slug: &EditionSlug, now: Timestamp) -> Result<(), RemoveError> {
        self.pool.perform(&Remove { slug, now }).await
    }

    /// Takes a published edition back, with a public word why.
    pub async fn withdraw(&self, slug: &EditionSlug, why: &Labels, now: Timestamp) -> Result<Edition, WithdrawError> {
        self.pool.perform(&Withdraw { slug, why, now }).await
    }

    /// Keeps a picture: the master's bytes, those of its smaller size if it has one, and the hash of the file it was made
    /// from. Keeping it twice changes nothing.
    pub async fn put_media(
        &self,
        master: &Master,
        bytes: &[u8],
        small: Option<&[u8]>,
        source: &MediaHash,
    ) -> Result<(), Error> {
        self.files.keep(&master.hash, &master.extension, bytes).await?;
        if let Some((hash, ..)) = &master.small {
            self.files.keep(hash, &master.extension, small.unwrap_or_default()).await?;
        }
        self.pool.perform(&media::Keep { master, source }).await
    }

    /// The master whose file this is, or that was made from this file.
    pub async fn master_of(&self, hash: &MediaHash) -> Result<Option<Master>, Error> {
        media::master_of(&mut self.pool.read().await?, hash).await
    }

    /// Where a picture's file lies, if it is there. `extension` is `jpg` or `png`.
    pub async fn media_path(&self, hash: &MediaHash, extension: &str) -> Option<PathBuf> {
        self.files.find(hash, extension).await
    }

    /// The bytes of a picture's file, if it is there.
    pub async fn media_bytes(&self, hash: &MediaHash, extension: &str) -> Result<Option<Vec<u8>>, Error> {
        self.files.read(hash, extension).await
    }
}

async fn archive(tx: &mut Tx) -> Result<Option<Archive>, Error> {
    let Some(publication) = publication::load(tx).await? else {
        return Ok(None);
    };
    let generation = generation::newest(tx).await?;
    let editions = edition::load(tx, Look::public(Scope::EDITIONS)).await?;
    Ok(Some(Archive { generation, publication, editions }))
}
