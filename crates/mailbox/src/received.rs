//! A mail as it came.

use std::fmt;

use jiff::Timestamp;

/// A mail as it came: its envelope and its bytes. `Debug` shows neither whom it is for nor what it says.
#[derive(Clone, PartialEq, Eq)]
pub struct Received {
    /// Its number in the mailbox, from 1, in the order of arrival.
    pub number: u64,
    /// When it was here whole.
    pub at: Timestamp,
    /// The envelope's sender; empty for none.
    pub from: String,
    /// The envelope's recipients.
    pub to: Vec<String>,
    /// The mail, without the dots that SMTP adds.
    pub bytes: Vec<u8>,
}

impl fmt::Debug for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Received")
            .field("number", &self.number)
            .field("recipients", &self.to.len())
            .field("bytes", &self.bytes.len())
            .finish_non_exhaustive()
    }
}
