//! Notices: mails to one person that are not a mailing.

use newsroom::Language;

use crate::{Mark, NoticeId, SubscriberId, SubscriptionId};

/// A mail to one person. Its text and token are made when it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its id.
    pub id: NoticeId,
    /// What it says.
    pub kind: NoticeKind,
    /// In which language.
    pub language: Language,
    /// Random; Message-ID and return path carry it enciphered.
    pub mark: Mark,
}

/// What a notice says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// One press confirms a subscription.
    Confirmation(SubscriberId, SubscriptionId),
    /// One press adds a subscription to those there are.
    Adding(SubscriberId, SubscriptionId),
    /// The link to one's preferences, asked for by form.
    Link(SubscriberId),
}

impl NoticeKind {
    /// The word tables write; the ids stand beside it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Confirmation(..) => "confirmation",
            Self::Adding(..) => "adding",
            Self::Link(_) => "link",
        }
    }

    /// Reads what tables hold.
    pub fn parse(word: &str, subscriber: SubscriberId, subscription: Option<SubscriptionId>) -> Option<Self> {
        match (word, subscription) {
            ("confirmation", Some(subscription)) => Some(Self::Confirmation(subscriber, subscription)),
            ("adding", Some(subscription)) => Some(Self::Adding(subscriber, subscription)),
            ("link", None) => Some(Self::Link(subscriber)),
            _ => None,
        }
    }

    /// To whom.
    pub fn subscriber(self) -> SubscriberId {
        match self {
            Self::Confirmation(subscriber, _) | Self::Adding(subscriber, _) | Self::Link(subscriber) => subscriber,
        }
    }

    /// About which subscription.
    pub fn subscription(self) -> Option<SubscriptionId> {
        match self {
            Self::Confirmation(_, subscription) | Self::Adding(_, subscription) => Some(subscription),
            Self::Link(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_read_as_they_are_written() {
        let (subscriber, subscription) = (SubscriberId(1), SubscriptionId(2));
        let kinds = [
            NoticeKind::Confirmation(subscriber, subscription),
            NoticeKind::Adding(subscriber, subscription),
            NoticeKind::Link(subscriber),
        ];
        for kind in kinds {
            assert_eq!(NoticeKind::parse(kind.as_str(), kind.subscriber(), kind.subscription()), Some(kind));
        }
        assert_eq!(NoticeKind::parse("adding", subscriber, None), None);
    }
}
