//! Publishing: a draft becomes public, whole, at one instant.

use jiff::Timestamp;
use mailroom::NewsletterSlug;
use newsroom::proposal::edition::numbers;
use newsroom::{Edition, EditionSlug, State};

use crate::engine::{Act, Ended, Refusal, Tx};
use crate::mailing::{self, PlannedMailing};
use crate::{Error, audit, edition, generation, instant};

/// Why an edition was not published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// There is none of this slug.
    #[error("there is no edition {0}")]
    NoEdition(EditionSlug),
    /// It is published.
    #[error("the edition is already published, since {0}")]
    AlreadyPublished(Timestamp),
    /// It was published once and withdrawn.
    #[error("the edition was withdrawn at {0}")]
    Withdrawn(Timestamp),
    /// A mailing is planned on a newsletter that is not on offer.
    #[error("there is no newsletter {0}")]
    NoNewsletter(NewsletterSlug),
    /// The database.
    #[error(transparent)]
    Store(#[from] Error),
}

impl Refusal for PublishError {
    fn failure(&self) -> Option<&Error> {
        if let Self::Store(error) = self { Some(error) } else { None }
    }
}

pub(crate) struct Publish<'a> {
    pub(crate) slug: &'a EditionSlug,
    /// The mailings that go with it.
    pub(crate) mailings: &'a [PlannedMailing],
    pub(crate) now: Timestamp,
}

impl Act for Publish<'_> {
    type Done = Edition;
    type Refused = PublishError;

    async fn perform(&self, tx: &mut Tx) -> Result<Ended<Edition>, PublishError> {
        generation::claim(tx).await?;
        let found = edition::find(tx, self.slug).await?;
        let before = found.ok_or_else(|| PublishError::NoEdition(self.slug.clone()))?;
        match before.state {
            State::Draft | State::Scheduled(_) => {}
            State::Published(at) => return Err(PublishError::AlreadyPublished(at)),
            State::Withdrawn { at, .. } => return Err(PublishError::Withdrawn(at)),
        }
        let at = instant::micros(self.now);
        let mut others = edition::others(tx).await?;
        others.retain(|other| other.slug != *self.slug);
        let (number, year_number) = numbers(&before.period, before.kind, &others);
        let mut after = before.clone();
        after.number = before.number.or(number);
        after.year_number = before.year_number.or(year_number);
        after.make_public(at);
        edition::save(tx, Some(&before), &after, at).await?;
        generation::raise(tx, at, &format!("publish {}", self.slug)).await?;
        if let Some(unknown) = mailing::plan(tx, self.slug, self.mailings).await? {
            return Err(PublishError::NoNewsletter(unknown));
        }
        let record = audit::Record { at, act: "publish", subject: self.slug.as_str(), detail: "" };
        audit::append(tx, &record).await?;
        Ok(Ended::Commit(after))
    }
}
