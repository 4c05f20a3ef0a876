//! A released migration never changes: somebody's database has already run it. Their hashes are pinned beside xtask.
//!
//! To pin all of them at a release: `sha256sum crates/store/migrations/* > xtask/migrations.sha256`.

use std::collections::BTreeMap;

use super::{File, Flaw, Tree};
use crate::run;

const FOLDER: &str = "crates/store/migrations/";
const PINS: &str = "xtask/migrations.sha256";

pub fn flaws(tree: &Tree) -> Vec<Flaw> {
    let migrations: Vec<&File> = tree.files.iter().filter(|file| file.path.starts_with(FOLDER)).collect();
    if migrations.is_empty() {
        return against_pins(tree, &BTreeMap::new());
    }
    let paths = migrations.iter().map(|file| file.path.as_str());
    match run::read(run::command("sha256sum").arg("--").args(paths)) {
        Ok(hashes) => against_pins(tree, &pairs(&hashes)),
        Err(error) => vec![migrations[0].flaw(1, format!("its hash cannot be had: {error:#}"))],
    }
}

/// Holds the hashes that are, by path, against those that are pinned.
fn against_pins(tree: &Tree, are: &BTreeMap<String, String>) -> Vec<Flaw> {
    let pinned = tree.file(PINS).map(|pins| pairs(&pins.text)).unwrap_or_default();
    let flaw = |path: &str, says: &str| Flaw { path: path.into(), line: 1, says: says.into() };
    let mut flaws = Vec::new();
    for (path, hash) in &pinned {
        match are.get(path) {
            Some(is) if is == hash => {}
            Some(_) => flaws.push(flaw(path, "changing a released migration is banned, use a new one")),
            None => flaws.push(flaw(path, "taking a released migration away is banned, use a new one that undoes it")),
        }
    }
    if released(tree) {
        let loose = are.keys().filter(|path| !pinned.contains_key(*path));
        flaws.extend(loose.map(|path| {
            flaw(path, &format!("a migration without its hash is banned once there are releases, use {PINS}"))
        }));
    }
    flaws
}

/// Whether CHANGELOG.md heads a version, such as `## [0.1.0]`, beside what is unreleased.
fn released(tree: &Tree) -> bool {
    let is_version =
        |line: &str| line.strip_prefix("## [").is_some_and(|rest| !rest.to_lowercase().starts_with("unreleased"));
    tree.file("CHANGELOG.md").is_some_and(|log| log.text.lines().any(is_version))
}

/// `hash  path` lines by path.
fn pairs(text: &str) -> BTreeMap<String, String> {
    let pair = |line: &str| line.split_once("  ").map(|(hash, path)| (path.trim().into(), hash.trim().into()));
    text.lines().filter_map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "crates/store/migrations/0001.sql";
    const TWO: &str = "crates/store/migrations/0002.sql";

    fn said(changelog: &str, pins: &str, hashes: &str) -> Vec<String> {
        let tree = Tree::of(&[("CHANGELOG.md", changelog), (PINS, pins)]);
        against_pins(&tree, &pairs(hashes)).iter().map(Flaw::to_string).collect()
    }

    #[test]
    fn a_pinned_migration_stays_as_it_is() {
        let pins = format!("aa  {ONE}\nbb  {TWO}\n");
        assert_eq!(said("", &pins, &pins), Vec::<String>::new());
        assert_eq!(
            said("", &pins, &format!("ab  {ONE}\n")),
            [
                format!("{ONE}:1: error: changing a released migration is banned, use a new one"),
                format!("{TWO}:1: error: taking a released migration away is banned, use a new one that undoes it"),
            ]
        );
    }

    #[test]
    fn before_the_first_release_nothing_need_be_pinned() {
        let hashes = format!("aa  {ONE}\n");
        assert_eq!(said("# Changelog\n\n## [Unreleased]\n", "", &hashes), Vec::<String>::new());
        assert_eq!(said("## [Unreleased]\n## [0.1.0] - 2026-12-01\n", "", &hashes).len(), 1);
    }
}
