//! Taking addresses on whose consent was given elsewhere: a list moved in, the demo's cast.

use jiff::Timestamp;
use mailroom::life::{self, Admission};
use mailroom::{
    AddressHash, Choices, Consent, Grant, NewsletterId, NewsletterSlug, Seal, SealId, Subscriber, Subscription,
    SubscriptionState,
};
use newsroom::Language;

use crate::engine::{Act, Ended, Refusal, Tx};
use crate::subscriber::Asking;
use crate::subscription::Wish;
use crate::token::{Mint, TokenMaker};
use crate::{Error, instant, newsletter, subscriber, subscription};

/// An address to be taken on.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Its hashes under every key in use, newest first: a new row is found by the first.
    pub hashes: Vec<AddressHash>,
    /// What the seal is bound to.
    pub seal_id: SealId,
    /// The address, sealed for a subscriber.
    pub seal: Seal,
    /// The language to write in.
    pub language: Language,
    /// What of the newsletter is wanted.
    pub choices: Choices,
}

/// Takes addresses on, as confirmed, all in one transaction.
#[derive(Clone, Copy)]
pub struct Admitting<'a> {
    /// On which newsletter.
    pub newsletter: &'a NewsletterSlug,
    /// Who.
    pub candidates: &'a [Candidate],
    /// When and where their consent was given.
    pub consent: &'a Consent,
    /// Makes tokens.
    pub tokens: TokenMaker<'a>,
    /// The present instant.
    pub now: Timestamp,
}

/// Why nobody was taken on.
#[derive(Debug, thiserror::Error)]
pub enum AdmitError {
    /// There is none of this slug on offer.
    #[error("there is no newsletter {0}")]
    NoNewsletter(NewsletterSlug),
    /// The database.
    #[error(transparent)]
    Store(#[from] Error),
}

impl Refusal for AdmitError {
    fn failure(&self) -> Option<&Error> {
        if let Self::Store(error) = self { Some(error) } else { None }
    }
}

impl Act for Admitting<'_> {
    /// What came of each, in order.
    type Done = Vec<Admission>;
    type Refused = AdmitError;

    async fn perform(&self, tx: &mut Tx) -> Result<Ended<Vec<Admission>>, AdmitError> {
        let newsletter = newsletter::id(tx, self.newsletter).await?;
        let newsletter = newsletter.ok_or_else(|| AdmitError::NoNewsletter(self.newsletter.clone()))?;
        let mut admissions = Vec::with_capacity(self.candidates.len());
        for candidate in self.candidates {
            admissions.push(self.admit(tx, candidate, newsletter).await?);
        }
        Ok(Ended::Commit(admissions))
    }
}

impl Admitting<'_> {
    async fn admit(&self, tx: &mut Tx, candidate: &Candidate, newsletter: NewsletterId) -> Result<Admission, Error> {
        loop {
            let known = subscriber::find(tx, &candidate.hashes).await?;
            let line = match &known {
                Some(there) => self.line(tx, there).await?,
                None => None,
            };
            let admission = life::admit(known.as_ref(), line.as_ref());
            let there = match known {
                _ if admission != Admission::Done => return Ok(admission),
                Some(there) => Some(there),
                None => self.enter(tx, candidate).await?,
            };
            // Nobody there: somebody else has entered the hash meanwhile, so it is found now.
            if let Some(there) = there {
                self.confirm(tx, &there, (candidate, newsletter)).await?;
                return Ok(admission);
            }
        }
    }

    /// The subscription that this is about.
    async fn line(&self, tx: &mut Tx, there: &Subscriber) -> Result<Option<Subscription>, Error> {
        let lines = subscription::of(tx, there.id).await?;
        let mut lines = lines.into_iter().map(|line| line.subscription);
        Ok(lines.find(|line| line.newsletter == *self.newsletter))
    }

    async fn enter(&self, tx: &mut Tx, candidate: &Candidate) -> Result<Option<Subscriber>, Error> {
        let hash = candidate.hashes.first().ok_or_else(|| Error::corrupt("subscribers.digest", "no key in use"))?;
        subscriber::enter(tx, hash, &candidate.language, self.at()).await
    }

    async fn confirm(
        &self,
        tx: &mut Tx,
        there: &Subscriber,
        (candidate, newsletter): (&Candidate, NewsletterId),
    ) -> Result<(), Error> {
        let (now, state, subscriber) = (self.at(), SubscriptionState::Confirmed, there.id);
        if there.state != mailroom::SubscriberState::Confirmed {
            let asking =
                Asking { seal_id: candidate.seal_id, seal: &candidate.seal, language: &candidate.language, now };
            subscriber::ask(tx, there, &asking).await?;
        }
        let (choices, consent) = (&candidate.choices, self.consent.clone());
        let id = subscription::write(tx, &Wish { subscriber, newsletter, state, choices, consent, now }).await?;
        subscriber::stand(tx, there, now).await?;
        let mint = Mint { make: self.tokens, subscriber, now };
        mint.provide(tx, Grant::Leave(id)).await?;
        mint.provide(tx, Grant::Manage(subscriber)).await
    }

    fn at(&self) -> Timestamp {
        instant::micros(self.now)
    }
}
