//! One piece of mail, a delivery or a notice: made, carried, settled. A panic within it costs no other.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use courier::{Accepted, Outgoing};
use jiff::Timestamp;
use mailroom::retry::Settled;
use mailroom::{Address, CannotOpen, DeliveryState, Failure, Lasting, Noun, Outcome, Scope, Suppress, outcome, settle};
use store::{Claim, Claimed, ClaimedNotice, Sealed, Settlement};
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;

use super::in_hand;
use super::room::Room;
use super::{deliveries, notices};

/// Between two tries to write what became of a mail.
const SETTLED_AGAIN: Duration = Duration::from_millis(500);

/// A piece of mail in hand.
#[derive(Clone)]
pub(super) enum Piece {
    Delivery(Arc<Claimed>),
    Notice(Arc<ClaimedNotice>),
}

/// A finished mail.
pub(super) struct Parcel {
    pub(super) from: String,
    pub(super) to: Address,
    pub(super) bytes: Vec<u8>,
    /// Of which generation it was made.
    pub(super) generation: Option<u64>,
}

/// Why a mail was not made.
pub(super) enum Unmade {
    /// There is nothing in it for this reader any more.
    Void(&'static str),
    /// Something stands against it, as a failure.
    Failed(Failure),
}

/// What came of a piece.
enum Came {
    Accepted(Accepted),
    Failed(Failure),
    Void(&'static str),
}

impl From<anyhow::Error> for Unmade {
    /// What keeps a mail from being made here is not its reader's fault; it is tried again, and ends with its age. That
    /// the database did not answer costs no attempt.
    fn from(error: anyhow::Error) -> Self {
        let scope = if error.is::<store::Error>() { Scope::Connection } else { Scope::Mail };
        Self::Failed(failure(scope, Lasting::Passing, &format!("the mail could not be made: {error:#}")))
    }
}

/// For how many there is room now; `None` while the road rests. Waits until half of the room is free, so that they are
/// claimed by the handful.
pub(super) async fn room_for(room: &Room, places: &Semaphore) -> Option<usize> {
    let half = u32::try_from(room.batch.div_ceil(2)).unwrap_or(u32::MAX);
    drop(places.acquire_many(half).await);
    Some(room.road.takes(places.available_permits())).filter(|many| *many > 0)
}

/// A claim of so many.
pub(super) async fn claim(room: &Room, limit: usize) -> Result<Claim<'_>, store::Error> {
    Ok(Claim { worker: &room.name, limit, lease: room.rhythm.lease, closed: &[], now: room.now().await? })
}

/// Sets out with a piece that was just claimed.
pub(super) async fn set_out(room: &Arc<Room>, piece: Piece, places: &Arc<Semaphore>) {
    let place = places.clone().acquire_owned().await;
    let room = room.clone();
    let pieces = room.pieces.clone();
    pieces.spawn(async move {
        if ended(attempt(room.clone(), piece.clone()), &room.cut).await == Ended::Panicked {
            tracing::error!(mail = piece.named(), "panicked; nothing else was touched");
            ended(give_up(room.clone(), piece.clone()), &room.cut).await;
        }
        room.in_hand.drop(piece.claim());
        drop(place);
    });
}

/// How an attempt came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    Itself,
    Panicked,
    Cut,
}

/// Does something in a task of its own, so that a panic ends nothing else; or breaks it off.
async fn ended(attempt: impl Future<Output = ()> + Send + 'static, cut: &CancellationToken) -> Ended {
    let attempt = AbortOnDropHandle::new(tokio::spawn(attempt));
    tokio::select! {
        ended = attempt => if ended.is_ok() { Ended::Itself } else { Ended::Panicked },
        () = cut.cancelled() => Ended::Cut,
    }
}

async fn give_up(room: Arc<Room>, piece: Piece) {
    let why = failure(Scope::Mail, Lasting::Passing, "the mail could not be made: it panicked");
    conclude(&room, &piece, &Came::Failed(why), None).await;
}

/// Makes and carries a piece, and writes what came of it. What is no longer ours is left to whoever has it.
async fn attempt(room: Arc<Room>, piece: Piece) {
    let made = match &piece {
        Piece::Delivery(claimed) => deliveries::make(&room, claimed).await,
        Piece::Notice(claimed) => notices::make(&room, claimed).await,
    };
    let parcel = match made {
        Ok(parcel) => parcel,
        Err(Unmade::Void(why)) => return conclude(&room, &piece, &Came::Void(why), None).await,
        Err(Unmade::Failed(failure)) => return conclude(&room, &piece, &Came::Failed(failure), None).await,
    };
    let _hand = room.hands.acquire().await;
    if room.leaving.is_cancelled() || !room.in_hand.has(piece.claim()) {
        return;
    }
    let Some(pass) = room.road.pass() else {
        let rests = failure(Scope::Route, Lasting::Passing, "mail cannot go at present");
        return conclude(&room, &piece, &Came::Failed(rests), None).await;
    };
    let outgoing = Outgoing { from: &parcel.from, to: &parcel.to, bytes: &parcel.bytes };
    let came = match room.courier.deliver(&outgoing).await {
        Ok(accepted) => Came::Accepted(accepted),
        Err(failure) => Came::Failed(failure),
    };
    match &came {
        Came::Failed(failure) if outcome(failure) == Outcome::GiveBack => pass.broke_down(failure),
        _ => pass.arrived(),
    }
    conclude(&room, &piece, &came, parcel.generation).await;
}

