//! Media's files: one folder, each named by the hash of its bytes, so none is ever changed.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use newsroom::MediaHash;
use uuid::Uuid;

use crate::Error;

/// The folder within the data folder.
const FOLDER: &str = "media";
/// Endings of files that we keep.
const EXTENSIONS: [&str; 2] = ["jpg", "png"];

/// The folder with the files.
#[derive(Clone, Debug)]
pub(crate) struct Files {
    folder: Arc<Path>,
}

impl Files {
    /// Makes the folder when it is not there.
    pub(crate) fn open(data: &Path) -> Result<Self, Error> {
        let folder = data.join(FOLDER);
        fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
        Ok(Self { folder: folder.into() })
    }

    fn path(&self, hash: &MediaHash, extension: &str) -> Option<PathBuf> {
        EXTENSIONS.contains(&extension).then(|| self.folder.join(format!("{hash}.{extension}")))
    }

    /// The path of a file that is there.
    pub(crate) async fn find(&self, hash: &MediaHash, extension: &str) -> Option<PathBuf> {
        let path = self.path(hash, extension)?;
        let there = tokio::fs::try_exists(&path).await.unwrap_or(false);
        there.then_some(path)
    }

    /// The bytes of a file, if it is there.
    pub(crate) async fn read(&self, hash: &MediaHash, extension: &str) -> Result<Option<Vec<u8>>, Error> {
        let Some(path) = self.path(hash, extension) else {
            return Ok(None);
        };
        match tokio::fs::read(&path).await {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::file(path)(error)),
        }
    }

    /// Keeps a file for good before anything refers to it: whole under its name, or not at all.
    pub(crate) async fn keep(&self, hash: &MediaHash, extension: &str, bytes: &[u8]) -> Result<(), Error> {
        let named = self.path(hash, extension).filter(|_| MediaHash::of(bytes) == *hash);
        let path = named.ok_or_else(|| Error::NotItsHash(format!("{hash}.{extension}")))?;
        if tokio::fs::try_exists(&path).await.unwrap_or(false) {
            return Ok(());
        }
        let (folder, bytes) = (self.folder.clone(), bytes.to_vec());
        let work = tokio::task::spawn_blocking(move || write(&folder, &path, &bytes));
        work.await.unwrap_or_else(|error| Err(Error::file(FOLDER)(std::io::Error::other(error))))
    }
}

fn write(folder: &Path, path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let half = folder.join(format!("{}.part", Uuid::new_v4()));
    let written = File::create(&half).and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()));
    let moved = written.and_then(|()| fs::rename(&half, path)).and_then(|()| File::open(folder)?.sync_all());
    moved.map_err(|error| {
        // What is left of it would only lie about.
        let _ = fs::remove_file(&half);
        Error::file(path)(error)
    })
}
