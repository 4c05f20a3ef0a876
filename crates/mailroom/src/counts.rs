//! Counts: how far a mailing is, told by its deliveries.

/// How many deliveries of a mailing are in each state; together they are its audience.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// To be sent.
    pub waiting: u64,
    /// In a worker's hands.
    pub claimed: u64,
    /// Taken by the far side.
    pub accepted: u64,
    /// Refused for good.
    pub refused: u64,
    /// Tried for too long.
    pub expired: u64,
    /// Taken back.
    pub cancelled: u64,
}

impl Counts {
    /// Adds so many deliveries of a state, by the word tables write; `None` for any other word.
    pub fn add(&mut self, state: &str, count: u64) -> Option<()> {
        let place = match state {
            "waiting" => &mut self.waiting,
            "claimed" => &mut self.claimed,
            "accepted" => &mut self.accepted,
            "refused" => &mut self.refused,
            "expired" => &mut self.expired,
            "cancelled" => &mut self.cancelled,
            _ => return None,
        };
        *place += count;
        Some(())
    }

    /// The audience.
    pub fn total(&self) -> u64 {
        self.open() + self.accepted + self.refused + self.expired + self.cancelled
    }

    /// Those without an outcome yet.
    pub fn open(&self) -> u64 {
        self.waiting + self.claimed
    }

    /// Whether the mailing is done: nothing waits. Asked, never noted down.
    pub fn is_done(&self) -> bool {
        self.open() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_add_up_to_the_audience() {
        let mut counts = Counts::default();
        for (place, word) in ["accepted", "refused", "expired", "cancelled"].into_iter().enumerate() {
            assert_eq!(counts.add(word, place as u64 + 1), Some(()));
        }
        assert!(counts.is_done());
        assert_eq!(counts.add("claimed", 5), Some(()));
        assert_eq!((counts.total(), counts.open(), counts.is_done()), (15, 5, false));
        assert_eq!(counts.add("sent", 1), None);
    }
}
