//! The life of a subscriber: what a press on a page, a returned mail or the passing of time makes of it.
//!
//! Every rule is a function of states and instants, asked inside the transaction that writes what it says. So two
//! presses at the same moment are a first and a second.

use jiff::{SignedDuration, Timestamp};

use crate::{Reason, Subscriber, SubscriberState, Subscription, SubscriptionState};

/// A pending subscription is forgotten, and its confirmation no longer good, so long after its mail.
pub const PENDING: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What a press on a page does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    /// What it says.
    Done,
    /// Nothing: it is so already, which is no error.
    Already,
    /// Nothing: what it is about is no longer there. The page says how to begin again.
    Gone,
}

/// A press on *confirm*: [`Press::Done`] makes subscription and subscriber confirmed. `sent` is when the confirmation
/// went; while nobody knows that it did, it cannot be too late.
pub fn confirm(
    subscriber: SubscriberState,
    subscription: SubscriptionState,
    sent: Option<Timestamp>,
    now: Timestamp,
) -> Press {
    match subscription {
        _ if !subscriber.keeps_seal() => Press::Gone,
        SubscriptionState::Confirmed => Press::Already,
        SubscriptionState::Left => Press::Gone,
        SubscriptionState::Pending if is_forgotten(sent, now) => Press::Gone,
        SubscriptionState::Pending => Press::Done,
    }
}

/// A press on *leave*: [`Press::Done`] makes the subscription left, and the subscriber what [`standing`] says.
pub fn leave(subscription: SubscriptionState) -> Press {
    match subscription {
        SubscriptionState::Pending | SubscriptionState::Confirmed => Press::Done,
        SubscriptionState::Left => Press::Already,
    }
}

/// A press on *add* in the preferences, which only a mail leads to and so proves what a confirmation would:
/// [`Press::Done`] makes subscription and subscriber confirmed. Once the seal is gone only the form helps.
pub fn join(subscriber: SubscriberState, subscription: Option<SubscriptionState>) -> Press {
    match subscription {
        _ if !subscriber.keeps_seal() => Press::Gone,
        Some(SubscriptionState::Confirmed) => Press::Already,
        None | Some(SubscriptionState::Pending | SubscriptionState::Left) => Press::Done,
    }
}

/// A press on *never write to me again*: [`Press::Done`] makes the subscriber [`suppressed`] as asked, whenever it
/// comes, and its subscriptions left.
pub fn refuse(subscriber: SubscriberState) -> Press {
    if suppressed(subscriber, Reason::Asked) == subscriber { Press::Already } else { Press::Done }
}

/// A press on *delete my data*: [`Press::Done`] makes the subscriber erased and deletes its subscriptions.
pub fn erase(subscriber: SubscriberState) -> Press {
    if subscriber == SubscriberState::Erased { Press::Already } else { Press::Done }
}

/// What comes of taking an address on with a consent that was given elsewhere: a list moved in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admission {
    /// Its subscription is confirmed.
    Done,
    /// Nothing: it was confirmed already.
    Already,
    /// Nothing: somebody left, was erased, or is not to be written to. No list lifts that; the person may, by the form.
    Barred,
}

/// Taking an address on: [`Admission::Done`] makes subscription and subscriber confirmed. Of a pending one, and of a pending
/// subscription, it counts what it was before, so that no stranger's asking makes way for a list.
pub fn admit(subscriber: Option<&Subscriber>, subscription: Option<&Subscription>) -> Admission {
    let counts = subscriber.and_then(|there| match there.state {
        SubscriberState::Pending => there.before,
        state => Some(state),
    });
    match (counts, subscription.map(counted)) {
        (Some(state), _) if !state.keeps_seal() => Admission::Barred,
        (_, Some(SubscriptionState::Left)) => Admission::Barred,
        (_, Some(SubscriptionState::Confirmed)) => Admission::Already,
        (_, None | Some(SubscriptionState::Pending)) => Admission::Done,
    }
}

fn counted(subscription: &Subscription) -> SubscriptionState {
    if subscription.was_left { SubscriptionState::Left } else { subscription.state }
}

