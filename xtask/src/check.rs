//! `cargo xtask check`: the whole check as one story. CI runs this and nothing else.
//!
//! A step that fails does not keep the later ones from telling what they know; the check then fails, naming it.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::run;
use crate::{arrows, carried, engines, install, pages, tidy};

use Does::{Call, Run};

/// The story, in its order. Tests, demo and pages share one profile; the release build comes last.
const STEPS: [Step; 10] = [
    step("install", Call(install::run)),
    step("fmt", Run("cargo fmt --all --check")),
    step("tidy", Call(tidy::run)),
    step("arrows", Call(arrows::run)),
    step("clippy", Run("cargo clippy --workspace --all-targets -- -D warnings -D clippy::too_many_lines")),
    step("tests", Run("cargo test --workspace")),
    step("postgres", Call(engines::run)),
    step("pages", Call(pages::run)),
    step("postfix", Call(carried::run)),
    step("release", Run("cargo build --release --locked -p barograph")),
];

struct Step {
    name: &'static str,
    does: Does,
}

enum Does {
    /// A command line, words parted by spaces.
    Run(&'static str),
    Call(fn() -> Result<()>),
}

const fn step(name: &'static str, does: Does) -> Step {
    Step { name, does }
}

/// Runs the named steps, or all; the exit code says whether every one passed.
pub fn run(names: &[String]) -> Result<ExitCode> {
    let told: Vec<Told> = chosen(names)?.into_iter().map(tell).collect();
    let failed: Vec<&str> = told.iter().filter(|told| !told.passed).map(|told| told.name).collect();

    println!("\n{}", table(&told));
    if !failed.is_empty() {
        println!("failed: {}", failed.join(", "));
    }
    println!("{} passed, {} failed", told.len() - failed.len(), failed.len());
    Ok(if failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The steps of these names in the story's order; all of them for no name.
fn chosen(names: &[String]) -> Result<Vec<&'static Step>> {
    let known: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
    if let Some(unknown) = names.iter().find(|name| !known.contains(&name.as_str())) {
        bail!("`{unknown}` is not a step of the check; there are {}", known.join(", "));
    }
    Ok(STEPS.iter().filter(|step| names.is_empty() || names.iter().any(|name| name == step.name)).collect())
}

/// What became of a step, and how long it took.
struct Told {
    name: &'static str,
    passed: bool,
    took: Duration,
}

fn tell(step: &Step) -> Told {
    let start = Instant::now();
    println!("\n== {}{}", step.name, if let Run(line) = step.does { format!(": {line}") } else { String::new() });
    let outcome = match step.does {
        Run(line) => run::line(line),
        Call(function) => function(),
    };
    if let Err(error) = &outcome {
        println!("{}: {error:#}", step.name);
    }
    Told { name: step.name, passed: outcome.is_ok(), took: start.elapsed() }
}

fn table(told: &[Told]) -> String {
    let row = |name: &str, took: Duration, mark: &str| format!("{name:<10}{:>8.1} s{mark}\n", took.as_secs_f64());
    let rows: String =
        told.iter().map(|told| row(told.name, told.took, if told.passed { "" } else { "  failed" })).collect();
    rows + &row("together", told.iter().map(|told| told.took).sum(), "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn named_steps_run_in_the_storys_order() {
        let steps = chosen(&["clippy".into(), "fmt".into()]).unwrap();
        assert_eq!(steps.iter().map(|step| step.name).collect::<Vec<_>>(), ["fmt", "clippy"]);
    }

    #[test]
    fn an_unknown_step_is_answered_with_the_known_ones() {
        let error = chosen(&["tidyy".into()]).err().unwrap().to_string();
        assert!(error.starts_with("`tidyy` is not a step of the check; there are install, fmt, tidy"), "{error}");
    }

    #[test]
    fn the_table_marks_what_failed() {
        let told = [
            Told { name: "fmt", passed: true, took: Duration::from_millis(840) },
            Told { name: "tidy", passed: false, took: Duration::from_millis(60) },
        ];
        assert_eq!(table(&told), "fmt            0.8 s\ntidy           0.1 s  failed\ntogether       0.9 s\n");
    }
}
