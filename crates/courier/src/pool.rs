//! The pool: no more connections than the route may have, each used for several mails.

use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::{Semaphore, SemaphorePermit};

use crate::Limits;
use crate::session::Session;

/// Sessions that wait for a mail, and how many may be open.
pub(crate) struct Pool {
    seats: Semaphore,
    mails_max: u32,
    waiting: Mutex<Vec<Session>>,
}

impl Pool {
    /// The pool of a route.
    pub fn of(limits: &Limits) -> Self {
        Self {
            seats: Semaphore::new(limits.connections_max.max(1)),
            mails_max: limits.mails_per_connection_max.max(1),
            waiting: Mutex::default(),
        }
    }

    /// Waits until one more connection may be used. It is `None` never: the seats are not closed.
    pub async fn seat(&self) -> Option<SemaphorePermit<'_>> {
        self.seats.acquire().await.ok()
    }

    /// A session that can carry another mail, the one used last. Those that cannot are let go.
    pub async fn take(&self) -> Option<Session> {
        loop {
            let mut session = self.waiting().pop()?;
            if !session.is_stale().await {
                return Some(session);
            }
            tracing::debug!(mails = session.mails, "connection gone stale");
        }
    }

    /// Keeps the session for a next mail, or says goodbye. Only whoever has a seat may do this.
    pub async fn give(&self, mut session: Session) {
        if session.is_over || session.mails >= self.mails_max {
            session.quit().await;
        } else {
            session.rest();
            self.waiting().push(session);
        }
    }

    /// Says goodbye on all that wait.
    pub async fn close(&self) {
        let sessions = std::mem::take(&mut *self.waiting());
        for session in sessions {
            session.quit().await;
        }
    }

    fn waiting(&self) -> MutexGuard<'_, Vec<Session>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
