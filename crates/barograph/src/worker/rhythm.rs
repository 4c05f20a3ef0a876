//! The rhythm of a worker: how often it looks, how long it waits. A test's hours are seconds.

use std::time::Duration;

use jiff::SignedDuration;

/// How often a worker looks, and how long it waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rhythm {
    /// How long it may keep what it claimed without a word; it says so four times as often.
    pub lease: SignedDuration,
    /// Between two looks for something to do, when there was nothing.
    pub look: Duration,
    /// How long the route rests after the first failure of a connection; each further one in a row doubles it.
    pub rest_min: Duration,
    /// The longest that the route rests.
    pub rest_max: Duration,
    /// A mailing that has not begun so long after its hour is held for a person to let it go on.
    pub missed: SignedDuration,
    /// Between two rounds of forgetting and putting in order.
    pub duties: Duration,
    /// How long what is on the wire may take to end when the worker is told to stop.
    pub grace: Duration,
}

impl Default for Rhythm {
    fn default() -> Self {
        Self {
            lease: mailroom::delivery::LEASE,
            look: Duration::from_secs(1),
            rest_min: Duration::from_millis(250),
            rest_max: Duration::from_secs(60),
            missed: SignedDuration::from_hours(2),
            duties: Duration::from_secs(3600),
            grace: Duration::from_secs(5),
        }
    }
}
