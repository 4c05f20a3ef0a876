//! Trying again: what becomes of a delivery that failed, and when it goes next.

use jiff::{SignedDuration, Timestamp};

use crate::{DeliveryState as State, Failure, Outcome, Scope, Suppress, outcome};

/// How long a delivery is tried before it expires: from the first attempt that counted.
pub const TRIED: SignedDuration = SignedDuration::from_hours(3 * 24);

/// How soon a delivery given back is anybody's again. It cost no attempt, so what paces it is its route's recovery.
pub const GIVEN_BACK: SignedDuration = SignedDuration::from_secs(10);

/// The waits after the first attempts; each later one is as long as the last of these. Greylisting wants some minutes,
/// a full mailbox some hours.
const WAITS: [SignedDuration; 7] = [
    SignedDuration::from_mins(5),
    SignedDuration::from_mins(15),
    SignedDuration::from_mins(30),
    SignedDuration::from_hours(1),
    SignedDuration::from_hours(2),
    SignedDuration::from_hours(4),
    SignedDuration::from_hours(6),
];

/// What becomes of a delivery that failed, whether the attempt counts, and whether its subscriber is written to again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// Its state now.
    pub state: State,
    /// Attempts that counted.
    pub attempts: u32,
    /// What it means for the subscriber.
    pub suppress: Suppress,
}

/// What becomes of a delivery whose attempt failed: first whose fault it was, then how long it has been tried.
/// `attempts` are those before this one, `first` is when the first of them was; before one has counted, when it was first
/// taken in hand. What waited for a route is as new as ever, however long that took.
pub fn settle(failure: &Failure, attempts: u32, first: Timestamp, now: Timestamp) -> Settled {
    let (state, attempts, suppress) = match outcome(failure) {
        Outcome::GiveBack if is_over(failure.scope, first, now) => (State::Expired, attempts, Suppress::No),
        Outcome::GiveBack => (State::Waiting(later(now, GIVEN_BACK)), attempts, Suppress::No),
        Outcome::Deferred => {
            let first = if attempts == 0 { now } else { first };
            let attempts = attempts.saturating_add(1);
            let next = next_try(attempts, first, now);
            (next.map_or(State::Expired, State::Waiting), attempts, Suppress::No)
        }
        Outcome::Refused(suppress) => (State::Refused(failure.reply.clone()), attempts.saturating_add(1), suppress),
    };
    Settled { state, attempts, suppress }
}

/// When a delivery that was deferred is tried next, after so many attempts that counted; the last time at the end of
/// its days. `None`: it has expired. Its age counts from the `first` of them.
pub fn next_try(attempts: u32, first: Timestamp, now: Timestamp) -> Option<Timestamp> {
    let end = later(first, TRIED);
    let place = usize::try_from(attempts).unwrap_or(usize::MAX).saturating_sub(1).min(WAITS.len() - 1);
    (now < end).then(|| later(now, WAITS[place]).min(end))
}

/// Whether what is given back has had its days. A route takes none of them from anybody; connections that break for so
/// long may break by the mail itself, which would otherwise be tried for ever.
fn is_over(scope: Scope, first: Timestamp, now: Timestamp) -> bool {
    scope != Scope::Route && now >= later(first, TRIED)
}

fn later(instant: Timestamp, duration: SignedDuration) -> Timestamp {
    instant.saturating_add(duration).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lasting;

    const FIRST: Timestamp = Timestamp::UNIX_EPOCH;

    fn failure(scope: Scope, lasting: Lasting) -> Failure {
        Failure { scope, lasting, reply: "450 later".to_owned() }
    }

    fn after(hours: i64) -> Timestamp {
        FIRST + SignedDuration::from_hours(hours)
    }

    #[test]
    fn what_is_deferred_is_tried_for_three_days() {
        let (mut now, mut attempts, mut waits) = (FIRST, 0, Vec::new());
        while let Some(next) = next_try(attempts + 1, FIRST, now) {
            attempts += 1;
            waits.push(next.duration_since(now).as_mins());
            now = next;
        }
        assert_eq!(now, FIRST + TRIED);
        assert_eq!(waits[..8], [5, 15, 30, 60, 120, 240, 360, 360]);
        assert!((15..20).contains(&attempts), "{attempts}");
    }

    #[test]
    fn whose_fault_it_was_decides_before_age() {
        let waits = |minutes| State::Waiting(after(1) + SignedDuration::from_mins(minutes));
        let cases = [
            (Scope::Route, Lasting::Permanent, State::Waiting(after(1) + GIVEN_BACK), 2, Suppress::No),
            (Scope::Connection, Lasting::Passing, State::Waiting(after(1) + GIVEN_BACK), 2, Suppress::No),
            (Scope::Mail, Lasting::Passing, waits(30), 3, Suppress::No),
            (Scope::Recipient, Lasting::Passing, waits(30), 3, Suppress::No),
            (Scope::Mail, Lasting::Permanent, State::Refused("450 later".to_owned()), 3, Suppress::No),
            (Scope::Recipient, Lasting::Permanent, State::Refused("450 later".to_owned()), 3, Suppress::Yes),
        ];
        for (scope, lasting, state, attempts, suppress) in cases {
            let settled = settle(&failure(scope, lasting), 2, FIRST, after(1));
            assert_eq!(settled, Settled { state, attempts, suppress }, "{scope:?} {lasting:?}");
        }
    }

    #[test]
    fn age_expires_what_was_refused_on_its_own_account() {
        for scope in [Scope::Connection, Scope::Mail, Scope::Recipient] {
            assert_eq!(
                settle(&failure(scope, Lasting::Passing), 2, FIRST, after(72)).state,
                State::Expired,
                "{scope:?}"
            );
        }
    }

    #[test]
    fn waiting_for_a_route_costs_nothing_however_long() {
        let weeks = after(24 * 30);
        let waits = |scope, attempts| settle(&failure(scope, Lasting::Passing), attempts, FIRST, weeks);
        let given_back =
            |attempts| Settled { state: State::Waiting(weeks + GIVEN_BACK), attempts, suppress: Suppress::No };
        assert_eq!(waits(Scope::Route, 0), given_back(0));
        assert_eq!(waits(Scope::Route, 2), given_back(2));
        assert_eq!(waits(Scope::Connection, 0).state, State::Expired, "it may be the mail that breaks it");
        let deferred = waits(Scope::Recipient, 0);
        assert_eq!(deferred.state, State::Waiting(weeks + WAITS[0]), "its three days begin with its first refusal");
    }
}
