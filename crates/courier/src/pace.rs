//! Pace: so many mails a second and no more, evenly spread, so that a provider's bound is never met by a burst.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use crate::Limits;

/// Gives turns to mails.
pub(crate) struct Pace {
    interval: Duration,
    next: Mutex<Instant>,
}

impl Pace {
    /// The pace of a route.
    pub fn of(limits: &Limits) -> Self {
        let interval = limits.mails_per_second_max.map_or(Duration::ZERO, |mails| Duration::from_secs(1) / mails.get());
        Self { interval, next: Mutex::new(Instant::now()) }
    }

    /// Waits for the next turn.
    pub async fn turn(&self) {
        if !self.interval.is_zero() {
            sleep_until(self.next()).await;
        }
    }

    fn next(&self) -> Instant {
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let turn = Instant::now().max(*next);
        *next = turn + self.interval;
        turn
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU32;

    use super::*;

    async fn seconds_for(mails: u32, limits: Limits) -> f64 {
        let (pace, start) = (Pace::of(&limits), Instant::now());
        for _ in 0..mails {
            pace.turn().await;
        }
        start.elapsed().as_secs_f64()
    }

    #[tokio::test(start_paused = true)]
    async fn mails_are_spread_over_the_second() {
        let limits = Limits { mails_per_second_max: NonZeroU32::new(10), ..Limits::default() };
        assert!((2.0..2.1).contains(&seconds_for(21, limits).await));
    }

    #[tokio::test(start_paused = true)]
    async fn without_a_bound_nothing_waits() {
        assert!(seconds_for(1000, Limits::default()).await.abs() < f64::EPSILON);
    }
}
