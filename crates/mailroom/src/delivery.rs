//! Deliveries: one mailing to one subscriber, and what became of it.

use jiff::{SignedDuration, Timestamp};

use crate::{DeliveryId, MailingId, Mark, SubscriberId};

/// How long a worker may keep what it claimed without saying that it is still there.
pub const LEASE: SignedDuration = SignedDuration::from_mins(2);

/// One mailing to one subscriber. One row, one outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Its id.
    pub id: DeliveryId,
    /// Of which mailing.
    pub mailing: MailingId,
    /// To whom.
    pub subscriber: SubscriberId,
    /// Random; Message-ID and return path carry it enciphered.
    pub mark: Mark,
    /// How many times it was tried at the recipient's own cost.
    pub attempts: u32,
    /// What became of it.
    pub state: State,
}

/// `waiting → claimed → accepted | refused | expired | cancelled`; from claimed also back to waiting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// To be sent, not before an instant.
    Waiting(Timestamp),
    /// In a worker's hands until an instant; then anybody's again.
    Claimed {
        /// The worker's name.
        worker: String,
        /// When the lease ends.
        until: Timestamp,
    },
    /// The far side has it. Nothing else is "sent".
    Accepted(Timestamp),
    /// Refused for good, and why.
    Refused(String),
    /// Tried for too long.
    Expired,
    /// Taken back before it went, and why.
    Cancelled(String),
}

impl State {
    /// The word tables write.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Waiting(_) => "waiting",
            Self::Claimed { .. } => "claimed",
            Self::Accepted(_) => "accepted",
            Self::Refused(_) => "refused",
            Self::Expired => "expired",
            Self::Cancelled(_) => "cancelled",
        }
    }

    /// In a worker's hands from now on, for as long as a [`LEASE`].
    pub fn claimed(worker: &str, now: Timestamp) -> Self {
        Self::Claimed { worker: worker.to_owned(), until: now.saturating_add(LEASE).unwrap_or(Timestamp::MAX) }
    }

    /// Whether a worker may claim it: it waits no longer, or its worker has not been heard of.
    pub fn is_free(&self, now: Timestamp) -> bool {
        match self {
            Self::Waiting(not_before) => *not_before <= now,
            Self::Claimed { until, .. } => *until <= now,
            Self::Accepted(_) | Self::Refused(_) | Self::Expired | Self::Cancelled(_) => false,
        }
    }

    /// Whether it has its one outcome, which nothing changes any more.
    pub fn is_settled(&self) -> bool {
        !matches!(self, Self::Waiting(_) | Self::Claimed { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    #[test]
    fn a_delivery_is_free_when_it_waits_no_longer_or_its_worker_is_lost() {
        assert!(State::Waiting(NOW).is_free(NOW));
        assert!(!State::Waiting(NOW + LEASE).is_free(NOW));
        let claimed = State::claimed("a", NOW);
        assert!(!claimed.is_free(NOW) && claimed.is_free(NOW + LEASE) && !claimed.is_settled());
        let settled = [State::Accepted(NOW), State::Refused(String::new()), State::Expired];
        assert!(settled.iter().all(|state| state.is_settled() && !state.is_free(Timestamp::MAX)));
    }
}
