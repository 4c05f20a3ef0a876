//! What the check needs beside a Rust toolchain, and how to get it: apt packages, npm packages, one Python package.
//!
//! Only what is missing is installed. What is missing and cannot be had fails the check by its name.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use crate::{postgres, run};

/// The oldest Node that runs the scripts in `xtask/pages`.
const NODE_MAJOR_MIN: u32 = 18;

/// A program the check calls, how to see that it is there, and the apt package that has it.
struct Tool {
    name: &'static str,
    package: &'static str,
    there: fn() -> bool,
}

const TOOLS: [Tool; 10] = [
    Tool { name: "git", package: "git", there: || run::works("git", &["--version"]) },
    Tool { name: "sha256sum", package: "coreutils", there: || run::works("sha256sum", &["--version"]) },
    Tool { name: "initdb", package: "postgresql", there: || postgres::programs().is_some() },
    Tool { name: "postfix", package: "postfix", there: || Path::new("/usr/sbin/postfix").exists() },
    Tool { name: "chromium", package: "chromium-headless-shell", there: || run::works(&chromium(), &["--version"]) },
    Tool { name: "Liberation fonts", package: "fonts-liberation", there: liberation },
    Tool { name: "java", package: "default-jre-headless", there: || run::works("java", &["-version"]) },
    Tool { name: "node", package: "nodejs", there: || run::works("node", &["--version"]) },
    Tool { name: "npm", package: "npm", there: || run::works("npm", &["--version"]) },
    Tool {
        name: "python3 with venv",
        package: "python3-venv",
        there: || run::works("python3", &["-c", "import ensurepip, venv"]),
    },
];

/// Installs what is missing.
pub fn run() -> Result<()> {
    toolchain()?;
    packages()?;
    node_is_new_enough()?;
    node_modules()?;
    feedparser()
}

/// The browser: `CHROMIUM` if set, else Debian's without a window. With one, hidden, two or three pictures in a hundred
/// show a page's head again where its foot should be.
pub fn chromium() -> String {
    std::env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium-headless-shell".into())
}

/// The folder of the scripts that look at pages.
pub fn scripts() -> PathBuf {
    run::root().join("xtask/pages")
}

/// The Python that has feedparser.
pub fn python() -> Result<PathBuf> {
    Ok(run::target()?.join("python/bin/python"))
}

/// rustfmt and clippy come with the toolchain or not at all.
fn toolchain() -> Result<()> {
    for component in ["fmt", "clippy"] {
        let there = run::works("cargo", &[component, "--version"]);
        ensure!(there, "`cargo {component}` is missing: add it to the Rust toolchain");
    }
    Ok(())
}

fn packages() -> Result<()> {
    let missing: Vec<&Tool> = TOOLS.iter().filter(|tool| !(tool.there)()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<&str> = missing.iter().map(|tool| tool.package).collect();
    println!("installing {}", packages.join(", "));
    apt(&packages).with_context(|| format!("missing: {}", names(&missing)))?;

    let still: Vec<&Tool> = missing.into_iter().filter(|tool| !(tool.there)()).collect();
    ensure!(still.is_empty(), "still missing after installing: {}", names(&still));
    Ok(())
}

fn names(tools: &[&Tool]) -> String {
    let names: Vec<String> = tools.iter().map(|tool| format!("{} (apt package {})", tool.name, tool.package)).collect();
    names.join(", ")
}

fn apt(packages: &[&str]) -> Result<()> {
    ensure!(run::is_root(), "only root can install packages");
    ensure!(run::works("apt-get", &["--version"]), "there is no `apt-get` here");
    run::read(run::command("apt-get").args(["update", "-q"]))?;
    if packages.contains(&"postfix") {
        // Its programs are wanted, not a mail server for this machine.
        let answer = "echo postfix postfix/main_mailer_type select No configuration | debconf-set-selections";
        run::read(run::command("sh").args(["-c", answer]))?;
    }
    run::read(
        run::command("apt-get")
            .args(["install", "-q", "-y", "--no-install-recommends"])
            .args(packages)
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )?;
    Ok(())
}

fn liberation() -> bool {
    Path::new("/usr/share/fonts/truetype/liberation").exists()
        || run::read(run::command("fc-list").arg("Liberation Sans")).is_ok_and(|found| !found.is_empty())
}

fn node_is_new_enough() -> Result<()> {
    let version = run::read(run::command("node").arg("--version"))?;
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    match major {
        Some(major) if major >= NODE_MAJOR_MIN => Ok(()),
        _ => bail!("`node` is {}, and {NODE_MAJOR_MIN} or newer is needed", version.trim()),
    }
}

fn node_modules() -> Result<()> {
    let folder = scripts();
    unless_made_from(&folder.join("package-lock.json"), &folder.join("node_modules/.made-from"), || {
        run::show(run::command("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(&folder))
    })
}

fn feedparser() -> Result<()> {
    let environment = run::target()?.join("python");
    let requirements = scripts().join("requirements.txt");
    unless_made_from(&requirements, &environment.join("made-from"), || {
        run::show(run::command("python3").args(["-m", "venv", "--clear"]).arg(&environment))?;
        let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"];
        run::show(run::command(&python()?.to_string_lossy()).args(pip).arg(&requirements))
    })
}

/// Makes what a list asks for, unless it was made from the same list before; the list is then kept beside it.
fn unless_made_from(list: &Path, kept: &Path, make: impl Fn() -> Result<()>) -> Result<()> {
    let wanted = std::fs::read(list).with_context(|| format!("cannot read {}", list.display()))?;
    if std::fs::read(kept).is_ok_and(|made| made == wanted) {
        return Ok(());
    }
    make()?;
    std::fs::write(kept, wanted).with_context(|| format!("cannot write {}", kept.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn nothing_is_made_twice_from_the_same_list() {
        let folder = tempfile::tempdir().unwrap();
        let (list, kept) = (folder.path().join("list"), folder.path().join("kept"));
        let times = Cell::new(0);
        for text in ["one", "one", "two"] {
            std::fs::write(&list, text).unwrap();
            let count = || {
                times.set(times.get() + 1);
                Ok(())
            };
            unless_made_from(&list, &kept, count).unwrap();
        }
        assert_eq!(times.get(), 2);
    }
}