/// What a subscriber with these subscriptions is, who is neither suppressed nor erased: left with the last one.
pub fn standing(subscriptions: impl IntoIterator<Item = SubscriptionState>) -> SubscriberState {
    let furthest = |standing, subscription| match (standing, subscription) {
        (SubscriberState::Confirmed, _) | (_, SubscriptionState::Confirmed) => SubscriberState::Confirmed,
        (SubscriberState::Pending, _) | (_, SubscriptionState::Pending) => SubscriberState::Pending,
        (standing, SubscriptionState::Left) => standing,
    };
    subscriptions.into_iter().fold(SubscriberState::Left, furthest)
}

/// What a subscriber is once there is a reason not to write. A refusal by a server, which asking again lifts, gives way
/// to every other reason and takes nobody's place; a complaint gives way to nothing.
pub fn suppressed(subscriber: SubscriberState, reason: Reason) -> SubscriberState {
    match (subscriber, reason) {
        (_, Reason::Complaint) => SubscriberState::Suppressed(reason),
        (SubscriberState::Suppressed(Reason::Refused), _) => SubscriberState::Suppressed(reason),
        (SubscriberState::Suppressed(_), _) => subscriber,
        (SubscriberState::Left | SubscriberState::Erased, Reason::Refused) => subscriber,
        _ => SubscriberState::Suppressed(reason),
    }
}

/// Whether a pending subscription is to be forgotten: by the age of its mail, never by its own.
pub fn is_forgotten(sent: Option<Timestamp>, now: Timestamp) -> bool {
    sent.is_some_and(|sent| now.duration_since(sent) >= PENDING)
}

