//! The public site over a real database: asking, confirming, choosing, leaving, without a script.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod bench;
mod cast;
mod flood;
mod pages;
mod preferences;
mod pressing;
mod same;
mod secrecy;
mod subscribing;
