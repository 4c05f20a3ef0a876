//! What an edition says around its texts when it is sent.

use std::collections::BTreeSet;

use crate::{Labels, Language};

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

impl MailWords {
    /// Takes over what the other says; an empty word takes a language's words away.
    pub fn merge(&mut self, other: &Self) {
        self.subject.merge(&other.subject);
        self.preview.merge(&other.preview);
        self.greeting.merge(&other.greeting);
        self.closing.merge(&other.closing);
    }

    /// The languages in which anything is said.
    pub fn languages(&self) -> BTreeSet<&Language> {
        let all = [&self.subject, &self.preview, &self.greeting, &self.closing];
        all.into_iter().flat_map(|labels| labels.0.keys()).collect()
    }
}
