//! The key folder: where the keys of the list of subscribers lie, apart from the data that they open.
//!
//! What the files hold is `mailroom`'s; here they are made once, by one of however many processes want them, and read.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use mailroom::keys::{PUBLIC_FILE, SECRET_FILE};
use mailroom::{Keys, PublicKeys};
use store::Store;
use uuid::Uuid;
use zeroize::Zeroizing;

/// Nobody but its owner looks into the folder…
const FOLDER_MODE: u32 = 0o700;
/// …or reads its files.
const FILE_MODE: u32 = 0o600;
/// What "others" may do with a file.
const OTHERS: u32 = 0o007;

/// The folder of the keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyFolder {
    path: PathBuf,
}

impl KeyFolder {
    /// A folder, there or not.
    pub fn at(path: PathBuf) -> Self {
        Self { path }
    }

    /// The folder that belongs to a data folder: beside it, by its name and `.keys`. `None` where it has no name.
    pub fn beside(data: &Path) -> Option<Self> {
        let data = std::path::absolute(data).ok()?;
        let mut name = data.file_name()?.to_owned();
        name.push(".keys");
        Some(Self { path: data.with_file_name(name) })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Every key; made if there are none yet. Not when the database has subscribers or forms already: what is sealed
    /// there would be lost behind new keys.
    pub async fn provide(&self, store: &Store) -> Result<Keys> {
        if let Some(keys) = self.read()? {
            return Ok(keys);
        }
        let counts = store.list_counts().await?;
        if counts.requests > 0 || !counts.subscribers.is_empty() {
            bail!(
                "{} holds no keys, and the database has subscribers that only their keys can open; \
                 bring the folder back from its backup, or name the place where it is with `keys`",
                self.path.display()
            );
        }
        self.make()
    }

    /// Every key, if they are there. A public file that is gone or older than the secret one is written anew.
    pub fn read(&self) -> Result<Option<Keys>> {
        let Some(secret) = self.file(SECRET_FILE)? else { return Ok(None) };
        self.is_ours_alone()?;
        let public = self.file(PUBLIC_FILE)?;
        let mut files = vec![(SECRET_FILE, secret.as_slice())];
        files.extend(public.as_ref().map(|public| (PUBLIC_FILE, public.as_slice())));
        let keys = Keys::from_files(&files).with_context(|| format!("the keys in {}", self.path.display()))?;
        let should_be = keys.public().to_file();
        if public.as_deref() != Some(&*should_be) {
            self.put(PUBLIC_FILE, &should_be, Over::Whatever)?;
        }
        Ok(Some(keys))
    }

    /// The public keys alone, if they are there: all that a site reads.
    pub fn public(&self) -> Result<Option<PublicKeys>> {
        let read = |file: Zeroizing<Vec<u8>>| PublicKeys::from_file(&file);
        let public = self.file(PUBLIC_FILE)?.map(read).transpose();
        public.with_context(|| format!("the keys in {}", self.path.display()))
    }

    /// Makes keys where there are none. Of two who do so at once one wins, and both have the winner's.
    fn make(&self) -> Result<Keys> {
        let made = DirBuilder::new().mode(FOLDER_MODE).recursive(true).create(&self.path);
        made.with_context(|| format!("cannot make {}", self.path.display()))?;
        for (name, contents) in Keys::generate().to_files() {
            if name == SECRET_FILE {
                self.put(name, &contents, Over::Nothing)?;
            }
        }
        self.read()?.with_context(|| format!("the keys in {} went as they were made", self.path.display()))
    }

    /// Writes a file whole, or not at all: nobody ever sees half of it, and nothing is lost when the power goes.
    fn put(&self, name: &str, contents: &[u8], over: Over) -> Result<()> {
        let (path, draft) = (self.path.join(name), self.path.join(format!(".{}", Uuid::new_v4())));
        let written = (|| {
            let mut file = OpenOptions::new().write(true).create_new(true).mode(FILE_MODE).open(&draft)?;
            file.write_all(contents)?;
            file.sync_all()?;
            match over {
                Over::Whatever => std::fs::rename(&draft, &path)?,
                Over::Nothing => match std::fs::hard_link(&draft, &path) {
                    Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
                    _ => std::fs::remove_file(&draft)?,
                },
            }
            File::open(&self.path)?.sync_all()
        })();
        if written.is_err() {
            let _ = std::fs::remove_file(&draft);
        }
        written.with_context(|| format!("cannot write {}", path.display()))
    }

    fn file(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>> {
        let path = self.path.join(name);
        match std::fs::read(&path) {
            Ok(contents) => Ok(Some(Zeroizing::new(contents))),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
            Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
        }
    }

    /// A group may read the secret file, as some machines hand secrets over so; the world may not.
    fn is_ours_alone(&self) -> Result<()> {
        let path = self.path.join(SECRET_FILE);
        let mode = std::fs::metadata(&path)?.permissions().mode();
        if mode & OTHERS != 0 {
            bail!("{} is open to everybody on this machine; `chmod 600` it", path.display());
        }
        Ok(())
    }
}

/// What a new file may take the place of.
#[derive(Clone, Copy)]
enum Over {
    Nothing,
    Whatever,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> (tempfile::TempDir, KeyFolder) {
        let place = tempfile::tempdir().unwrap();
        let folder = KeyFolder::beside(&place.path().join("data/")).unwrap();
        assert_eq!(folder.path(), place.path().join("data.keys"));
        (place, folder)
    }

    fn mode(path: &Path) -> u32 {
        std::fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn keys_are_made_once_and_readable_by_their_owner_alone() {
        let (_place, folder) = folder();
        assert!(folder.read().unwrap().is_none() && folder.public().unwrap().is_none());
        let made = folder.make().unwrap();
        assert_eq!(folder.make().unwrap().public(), made.public(), "what is there stays");
        assert_eq!(folder.public().unwrap().unwrap(), made.public());
        assert_eq!(mode(folder.path()), FOLDER_MODE);
        for file in [SECRET_FILE, PUBLIC_FILE] {
            assert_eq!(mode(&folder.path().join(file)), FILE_MODE);
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2, "no draft stays");
    }

    #[test]
    fn of_many_who_make_them_at_once_one_wins() {
        let (_place, folder) = folder();
        let made = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| folder.make().unwrap().public())).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
        });
        assert!(made.iter().all(|keys| *keys == made[0]));
        assert_eq!(folder.public().unwrap().unwrap(), made[0]);
    }

    #[test]
    fn the_public_file_is_written_anew_and_another_ones_is_refused() {
        let (_place, folder) = folder();
        let keys = folder.make().unwrap();
        let public = folder.path().join(PUBLIC_FILE);
        std::fs::remove_file(&public).unwrap();
        assert!(folder.public().unwrap().is_none());
        folder.read().unwrap();
        assert_eq!(folder.public().unwrap().unwrap(), keys.public());
        std::fs::write(&public, Keys::generate().public().to_file()).unwrap();
        let error = format!("{:#}", folder.read().err().unwrap());
        assert!(error.contains("public key 1 is not the one of secret key 1"), "{error}");
    }

    #[test]
    fn a_secret_that_everybody_can_read_is_refused() {
        let (_place, folder) = folder();
        folder.make().unwrap();
        let secret = folder.path().join(SECRET_FILE);
        std::fs::set_permissions(&secret, PermissionsExt::from_mode(0o604)).unwrap();
        assert!(folder.read().err().unwrap().to_string().contains("chmod 600"));
    }
}
