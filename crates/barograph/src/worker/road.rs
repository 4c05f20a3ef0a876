//! The road to the mail server: whether it can be gone, and when to try again.
//!
//! A failure of the route or the connection is nobody's delivery's fault. After one the road rests, twice as long after
//! each in a row; then one mail alone tries it, and when that arrives, or is refused for reasons of its own, all may go.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use mailroom::{Failure, Scope};
use tokio::time::Instant;

/// A route that fails altogether rests so many times as long as a connection that broke.
const REST_OF_ROUTE: u32 = 8;
/// The log says at most so often that mail cannot go.
const SAID_EVERY: Duration = Duration::from_secs(600);

/// How the road is.
pub(super) struct Road {
    rest_min: Duration,
    rest_max: Duration,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Failures in a row; mails that were under way together count as one.
    failures: u32,
    /// Rises with each of them.
    time: u64,
    rests_until: Option<Instant>,
    is_tried: bool,
    said: Option<Instant>,
    is_said: bool,
}

/// Leave to go, to be given back with what came of it.
pub(super) struct Pass<'a> {
    road: &'a Road,
    time: u64,
    tries: bool,
}

impl Road {
    pub(super) fn new(rest_min: Duration, rest_max: Duration) -> Self {
        Self { rest_min, rest_max, state: Mutex::default() }
    }

    /// How many of so many may be claimed to go now; none while the road rests, or is being tried.
    pub(super) fn takes(&self, many: usize) -> usize {
        let state = self.state();
        match state.failures {
            0 => many,
            _ if state.is_tried || state.rests() => 0,
            _ => many.min(1),
        }
    }

    /// Leave to go, if there is.
    pub(super) fn pass(&self) -> Option<Pass<'_>> {
        let mut state = self.state();
        let tries = state.failures > 0;
        if tries && (state.is_tried || state.rests()) {
            return None;
        }
        state.is_tried = tries;
        Some(Pass { road: self, time: state.time, tries })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn rests(&self) -> bool {
        self.rests_until.is_some_and(|until| Instant::now() < until)
    }
}

impl Pass<'_> {
    /// It can be gone.
    pub(super) fn arrived(self) {
        let mut state = self.road.state();
        if state.time != self.time {
            return;
        }
        state.failures = 0;
        if std::mem::take(&mut state.is_said) {
            tracing::info!("mail goes again");
        }
    }

    /// It cannot, for a reason that is no mail's.
    pub(super) fn broke_down(self, failure: &Failure) {
        let mut state = self.road.state();
        if state.time != self.time {
            return;
        }
        state.time += 1;
        state.failures = state.failures.saturating_add(1);
        let first = self.road.rest_min * if failure.scope == Scope::Route { REST_OF_ROUTE } else { 1 };
        let rest = first.saturating_mul(2_u32.saturating_pow(state.failures - 1)).min(self.road.rest_max);
        state.rests_until = Some(Instant::now() + rest);
        if state.said.is_none_or(|said| said.elapsed() >= SAID_EVERY) {
            (state.said, state.is_said) = (Some(Instant::now()), true);
            tracing::warn!("mail cannot go and waits, which costs it nothing: {}", failure.reply);
        }
    }
}

impl Drop for Pass<'_> {
    /// Also when the mail that tried never came to an end.
    fn drop(&mut self) {
        if self.tries {
            self.road.state().is_tried = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use mailroom::Lasting;

    use super::*;

    const MIN: Duration = Duration::from_secs(1);

    fn broken() -> Failure {
        Failure { scope: Scope::Connection, lasting: Lasting::Passing, reply: "the line broke".to_owned() }
    }

    #[tokio::test(start_paused = true)]
    async fn after_a_failure_one_mail_tries_the_road() {
        let road = Road::new(MIN, MIN * 60);
        assert_eq!(road.takes(8), 8);
        let together = [road.pass().unwrap(), road.pass().unwrap(), road.pass().unwrap()];
        together.into_iter().for_each(|pass| pass.broke_down(&broken()));
        assert_eq!(road.takes(8), 0);
        assert!(road.pass().is_none(), "it rests");
        tokio::time::advance(MIN).await;
        assert_eq!(road.takes(8), 1, "mails that failed together count as one failure");
        let tries = road.pass().unwrap();
        assert_eq!((road.takes(8), road.pass().is_none()), (0, true));
        tries.broke_down(&broken());
        tokio::time::advance(MIN).await;
        assert!(road.pass().is_none(), "twice as long");
        tokio::time::advance(MIN).await;
        road.pass().unwrap().arrived();
        assert_eq!(road.takes(8), 8);
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_tried_and_died_lets_another_try() {
        let road = Road::new(MIN, MIN * 60);
        let late = road.pass().unwrap();
        road.pass().unwrap().broke_down(&broken());
        late.arrived();
        assert!(road.pass().is_none(), "what went before the failure says nothing");
        tokio::time::advance(MIN).await;
        drop(road.pass().unwrap());
        assert!(road.pass().is_some());
    }

    #[tokio::test(start_paused = true)]
    async fn a_route_rests_longer_and_none_for_ever() {
        let road = Road::new(MIN, MIN * 60);
        let down = Failure { scope: Scope::Route, ..broken() };
        for expected in [8, 16, 32, 60, 60] {
            road.pass().unwrap().broke_down(&down);
            tokio::time::advance(MIN * expected - MIN / 2).await;
            assert!(road.pass().is_none(), "{expected}");
            tokio::time::advance(MIN / 2).await;
        }
    }
}
