//! What a worker has in hand: claimed, and its own for as long as the lease that it knows of.

use std::sync::{Mutex, MutexGuard, PoisonError};

use mailroom::{DeliveryId, NoticeId};
use store::Hold;
use tokio::time::Instant;

/// One claim, of either kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Claim {
    Delivery(Hold<DeliveryId>),
    Notice(Hold<NoticeId>),
}

/// All claims that have no outcome yet. The instants are of this machine and only ever subtracted: by them nobody says
/// when something is, only how long ago it was asked for.
#[derive(Default)]
pub(super) struct InHand(Mutex<Vec<(Claim, Instant)>>);

impl InHand {
    /// Takes a claim in hand until an instant.
    pub(super) fn take(&self, claim: Claim, until: Instant) {
        self.all().push((claim, until));
    }

    /// Lets go of one.
    pub(super) fn drop(&self, claim: Claim) {
        self.all().retain(|(other, _)| *other != claim);
    }

    /// Whether it is still ours to act on.
    pub(super) fn has(&self, claim: Claim) -> bool {
        self.all().iter().any(|(other, until)| *other == claim && Instant::now() < *until)
    }

    /// Those of deliveries and those of notices.
    pub(super) fn holds(&self) -> (Vec<Hold<DeliveryId>>, Vec<Hold<NoticeId>>) {
        let (mut deliveries, mut notices) = (Vec::new(), Vec::new());
        for (claim, _) in self.all().iter() {
            match claim {
                Claim::Delivery(hold) => deliveries.push(*hold),
                Claim::Notice(hold) => notices.push(*hold),
            }
        }
        (deliveries, notices)
    }

    /// Keeps these until an instant.
    pub(super) fn keep(&self, kept: &[Claim], until: Instant) {
        for (_, end) in self.all().iter_mut().filter(|(claim, _)| kept.contains(claim)) {
            *end = until;
        }
    }

    fn all(&self) -> MutexGuard<'_, Vec<(Claim, Instant)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
