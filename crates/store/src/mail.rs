//! The store's mailroom: what others ask of newsletters, subscribers, mailings and deliveries.
//!
//! None of these takes the publication's row, but those that say so by being audited: who leaves never waits for who
//! publishes. What is locked instead is the subscriber, then deliveries and notices; or the mailing, then deliveries.

use jiff::{SignedDuration, Timestamp};
use mailroom::life::Admission;
use mailroom::{
    AddressHash, Answer, Choices, Delivery, DeliveryId, Lane, Mailing, MailingId, Newsletter, NewsletterSlug, NoticeId,
    Press, Reason, RequestId, SubscriberId, TokenHash,
};
use newsroom::{Edition, EditionSlug};

use crate::publish::Publish;
use crate::token::TokenMaker;
use crate::unpublish::Unpublish;
use crate::{
    AdmitError, Admitting, Change, Claim, Claimed, ClaimedNotice, Error, Found, Granted, Hold, ListCounts, NewRequest,
    Opening, PlannedMailing, Pressed, Progress, PublishError, RequestError, Returned, Sealed, Settlement, Steer,
    SteerError, Store, Unopened, UnpublishError, WorkerError, count, delivery, forget, granted, hold, mailing,
    newsletter, notice, press, purge, request, subscriber, subscription, worker,
};

/// Newsletters and publishing.
impl Store {
    /// Writes the list of newsletters anew; gives whether anything changed. Those left out stay for who subscribed.
    pub async fn replace_newsletters(&self, newsletters: &[Newsletter], now: Timestamp) -> Result<bool, Error> {
        self.pool.perform(&newsletter::Replace { newsletters, now }).await
    }

    /// The newsletters on offer, in order.
    pub async fn newsletters(&self) -> Result<Vec<Newsletter>, Error> {
        newsletter::offered(&mut self.pool.read().await?).await
    }

    /// One newsletter, no longer on offer too.
    pub async fn newsletter(&self, slug: &NewsletterSlug) -> Result<Option<Newsletter>, Error> {
        newsletter::find(&mut self.pool.read().await?, slug).await
    }

    /// How many are confirmed on a newsletter, by what they chose.
    pub async fn audience(&self, newsletter: &NewsletterSlug) -> Result<Vec<(Choices, u64)>, Error> {
        subscription::audience(&mut self.pool.read().await?, newsletter).await
    }

    /// Publishes a draft whole, gives it its numbers, and records its mailings, all in one.
    pub async fn publish_with_mailings(
        &self,
        slug: &EditionSlug,
        mailings: &[PlannedMailing],
        now: Timestamp,
    ) -> Result<Edition, PublishError> {
        self.pool.perform(&Publish { slug, mailings, now }).await
    }

    /// Takes back an edition published less than a grace ago, with its mailings, while none has begun. It is a draft
    /// again and keeps its numbers.
    pub async fn unpublish(
        &self,
        slug: &EditionSlug,
        grace: SignedDuration,
        now: Timestamp,
    ) -> Result<Edition, UnpublishError> {
        self.pool.perform(&Unpublish { slug, grace, now }).await
    }
}

/// Requests: appended without a key, opened with one.
impl Store {
    /// Appends a form that somebody sent; refused when too many are unopened.
    pub async fn append_request(&self, request: &NewRequest<'_>) -> Result<RequestId, RequestError> {
        self.pool.perform(request).await
    }

    /// The oldest unopened requests after an id; `RequestId(0)` for the first.
    pub async fn requests(&self, after: RequestId, limit: usize) -> Result<Vec<Unopened>, Error> {
        request::unopened(&mut self.pool.read().await?, after, limit).await
    }

    /// Takes a request that opened to an address, and does what follows: subscriber, subscription, links and notice are
    /// written, and the request is gone, or nothing of that. `None`: somebody else has opened it.
    pub async fn open_request(&self, opening: &Opening<'_>) -> Result<Option<Answer>, Error> {
        self.pool.perform(opening).await
    }

    /// Drops a request that does not open; gives whether it was there.
    pub async fn discard_request(&self, request: RequestId) -> Result<bool, Error> {
        self.pool.perform(&request::Discard { request }).await
    }
}

/// What a token leads to. The store takes its hash, and tells nobody who it is.
impl Store {
    /// What a token allows, and all we hold about its subscriber. Changes nothing.
    pub async fn token(&self, token: &TokenHash) -> Result<Option<Granted>, Error> {
        granted::find(&mut self.pool.read().await?, token).await
    }

    /// A press on a page that a token led to: [`Press::Gone`] too where the token does not allow it.
    pub async fn press(&self, token: &TokenHash, pressed: &Pressed, now: Timestamp) -> Result<Press, Error> {
        self.pool.perform(&press::Pressing { token, pressed, now }).await
    }

