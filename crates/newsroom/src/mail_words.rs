//! What an edition says around its texts when it is sent.

use crate::Labels;

/// What an edition has written for its mails, per language; where there is nothing, the mail has words of its own.
///
/// Labels: they may change after publication without a correction, for readers of the site never see them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailWords {
    /// The subject; else publication and days.
    pub subject: Labels,
    /// What lists of mails show beside it; else the week in one sentence.
    pub preview: Labels,
    /// Said before all else; else nothing.
    pub greeting: Labels,
    /// Said after all else; else that an answer is read.
    pub closing: Labels,
}
