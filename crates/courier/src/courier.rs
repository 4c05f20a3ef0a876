//! The courier: carries one mail after another on a route.

use std::fmt;

use mailroom::{Address, Failure};
use tokio_rustls::TlsConnector;

use crate::hide::hidden;
use crate::pace::Pace;
use crate::pool::{Pool, Seat};
use crate::reply::Reply;
use crate::route::{Route, RouteError};
use crate::session::Session;
use crate::tls;
use crate::trouble::Trouble;

/// Carries mails on one route, on several connections at once and each of them for several mails. Shared by reference.
pub struct Courier {
    route: Route,
    connector: TlsConnector,
    pool: Pool,
    pace: Pace,
}

/// A finished mail. `Debug` shows nothing of it but its size.
#[derive(Clone, Copy)]
pub struct Outgoing<'a> {
    /// The return path, where what comes back goes to; empty for none.
    pub from: &'a str,
    /// The recipient.
    pub to: &'a Address,
    /// The mail, headers and text.
    pub bytes: &'a [u8],
}

/// The server took the mail and will see to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// What it said, mostly with the name that it gave the mail; the recipient replaced by `<recipient>`.
    pub reply: String,
}

impl Courier {
    /// Sets up TLS; connects nowhere yet.
    pub fn new(route: Route) -> Result<Self, RouteError> {
        let connector = tls::connector(&route)?;
        let (pool, pace) = (Pool::of(route.limits()), Pace::of(route.limits()));
        Ok(Self { route, connector, pool, pace })
    }

    /// The route it carries on.
    pub fn route(&self) -> &Route {
        &self.route
    }

    /// Carries a mail to the server, once its turn has come.
    ///
    /// A kept connection that the server has left meanwhile is replaced before that costs anything. The line breaking after
    /// the text has gone is a passing failure of the connection, though the server may have the mail: it may come twice, with
    /// one Message-ID. The answer to the text is given at once, and a goodbye said afterwards. Dropping the future breaks the connection off, with the same doubt.
    pub async fn deliver(&self, mail: &Outgoing<'_>) -> Result<Accepted, Failure> {
        let seat = self.pool.seat().await;
        self.pace.turn().await;
        match self.carry(mail, seat).await {
            Ok(reply) => Ok(Accepted { reply: hidden(&reply.words(), Some(mail.to)) }),
            Err(trouble) => Err(trouble.failure(Some(mail.to))),
        }
    }

    /// Connects, greets, signs in and says goodbye, for whoever set the route up.
    pub async fn check(&self) -> Result<(), Failure> {
        let _seat = self.pool.seat().await;
        // A kept connection makes way, so that there are never more than the route may have.
        if let Some(kept) = self.pool.take().await {
            kept.quit().await;
        }
        let session = Session::open(&self.route, &self.connector).await.map_err(|trouble| trouble.failure(None))?;
        session.quit().await;
        Ok(())
    }

    /// Says goodbye on the connections that wait, and waits for goodbyes and mails that are under way. The courier can carry again afterwards.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    async fn carry(&self, mail: &Outgoing<'_>, seat: Seat) -> Result<Reply, Trouble> {
        while let Some(mut session) = self.pool.take().await {
            match session.carry(mail).await {
                Err(trouble) if trouble.is_of_stale_connection() => {}
                done => {
                    self.pool.give(session, seat);
                    return done;
                }
            }
        }
        let mut session = Session::open(&self.route, &self.connector).await?;
        let done = session.carry(mail).await;
        self.pool.give(session, seat);
        done
    }
}

impl fmt::Debug for Courier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Courier").field("route", &self.route).finish_non_exhaustive()
    }
}

impl fmt::Debug for Outgoing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Outgoing({} bytes)", self.bytes.len())
    }
}
