//! A session: a connection that has greeted, is protected as its route wants, and has signed in.

use std::time::Duration;

use tokio::time::Instant;
use tokio_rustls::TlsConnector;

use crate::auth;
use crate::extensions::Extensions;
use crate::route::{Route, Security};
use crate::stage::Stage;
use crate::trouble::{Cause, Trouble, at};
use crate::wire::Wire;

/// How long a goodbye may take.
const QUIT_SECONDS_MAX: u64 = 5;
/// How long a session may wait for its next mail; servers give up after one to five minutes.
const IDLE_SECONDS_MAX: u64 = 45;

/// Ready to carry mails, one after another.
pub(crate) struct Session {
    pub(crate) wire: Wire,
    pub(crate) extensions: Extensions,
    /// Mails it began to carry.
    pub(crate) mails: u32,
    /// Whether nothing more can be said on it.
    pub(crate) is_over: bool,
    /// Whether the server still remembers a mail that it refused.
    pub(crate) is_reset_due: bool,
    since: Instant,
}

impl Session {
    /// Connects, greets, protects, signs in.
    pub async fn open(route: &Route, connector: &TlsConnector) -> Result<Self, Trouble> {
        let mut wire = Wire::connect(route.host(), route.port(), route.timeouts()).await?;
        if route.security() == Security::Tls {
            wire = wire.secure(connector, route.host()).await?;
        }
        wire.hear(Stage::Greeting).await?;
        let mut extensions = hello(&mut wire, route).await?;
        if route.security() == Security::StartTls {
            wire = start_tls(wire, &extensions, connector, route).await?;
            // What was said before TLS anyone may have said, so it is asked again (RFC 3207, 4.2).
            extensions = hello(&mut wire, route).await?;
        }
        if let Some(login) = route.login() {
            auth::sign_in(&mut wire, &extensions, login).await?;
        }
        tracing::debug!(host = route.host(), port = route.port(), "connected");
        Ok(Self { wire, extensions, mails: 0, is_over: false, is_reset_due: false, since: Instant::now() })
    }

    /// Says goodbye.
    pub async fn quit(self) {
        if !self.is_over {
            self.wire.quit(Duration::from_secs(QUIT_SECONDS_MAX)).await;
        }
    }

    /// Begins to wait for its next mail.
    pub fn rest(&mut self) {
        self.since = Instant::now();
    }

    /// Whether it has waited so long, or been left by its server, that a next mail is better not begun on it.
    pub async fn is_stale(&mut self) -> bool {
        self.since.elapsed() > Duration::from_secs(IDLE_SECONDS_MAX) || self.wire.is_stale().await
    }
}

async fn hello(wire: &mut Wire, route: &Route) -> Result<Extensions, Trouble> {
    let reply = wire.ask(Stage::Hello, &format!("EHLO {}\r\n", route.hello())).await?;
    Ok(Extensions::of(&reply))
}

async fn start_tls(
    mut wire: Wire,
    extensions: &Extensions,
    connector: &TlsConnector,
    route: &Route,
) -> Result<Wire, Trouble> {
    if !extensions.start_tls {
        return Err(at(Stage::Tls)(Cause::Lacking("STARTTLS")));
    }
    wire.ask(Stage::Tls, "STARTTLS\r\n").await?;
    wire.secure(connector, route.host()).await
}
