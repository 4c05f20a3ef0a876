//! A worker's place: by a lease in the database, and on SQLite, where there is one, by a lock beside the file.
//!
//! The system lets go of the lock the moment a process ends, however it ends. So whoever gets it knows that those who
//! still have a lease are dead, and need not wait for it to end.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

use courier::RouteError;
use store::{Database, SteerError, Store, WorkerError};
use uuid::Uuid;

use super::{Rhythm, mailings};

/// Where Linux says what the machine is called.
const HOST_NAME: &str = "/proc/sys/kernel/hostname";

/// Why there is no place.
#[derive(Debug, thiserror::Error)]
pub enum EnlistError {
    /// Somebody has it.
    #[error(transparent)]
    Worker(#[from] WorkerError),
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// A mailing could not be held.
    #[error(transparent)]
    Steer(#[from] SteerError),
    /// The route cannot be set up.
    #[error(transparent)]
    Route(#[from] RouteError),
}

/// A place taken.
pub(super) struct Seat {
    pub(super) name: String,
    /// Held for as long as it is open.
    _lock: Option<File>,
}

impl Seat {
    /// Takes a place, under a name of its own. Where nobody else has one, what was left behind long ago is held first: with
    /// the place comes what there is to mail.
    pub(super) async fn take(store: &Store, database: &Database, rhythm: Rhythm) -> Result<Self, EnlistError> {
        let name = name();
        let lock = match database {
            Database::Sqlite(path) => locked(&path.with_extension("worker"), &name)?,
            Database::Postgres(_) => None,
        };
        if lock.is_some() {
            for dead in store.workers(store.clock().await?).await? {
                let given_back = store.release(&dead, store.clock().await?).await?;
                tracing::info!(worker = dead, mails = given_back, "took over from a worker that has died");
                store.dismiss(&dead).await?;
            }
        }
        let now = store.clock().await?;
        if store.workers(now).await?.is_empty() {
            mailings::hold_left_behind(store, rhythm.missed, now).await?;
        }
        store.enroll(&name, rhythm.lease, now).await?;
        Ok(Self { name, _lock: lock })
    }

    /// Gives back what is in hand, and the place.
    pub(super) async fn leave(self, store: &Store) {
        let given_back = match store.clock().await {
            Ok(now) => store.release(&self.name, now).await,
            Err(error) => Err(error),
        };
        if let Err(error) = given_back {
            tracing::warn!(%error, "what was in hand is not given back before its lease ends");
        }
        let _ = store.dismiss(&self.name).await;
    }
}

/// The lock with our name in it; `None` where files cannot be locked, and the lease alone must do.
fn locked(path: &Path, name: &str) -> Result<Option<File>, WorkerError> {
    let Ok(mut file) = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path) else {
        return Ok(None);
    };
    match file.try_lock() {
        Ok(()) => {
            let _ = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| file.write_all(name.as_bytes()));
            Ok(Some(file))
        }
        Err(TryLockError::WouldBlock) => {
            let mut other = String::new();
            let _ = file.read_to_string(&mut other);
            Err(WorkerError::Another(if other.is_empty() { "another worker".to_owned() } else { other }))
        }
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

/// The machine's name, the process, and something that tells two apart that have both alike.
fn name() -> String {
    let host = std::fs::read_to_string(HOST_NAME).unwrap_or_default();
    let host = if host.trim().is_empty() { "worker" } else { host.trim() };
    let chance = Uuid::new_v4().simple().to_string();
    format!("{host}-{}-{}", std::process::id(), &chance[..4])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_one_workers_and_says_whose() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("barograph.worker");
        let first = locked(&path, "first").unwrap();
        assert!(first.is_some());
        let refused = locked(&path, "second").unwrap_err();
        assert!(matches!(refused, WorkerError::Another(ref name) if name == "first"), "{refused}");
        drop(first);
        assert!(locked(&path, "second").unwrap().is_some());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "second");
    }
}
