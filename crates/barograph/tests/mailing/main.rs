//! Mailing for real: workers and whole processes, real SMTP over TCP, kills at any moment.

#![allow(clippy::unwrap_used, reason = "a test that unwraps fails, as it should")]

mod asked;
mod cluster;
mod crowd;
mod disk;
mod faults;
#[path = "../program/harness.rs"]
#[allow(dead_code, reason = "the other tests use the rest of it")]
mod harness;
mod hours;
mod house;
mod killed;
#[path = "../../../courier/tests/sink/mod.rs"]
mod sink;
mod steered;
mod together;