    /// Confirms the subscription of a confirming link.
    pub async fn confirm(&self, token: &TokenHash, now: Timestamp) -> Result<Press, Error> {
        self.press(token, &Pressed::Confirm, now).await
    }

    /// Leaves the subscription of a link to leave, and no other.
    pub async fn leave(&self, token: &TokenHash, now: Timestamp) -> Result<Press, Error> {
        self.press(token, &Pressed::Leave, now).await
    }

    /// Makes changes of preferences together.
    pub async fn change(&self, token: &TokenHash, changes: Vec<Change>, now: Timestamp) -> Result<Press, Error> {
        self.press(token, &Pressed::Change(changes), now).await
    }
}

/// Subscribers, for those who may know them.
impl Store {
    /// Takes addresses on as confirmed, whose consent was given elsewhere; gives what came of each. Whoever left, was
    /// erased or is not to be written to is not taken on.
    pub async fn admit(&self, admitting: &Admitting<'_>) -> Result<Vec<Admission>, AdmitError> {
        self.pool.perform(admitting).await
    }

    /// Looks one address up, by its hashes under every key in use. Audited.
    pub async fn find_subscriber(&self, hashes: &[AddressHash], now: Timestamp) -> Result<Option<Found>, Error> {
        self.pool.perform(&subscriber::Find { hashes, now }).await
    }

    /// Leaves every subscription for somebody. Audited.
    pub async fn leave_for(&self, subscriber: SubscriberId, now: Timestamp) -> Result<bool, Error> {
        self.pool.perform(&subscriber::Leave { subscriber, now }).await
    }

    /// Sees to it that nobody writes to a subscriber; gives whether that is new. Audited.
    pub async fn suppress(&self, subscriber: SubscriberId, reason: Reason, now: Timestamp) -> Result<bool, Error> {
        self.pool.perform(&subscriber::Suppress { subscriber, reason, now }).await
    }

    /// Keeps nothing of a subscriber but the hash; gives whether that is new. Audited.
    pub async fn erase(&self, subscriber: SubscriberId, now: Timestamp) -> Result<bool, Error> {
        self.pool.perform(&subscriber::Erase { subscriber, now }).await
    }

    /// How long the list is.
    pub async fn list_counts(&self) -> Result<ListCounts, Error> {
        count::list(&mut self.pool.read().await?).await
    }

    /// Sealed addresses of those confirmed, by id, after an id: whoever opens them gives them their lanes.
    pub async fn sealed(&self, after: SubscriberId, limit: usize) -> Result<Vec<Sealed>, Error> {
        subscriber::sealed(&mut self.pool.read().await?, after, limit).await
    }

    /// Writes the lanes of mails to subscribers; mailings that begin later go by them.
    pub async fn set_lanes(&self, lanes: &[(SubscriberId, Lane)]) -> Result<(), Error> {
        self.pool.perform(&subscriber::SetLanes { lanes }).await
    }

    /// Forgets what was asked for and not confirmed within seven days of its mail; gives how many subscriptions.
    pub async fn forget_pending(&self, now: Timestamp) -> Result<usize, Error> {
        let mut forgotten = 0;
        loop {
            let due = forget::due(&mut self.pool.read().await?, now).await?;
            let before = forgotten;
            for (subscription, subscriber) in due {
                forgotten += usize::from(self.pool.perform(&forget::Forget { subscription, subscriber, now }).await?);
            }
            if forgotten == before {
                return Ok(forgotten);
            }
        }
    }
}

/// Mailings.
impl Store {
    /// Every mailing and how far it is, oldest first.
    pub async fn mailings(&self) -> Result<Vec<Progress>, Error> {
        mailing::all(&mut self.pool.read().await?).await
    }

    /// One mailing and how far it is.
    pub async fn mailing(&self, id: MailingId) -> Result<Option<Progress>, Error> {
        mailing::find(&mut self.pool.read().await?, id).await
    }

    /// The deliveries of a mailing, until they are purged.
    pub async fn deliveries(&self, mailing: MailingId) -> Result<Vec<Delivery>, Error> {
        delivery::of_mailing(&mut self.pool.read().await?, mailing).await
    }

    /// Mailings that wait and are due.
    pub async fn due_mailings(&self, now: Timestamp) -> Result<Vec<Mailing>, Error> {
        mailing::due(&mut self.pool.read().await?, now).await
    }

    /// Mailings that have begun, of which something could have gone since before an instant and nothing has: whoever was
    /// mailing them has been gone for so long.
    pub async fn mailings_left_behind(&self, since: Timestamp) -> Result<Vec<Mailing>, Error> {
        mailing::left_behind(&mut self.pool.read().await?, since).await
    }

