//! Presses on pages that a token leads to. What each does is the mailroom's rule, asked here with the rows locked, so
//! that two browsers at once are a first and a second.

use jiff::Timestamp;
use mailroom::{
    Choices, Consent, Grant, NewsletterSlug, Press, Purpose, Subscriber, SubscriptionId, SubscriptionState, TokenHash,
    life,
};
use newsroom::Language;

use crate::engine::{Act, Ended, Tx};
use crate::subscription::{self, Line, Wish};
use crate::{Error, delivery, instant, newsletter, subscriber, token};

/// How the consent record says that it came by the preferences, which only a mail leads to.
const BY_PREFERENCES: &str = "preferences";

/// What is pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pressed {
    /// Confirm one subscription, by its confirming link.
    Confirm,
    /// Leave one subscription and no other, by its link to leave.
    Leave,
    /// Leave every subscription, by the link to the preferences.
    LeaveAll,
    /// Never write to me again, by the link in a confirmation or to the preferences.
    Refuse,
    /// Delete my data, by the link to the preferences.
    Erase,
    /// Change these, together, by the link to the preferences.
    Change(Vec<Change>),
}

/// A change of preferences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Add a newsletter.
    Add {
        /// Which.
        newsletter: NewsletterSlug,
        /// What of it.
        choices: Choices,
        /// The version of the text that stood on the form.
        form: String,
    },
    /// Want other things of one.
    Choose(NewsletterSlug, Choices),
    /// Leave one. To switch is to add one and leave another.
    Leave(NewsletterSlug),
    /// Be written to in another language.
    Speak(Language),
}

impl Pressed {
    fn is_behind(&self, purpose: Purpose) -> bool {
        match self {
            Self::Confirm => purpose == Purpose::Confirm,
            Self::Leave => purpose == Purpose::Leave,
            Self::Refuse => matches!(purpose, Purpose::Refuse | Purpose::Manage),
            Self::LeaveAll | Self::Erase | Self::Change(_) => purpose == Purpose::Manage,
        }
    }
}

pub(crate) struct Pressing<'a> {
    pub(crate) token: &'a TokenHash,
    pub(crate) pressed: &'a Pressed,
    pub(crate) now: Timestamp,
}

impl Act for Pressing<'_> {
    type Done = Press;
    type Refused = Error;

    async fn perform(&self, tx: &mut Tx) -> Result<Ended<Press>, Error> {
        let found = token::find(tx, self.token).await?;
        let Some((grant, id)) = found.filter(|(grant, _)| self.pressed.is_behind(grant.purpose())) else {
            return Ok(Ended::Rollback(Press::Gone));
        };
        let Some(there) = subscriber::lock(tx, id).await? else {
            return Ok(Ended::Rollback(Press::Gone));
        };
        let lines = subscription::of(tx, id).await?;
        let hand = Hand { there, lines, now: instant::micros(self.now) };
        let press = match (self.pressed, grant) {
            (Pressed::Confirm, Grant::Confirm(id)) => hand.confirm(tx, id).await?,
            (Pressed::Leave, Grant::Leave(id)) => hand.leave(tx, id).await?,
            (Pressed::LeaveAll, _) => hand.leave_all(tx).await?,
            (Pressed::Refuse, _) => hand.refuse(tx).await?,
            (Pressed::Erase, _) => hand.erase(tx).await?,
            (Pressed::Change(changes), _) => hand.change(tx, changes).await?,
            (Pressed::Confirm | Pressed::Leave, _) => Press::Gone,
        };
        Ok(if press == Press::Done { Ended::Commit(press) } else { Ended::Rollback(press) })
    }
}

/// Whose press it is, the row locked.
struct Hand {
    there: Subscriber,
    lines: Vec<Line>,
    now: Timestamp,
}

impl Hand {
    fn line(&self, id: SubscriptionId) -> Option<&Line> {
        self.lines.iter().find(|line| line.subscription.id == id)
    }

    fn of(&self, newsletter: &NewsletterSlug) -> Option<&Line> {
        self.lines.iter().find(|line| line.subscription.newsletter == *newsletter)
    }

