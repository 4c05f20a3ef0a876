//! Requests: forms that somebody sent. Appended by who holds no key; opened, decided and deleted in one transaction.

use jiff::Timestamp;
use mailroom::request::REQUESTS_UNOPENED_MAX;
use mailroom::{
    AddressHash, Answer, Asked, Consent, Grant, Known, NewsletterId, NewsletterSlug, NoticeKind, Request, RequestId,
    Seal, SealId, Subscriber, SubscriptionId, SubscriptionState, answer,
};
use newsroom::Language;

use crate::engine::{Act, Ended, Refusal, Row, Tx};
use crate::subscriber::Asking;
use crate::subscription::Wish;
use crate::token::{Mint, TokenMaker};
use crate::{Error, instant, newsletter, notice, subscriber, subscription, token};

/// How the consent record says that it came by a form.
const BY_FORM: &str = "form";

/// A form that somebody sent.
#[derive(Clone, Debug)]
pub struct NewRequest<'a> {
    /// What is asked for.
    pub asked: &'a Asked,
    /// The language of the page it was sent from.
    pub language: &'a Language,
    /// The version of the text that stood on the form.
    pub form: &'a str,
    /// What the seal is bound to.
    pub seal_id: SealId,
    /// The address.
    pub seal: &'a Seal,
    /// When it was sent.
    pub at: Timestamp,
}

/// Why a form was not taken.
#[derive(Debug, thiserror::Error)]
pub enum RequestError {
    /// Too many are unopened.
    #[error("too many forms wait to be opened; try again later")]
    Full,
    /// There is none of this slug on offer.
    #[error("there is no newsletter {0}")]
    NoNewsletter(NewsletterSlug),
    /// The database.
    #[error(transparent)]
    Store(#[from] Error),
}

impl Refusal for RequestError {
    fn failure(&self) -> Option<&Error> {
        if let Self::Store(error) = self { Some(error) } else { None }
    }
}

impl Act for NewRequest<'_> {
    type Done = RequestId;
    type Refused = RequestError;

    async fn perform(&self, tx: &mut Tx) -> Result<Ended<RequestId>, RequestError> {
        let none = Default::default();
        let (newsletter, choices) = match self.asked {
            Asked::Subscribe(slug, choices) => {
                let id = newsletter::id(tx, slug).await?;
                (Some(id.ok_or_else(|| RequestError::NoNewsletter(slug.clone()))?), choices)
            }
            Asked::Link => (None, &none),
        };
        let sql = "
            INSERT INTO requests (kind, newsletter, sections, only_changes, language, form,
                                  seal_id, seal_key, encapsulated, ciphertext, at)
            SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11 WHERE (SELECT count(*) FROM requests) < $12
            RETURNING id";
        let statement = tx.query(sql).bind(self.asked.as_str()).bind(newsletter);
        let statement = statement.bind(subscription::sections(choices)).bind(choices.only_changes);
        let statement = statement.bind(self.language).bind(self.form).bind(self.seal_id).bind(self.seal.key);
        let statement = statement.bind(self.seal.encapsulated.clone()).bind(self.seal.ciphertext.clone());
        let statement = statement.bind(self.at).bind(i64::try_from(REQUESTS_UNOPENED_MAX).unwrap_or(i64::MAX));
        let row = statement.optional().await?.ok_or(RequestError::Full)?;
        Ok(Ended::Commit(row.get("id")?))
    }
}

/// A request that nobody has opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unopened {
    /// The request.
    pub request: Request,
    /// What the seal is bound to.
    pub seal_id: SealId,
    /// The address.
    pub seal: Seal,
}

/// The oldest after an id.
pub(crate) async fn unopened(tx: &mut Tx, after: RequestId, limit: usize) -> Result<Vec<Unopened>, Error> {
    let sql = "SELECT r.*, n.slug FROM requests r LEFT JOIN newsletters n ON n.id = r.newsletter
               WHERE r.id > $1 ORDER BY r.id LIMIT $2";
    let read = |row: &Row| {
        let slug = row.maybe("slug")?;
        Ok(Unopened { request: request(row, slug)?, seal_id: row.get("seal_id")?, seal: row.seal()? })
    };
    tx.query(sql).bind(after).bind(limit).all().await?.iter().map(read).collect()
}

fn request(row: &Row, newsletter: Option<NewsletterSlug>) -> Result<Request, Error> {
    let kind: String = row.get("kind")?;
    let asked = match (kind.as_str(), newsletter) {
        ("subscribe", Some(newsletter)) => Asked::Subscribe(newsletter, subscription::choices(row)?),
        ("link", None) => Asked::Link,
        _ => return Err(Error::corrupt("requests.kind", kind)),
    };
    let (id, language, form, at) = (row.get("id")?, row.get("language")?, row.get("form")?, row.get("at")?);
    Ok(Request { id, asked, language, form, at })
}

/// How many are unopened.
pub(crate) async fn count(tx: &mut Tx) -> Result<u64, Error> {
    tx.query("SELECT count(*) AS many FROM requests").one().await?.get("many")
}

/// Takes a request that opened to an address and does what follows from it.
#[derive(Clone)]
pub struct Opening<'a> {
    /// Which.
    pub request: RequestId,
    /// The address's hashes under every key in use, newest first: a new row is found by the first.
    pub hashes: &'a [AddressHash],
    /// What the subscriber's seal is bound to.
    pub seal_id: SealId,
    /// The address, sealed anew for the subscriber.
    pub seal: &'a Seal,
    /// Makes tokens.
    pub tokens: TokenMaker<'a>,
    /// The present instant.
    pub now: Timestamp,
}

