//! `tidy`: the rules of the house that no compiler knows. A rule a file; a rule in prose is broken within the year.
//!
//! `file:line: error: X is banned, use Y`. Clippy has what it can have: `clippy.toml`, and one in each pure crate.

mod heads;
mod length;
mod machine_paths;
mod map;
mod migrations;
mod parser;
mod templates;
mod words;

use std::fmt;

use anyhow::{Result, ensure};

use crate::run;

const RULES: [fn(&Tree) -> Vec<Flaw>; 8] = [
    heads::flaws,
    length::flaws,
    machine_paths::flaws,
    map::flaws,
    migrations::flaws,
    parser::flaws,
    templates::flaws,
    words::flaws,
];

/// Reads every file that git knows or would take, and holds each rule against them.
pub fn run() -> Result<()> {
    let tree = Tree::read()?;
    let mut flaws: Vec<Flaw> = RULES.iter().flat_map(|rule| rule(&tree)).collect();
    flaws.sort_by(|one, other| (&one.path, one.line).cmp(&(&other.path, other.line)));
    for flaw in &flaws {
        println!("{flaw}");
    }
    ensure!(flaws.is_empty(), "{} to put right", flaws.len());
    Ok(())
}

/// The files of the project.
pub struct Tree {
    pub files: Vec<File>,
}

/// A file, its path from the root, and its text (nothing, if it has none).
pub struct File {
    pub path: String,
    pub text: String,
}

/// Where a rule is broken, and what to do.
#[derive(Debug, PartialEq)]
pub struct Flaw {
    path: String,
    line: usize,
    says: String,
}

impl Tree {
    /// What git lists: tracked, or new and not ignored. A file deleted but still listed is left out.
    pub fn read() -> Result<Self> {
        let list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
        let paths = run::read(run::command("git").args(list))?;
        let root = run::root();
        let mut paths: Vec<&str> = paths.split_terminator('\0').filter(|path| root.join(path).is_file()).collect();
        paths.sort_unstable();
        paths.dedup();
        let read = |path: &&str| -> Result<File> {
            let text = String::from_utf8(std::fs::read(root.join(path))?).unwrap_or_default();
            Ok(File { path: (*path).into(), text })
        };
        Ok(Self { files: paths.iter().map(read).collect::<Result<_>>()? })
    }

    /// A tree of these paths and texts.
    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Self {
        Self { files: files.iter().map(|(path, text)| File { path: (*path).into(), text: (*text).into() }).collect() }
    }

    /// The Rust files of our crates and of xtask.
    pub fn rust(&self) -> impl Iterator<Item = &File> {
        let ours = |path: &str| path.starts_with("crates/") || path.starts_with("xtask/");
        self.files.iter().filter(move |file| ours(&file.path) && file.path.ends_with(".rs"))
    }

    /// Those of them that are the program, not its tests, examples or benches.
    pub fn sources(&self) -> impl Iterator<Item = &File> {
        self.rust().filter(|file| file.path.starts_with("xtask/src/") || file.path.split('/').nth(2) == Some("src"))
    }

    /// The file of this path.
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }
}

impl File {
    /// A flaw at a line of this file, from 1.
    fn flaw(&self, line: usize, says: impl Into<String>) -> Flaw {
        Flaw { path: self.path.clone(), line, says: says.into() }
    }

    /// The lines with their numbers, from 1.
    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: error: {}", self.path, self.line, self.says)
    }
}

/// What a rule says of a tree, as it is printed.
#[cfg(test)]
fn said(rule: fn(&Tree) -> Vec<Flaw>, files: &[(&str, &str)]) -> Vec<String> {
    rule(&Tree::of(files)).iter().map(Flaw::to_string).collect()
}
