//! The room that all duties of a worker share: keys, courier, what is in hand.

use std::collections::BTreeSet;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};

use courier::Courier;
use jiff::{SignedDuration, Timestamp};
use mailroom::{Grant, LaneKeys, LookupKeys, MessageKeys, OpeningKeys, RequestId, SealingKey, TokenHash, TokenKeys};
use press::Origin;
use store::Store;
use tokio::sync::{Notify, Semaphore};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::in_hand::InHand;
use super::road::Road;
use super::shelf::Shelf;
use super::{Outfit, Rhythm};

/// Claimed for each connection: one that is on the wire, and one that is being made.
const CLAIMED_PER_CONNECTION: usize = 2;

/// Everything that a worker's duties share.
pub(super) struct Room {
    pub(super) name: String,
    pub(super) store: Store,
    pub(super) courier: Courier,
    pub(super) origin: Origin,
    pub(super) return_path: String,
    pub(super) kept: SignedDuration,
    pub(super) rhythm: Rhythm,
    pub(super) opening: OpeningKeys,
    pub(super) sealing: SealingKey,
    pub(super) lookup: LookupKeys,
    pub(super) tokens: TokenKeys,
    pub(super) messages: MessageKeys,
    pub(super) lanes: LaneKeys,
    pub(super) shelf: Shelf,
    pub(super) road: Road,
    pub(super) in_hand: InHand,
    /// One for each connection, held from before a mail goes until what became of it is written: so no more can ever be
    /// in doubt than there are connections.
    pub(super) hands: Semaphore,
    /// Room for what is claimed; deliveries and notices each have their own, so that neither waits for the other.
    pub(super) places: [Arc<Semaphore>; 2],
    pub(super) batch: usize,
    /// Mails that are being made, carried or settled.
    pub(super) pieces: TaskTracker,
    /// Told to stop: nothing sets out any more.
    pub(super) leaving: CancellationToken,
    /// Breaks off what is on the wire.
    pub(super) cut: CancellationToken,
    /// What became of mails cannot be written down.
    pub(super) is_mute: AtomicBool,
    /// A notice was written just now.
    pub(super) noticed: Notify,
    /// Requests that were not opened, and will not be before the keys are read again.
    pub(super) unopened: Mutex<BTreeSet<RequestId>>,
}

impl Room {
    pub(super) fn new(outfit: Outfit, courier: Courier, name: String) -> Self {
        let Outfit { store, keys, origin, return_path, kept, rhythm, .. } = outfit;
        let connections = courier.route().limits().connections_max.max(1);
        let batch = connections * CLAIMED_PER_CONNECTION;
        Self {
            name,
            store,
            courier,
            origin,
            return_path,
            kept,
            rhythm,
            opening: keys.opening(),
            sealing: keys.public().sealing(),
            lookup: keys.lookup(),
            tokens: keys.tokens(),
            messages: keys.messages(),
            lanes: keys.lanes(),
            shelf: Shelf::default(),
            road: Road::new(rhythm.rest_min, rhythm.rest_max),
            in_hand: InHand::default(),
            hands: Semaphore::new(connections),
            places: [(); 2].map(|()| Arc::new(Semaphore::new(batch))),
            batch,
            pieces: TaskTracker::new(),
            leaving: CancellationToken::new(),
            cut: CancellationToken::new(),
            is_mute: AtomicBool::new(false),
            noticed: Notify::new(),
            unopened: Mutex::default(),
        }
    }

    /// The present instant, by the clock that all workers share.
    pub(super) async fn now(&self) -> Result<Timestamp, store::Error> {
        self.store.clock().await
    }

    /// Makes the token of a grant and gives its hash, as the store asks for it.
    pub(super) fn token(&self, grant: Grant, number: i64) -> TokenHash {
        self.tokens.make(grant, number).hash()
    }
}
