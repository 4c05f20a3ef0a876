//! Acts: what happens within one write transaction, and how often it is tried.

use std::future::Future;
use std::time::{Duration, Instant};

use super::Tx;
use crate::Error;

/// How long to keep trying when the engine says "not now".
const PATIENCE: Duration = Duration::from_secs(30);
/// Between two tries.
const PAUSE: Duration = Duration::from_millis(25);

/// What happens within one write transaction. May be performed twice: the first time then left no trace.
pub(crate) trait Act: Sync {
    /// What it gives.
    type Done: Send;
    /// Why it was not done.
    type Refused: Refusal;

    /// Does it, and says whether it is to last. An error takes everything back.
    fn perform(&self, tx: &mut Tx) -> impl Future<Output = Result<Ended<Self::Done>, Self::Refused>> + Send;
}

/// Whether an act's writes last.
pub(crate) enum Ended<T> {
    /// They do.
    Commit(T),
    /// Nothing is to change after all.
    Rollback(T),
}

/// Why an act was not done; may be the store's own failure.
pub(crate) trait Refusal: From<Error> + Send {
    /// The store's failure, if it is one.
    fn failure(&self) -> Option<&Error>;
}

impl Refusal for Error {
    fn failure(&self) -> Option<&Error> {
        Some(self)
    }
}

/// Waits between tries, and ends.
pub(crate) struct Patience {
    until: Instant,
}

impl Default for Patience {
    fn default() -> Self {
        Self::lasting(PATIENCE)
    }
}

impl Patience {
    /// Lasts that long from now on.
    pub(crate) fn lasting(time: Duration) -> Self {
        Self { until: Instant::now() + time }
    }

    /// Pauses before another try; `false` when it has been long enough.
    pub(crate) async fn wait(&mut self) -> bool {
        if Instant::now() >= self.until {
            return false;
        }
        tokio::time::sleep(PAUSE).await;
        true
    }
}
