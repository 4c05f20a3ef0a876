//! A mailbox for demo and tests: it takes mail by SMTP, keeps it in memory alone, and shows it in the browser.
//!
//! It takes every mail, for whomever it is, and says 250 only when the mail is in it. It checks nothing, forwards nothing
//! and has no TLS: whoever runs it listens on the loopback interface.

mod kept;
mod mail;
mod received;
mod smtp;
mod web;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;

pub use mail::Mail;
pub use received::Received;

use crate::kept::Kept;

/// Mails kept at most unless told otherwise; the oldest makes room.
const MAILS_MAX: usize = 20_000;
/// Bytes of mails kept at most, whatever their number.
const BYTES_MAX: usize = 512 * 1024 * 1024;

/// A mailbox; its clones are the same mailbox.
#[derive(Clone, Debug)]
pub struct Mailbox {
    kept: Arc<Mutex<Kept>>,
    delay: Duration,
}

impl Default for Mailbox {
    fn default() -> Self {
        Self::new()
    }
}

impl Mailbox {
    /// An empty one.
    pub fn new() -> Self {
        Self::keeping(MAILS_MAX)
    }

    /// An empty one that keeps so many mails at most.
    pub fn keeping(mails: usize) -> Self {
        Self { kept: Arc::new(Mutex::new(Kept::new(mails, BYTES_MAX))), delay: Duration::ZERO }
    }

    /// The same mailbox, saying 250 so long after it has a mail.
    #[must_use]
    pub fn slow(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Takes mail on a port, until it is dropped.
    pub async fn receive(&self, listener: TcpListener) {
        smtp::listen(listener, self).await;
    }

    /// The mails, read; the newest last.
    pub fn mails(&self) -> Vec<Mail> {
        self.received().iter().map(|received| Mail::read(received)).collect()
    }

    /// The mails with their envelopes, byte for byte as they came; the newest last.
    pub fn received(&self) -> Vec<Arc<Received>> {
        self.lock().all()
    }

    /// How many mails it has ever taken, those that made room too.
    pub fn taken(&self) -> u64 {
        self.lock().taken()
    }

    /// Throws everything away.
    pub fn clear(&self) {
        self.lock().clear();
    }

    /// The mailbox in the browser: `/mailbox/`, and `/mailbox.json`. It is styled by the site's assets, so it belongs
    /// beside the site.
    pub fn router(&self) -> Router {
        web::router(self.clone())
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
