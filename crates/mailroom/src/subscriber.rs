//! Subscribers: addresses on their way through pending, confirmed, left, suppressed, erased.

use jiff::Timestamp;
use newsroom::Language;

use crate::{Choices, NewsletterSlug, SubscriberId, SubscriptionId};

/// An address on its way. Seal and hash are `seal`'s; no field here says who it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscriber {
    /// Its id.
    pub id: SubscriberId,
    /// How far it is.
    pub state: SubscriberState,
    /// While pending: what it was before it was asked for again, and is again when that is forgotten. `None`: it was
    /// not there, and its row goes.
    pub before: Option<SubscriberState>,
    /// The language it is written to in.
    pub language: Language,
}

/// How far a subscriber is: `pending → confirmed → left | suppressed(reason) | erased`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubscriberState {
    /// Asked for, not confirmed; forgotten 7 days after its mail. Holds seal and hash.
    Pending,
    /// Confirmed. Holds seal and hash.
    Confirmed,
    /// Left with the last subscription. Holds hash and dates; the seal went in the same transaction.
    Left,
    /// Not to be written to. Holds hash and reason.
    Suppressed(Reason),
    /// Holds nothing but the hash, which only bars imports.
    Erased,
}

impl SubscriberState {
    /// The word tables write; the reason stands beside it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Confirmed => "confirmed",
            Self::Left => "left",
            Self::Suppressed(_) => "suppressed",
            Self::Erased => "erased",
        }
    }

    /// Reads the words that tables hold.
    pub fn parse(word: &str, reason: Option<&str>) -> Option<Self> {
        match (word, reason) {
            ("pending", None) => Some(Self::Pending),
            ("confirmed", None) => Some(Self::Confirmed),
            ("left", None) => Some(Self::Left),
            ("suppressed", Some(reason)) => Reason::parse(reason).map(Self::Suppressed),
            ("erased", None) => Some(Self::Erased),
            _ => None,
        }
    }

    /// Why it is not to be written to.
    pub fn reason(self) -> Option<Reason> {
        if let Self::Suppressed(reason) = self { Some(reason) } else { None }
    }

    /// Whether its row keeps the seal. Where it does not, the seal goes in the transaction that changes the state.
    pub fn keeps_seal(self) -> bool {
        matches!(self, Self::Pending | Self::Confirmed)
    }
}

/// Why a subscriber is not to be written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The far server refused the recipient for good.
    Refused,
    /// The recipient complained; nothing is ever sent again.
    Complaint,
    /// The recipient asked never to be written to.
    Asked,
    /// The operator said so.
    Operator,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 4] = [Self::Refused, Self::Complaint, Self::Asked, Self::Operator];

    /// The word tables write.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Complaint => "complaint",
            Self::Asked => "asked",
            Self::Operator => "operator",
        }
    }

    /// Reads the word that [`Reason::as_str`] writes.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == word)
    }
}

/// One subscriber on one newsletter, with choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscription {
    /// Its id.
    pub id: SubscriptionId,
    /// Whose.
    pub subscriber: SubscriberId,
    /// Of which newsletter.
    pub newsletter: NewsletterSlug,
    /// How far it is.
    pub state: SubscriptionState,
    /// While it is pending: whether it was left before, and is so again when it is forgotten.
    pub was_left: bool,
    /// What of it is wanted.
    pub choices: Choices,
    /// Under what it was asked for.
    pub consent: Consent,
}

/// The consent record. Where it came from on the network is not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// When.
    pub at: Timestamp,
    /// By which way: a form, the preferences, an import.
    pub source: String,
    /// The version of the text that stood there.
    pub form: String,
}

/// How far a subscription is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SubscriptionState {
    /// Asked for.
    Pending,
    /// Confirmed.
    Confirmed,
    /// Left.
    Left,
}

impl SubscriptionState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Pending, Self::Confirmed, Self::Left];

    /// The word tables write.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Confirmed => "confirmed",
            Self::Left => "left",
        }
    }

    /// Reads the word that [`SubscriptionState::as_str`] writes.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_read_as_they_are_written() {
        use SubscriberState::{Confirmed, Erased, Left, Pending, Suppressed};
        let suppressed = Reason::ALL.map(Suppressed);
        for state in [Pending, Confirmed, Left, Erased].into_iter().chain(suppressed) {
            assert_eq!(SubscriberState::parse(state.as_str(), state.reason().map(Reason::as_str)), Some(state));
        }
        assert_eq!(SubscriberState::parse("suppressed", None), None);
        assert_eq!(SubscriberState::parse("left", Some("asked")), None);
        assert_eq!(SubscriptionState::parse("gone"), None);
    }
}
