//! The map names only places that are there: every path between backticks in ARCHITECTURE.md exists.

use super::{Flaw, Tree};

const MAP: &str = "ARCHITECTURE.md";
const ENDINGS: [&str; 6] = [".rs", ".toml", ".md", ".html", ".sql", ".ftl"];

pub fn flaws(tree: &Tree) -> Vec<Flaw> {
    let Some(map) = tree.file(MAP) else { return Vec::new() };
    let mut flaws = Vec::new();
    for (number, line) in map.lines() {
        for path in line.split('`').skip(1).step_by(2).filter(|span| is_path(span)) {
            if !exists(tree, path.trim_end_matches('/')) {
                flaws.push(map.flaw(number, format!("`{path}` is not there, use a path that is")));
            }
        }
    }
    flaws
}

/// A path of the project: not a permalink, a module, a pattern, or something that the build makes.
fn is_path(span: &str) -> bool {
    let plain = span.chars().all(|symbol| symbol.is_alphanumeric() || "/._-".contains(symbol));
    let looks = span.contains('/') || ENDINGS.iter().any(|ending| span.ends_with(ending));
    plain && looks && !span.starts_with('/') && !span.starts_with("target/")
}

/// A file or a folder, named from the root or from any folder below it.
fn exists(tree: &Tree, path: &str) -> bool {
    let (from_root, from_folder) = (format!("/{path}"), format!("/{path}/"));
    tree.files
        .iter()
        .map(|file| format!("/{}", file.path))
        .any(|file| file.ends_with(&from_root) || file.contains(&from_folder))
}

#[cfg(test)]
mod tests {
    use super::super::said;

    #[test]
    fn a_path_that_is_gone_is_named_with_its_line() {
        let map = "Start in `crates/press/src/feed.rs`, then `press/templates/`.\n\
                   `feed.rs`, `newsroom::text` and `/{lang}/editions/` stay; so does `cargo xtask check`.\n\
                   `crates/gone/` and `gone.rs` do not.\n";
        let files =
            [("ARCHITECTURE.md", map), ("crates/press/src/feed.rs", ""), ("crates/press/templates/home.html", "")];
        assert_eq!(
            said(super::flaws, &files),
            [
                "ARCHITECTURE.md:3: error: `crates/gone/` is not there, use a path that is",
                "ARCHITECTURE.md:3: error: `gone.rs` is not there, use a path that is",
            ]
        );
    }
}
