//! The demo's pages, found by its permalinks, and the press's samples, pages and mails, looked at as readers and browsers do.
//!
//! The scripts in `xtask/pages` do the looking; here is what they look at. All of them speak before the step fails.

use std::io::{BufRead, BufReader, Lines};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use crate::{install, run};

/// From nothing to the first answer: the import of the whole specimen lies between.
const DEMO_SECONDS_MAX: u64 = 300;

/// Builds the demo and the samples, then lets every script look.
pub fn run() -> Result<()> {
    let node_modules = install::scripts().join("node_modules");
    ensure!(
        node_modules.exists() && install::python()?.exists(),
        "the scripts lack something; first `cargo xtask check install`"
    );
    // One call, and the whole workspace: so nothing is built that the tests have not built already.
    run::line("cargo build --workspace --bin barograph --example samples")?;

    let work = tempfile::Builder::new().prefix("barograph-pages-").tempdir()?;
    let samples = work.path().join("samples");
    run::show(Command::new(built("examples/samples")?).current_dir(run::root()).arg(&samples))?;
    let demo = Demo::start(work.path())?;
    std::fs::write(work.path().join("permalinks.txt"), demo.permalinks()?)?;
    look(work.path(), &samples, &demo.origin)
}

/// Runs each script; fails with the names of those that found something.
fn look(work: &Path, samples: &Path, origin: &str) -> Result<()> {
    let screenshots = run::target()?.join("screenshots");
    let scripts = [
        ("site", node("site.mjs").arg(origin).arg(work).status()),
        ("look", node("look.mjs").arg(origin).args([work, samples, &screenshots]).status()),
        ("mailbox", node("mailbox.mjs").arg(origin).args([work, &screenshots]).status()),
        ("validator", node("nu.mjs").arg(work.join("html")).arg(samples).status()),
        ("feeds", python("feeds.py")?.arg(work.join("feeds")).status()),
        ("mails", python("mails.py")?.arg(samples.join("mail")).status()),
        ("the demo's mails", python("mails.py")?.arg(work.join("mailbox")).arg(origin).status()),
        ("mail programs", node("programs.mjs").arg(samples).status()),
    ];
    let mut unhappy = Vec::new();
    for (name, status) in scripts {
        if !status.with_context(|| format!("cannot run the script `{name}`"))?.success() {
            unhappy.push(name);
        }
    }
    println!("screenshots are in {}", screenshots.display());
    ensure!(unhappy.is_empty(), "found something: {}", unhappy.join(", "));
    Ok(())
}

fn node(script: &str) -> Command {
    let mut node = Command::new("node");
    node.arg(install::scripts().join(script)).env("CHROMIUM", install::chromium());
    node
}

fn python(script: &str) -> Result<Command> {
    let mut python = Command::new(install::python()?);
    python.arg(install::scripts().join(script));
    Ok(python)
}

/// A program that cargo built.
fn built(name: &str) -> Result<PathBuf> {
    Ok(run::target()?.join("debug").join(name))
}

/// The demo, serving; stopped when dropped.
struct Demo {
    program: Child,
    data: PathBuf,
    /// `http://127.0.0.1:PORT`
    origin: String,
}

impl Demo {
    fn start(work: &Path) -> Result<Self> {
        let data = work.join("data");
        let mut command = barograph(work, &data)?;
        let mut program = command
            .args(["demo", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot run the demo")?;
        let lines = BufReader::new(program.stdout.take().context("the demo has no standard output")?).lines();
        let mut demo = Self { program, data, origin: String::new() };
        demo.origin = listening(lines)?;
        Ok(demo)
    }

    /// A path a line, of all languages.
    fn permalinks(&self) -> Result<String> {
        let folder = self.data.parent().context("the data folder has no parent")?;
        let permalinks = run::read(barograph(folder, &self.data)?.arg("permalinks"))?;
        ensure!(!permalinks.trim().is_empty(), "`barograph permalinks` names no page");
        Ok(permalinks)
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        if let Err(error) = self.program.kill().and_then(|()| self.program.wait()) {
            eprintln!("the demo was not seen to stop: {error}");
        }
    }
}

/// The program, away from any `barograph.toml` and `BAROGRAPH_…` of the person who runs the check.
fn barograph(folder: &Path, data: &Path) -> Result<Command> {
    let mut command = Command::new(built("barograph")?);
    for (key, _) in std::env::vars_os().filter(|(key, _)| key.to_string_lossy().starts_with("BAROGRAPH_")) {
        command.env_remove(key);
    }
    command.current_dir(folder).arg("--data").arg(data).stdin(Stdio::null());
    Ok(command)
}

/// Shows what the demo says and waits for its address; goes on showing, so that the pipe never fills.
fn listening(lines: Lines<BufReader<ChildStdout>>) -> Result<String> {
    let (found, origin) = mpsc::channel();
    thread::spawn(move || {
        for line in lines.map_while(Result::ok) {
            println!("{line}");
            if let Some(origin) = origin_in(&line) {
                // Nobody waits any more when a second line names an address.
                let _ = found.send(origin);
            }
        }
    });
    let waited = origin.recv_timeout(Duration::from_secs(DEMO_SECONDS_MAX));
    waited.context("the demo did not say where it listens")
}

/// `Listening on http://127.0.0.1:8080/` → `http://127.0.0.1:8080`
fn origin_in(line: &str) -> Option<String> {
    let address = line.trim().strip_prefix("Listening on ")?;
    Some(address.trim_end_matches('/').into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_demos_line_gives_its_origin() {
        assert_eq!(origin_in("Listening on http://127.0.0.1:4021/").as_deref(), Some("http://127.0.0.1:4021"));
        assert_eq!(origin_in("http://127.0.0.1:4021/en/"), None);
    }
}
