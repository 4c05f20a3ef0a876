//! Withdrawing: a published edition is taken back, with a public word why.

use jiff::Timestamp;
use newsroom::{Edition, EditionSlug, Labels, State, Text, Texts, Written};

use crate::engine::{Act, Ended, Refusal, Tx};
use crate::{Error, audit, edition, generation, instant, mailing};

/// Why an edition was not withdrawn.
#[derive(Debug, thiserror::Error)]
pub enum WithdrawError {
    /// There is none of this slug.
    #[error("there is no edition {0}")]
    NoEdition(EditionSlug),
    /// Readers have never seen it.
    #[error("only a published edition can be withdrawn; this one is not")]
    NotPublished,
    /// It is withdrawn.
    #[error("the edition is already withdrawn, since {0}")]
    AlreadyWithdrawn(Timestamp),
    /// The database.
    #[error(transparent)]
    Store(#[from] Error),
}

impl Refusal for WithdrawError {
    fn failure(&self) -> Option<&Error> {
        if let Self::Store(error) = self { Some(error) } else { None }
    }
}

pub(crate) struct Withdraw<'a> {
    pub(crate) slug: &'a EditionSlug,
    pub(crate) why: &'a Labels,
    pub(crate) now: Timestamp,
}

impl Act for Withdraw<'_> {
    type Done = Edition;
    type Refused = WithdrawError;

    async fn perform(&self, tx: &mut Tx) -> Result<Ended<Edition>, WithdrawError> {
        generation::claim(tx).await?;
        let found = edition::find(tx, self.slug).await?;
        let before = found.ok_or_else(|| WithdrawError::NoEdition(self.slug.clone()))?;
        let published = match before.state {
            State::Published(published) => published,
            State::Withdrawn { at, .. } => return Err(WithdrawError::AlreadyWithdrawn(at)),
            State::Draft | State::Scheduled(_) => return Err(WithdrawError::NotPublished),
        };
        let at = instant::micros(self.now);
        let mut after = before.clone();
        after.state = State::Withdrawn { published, at };
        after.withdrawal = notes(self.why, at);
        edition::save(tx, Some(&before), &after, at).await?;
        mailing::cancel_of(tx, self.slug, at).await?;
        generation::raise(tx, at, &format!("withdraw {}", self.slug)).await?;
        let record = audit::Record { at, act: "withdraw", subject: self.slug.as_str(), detail: "" };
        audit::append(tx, &record).await?;
        Ok(Ended::Commit(after))
    }
}

fn notes(why: &Labels, at: Timestamp) -> Texts<String> {
    let note = |words: &String| Text {
        since: Some(at),
        first_public: Some(at),
        ..Text::draft(Written::Original, words.clone())
    };
    Texts(why.0.iter().map(|(language, words)| (language.clone(), note(words))).collect())
}
