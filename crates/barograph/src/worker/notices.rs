//! Sending notices: confirmations, and the links that somebody lost.

use std::sync::Arc;

use anyhow::{Context, Result};
use mailroom::{Newsletter, NoticeKind, Noun, Purpose, SubscriptionState};
use press::Press;
use press::mail::{Envelope, Occasion, notice};
use store::ClaimedNotice;
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

/// The newsletter that a notice is about; for the link to the preferences, the one of the reader's that tells least.
async fn newsletter(room: &Room, claimed: &ClaimedNotice) -> Result<Newsletter> {
    let row = claimed.tokens.first().context("its links are gone")?;
    let granted = room.store.token(&row.hash).await?.context("its links lead nowhere")?;
    let about = claimed.notice.kind.subscription();
    let mut theirs = Vec::new();
    for subscription in granted.lines.iter().map(|line| &line.subscription) {
        if about.is_none_or(|id| subscription.id == id) {
            theirs.push((subscription.state, shelf::newsletter(&room.store, &subscription.newsletter).await?));
        }
    }
    quietest(theirs).context("it is about no newsletter")
}

/// What somebody reads goes before what they asked for, and that before what they left: a mail from there again would be
/// one too many. Of several the first that is made not to tell, in an open mailbox, what it is.
fn quietest(theirs: Vec<(SubscriptionState, Newsletter)>) -> Option<Newsletter> {
    let telling = |(state, newsletter): &(SubscriptionState, Newsletter)| {
        let words = [newsletter.subject.is_empty(), newsletter.sender.is_empty(), newsletter.base.is_empty()];
        (distance(*state), words)
    };
    theirs.into_iter().min_by_key(telling).map(|(_, newsletter)| newsletter)
}

fn distance(state: SubscriptionState) -> u8 {
    match state {
        SubscriptionState::Confirmed => 0,
        SubscriptionState::Pending => 1,
        SubscriptionState::Left => 2,
    }
}

#[cfg(test)]
mod tests {
    use mailroom::{NewsletterSlug, Pace};
    use newsroom::Labels;

    use super::*;
    use SubscriptionState::{Confirmed, Left, Pending};

    fn named(slug: &str) -> Newsletter {
        Newsletter {
            slug: NewsletterSlug::parse(slug).unwrap(),
            languages: Vec::new(),
            name: Labels::default(),
            description: Labels::default(),
            pace: Pace::AtOnce,
            sender: Labels::default(),
            from: String::new(),
            reply_to: String::new(),
            postal: Labels::default(),
            footer: Labels::default(),
            subject: Labels::default(),
            base: String::new(),
            in_full: true,
        }
    }

    fn neutral(slug: &str) -> Newsletter {
        Newsletter { subject: Labels::from([("be", "Панядзелак")]), ..named(slug) }
    }

    #[test]
    fn a_lost_link_comes_from_what_is_read_and_tells_least() {
        let hosted = || Newsletter { base: "https://letters.example".to_owned(), ..named("hosted") };
        let cases = [
            (vec![(Left, named("en")), (Pending, named("ru")), (Confirmed, named("be"))], Some("be")),
            (vec![(Left, neutral("en")), (Confirmed, named("be"))], Some("be")),
            (vec![(Left, named("en")), (Pending, named("ru"))], Some("ru")),
            (vec![(Left, named("en")), (Left, named("ru"))], Some("en")),
            (vec![(Confirmed, named("en")), (Confirmed, neutral("be"))], Some("be")),
            (vec![(Confirmed, hosted()), (Confirmed, neutral("be"))], Some("be")),
            (vec![(Confirmed, named("en")), (Confirmed, hosted())], Some("hosted")),
            (vec![], None),
        ];
        for (theirs, expected) in cases {
            let found = quietest(theirs.clone());
            assert_eq!(found.as_ref().map(|found| found.slug.as_str()), expected, "{theirs:?}");
        }
    }
}