impl Act for Opening<'_> {
    /// What it did; `None` when somebody else has opened it.
    type Done = Option<Answer>;
    type Refused = Error;

    async fn perform(&self, tx: &mut Tx) -> Result<Ended<Option<Answer>>, Error> {
        let Some((request, newsletter)) = take(tx, self.request).await? else {
            return Ok(Ended::Rollback(None));
        };
        let (subscriber, known) = self.known(tx, &request).await?;
        let decided = answer(&request.asked, known.as_ref(), self.now);
        if let Some(there) = &subscriber {
            self.carry_out(tx, there, (&request, newsletter), decided).await?;
        }
        Ok(Ended::Commit(Some(decided)))
    }
}

impl Opening<'_> {
    /// Whom the address is of and what is known of them. Who subscribes is entered if nobody knows them.
    async fn known(&self, tx: &mut Tx, request: &Request) -> Result<(Option<Subscriber>, Option<Known>), Error> {
        let subscribes = matches!(request.asked, Asked::Subscribe(..));
        loop {
            if let Some(there) = subscriber::find(tx, self.hashes).await? {
                let known = known(tx, &there, self.now).await?;
                return Ok((Some(there), Some(known)));
            }
            let Some(hash) = self.hashes.first().filter(|_| subscribes) else {
                return Ok((None, None));
            };
            let entered = subscriber::enter(tx, hash, &request.language, self.at()).await?;
            if entered.is_some() {
                return Ok((entered, None));
            }
        }
    }

    async fn carry_out(
        &self,
        tx: &mut Tx,
        there: &Subscriber,
        (request, newsletter): (&Request, Option<NewsletterId>),
        answer: Answer,
    ) -> Result<(), Error> {
        let kind = match (answer, newsletter) {
            (Answer::Confirm, Some(newsletter)) => {
                let (seal_id, seal, language) = (self.seal_id, self.seal, &request.language);
                subscriber::ask(tx, there, &Asking { seal_id, seal, language, now: self.at() }).await?;
                NoticeKind::Confirmation(there.id, self.subscribe(tx, there, request, newsletter).await?)
            }
            (Answer::Add, Some(newsletter)) => {
                NoticeKind::Adding(there.id, self.subscribe(tx, there, request, newsletter).await?)
            }
            (Answer::Link, _) => NoticeKind::Link(there.id),
            (Answer::Nothing(_) | Answer::Confirm | Answer::Add, _) => return Ok(()),
        };
        self.mint(there).provide(tx, Grant::Manage(there.id)).await?;
        notice::write(tx, kind, &request.language, self.at()).await
    }

    /// The subscription asked for, pending, with its links. A confirming link that was sent but not pressed stays good:
    /// whoever asked twice may press in either mail.
    async fn subscribe(
        &self,
        tx: &mut Tx,
        there: &Subscriber,
        request: &Request,
        newsletter: NewsletterId,
    ) -> Result<SubscriptionId, Error> {
        let Asked::Subscribe(slug, choices) = &request.asked else {
            return Err(Error::corrupt("requests.kind", request.asked.as_str()));
        };
        let lines = subscription::of(tx, there.id).await?;
        let line = lines.iter().find(|line| line.subscription.newsletter == *slug);
        let consent = Consent { at: request.at, source: BY_FORM.to_owned(), form: request.form.clone() };
        let (state, now) = (SubscriptionState::Pending, self.at());
        let wish = Wish { subscriber: there.id, newsletter, state, choices, consent, now };
        let id = subscription::write(tx, &wish).await?;
        if line.is_some_and(|line| line.subscription.state != SubscriptionState::Pending) {
            token::forget_confirming(tx, id).await?;
        }
        let mint = self.mint(there);
        for grant in [Grant::Confirm(id), Grant::Leave(id), Grant::Refuse(there.id)] {
            mint.provide(tx, grant).await?;
        }
        Ok(id)
    }

    fn mint(&self, there: &Subscriber) -> Mint<'_> {
        Mint { make: self.tokens, subscriber: there.id, now: self.at() }
    }

    fn at(&self) -> Timestamp {
        instant::micros(self.now)
    }
}

/// Deletes the request and gives it; only one can.
async fn take(tx: &mut Tx, id: RequestId) -> Result<Option<(Request, Option<NewsletterId>)>, Error> {
    let Some(row) = tx.query("DELETE FROM requests WHERE id = $1 RETURNING *").bind(id).optional().await? else {
        return Ok(None);
    };
    let newsletter: Option<NewsletterId> = row.maybe("newsletter")?;
    let named = tx.query("SELECT slug FROM newsletters WHERE id = $1").bind(newsletter).optional().await?;
    let slug = named.map(|row| row.get("slug")).transpose()?;
    Ok(Some((request(&row, slug)?, newsletter)))
}

async fn known(tx: &mut Tx, there: &Subscriber, now: Timestamp) -> Result<Known, Error> {
    let lines = subscription::of(tx, there.id).await?;
    let subscriptions = lines.into_iter().map(|line| line.subscription);
    Ok(Known {
        subscriber: there.id,
        state: there.state,
        subscriptions: subscriptions.map(|line| (line.id, line.newsletter, line.state)).collect(),
        notices: notice::recent(tx, there.id, now).await?,
    })
}

/// Drops a request that does not open.
pub(crate) struct Discard {
    pub(crate) request: RequestId,
}

impl Act for Discard {
    type Done = bool;
    type Refused = Error;

    async fn perform(&self, tx: &mut Tx) -> Result<Ended<bool>, Error> {
        let gone = tx.query("DELETE FROM requests WHERE id = $1").bind(self.request).run().await?;
        Ok(Ended::Commit(gone > 0))
    }
}
