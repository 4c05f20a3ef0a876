//! Requests: forms that somebody sent, sealed until `mail` opens them; and what opening one does.
//!
//! The form gives the same answer to all, so only the mail that follows, or does not, depends on what is known.

use jiff::{SignedDuration, Timestamp};
use newsroom::Language;

use crate::{
    Choices, NewsletterSlug, NoticeKind, Reason, RequestId, SubscriberId, SubscriberState, SubscriptionId,
    SubscriptionState,
};

/// At most this many notices to one address within a day, whoever asks for them.
pub const NOTICES_PER_DAY_MAX: usize = 3;

/// At most this many mails within a day to somebody confirmed, that tell of another's or their own asking again.
pub const REMINDERS_PER_DAY_MAX: usize = 1;

/// At most this many unopened requests; then forms are refused for a while.
pub const REQUESTS_UNOPENED_MAX: u64 = 100_000;

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// A form somebody sent. The address is in its seal; nobody knows yet whether it is known. Never forgotten by age.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Its id.
    pub id: RequestId,
    /// What is asked for.
    pub asked: Asked,
    /// The language of the page it was sent from.
    pub language: Language,
    /// The version of the text that stood on the form.
    pub form: String,
    /// When it was sent.
    pub at: Timestamp,
}

/// What a request asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A newsletter, or what of it is wanted.
    Subscribe(NewsletterSlug, Choices),
    /// The link to one's preferences.
    Link,
}

impl Asked {
    /// The word tables write.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Subscribe(..) => "subscribe",
            Self::Link => "link",
        }
    }
}

/// What is known of an address, found by its hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Who.
    pub subscriber: SubscriberId,
    /// How far.
    pub state: SubscriberState,
    /// Their subscriptions.
    pub subscriptions: Vec<(SubscriptionId, NewsletterSlug, SubscriptionState)>,
    /// The notices of the last day: when each was decided on, sent or not yet.
    pub notices: Vec<(Timestamp, NoticeKind)>,
}

/// What opening a request does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Subscriber and subscription are pending, new or again, sealed anew; a confirmation goes out.
    Confirm,
    /// The subscription is pending, the subscriber stays confirmed; a mail goes out in which one press adds it.
    Add,
    /// The link to the preferences goes out; nothing changes.
    Link,
    /// Nothing is written, to anybody.
    Nothing(Silence),
}

/// Why nothing is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// The address is not on any list, so there is no link to send.
    Unknown,
    /// It is suppressed for a reason that no form lifts.
    Suppressed(Reason),
    /// It has had enough mails of this kind within a day.
    Enough,
}

/// What opening a request does, by what is known of its address.
pub fn answer(asked: &Asked, known: Option<&Known>, now: Timestamp) -> Answer {
    let Some(known) = known else {
        return match asked {
            Asked::Subscribe(..) => Answer::Confirm,
            Asked::Link => Answer::Nothing(Silence::Unknown),
        };
    };
    let answer = match asked {
        Asked::Subscribe(newsletter, _) => known.subscribe(newsletter),
        Asked::Link => known.link(),
    };
    if known.has_had_enough(asked, answer, now) { Answer::Nothing(Silence::Enough) } else { answer }
}

impl Known {
    fn subscribe(&self, newsletter: &NewsletterSlug) -> Answer {
        match self.state {
            SubscriberState::Suppressed(reason @ (Reason::Complaint | Reason::Asked | Reason::Operator)) => {
                Answer::Nothing(Silence::Suppressed(reason))
            }
            // Who has it already is told so by the mail with their link: the page promised a mail.
            SubscriberState::Confirmed if self.receives(newsletter) => Answer::Link,
            SubscriberState::Confirmed => Answer::Add,
            SubscriberState::Pending
            | SubscriberState::Left
            | SubscriberState::Suppressed(Reason::Refused)
            | SubscriberState::Erased => Answer::Confirm,
        }
    }

    fn link(&self) -> Answer {
        match self.state {
            SubscriberState::Pending | SubscriberState::Confirmed => Answer::Link,
            SubscriberState::Suppressed(reason) => Answer::Nothing(Silence::Suppressed(reason)),
            SubscriberState::Left | SubscriberState::Erased => Answer::Nothing(Silence::Unknown),
        }
    }

    fn receives(&self, newsletter: &NewsletterSlug) -> bool {
        let confirmed = SubscriptionState::Confirmed;
        self.subscriptions.iter().any(|(_, slug, state)| slug == newsletter && *state == confirmed)
    }

