//! Keeping the leases: the worker's own, and those of what it has in hand. A mail may take longer than a lease: a server
//! has ten minutes to say that it took one.

use std::sync::Arc;

use anyhow::Result;
use tokio::time::Instant;

use super::in_hand::Claim;
use super::room::Room;
use super::round::Next;

/// How many times a lease is renewed before it would end.
const RENEWED_PER_LEASE: u32 = 4;

/// Renews every lease; what was lost is acted on no more.
pub(super) async fn round(room: Arc<Room>) -> Result<Next> {
    let (lease, asked) = (room.rhythm.lease, Instant::now());
    let until = asked + lease.unsigned_abs();
    room.store.enroll(&room.name, lease, room.now().await?).await?;
    let (deliveries, notices) = room.in_hand.holds();
    let now = room.now().await?;
    if !deliveries.is_empty() {
        let lost = room.store.extend(&deliveries, lease, now).await?;
        renewed(&room, (&deliveries, &lost), Claim::Delivery, until);
    }
    if !notices.is_empty() {
        let lost = room.store.extend_notices(&notices, lease, now).await?;
        renewed(&room, (&notices, &lost), Claim::Notice, until);
    }
    Ok(Next::After(lease.unsigned_abs() / RENEWED_PER_LEASE))
}

fn renewed<H: Copy + PartialEq>(room: &Room, (all, lost): (&[H], &[H]), claim: fn(H) -> Claim, until: Instant) {
    let kept: Vec<Claim> = all.iter().filter(|hold| !lost.contains(hold)).map(|hold| claim(*hold)).collect();
    room.in_hand.keep(&kept, until);
    lost.iter().for_each(|hold| room.in_hand.drop(claim(*hold)));
}
