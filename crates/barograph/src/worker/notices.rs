//! Sending notices: confirmations, and the links that somebody lost.

use std::sync::Arc;

use anyhow::{Context, Result};
use mailroom::{NoticeKind, Noun, Purpose};
use press::Press;
use press::mail::{Envelope, Occasion, notice};
use store::{ClaimedNotice, Granted};
use tokio::time::{Instant, timeout};

use super::in_hand;
use super::links::Links;
use super::piece::{self, Parcel, Piece, Unmade};
use super::room::Room;
use super::round::Next;
use super::{sender, shelf};

/// Claims as many as there is room for, and sets out with each. Whoever opens requests wakes it.
pub(super) async fn round(room: Arc<Room>) -> Result<Next> {
    let _ = timeout(room.rhythm.look, room.noticed.notified()).await;
    let Some(limit) = piece::room_for(&room, &room.places[1]).await else {
        return Ok(Next::AtOnce);
    };
    let until = Instant::now() + room.rhythm.lease.unsigned_abs();
    let claimed = room.store.claim_notices(piece::claim(&room, limit).await?).await?;
    if claimed.len() == limit {
        room.noticed.notify_one();
    }
    for one in claimed {
        room.in_hand.take(in_hand::Claim::Notice(one.hold), until);
        piece::set_out(&room, Piece::Notice(Arc::new(one)), &room.places[1]).await;
    }
    Ok(Next::AtOnce)
}

/// The finished mail of a notice. Its Date is not the attempt's, so a repeat after a crash is the same message.
pub(super) async fn make(room: &Room, claimed: &ClaimedNotice) -> Result<Parcel, Unmade> {
    let (kind, language) = (claimed.notice.kind, &claimed.notice.language);
    let archive = room.shelf.archive(&room.store).await?;
    let to = piece::opened(room, Noun::Subscriber, &claimed.sealed)?;
    let newsletter = newsletter(room, claimed).await?;
    let links = Links::new(room, &newsletter, language);
    let link = |purpose| links.for_purpose(&claimed.tokens, purpose).context("a link of it cannot be made");
    let (confirm, manage, refuse) = (link(Purpose::Confirm), link(Purpose::Manage), link(Purpose::Refuse));
    let message_id = claimed.notice.mark.message_id(&room.messages, archive.publication.id);
    let envelope = Envelope { to: &to.mailbox(), message_id: &message_id, date: claimed.since };
    let press = Press::new(&archive, &[], language, &links.origin);
    let bytes = match kind {
        NoticeKind::Confirmation(..) => {
            let (confirm, refuse) = (confirm?, refuse?);
            notice(&press, &newsletter, Occasion::Confirmation { confirm: &confirm, refuse: &refuse }, &envelope)
        }
        NoticeKind::Adding(..) => {
            let (confirm, manage) = (confirm?, manage?);
            notice(&press, &newsletter, Occasion::Adding { confirm: &confirm, manage: &manage }, &envelope)
        }
        NoticeKind::Link(_) => notice(&press, &newsletter, Occasion::Link { manage: &manage? }, &envelope),
    };
    let from = sender::return_path(&room.return_path, &newsletter, &claimed.notice.mark, &room.messages);
    let from = from.ok_or_else(piece::no_sender)?;
    Ok(Parcel { from, to, bytes, generation: None })
}

/// The newsletter that a notice is about; for the link to the preferences, any of the reader's.
async fn newsletter(room: &Room, claimed: &ClaimedNotice) -> Result<mailroom::Newsletter> {
    let row = claimed.tokens.first().context("its links are gone")?;
    let granted = room.store.token(&row.hash).await?.context("its links lead nowhere")?;
    let slug = slug(&granted, claimed.notice.kind).context("it is about no newsletter")?;
    shelf::newsletter(&room.store, slug).await
}

fn slug(granted: &Granted, kind: NoticeKind) -> Option<&mailroom::NewsletterSlug> {
    let about = kind.subscription();
    let mut lines = granted.lines.iter().map(|line| &line.subscription);
    lines.find(|subscription| about.is_none_or(|id| subscription.id == id)).map(|subscription| &subscription.newsletter)
}
