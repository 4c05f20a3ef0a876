//! `cargo xtask`: what the project asks of itself. It depends on none of our crates, so it builds while they do not.

mod arrows;
mod bench;
mod carried;
mod check;
mod engines;
mod install;
mod pages;
mod postfix;
mod postgres;
mod run;
mod sizes;
mod source;
mod tidy;

use std::process::ExitCode;

const USAGE: &str = "\
Usage: cargo xtask COMMAND

  check [STEP…]   everything CI asks of a change, or only the named steps of it
  bench [N]       how fast N readers (2000) are mailed and forms are answered, as ratios of two things measured now
  sizes           lines of code and lengths of functions, crate by crate";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.split_first() {
        Some((command, steps)) if command == "check" => check::run(steps),
        Some((command, readers)) if command == "bench" => bench::run(readers).map(|()| ExitCode::SUCCESS),
        Some((command, [])) if command == "sizes" => sizes::run().map(|()| ExitCode::SUCCESS),
        _ => Err(anyhow::anyhow!(USAGE)),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("Error: {error:#}");
        ExitCode::from(2)
    })
}
