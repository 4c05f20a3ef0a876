//! The program as its users run it: real processes, real folders, real requests.

#![allow(clippy::unwrap_used, reason = "a test that unwraps fails, as it should")]

mod command_line;
mod demo;
mod demo_mails;
mod folders;
mod harness;
mod keys;
mod killed;
mod left_behind;
mod preview;
mod publishing;
mod requests;
mod secrecy;
#[path = "../../../courier/tests/sink/mod.rs"]
mod sink;
mod traces;