/// What a subscriber is once a pending subscription is forgotten, its row deleted or left again, and these are there;
/// `None`: its row goes too. Who was erased, refused or gone before somebody asked again is so again, so that no stranger's
/// asking lifts a bar.
pub fn forgotten(
    before: Option<SubscriberState>,
    subscriptions: impl IntoIterator<Item = SubscriptionState>,
) -> Option<SubscriberState> {
    let mut subscriptions = subscriptions.into_iter().peekable();
    let has_any = subscriptions.peek().is_some();
    match standing(subscriptions) {
        SubscriberState::Left => before.or(has_any.then_some(SubscriberState::Left)),
        standing => Some(standing),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use SubscriberState::{Confirmed, Erased, Left, Pending, Suppressed};
    use SubscriptionState as Line;

    const ASKED: SubscriberState = Suppressed(Reason::Asked);
    const COMPLAINT: SubscriberState = Suppressed(Reason::Complaint);
    const OPERATOR: SubscriberState = Suppressed(Reason::Operator);
    const REFUSED: SubscriberState = Suppressed(Reason::Refused);
    const EVERY: [SubscriberState; 8] = [Pending, Confirmed, Left, Erased, REFUSED, COMPLAINT, ASKED, OPERATOR];

    #[test]
    fn a_confirmation_counts_once_and_for_seven_days() {
        let sent = Timestamp::UNIX_EPOCH;
        let (soon, late) = (sent + PENDING - SignedDuration::from_secs(1), sent + PENDING);
        let cases = [
            (Pending, Line::Pending, Some(sent), soon, Press::Done),
            (Pending, Line::Pending, Some(sent), late, Press::Gone),
            (Pending, Line::Pending, None, late, Press::Done),
            (Confirmed, Line::Pending, Some(sent), soon, Press::Done),
            (Confirmed, Line::Confirmed, Some(sent), late, Press::Already),
            (Confirmed, Line::Left, Some(sent), soon, Press::Gone),
            (Left, Line::Left, Some(sent), soon, Press::Gone),
            (ASKED, Line::Left, Some(sent), soon, Press::Gone),
            (Erased, Line::Left, Some(sent), soon, Press::Gone),
        ];
        for (subscriber, subscription, sent, now, expected) in cases {
            assert_eq!(confirm(subscriber, subscription, sent, now), expected, "{subscriber:?} {subscription:?} {now}");
        }
    }

    #[test]
    fn what_is_pressed_twice_is_so_already() {
        assert_eq!(Line::ALL.map(leave), [Press::Done, Press::Done, Press::Already]);
        assert_eq!(
            EVERY.map(refuse),
            [
                Press::Done,
                Press::Done,
                Press::Done,
                Press::Done,
                Press::Done,
                Press::Already,
                Press::Already,
                Press::Already
            ]
        );
        assert!(EVERY.iter().all(|state| (erase(*state) == Press::Already) == (*state == Erased)));
    }

    #[test]
    fn preferences_add_while_there_is_somebody_to_write_to() {
        for state in EVERY {
            let there = matches!(state, Pending | Confirmed);
            let (done, already) = if there { (Press::Done, Press::Already) } else { (Press::Gone, Press::Gone) };
            assert_eq!(join(state, None), done);
            assert_eq!(join(state, Some(Line::Left)), done);
            assert_eq!(join(state, Some(Line::Confirmed)), already);
        }
    }

    #[test]
    fn no_list_lifts_what_a_person_wanted() {
        let english = newsroom::Language::english();
        let there = |state, before| Subscriber { id: crate::SubscriberId(1), state, before, language: english.clone() };
        let line = |state, was_left| Subscription {
            id: crate::SubscriptionId(1),
            subscriber: crate::SubscriberId(1),
            newsletter: crate::NewsletterSlug::parse("en").unwrap(),
            state,
            was_left,
            choices: crate::Choices::default(),
            consent: crate::Consent { at: Timestamp::UNIX_EPOCH, source: String::new(), form: String::new() },
        };
        let (pending, confirmed) = (line(Line::Pending, false), line(Line::Confirmed, false));
        assert_eq!(admit(None, None), Admission::Done);
        for state in EVERY {
            let expected = if state.keeps_seal() { Admission::Done } else { Admission::Barred };
            assert_eq!(admit(Some(&there(state, None)), None), expected, "{state:?}");
            assert_eq!(admit(Some(&there(Pending, Some(state))), Some(&pending)), expected, "{state:?}");
            for left in [line(Line::Left, false), line(Line::Pending, true)] {
                assert_eq!(admit(Some(&there(state, None)), Some(&left)), Admission::Barred, "{state:?}");
            }
        }
        assert_eq!(admit(Some(&there(Confirmed, None)), Some(&confirmed)), Admission::Already);
        assert_eq!(admit(Some(&there(Pending, None)), Some(&pending)), Admission::Done);
    }

    #[test]
    fn a_subscriber_has_left_when_the_last_subscription_has() {
        assert_eq!(standing([Line::Left, Line::Confirmed, Line::Pending]), Confirmed);
        assert_eq!(standing([Line::Pending, Line::Left]), Pending);
        assert_eq!(standing([Line::Left, Line::Left]), Left);
        assert_eq!(standing([]), Left);
        assert!(EVERY.iter().all(|state| state.keeps_seal() == matches!(state, Pending | Confirmed)));
    }

    #[test]
    fn a_refusal_by_a_server_overrides_nobodys_will() {
        let cases = [
            (Reason::Refused, [REFUSED, REFUSED, Left, Erased, REFUSED, COMPLAINT, ASKED, OPERATOR]),
            (Reason::Complaint, [COMPLAINT; 8]),
            (Reason::Asked, [ASKED, ASKED, ASKED, ASKED, ASKED, COMPLAINT, ASKED, OPERATOR]),
            (Reason::Operator, [OPERATOR, OPERATOR, OPERATOR, OPERATOR, OPERATOR, COMPLAINT, ASKED, OPERATOR]),
        ];
        for (reason, expected) in cases {
            assert_eq!(EVERY.map(|state| suppressed(state, reason)), expected, "{reason:?}");
        }
    }

    #[test]
    fn what_is_forgotten_leaves_things_as_they_were() {
        assert_eq!(forgotten(None, []), None);
        assert_eq!(forgotten(None, [Line::Left]), Some(Left));
        assert_eq!(forgotten(Some(Erased), []), Some(Erased));
        assert_eq!(forgotten(Some(REFUSED), [Line::Left]), Some(REFUSED));
        assert_eq!(forgotten(None, [Line::Pending]), Some(Pending));
        assert_eq!(forgotten(Some(Left), [Line::Left, Line::Confirmed]), Some(Confirmed));
    }
}
