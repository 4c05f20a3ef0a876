//! `cargo xtask bench`: how fast readers are mailed and forms are answered. Measured, never asserted, and no part of the
//! check; the script `xtask/bench/bench.py` says what is compared with what.

use anyhow::{Context, Result, ensure};

use crate::run;

/// Readers, unless told.
const READERS: u32 = 2000;

/// Builds the program as it is released and lets the script measure it.
pub fn run(readers: &[String]) -> Result<()> {
    let readers = readers.first().map_or(Ok(READERS), |number| number.parse()).context("`bench` takes a number")?;
    ensure!(run::works("sh", &["-c", "command -v smtp-sink"]), "`smtp-sink` is missing (apt package postfix)");
    run::line("cargo build --release --locked -p barograph")?;
    let (script, specimen) = (run::root().join("xtask/bench/bench.py"), run::root().join("crates/specimen/vesnia"));
    let program = run::target()?.join("release/barograph");
    run::show(run::command("python3").args([script, program, specimen]).arg(readers.to_string()))
}
