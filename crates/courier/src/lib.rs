//! A finished mail goes to SMTP, which says what became of it and whose fault it was.
//!
//! A [`Route`] says where mail goes and how; a [`Courier`] carries one mail after another on it and answers with the server's
//! own words or a [`mailroom::Failure`]. One file, `trouble`, decides whose fault a failure is. This crate knows neither the
//! database nor templates, makes no mail and keeps none: what is written before it is carried is the caller's.

mod auth;
mod carry;
mod courier;
mod data;
mod extensions;
mod hide;
mod limits;
mod pace;
mod pool;
mod replies;
mod reply;
mod route;
mod route_url;
mod session;
mod stage;
mod tls;
mod trouble;
mod wire;
mod words;

pub use courier::{Accepted, Courier, Outgoing};
pub use limits::{Limits, Timeouts};
pub use route::{Route, RouteError, Security};
