//! A route: where mail goes and how, who we are there, and how much it may carry.

use std::fmt;
use std::path::Path;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use zeroize::Zeroizing;

use crate::{Limits, Timeouts, route_url};

/// Whom we greet as unless told. It is written into each mail that the server takes, so it names no machine.
const HELLO: &str = "[127.0.0.1]";

/// What protects a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// TLS after STARTTLS, or no mail.
    StartTls,
    /// TLS from the first byte.
    Tls,
    /// Nothing.
    Plain,
}

/// Where mail goes and how. `Debug` shows neither user nor password.
#[derive(Clone)]
pub struct Route {
    host: String,
    port: u16,
    security: Security,
    login: Option<Login>,
    hello: String,
    limits: Limits,
    timeouts: Timeouts,
    roots: Vec<CertificateDer<'static>>,
}

/// How we sign in.
#[derive(Clone)]
pub(crate) struct Login {
    pub user: Zeroizing<String>,
    pub password: Zeroizing<String>,
}

/// Why words name no route. Never repeats them: they may hold a password.
#[derive(Debug, thiserror::Error)]
pub enum RouteError {
    /// It is none of the three.
    #[error("a route begins with `smtp://` (STARTTLS), `smtps://` (TLS) or `smtp+plain://` (neither)")]
    Scheme,
    /// It cannot be read as an address of a server.
    #[error("a route is written `smtp://user:password@host:587`; marks in the password as %40 for @")]
    Form,
    /// The host is no name and no number.
    #[error("the route's host is neither a name nor a number")]
    Host,
    /// Something after the host is not known.
    #[error("a route takes nothing after its port but `?unprotected=yes`")]
    Extra,
    /// A user without a password, or the other way round.
    #[error("a route has a user and a password, or neither")]
    Login,
    /// Unprotected, and not on this machine.
    #[error(
        "`smtp+plain://` sends mail and password readable by anyone on the way, so it is for this machine alone \
         (`localhost`, `127.0.0.1`); `?unprotected=yes` after the port says that the way is safe"
    )]
    Unprotected,
    /// The greeting is no name.
    #[error("a server is greeted by a name such as `mail.example.org`, or by `[127.0.0.1]`")]
    Hello,
    /// A file of certificates cannot be read.
    #[error("the file of certificates cannot be read: {0}")]
    Roots(rustls::pki_types::pem::Error),
    /// A file of certificates holds none that can be trusted.
    #[error("the file of certificates holds none that can be trusted")]
    NoRoots,
    /// TLS cannot be set up.
    #[error("TLS cannot be set up: {0}")]
    Tls(#[from] rustls::Error),
}

impl Route {
    /// Takes `smtp://user:password@host:587` (STARTTLS), `smtps://host:465` (TLS) or `smtp+plain://127.0.0.1:2525`
    /// (neither, to this machine alone unless followed by `?unprotected=yes`). Without a port, it is 587, 465 or 25.
    pub fn parse(url: &str) -> Result<Self, RouteError> {
        route_url::parse(url)
    }

    /// Its parts, checked by [`route_url`] to be together what may be.
    pub(crate) fn new(security: Security, host: String, port: u16, login: Option<Login>) -> Result<Self, RouteError> {
        ServerName::try_from(host.as_str()).map_err(|_| RouteError::Host)?;
        Ok(Self {
            host,
            port,
            security,
            login,
            hello: HELLO.to_owned(),
            limits: Limits::default(),
            timeouts: Timeouts::default(),
            roots: Vec::new(),
        })
    }

    /// Greets the server by this name.
    pub fn greeting_as(mut self, hello: &str) -> Result<Self, RouteError> {
        let is_fine = |byte: u8| byte.is_ascii_alphanumeric() || b".-_:[]".contains(&byte);
        if hello.is_empty() || !hello.bytes().all(is_fine) {
            return Err(RouteError::Hello);
        }
        hello.clone_into(&mut self.hello);
        Ok(self)
    }

    /// Carries no more than this.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Waits no longer than this.
    #[must_use]
    pub fn with_timeouts(mut self, timeouts: Timeouts) -> Self {
        self.timeouts = timeouts;
        self
    }

    /// Trusts the certificates of a PEM file too, besides Mozilla's.
    pub fn trusting(mut self, file: &Path) -> Result<Self, RouteError> {
        let certificates = CertificateDer::pem_file_iter(file).map_err(RouteError::Roots)?;
        self.roots = certificates.collect::<Result<_, _>>().map_err(RouteError::Roots)?;
        if self.roots.is_empty() { Err(RouteError::NoRoots) } else { Ok(self) }
    }

    /// The host, a name or a number.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// What protects its connections.
    pub fn security(&self) -> Security {
        self.security
    }

    /// How much it may carry.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    pub(crate) fn login(&self) -> Option<&Login> {
        self.login.as_ref()
    }

    pub(crate) fn hello(&self) -> &str {
        &self.hello
    }

    pub(crate) fn timeouts(&self) -> &Timeouts {
        &self.timeouts
    }

    pub(crate) fn roots(&self) -> &[CertificateDer<'static>] {
        &self.roots
    }
}

impl fmt::Debug for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let login = self.login.as_ref().map(|_| "…");
        f.debug_struct("Route")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("security", &self.security)
            .field("login", &login)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}
