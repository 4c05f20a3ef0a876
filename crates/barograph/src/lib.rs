//! The program: command line, configuration and wiring. What each command does stands in its own file under `command`.
//!
//! A library, so that tests can run a worker within themselves; only the program's own `main` is meant to use the rest.

mod cli;
mod command;
mod config;
mod import;
pub mod keys;
mod listen;
mod plan;
mod progress;
mod report;
mod shelf;
mod stop;
pub mod worker;

use std::process::ExitCode;

use clap::Parser;

pub use report::panics_quietly;

use crate::cli::Cli;

/// Does what the command line asks, and gives the exit code.
pub fn run() -> ExitCode {
    panics_quietly();
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return report::failure(&error.into()),
    };
    match runtime.block_on(command::run(cli)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => report::failure(&failure),
    }
}
