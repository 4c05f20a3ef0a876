//! What a page that a token leads to may know: all we hold about one subscriber, and nothing that says who it is.

use jiff::Timestamp;
use mailroom::{Grant, Press, Subscriber, TokenHash, life};

use crate::engine::Tx;
use crate::subscription::{self, Line};
use crate::{Error, subscriber, token};

/// All we hold about the subscriber that a token is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Granted {
    /// What the token allows.
    pub grant: Grant,
    /// The subscriber.
    pub subscriber: Subscriber,
    /// When they were first asked for, and since when they are in their state.
    pub dates: (Option<Timestamp>, Option<Timestamp>),
    /// Their subscriptions, those left too, each with its consent record.
    pub lines: Vec<Line>,
    /// How many deliveries to them are kept.
    pub deliveries: u64,
    /// How many notices to them are kept.
    pub notices: u64,
}

impl Granted {
    /// The subscription that the token is of, if it is of one.
    pub fn line(&self) -> Option<&Line> {
        let (Grant::Confirm(id) | Grant::Leave(id)) = self.grant else {
            return None;
        };
        self.lines.iter().find(|line| line.subscription.id == id)
    }

    /// What a press on *confirm* would do: the page says so before.
    pub fn confirming(&self, now: Timestamp) -> Press {
        self.line()
            .map_or(Press::Gone, |line| life::confirm(self.subscriber.state, line.subscription.state, line.sent, now))
    }
}

/// What a token allows, and all we hold about its subscriber.
pub(crate) async fn find(tx: &mut Tx, hash: &TokenHash) -> Result<Option<Granted>, Error> {
    let Some((grant, id)) = token::find(tx, hash).await? else {
        return Ok(None);
    };
    let sql = "
        SELECT s.*, (SELECT count(*) FROM deliveries d WHERE d.subscriber = s.id) AS deliveries,
            (SELECT count(*) FROM notices n WHERE n.subscriber = s.id) AS notices
        FROM subscribers s WHERE s.id = $1";
    let row = tx.query(sql).bind(id).one().await?;
    Ok(Some(Granted {
        grant,
        subscriber: subscriber::read(&row)?,
        dates: (row.maybe("asked")?, row.maybe("changed")?),
        lines: subscription::of(tx, id).await?,
        deliveries: row.get("deliveries")?,
        notices: row.get("notices")?,
    }))
}
