//! The worker: opens what forms sent, begins mailings, and mails. One loop for each duty, a file each.
//!
//! What is owed is in the database, so a worker may die at any moment: whoever takes over finds each delivery waiting, or
//! claimed until a lease ends. Every instant that counts is by the database's clock. What becomes of a failure is
//! `mailroom`'s to say, whose fault it was `courier`'s, and one mail's bytes are `press`'s.

mod deliveries;
mod duties;
mod in_hand;
mod lease;
mod links;
mod mailings;
mod notices;
mod opening;
mod piece;
mod rhythm;
mod road;
mod room;
mod round;
mod seat;
pub(crate) mod sender;
mod shelf;

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use courier::{Courier, Route};
use jiff::SignedDuration;
use mailroom::Keys;
use press::Origin;
use store::{Database, Store};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;

pub use rhythm::Rhythm;
pub use seat::EnlistError;

use room::Room;
use round::{rounds, tend};
use seat::Seat;

/// How long goodbyes to the mail server and the database may take.
const GOODBYE: Duration = Duration::from_secs(2);

/// What a worker is given.
pub struct Outfit {
    /// Where everything that is owed stands.
    pub store: Store,
    /// The same, by its address: on SQLite the file beside which a worker's place is kept.
    pub database: Database,
    /// Every key.
    pub keys: Keys,
    /// Where mail goes.
    pub route: Route,
    /// Where links lead, unless a newsletter has a base of its own.
    pub origin: Origin,
    /// Where what cannot be delivered comes back to; empty for each newsletter's own address.
    pub return_path: String,
    /// How long the deliveries of a mailing that is done are kept.
    pub kept: SignedDuration,
    /// How often it looks, and how long it waits.
    pub rhythm: Rhythm,
}

/// A worker that has its place.
pub struct Worker {
    room: Arc<Room>,
    seat: Seat,
}

impl Worker {
    /// Takes a worker's place. On SQLite there is one.
    pub async fn enlist(outfit: Outfit) -> Result<Self, EnlistError> {
        let courier = Courier::new(outfit.route.clone())?;
        let seat = Seat::take(&outfit.store, &outfit.database, outfit.rhythm).await?;
        Ok(Self { room: Arc::new(Room::new(outfit, courier, seat.name.clone())), seat })
    }

    /// What it is called among workers.
    pub fn name(&self) -> &str {
        &self.seat.name
    }

    /// Mails until told to stop; then ends what is on the wire, and gives back the rest.
    pub async fn run(self, stop: CancellationToken) {
        let room = &self.room;
        let left = CancellationToken::new();
        let renewing = tend(room.clone(), "keeping its leases", lease::round, left.clone());
        let renewing = AbortOnDropHandle::new(tokio::spawn(renewing));
        let working = AbortOnDropHandle::new(tokio::spawn(rounds(room.clone(), stop.clone())));
        stop.cancelled().await;
        room.leaving.cancel();
        let grace = room.rhythm.grace;
        let _ = timeout(grace, working).await;
        room.pieces.close();
        if timeout(grace, room.pieces.wait()).await.is_err() {
            tracing::warn!("what was on the wire took too long to end; it may go twice");
            room.cut.cancel();
            room.pieces.wait().await;
        }
        left.cancel();
        let _ = renewing.await;
        let _ = timeout(GOODBYE, room.courier.close()).await;
        let _ = timeout(GOODBYE, self.seat.leave(&room.store)).await;
    }
}

/// What is done without a route too: what is to be forgotten is forgotten.
pub async fn forget(store: Store, kept: SignedDuration, stop: CancellationToken) {
    duties::forget(store, kept, stop).await;
}
