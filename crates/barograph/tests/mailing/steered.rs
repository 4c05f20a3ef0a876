//! A person holds a mailing and lets it go on, and readers leave meanwhile: the counts always add up to the audience.

use std::collections::BTreeSet;

use mailroom::{Grant, Press, SubscriberId, SubscriptionId};
use store::Progress;

use crate::crowd::{self, reader};
use crate::house::{House, route};
use crate::killed::mailbox;

const READERS: i64 = 2_000;
/// They left in one run, in the middle of the list.
const LEFT: std::ops::Range<i64> = 300..1_800;

#[tokio::test(flavor = "multi_thread")]
async fn a_pause_a_resume_and_fifteen_hundred_who_leave() {
    let house = House::with(READERS).await;
    let (mailbox, port) = mailbox().await;
    let mailing = house.publish().await;
    let worker = house.hire(route(port)).await;
    house.until(mailing, |progress| progress.counts.accepted > 50).await;

    house.does(&["mailing", "pause", "2020-06-22/en"]);
    let held = house.until(mailing, |progress| progress.counts.claimed == 0).await;
    assert!(held.counts.waiting > 1_500 && !held.is_done());
    assert_eq!(held.counts.accepted, mailbox.taken(), "what is held is not sent");

    let tokens = house.keys().tokens();
    for number in LEFT {
        let made = format!("SELECT number FROM tokens WHERE purpose = 'leave' AND owner = {number}");
        let made = crowd::number(&house.database, &made).await;
        let token = tokens.make(Grant::Leave(SubscriptionId(number)), made);
        assert_eq!(house.store.leave(&token.hash(), house.now().await).await.unwrap(), Press::Done);
    }
    let before: BTreeSet<String> = recipients(&mailbox);
    house.does(&["mailing", "resume", "2020-06-22/en"]);
    house.until(mailing, |progress| progress.counts.accepted > held.counts.accepted).await;
    let last = SubscriberId(READERS);
    assert!(house.store.leave_for(last, house.now().await).await.unwrap());
    let progress = house.until(mailing, Progress::is_done).await;
    worker.stop().await;

    let after = recipients(&mailbox);
    assert_eq!(after.len() as u64, mailbox.taken(), "nobody has two");
    assert_eq!(after.len() as u64, progress.counts.accepted);
    let left = LEFT.map(reader).filter(|address| after.contains(address)).count();
    assert_eq!(left, LEFT.map(reader).filter(|address| before.contains(address)).count(), "who left is not written to");
    assert_eq!(progress.counts.accepted + progress.counts.cancelled, progress.audience);
    assert!(
        progress.reasons.iter().any(|(state, reason, many)| state == "cancelled" && reason == "left" && *many > 1_000)
    );
}

fn recipients(mailbox: &mailbox::Mailbox) -> BTreeSet<String> {
    mailbox.received().iter().flat_map(|mail| mail.to.clone()).collect()
}
