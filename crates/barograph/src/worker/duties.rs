//! Putting in order: what is to be forgotten is forgotten, and large providers get lanes of their own.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use jiff::SignedDuration;
use mailroom::{Address, Lane, Noun, SubscriberId};
use store::Store;
use tokio_util::sync::CancellationToken;

use super::room::Room;
use super::round::Next;

/// Sealed addresses that are read, and lanes that are written, at once.
const AT_ONCE: usize = 1_000;
/// Between two rounds of forgetting where nothing is mailed.
const FORGOTTEN_EVERY: Duration = Duration::from_secs(3600);

/// One round of everything.
pub(super) async fn round(room: Arc<Room>) -> Result<Next> {
    forgotten(&room.store, room.kept).await?;
    lanes(&room).await?;
    Ok(Next::After(room.rhythm.duties))
}

/// Forgets again and again until told to stop.
pub(super) async fn forget(store: Store, kept: SignedDuration, stop: CancellationToken) {
    loop {
        if let Err(error) = forgotten(&store, kept).await {
            tracing::error!("what is to be forgotten is not yet: {error:#}");
        }
        tokio::select! {
            () = tokio::time::sleep(FORGOTTEN_EVERY) => {}
            () = stop.cancelled() => return,
        }
    }
}

async fn forgotten(store: &Store, kept: SignedDuration) -> Result<()> {
    let now = store.clock().await?;
    let pending = store.forget_pending(now).await?;
    if pending > 0 {
        tracing::info!(pending, "forgot what was asked for and never confirmed");
    }
    Ok(store.purge(kept, now).await?)
}

/// Gives every confirmed subscriber the lane of their provider. The addresses are in memory for as long as that takes.
async fn lanes(room: &Room) -> Result<()> {
    let (mut whose, mut addresses): (Vec<SubscriberId>, Vec<Address>) = Default::default();
    let mut after = SubscriberId(0);
    loop {
        let sealed = room.store.sealed(after, AT_ONCE).await?;
        let Some(last) = sealed.last() else { break };
        after = last.subscriber;
        for one in &sealed {
            // What does not open is said when it is to be mailed.
            if let Ok(address) = room.opening.open_checked(Noun::Subscriber, one.seal_id, &one.seal, &one.hash) {
                whose.push(one.subscriber);
                addresses.push(address);
            }
        }
        tokio::task::yield_now().await;
    }
    let lanes: Vec<(SubscriberId, Lane)> = whose.into_iter().zip(room.lanes.lanes(&addresses)).collect();
    for part in lanes.chunks(AT_ONCE) {
        room.store.set_lanes(part).await?;
    }
    Ok(())
}
