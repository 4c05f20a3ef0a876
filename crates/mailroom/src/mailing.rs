//! Mailings: one edition, or one correction or addition of it, going out on one newsletter.

use jiff::Timestamp;
use newsroom::EditionSlug;

use crate::{MailingId, NewsletterSlug};

/// One edition going out on one newsletter. Unique by edition, newsletter, kind and number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailing {
    /// Its id.
    pub id: MailingId,
    /// What it carries.
    pub edition: EditionSlug,
    /// On which line.
    pub newsletter: NewsletterSlug,
    /// The edition itself, or something of it that came later.
    pub kind: MailingKind,
    /// When it goes.
    pub due: Timestamp,
    /// Not before this instant, even when it is complete: until then its publishing can be taken back.
    pub not_before: Timestamp,
    /// When it began to go, which is the Date of its mails; `None` while it waits.
    pub began: Option<Timestamp>,
    /// Held by a person since.
    pub paused: bool,
    /// Ended by a person.
    pub cancelled: bool,
}

/// What a mailing carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MailingKind {
    /// The edition.
    Edition,
    /// A correction of it, by its number.
    Correction(u32),
    /// An addition to it, by its number.
    Addition(u32),
}

impl MailingKind {
    /// The word tables write; the number stands beside it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Edition => "edition",
            Self::Correction(_) => "correction",
            Self::Addition(_) => "addition",
        }
    }

    /// Which of its kind; 0 for the edition itself.
    pub fn number(self) -> u32 {
        match self {
            Self::Edition => 0,
            Self::Correction(number) | Self::Addition(number) => number,
        }
    }

    /// Reads what tables hold.
    pub fn parse(word: &str, number: u32) -> Option<Self> {
        match (word, number) {
            ("edition", 0) => Some(Self::Edition),
            ("correction", number) => Some(Self::Correction(number)),
            ("addition", number) => Some(Self::Addition(number)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_read_as_they_are_written() {
        for kind in [MailingKind::Edition, MailingKind::Correction(1), MailingKind::Addition(2)] {
            assert_eq!(MailingKind::parse(kind.as_str(), kind.number()), Some(kind));
        }
        assert_eq!(MailingKind::parse("edition", 1), None);
    }
}