    /// Moves a mailing from waiting to going and writes its deliveries, for whoever is confirmed on its newsletter now
    /// and whose choices are `wanted`; gives how many. `None`: it does not wait any more, is held, or is not due.
    pub async fn begin_mailing(
        &self,
        mailing: MailingId,
        wanted: &(dyn Fn(&Choices) -> bool + Sync),
        tokens: TokenMaker<'_>,
        now: Timestamp,
    ) -> Result<Option<u64>, Error> {
        self.pool.perform(&mailing::Begin { mailing, wanted, tokens, now }).await
    }

    /// Holds a mailing, lets it go on, ends it, tries it again, moves it; gives how many rows that changed. Audited.
    pub async fn steer(&self, mailing: MailingId, steer: Steer, now: Timestamp) -> Result<u64, SteerError> {
        self.pool.perform(&mailing::Steering { mailing, steer, now }).await
    }
}

/// Deliveries and notices, for workers. Every instant here is by [`Store::clock`].
impl Store {
    /// The clock that all workers on this database share.
    pub async fn clock(&self) -> Result<Timestamp, Error> {
        self.pool.read().await?.clock().await
    }

    /// Takes a worker on, or keeps it for another lease. On SQLite refused while another is at work.
    pub async fn enroll(&self, name: &str, lease: SignedDuration, now: Timestamp) -> Result<(), WorkerError> {
        self.pool.perform(&worker::Enroll { name, lease, now }).await
    }

    /// Lets a worker go.
    pub async fn dismiss(&self, name: &str) -> Result<(), Error> {
        self.pool.perform(&worker::Dismiss { name }).await
    }

    /// Gives back what a worker has in hand and will not send: it stops, or it is known to have died. Gives how many
    /// mails that is. What of it the far side has accepted can still be settled so.
    pub async fn release(&self, name: &str, now: Timestamp) -> Result<u64, Error> {
        self.pool.perform(&worker::Release { name, now }).await
    }

    /// The names of the workers that are at work.
    pub async fn workers(&self, now: Timestamp) -> Result<Vec<String>, Error> {
        worker::all(&mut self.pool.read().await?, now).await
    }

    /// Claims deliveries that are free; none: nothing is.
    pub async fn claim(&self, claim: Claim<'_>) -> Result<Vec<Claimed>, Error> {
        self.pool.perform(&delivery::ToClaim { claim }).await
    }

    /// Keeps deliveries for another lease; gives those that were lost to another worker, or settled.
    pub async fn extend(
        &self,
        holds: &[Hold<DeliveryId>],
        lease: SignedDuration,
        now: Timestamp,
    ) -> Result<Vec<Hold<DeliveryId>>, Error> {
        self.pool.perform(&hold::Extend { sql: delivery::EXTEND, holds, lease, now }).await
    }

    /// Writes what became of a delivery; gives whether it was written. Not when it has its outcome already, nor when
    /// another worker has it, unless the far side has accepted it: that is so whoever has it. A recipient's own refusal
    /// suppresses the subscriber in the same transaction.
    pub async fn settle(&self, settlement: Settlement<'_, DeliveryId>) -> Result<bool, Error> {
        self.pool.perform(&delivery::Settle { settlement }).await
    }

    /// Claims notices that are free; lanes are for deliveries.
    pub async fn claim_notices(&self, claim: Claim<'_>) -> Result<Vec<ClaimedNotice>, Error> {
        self.pool.perform(&notice::Claim { claim }).await
    }

    /// As [`Store::extend`], of notices.
    pub async fn extend_notices(
        &self,
        holds: &[Hold<NoticeId>],
        lease: SignedDuration,
        now: Timestamp,
    ) -> Result<Vec<Hold<NoticeId>>, Error> {
        self.pool.perform(&hold::Extend { sql: notice::EXTEND, holds, lease, now }).await
    }

    /// As [`Store::settle`], of a notice. From its end on the seven days of a confirming link count, of the newest mail that
    /// was accepted if any was.
    pub async fn settle_notice(&self, settlement: Settlement<'_, NoticeId>) -> Result<bool, Error> {
        self.pool.perform(&notice::Settle { settlement }).await
    }

    /// Notes what came back; gives whether it was ours. A reason suppresses the subscriber in the same transaction.
    pub async fn note_return(&self, returned: &Returned<'_>) -> Result<bool, Error> {
        self.pool.perform(returned).await
    }

    /// Deletes the deliveries of mailings, and the notices, that were done so long ago; mailings keep their counts.
    pub async fn purge(&self, kept: SignedDuration, now: Timestamp) -> Result<(), Error> {
        let before = now.saturating_sub(kept).unwrap_or(Timestamp::MIN);
        let mailings = purge::mailings(&mut self.pool.read().await?, before).await?;
        let erased = purge::erased(&mut self.pool.read().await?).await?;
        let mailings = mailings.into_iter().map(purge::Fold::Mailing);
        for fold in mailings.chain(erased.into_iter().map(purge::Fold::Erased)) {
            self.pool.perform(&fold).await?;
        }
        self.pool.perform(&purge::Notices { before }).await
    }
}
