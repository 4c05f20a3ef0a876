//! The pool: no more connections than the route may have, each used for several mails.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::Limits;
use crate::session::Session;

/// Sessions that wait for a mail, and how many may be open.
pub(crate) struct Pool {
    seats: Arc<Semaphore>,
    seats_max: u32,
    mails_max: u32,
    waiting: Mutex<Vec<Session>>,
}

/// Leave to have one connection.
pub(crate) struct Seat {
    _permit: Option<OwnedSemaphorePermit>,
}

impl Pool {
    /// The pool of a route.
    pub fn of(limits: &Limits) -> Self {
        let seats_max = u32::try_from(limits.connections_max).unwrap_or(u32::MAX).max(1);
        Self {
            seats: Arc::new(Semaphore::new(seats_max as usize)),
            seats_max,
            mails_max: limits.mails_per_connection_max.max(1),
            waiting: Mutex::default(),
        }
    }

    /// Waits until one more connection may be used. The seats are never closed, so there is always a permit.
    pub async fn seat(&self) -> Seat {
        Seat { _permit: self.seats.clone().acquire_owned().await.ok() }
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

    /// Keeps the session for a next mail, or says goodbye. The goodbye keeps nobody waiting but who wants the seat: a mail
    /// that the server took is taken, however long it takes to part.
    pub fn give(&self, mut session: Session, seat: Seat) {
        if session.is_over {
            return;
        }
        if session.mails < self.mails_max {
            session.rest();
            return self.waiting().push(session);
        }
        tokio::spawn(async move {
            session.quit().await;
            drop(seat);
        });
    }

    /// Says goodbye on all that wait, and waits for every other goodbye and mail to end.
    pub async fn close(&self) {
        let sessions = std::mem::take(&mut *self.waiting());
        for session in sessions {
            session.quit().await;
        }
        drop(self.seats.acquire_many(self.seats_max).await);
    }

    fn waiting(&self) -> MutexGuard<'_, Vec<Session>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
