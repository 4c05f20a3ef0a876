//! Rounds: each duty is a round that is made again and again. One that fails, or panics, is made again later.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;

use super::room::Room;
use super::{deliveries, duties, mailings, notices, opening};

/// The longest pause of a duty that fails again and again.
const PAUSE_MAX: Duration = Duration::from_secs(30);

/// When a duty is to be done again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    AtOnce,
    After(Duration),
}

/// All duties, until told to stop.
pub(super) async fn rounds(room: Arc<Room>, stop: CancellationToken) {
    tokio::join!(
        tend(room.clone(), "opening requests", opening::round, stop.clone()),
        tend(room.clone(), "sending notices", notices::round, stop.clone()),
        tend(room.clone(), "beginning mailings", mailings::round, stop.clone()),
        tend(room.clone(), "sending deliveries", deliveries::round, stop.clone()),
        tend(room, "putting in order", duties::round, stop),
    );
}

/// Does a duty again and again until told to stop. Of failures in a row the log gets the first, and that they are over.
pub(super) async fn tend<F>(room: Arc<Room>, duty: &str, round: impl Fn(Arc<Room>) -> F, stop: CancellationToken)
where
    F: Future<Output = Result<Next>> + Send + 'static,
{
    let mut failures = 0_u32;
    while !stop.is_cancelled() {
        // In a task of its own, so that a panic ends this round and not the duty.
        let done = AbortOnDropHandle::new(tokio::spawn(round(room.clone())))
            .await
            .context("it panicked")
            .and_then(|done| done);
        let next = match done {
            Ok(next) => {
                if failures > 0 {
                    tracing::info!("{duty} goes on");
                }
                failures = 0;
                next
            }
            Err(error) => {
                if failures == 0 {
                    tracing::error!("{duty} failed and is tried again: {error:#}");
                }
                failures = failures.saturating_add(1);
                Next::After((room.rhythm.look * 2_u32.saturating_pow(failures.min(16))).min(PAUSE_MAX))
            }
        };
        if let Next::After(pause) = next {
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                () = stop.cancelled() => {}
            }
        }
    }
}