/// Writes what came of a piece, again and again while the database does not answer: that it was accepted until the
/// program ends, anything else for as long as the piece is ours.
async fn conclude(room: &Room, piece: &Piece, came: &Came, generation: Option<u64>) {
    while let Err(error) = written(room, piece, came, generation).await {
        if !room.is_mute.swap(true, Ordering::Relaxed) {
            tracing::error!("what became of mails cannot be written, so no more are sent: {error:#}");
        }
        if !matches!(came, Came::Accepted(_)) && !room.in_hand.has(piece.claim()) {
            return;
        }
        tokio::time::sleep(SETTLED_AGAIN).await;
    }
    if room.is_mute.swap(false, Ordering::Relaxed) {
        tracing::info!("what became of mails is written again");
    }
}

async fn written(room: &Room, piece: &Piece, came: &Came, generation: Option<u64>) -> anyhow::Result<bool> {
    let now = room.now().await?;
    let settled = &piece.settled(came, now);
    let reply = match came {
        Came::Accepted(accepted) => accepted.reply.as_str(),
        Came::Failed(failure) => failure.reply.as_str(),
        Came::Void(_) => "",
    };
    Ok(match piece {
        Piece::Delivery(claimed) => {
            room.store.settle(Settlement { hold: claimed.hold, settled, reply, generation, now }).await?
        }
        Piece::Notice(claimed) => {
            room.store.settle_notice(Settlement { hold: claimed.hold, settled, reply, generation, now }).await?
        }
    })
}

impl Piece {
    fn claim(&self) -> in_hand::Claim {
        match self {
            Self::Delivery(claimed) => in_hand::Claim::Delivery(claimed.hold),
            Self::Notice(claimed) => in_hand::Claim::Notice(claimed.hold),
        }
    }

    /// For the log: a row's number, which says nothing of its reader.
    fn named(&self) -> String {
        match self {
            Self::Delivery(claimed) => format!("delivery {}", claimed.delivery.id.0),
            Self::Notice(claimed) => format!("notice {}", claimed.notice.id.0),
        }
    }

    /// Attempts that counted, and when the first was.
    fn tried(&self) -> (u32, Timestamp) {
        match self {
            Self::Delivery(claimed) => (claimed.delivery.attempts, claimed.since),
            Self::Notice(claimed) => (claimed.attempts, claimed.since),
        }
    }

    fn settled(&self, came: &Came, now: Timestamp) -> Settled {
        let (attempts, since) = self.tried();
        match came {
            Came::Accepted(_) => Settled {
                state: DeliveryState::Accepted(now),
                attempts: attempts.saturating_add(1),
                suppress: Suppress::No,
            },
            Came::Failed(failure) => settle(failure, attempts, since, now),
            Came::Void(why) => {
                Settled { state: DeliveryState::Cancelled((*why).to_owned()), attempts, suppress: Suppress::No }
            }
        }
    }
}

/// The address in a row, its hash checked. One that was planted or moved is refused for good; one whose key is not here
/// waits for a worker that has it.
pub(super) fn opened(room: &Room, noun: Noun, sealed: &Sealed) -> Result<Address, Unmade> {
    let opened = room.opening.open_checked(noun, sealed.seal_id, &sealed.seal, &sealed.hash);
    opened.map_err(|error| {
        tracing::error!(subscriber = sealed.subscriber.0, "cannot be written to: {error}");
        let (scope, lasting) = match error {
            CannotOpen::Key(_) => (Scope::Route, Lasting::Passing),
            CannotOpen::Broken | CannotOpen::Planted => (Scope::Mail, Lasting::Permanent),
        };
        Unmade::Failed(failure(scope, lasting, &error.to_string()))
    })
}

/// The configured sender is none that mail can come back to: nothing can go before that is mended.
pub(super) fn no_sender() -> Unmade {
    let words = "neither `return_path` nor the newsletter's `from` is an address that mail can come back to";
    tracing::error!("{words}");
    Unmade::Failed(failure(Scope::Route, Lasting::Permanent, words))
}

fn failure(scope: Scope, lasting: Lasting, reply: &str) -> Failure {
    Failure { scope, lasting, reply: reply.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_is_told_and_what_is_cut_ends() {
        let cut = CancellationToken::new();
        assert_eq!(ended(async {}, &cut).await, Ended::Itself);
        assert_eq!(ended(async { panic!("on purpose") }, &cut).await, Ended::Panicked);
        let (alive, gone) = tokio::sync::oneshot::channel::<()>();
        cut.cancel();
        let hangs = async move {
            let _alive = alive;
            std::future::pending::<()>().await;
        };
        assert_eq!(ended(hangs, &cut).await, Ended::Cut);
        assert!(gone.await.is_err(), "it is gone, not left behind");
    }
}
