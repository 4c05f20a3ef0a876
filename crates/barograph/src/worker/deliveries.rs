//! Sending deliveries: claimed by the handful, made from the mailing's plate.

use std::sync::Arc;

use anyhow::{Context, Result};
use mailroom::Noun;
use press::mail::Reader;
use store::Claimed;
use tokio::time::Instant;

use super::in_hand;
use super::links::Links;
use super::piece::{self, Parcel, Piece, Unmade};
use super::room::Room;
use super::round::Next;
use super::sender;

/// Claims as many as there is room for, and sets out with each.
pub(super) async fn round(room: Arc<Room>) -> Result<Next> {
    let Some(limit) = piece::room_for(&room, &room.places[0]).await else {
        return Ok(Next::After(room.rhythm.look));
    };
    let until = Instant::now() + room.rhythm.lease.unsigned_abs();
    let claim = piece::claim(&room, limit).await?;
    let claimed = room.store.claim(claim).await?;
    if claimed.is_empty() {
        return Ok(Next::After(room.rhythm.look));
    }
    for one in claimed {
        room.in_hand.take(in_hand::Claim::Delivery(one.hold), until);
        piece::set_out(&room, Piece::Delivery(Arc::new(one)), &room.places[0]).await;
    }
    Ok(Next::AtOnce)
}

/// The finished mail of a delivery.
pub(super) async fn make(room: &Room, claimed: &Claimed) -> Result<Parcel, Unmade> {
    let delivery = &claimed.delivery;
    let copy = room.shelf.copy(&room.store, &room.origin, delivery.mailing, &claimed.choices).await?;
    let Ok(plate) = copy.plate.as_ref() else {
        return Err(Unmade::Void("nothing to send"));
    };
    let to = piece::opened(room, Noun::Subscriber, &claimed.sealed)?;
    let links = Links::new(room, &copy.newsletter, &claimed.language);
    let link = |row: Option<&store::TokenRow>| row.and_then(|row| links.of(row));
    let leave = link(claimed.leave.as_ref()).context("its link to leave cannot be made")?;
    let manage = link(claimed.manage.as_ref()).context("its link to the preferences cannot be made")?;
    let message_id = delivery.mark.message_id(&room.messages, copy.archive.publication.id);
    let bytes = plate.mail(&Reader {
        to: &to.mailbox(),
        message_id: &message_id,
        date: copy.began,
        leave_link: &leave,
        manage_link: &manage,
        one_click_link: &leave,
    });
    let from = sender::return_path(&room.return_path, &copy.newsletter, &delivery.mark, &room.messages);
    let from = from.ok_or_else(piece::no_sender)?;
    Ok(Parcel { from, to, bytes, generation: Some(copy.archive.generation) })
}