    async fn confirm(&self, tx: &mut Tx, id: SubscriptionId) -> Result<Press, Error> {
        let Some(line) = self.line(id) else {
            return Ok(Press::Gone);
        };
        let press = life::confirm(self.there.state, line.subscription.state, line.sent, self.now);
        if press == Press::Done {
            subscription::confirm(tx, id, self.now).await?;
            subscriber::stand(tx, &self.there, self.now).await?;
        }
        Ok(press)
    }

    async fn leave(&self, tx: &mut Tx, id: SubscriptionId) -> Result<Press, Error> {
        let Some(line) = self.line(id) else {
            return Ok(Press::Gone);
        };
        let press = self.leave_line(tx, line).await?;
        if press == Press::Done {
            subscriber::stand(tx, &self.there, self.now).await?;
        }
        Ok(press)
    }

    async fn leave_line(&self, tx: &mut Tx, line: &Line) -> Result<Press, Error> {
        let press = life::leave(line.subscription.state);
        if press == Press::Done {
            subscription::leave(tx, line.subscription.id, self.now).await?;
            delivery::take_back_of(tx, self.there.id, &line.subscription.newsletter, self.now).await?;
        }
        Ok(press)
    }

    async fn leave_all(&self, tx: &mut Tx) -> Result<Press, Error> {
        if !self.there.state.keeps_seal() {
            return Ok(Press::Already);
        }
        for line in &self.lines {
            self.leave_line(tx, line).await?;
        }
        subscriber::stand(tx, &self.there, self.now).await?;
        Ok(Press::Done)
    }

    async fn refuse(&self, tx: &mut Tx) -> Result<Press, Error> {
        let press = life::refuse(self.there.state);
        if press == Press::Done {
            subscriber::suppress(tx, &self.there, mailroom::Reason::Asked, self.now).await?;
        }
        Ok(press)
    }

    async fn erase(&self, tx: &mut Tx) -> Result<Press, Error> {
        let press = life::erase(self.there.state);
        if press == Press::Done {
            subscriber::erase(tx, self.there.id, self.now).await?;
        }
        Ok(press)
    }

    async fn change(&self, tx: &mut Tx, changes: &[Change]) -> Result<Press, Error> {
        if !self.there.state.keeps_seal() {
            return Ok(Press::Gone);
        }
        let mut done = false;
        for change in changes {
            done |= self.make(tx, change).await?;
        }
        if done {
            subscriber::stand(tx, &self.there, self.now).await?;
        }
        Ok(if done { Press::Done } else { Press::Already })
    }

    /// Whether it changed anything.
    async fn make(&self, tx: &mut Tx, change: &Change) -> Result<bool, Error> {
        match change {
            Change::Add { newsletter, choices, form } => self.add(tx, newsletter, choices, form).await,
            Change::Choose(newsletter, choices) => self.choose(tx, newsletter, choices).await,
            Change::Leave(newsletter) => match self.of(newsletter) {
                Some(line) => Ok(self.leave_line(tx, line).await? == Press::Done),
                None => Ok(false),
            },
            Change::Speak(language) => subscriber::speak(tx, self.there.id, language).await,
        }
    }

    async fn add(&self, tx: &mut Tx, slug: &NewsletterSlug, choices: &Choices, form: &str) -> Result<bool, Error> {
        let press = life::join(self.there.state, self.of(slug).map(|line| line.subscription.state));
        let newsletter = newsletter::id(tx, slug).await?;
        let Some(newsletter) = newsletter.filter(|_| press == Press::Done) else {
            return Ok(false);
        };
        let consent = Consent { at: self.now, source: BY_PREFERENCES.to_owned(), form: form.to_owned() };
        let (state, subscriber, now) = (SubscriptionState::Confirmed, self.there.id, self.now);
        subscription::write(tx, &Wish { subscriber, newsletter, state, choices, consent, now }).await?;
        Ok(true)
    }

    async fn choose(&self, tx: &mut Tx, slug: &NewsletterSlug, choices: &Choices) -> Result<bool, Error> {
        let is_kept = |line: &&Line| line.subscription.state != SubscriptionState::Left;
        match self.of(slug).filter(is_kept).filter(|line| line.subscription.choices != *choices) {
            Some(line) => subscription::choose(tx, line.subscription.id, choices).await.map(|()| true),
            None => Ok(false),
        }
    }
}
