//! What is kept: so many mails and so many bytes at most, the newest of all.

use std::collections::VecDeque;
use std::sync::Arc;

use jiff::Timestamp;

use crate::Received;

/// What lies in the mailbox. `Debug` of a mail shows nothing of it.
#[derive(Debug)]
pub(crate) struct Kept {
    mails: VecDeque<Arc<Received>>,
    bytes: usize,
    taken: u64,
    mails_max: usize,
    bytes_max: usize,
}

impl Kept {
    pub(crate) fn new(mails_max: usize, bytes_max: usize) -> Self {
        Self { mails: VecDeque::new(), bytes: 0, taken: 0, mails_max, bytes_max }
    }

    /// Keeps a mail, and lets the oldest go where there is no room; the newest stays, however big.
    pub(crate) fn take(&mut self, from: String, to: Vec<String>, bytes: Vec<u8>) {
        self.taken += 1;
        self.bytes += bytes.len();
        let mail = Received { number: self.taken, at: Timestamp::now(), from, to, bytes };
        self.mails.push_back(Arc::new(mail));
        while self.mails.len() > 1 && (self.mails.len() > self.mails_max || self.bytes > self.bytes_max) {
            if let Some(oldest) = self.mails.pop_front() {
                self.bytes -= oldest.bytes.len();
            }
        }
    }

    pub(crate) fn all(&self) -> Vec<Arc<Received>> {
        self.mails.iter().cloned().collect()
    }

    pub(crate) fn taken(&self) -> u64 {
        self.taken
    }

    pub(crate) fn clear(&mut self) {
        self.mails.clear();
        self.bytes = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(kept: &Kept) -> Vec<u64> {
        kept.all().iter().map(|mail| mail.number).collect()
    }

    #[test]
    fn the_oldest_makes_room_by_number_and_by_bytes() {
        let mut kept = Kept::new(3, 100);
        for _ in 0..5 {
            kept.take(String::new(), Vec::new(), vec![0; 10]);
        }
        assert_eq!((numbers(&kept), kept.taken()), (vec![3, 4, 5], 5));
        kept.take(String::new(), Vec::new(), vec![0; 90]);
        assert_eq!(numbers(&kept), [5, 6]);
        kept.take(String::new(), Vec::new(), vec![0; 200]);
        assert_eq!(numbers(&kept), [7]);
        kept.clear();
        kept.take(String::new(), Vec::new(), vec![0; 100]);
        assert_eq!((numbers(&kept), kept.taken()), (vec![8], 8));
    }
}