    fn has_had_enough(&self, asked: &Asked, answer: Answer, now: Timestamp) -> bool {
        let of_today = || self.notices.iter().filter(|(at, _)| at.duration_since(now) > -DAY).map(|(_, kind)| kind);
        let reminders = match (asked, answer) {
            (_, Answer::Add) => of_today().filter(|kind| matches!(kind, NoticeKind::Adding(..))).count(),
            (Asked::Subscribe(..), Answer::Link) => {
                of_today().filter(|kind| matches!(kind, NoticeKind::Link(_))).count()
            }
            _ => 0,
        };
        let writes = !matches!(answer, Answer::Nothing(_));
        writes && (of_today().count() >= NOTICES_PER_DAY_MAX || reminders >= REMINDERS_PER_DAY_MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use SubscriberState::{Confirmed, Erased, Left, Pending, Suppressed};

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;
    const OURS: SubscriptionId = SubscriptionId(1);

    fn newsletter(slug: &str) -> NewsletterSlug {
        NewsletterSlug::parse(slug).unwrap()
    }

    fn known(state: SubscriberState, subscriptions: &[(&str, SubscriptionState)]) -> Known {
        let subscription = |(slug, state): &(&str, _)| (OURS, newsletter(slug), *state);
        let subscriptions = subscriptions.iter().map(subscription).collect();
        Known { subscriber: SubscriberId(1), state, subscriptions, notices: Vec::new() }
    }

    fn subscribe() -> Asked {
        Asked::Subscribe(newsletter("en"), Choices::default())
    }

    fn notices(mut known: Known, hours_ago: &[i64], kind: NoticeKind) -> Known {
        known.notices.extend(hours_ago.iter().map(|hours| (NOW - SignedDuration::from_hours(*hours), kind)));
        known
    }

    #[test]
    fn what_a_request_does_depends_on_what_is_known() {
        let silent = |reason| Answer::Nothing(Silence::Suppressed(reason));
        let unknown = Answer::Nothing(Silence::Unknown);
        let cases = [
            (None, Answer::Confirm, unknown),
            (Some(known(Pending, &[("en", SubscriptionState::Pending)])), Answer::Confirm, Answer::Link),
            (Some(known(Pending, &[("be-ru", SubscriptionState::Pending)])), Answer::Confirm, Answer::Link),
            (Some(known(Confirmed, &[("en", SubscriptionState::Confirmed)])), Answer::Link, Answer::Link),
            (Some(known(Confirmed, &[("be-ru", SubscriptionState::Confirmed)])), Answer::Add, Answer::Link),
            (Some(known(Confirmed, &[("en", SubscriptionState::Left)])), Answer::Add, Answer::Link),
            (Some(known(Confirmed, &[("en", SubscriptionState::Pending)])), Answer::Add, Answer::Link),
            (Some(known(Left, &[("en", SubscriptionState::Left)])), Answer::Confirm, unknown),
            (Some(known(Suppressed(Reason::Refused), &[])), Answer::Confirm, silent(Reason::Refused)),
            (Some(known(Suppressed(Reason::Complaint), &[])), silent(Reason::Complaint), silent(Reason::Complaint)),
            (Some(known(Suppressed(Reason::Asked), &[])), silent(Reason::Asked), silent(Reason::Asked)),
            (Some(known(Suppressed(Reason::Operator), &[])), silent(Reason::Operator), silent(Reason::Operator)),
            (Some(known(Erased, &[])), Answer::Confirm, unknown),
        ];
        for (known, subscribed, link) in cases {
            assert_eq!(answer(&subscribe(), known.as_ref(), NOW), subscribed, "{known:?}");
            assert_eq!(answer(&Asked::Link, known.as_ref(), NOW), link, "{known:?}");
        }
    }

    #[test]
    fn an_address_gets_three_mails_a_day() {
        let confirmation = NoticeKind::Confirmation(SubscriberId(1), OURS);
        let pending = || known(Pending, &[("en", SubscriptionState::Pending)]);
        let cases: [(&[i64], bool); 6] = [
            (&[], true),
            (&[1, 2], true),
            (&[1, 2, 23], false),
            (&[1, 2, 24], true),
            (&[24, 25, 26, 27], true),
            // The clock that wrote them ran two hours ahead.
            (&[-1, -1, -2], false),
        ];
        for (hours_ago, goes) in cases {
            let known = notices(pending(), hours_ago, confirmation);
            assert_eq!(answer(&subscribe(), Some(&known), NOW) == Answer::Confirm, goes, "{hours_ago:?}");
            assert_eq!(answer(&Asked::Link, Some(&known), NOW) == Answer::Link, goes, "{hours_ago:?}");
        }
    }

    #[test]
    fn whoever_is_confirmed_is_reminded_once_a_day() {
        let enough = Answer::Nothing(Silence::Enough);
        let other = || known(Confirmed, &[("be-ru", SubscriptionState::Confirmed)]);
        let added = |hours| notices(other(), &[hours], NoticeKind::Adding(SubscriberId(1), OURS));
        assert_eq!(answer(&subscribe(), Some(&added(23)), NOW), enough);
        assert_eq!(answer(&subscribe(), Some(&added(24)), NOW), Answer::Add);
        assert_eq!(answer(&Asked::Link, Some(&added(23)), NOW), Answer::Link);

        let same = known(Confirmed, &[("en", SubscriptionState::Confirmed)]);
        let told = notices(same, &[1], NoticeKind::Link(SubscriberId(1)));
        assert_eq!(answer(&subscribe(), Some(&told), NOW), enough);
        assert_eq!(answer(&Asked::Link, Some(&told), NOW), Answer::Link);
    }
}
