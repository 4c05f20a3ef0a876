//! Every module begins by saying what it is for and what it leaves to others.

use super::{Flaw, Tree};

pub fn flaws(tree: &Tree) -> Vec<Flaw> {
    let is_test = |path: &str| path.ends_with("/tests.rs") || path.ends_with("_tests.rs");
    let headless = tree.sources().filter(|file| !file.text.starts_with("//!") && !is_test(&file.path));
    headless.map(|file| file.flaw(1, "a module without a head is banned, use `//! What it is for.`")).collect()
}

#[cfg(test)]
mod tests {
    use super::super::said;

    #[test]
    fn a_source_needs_a_head_and_a_test_does_not() {
        let files = [
            ("crates/press/src/feed.rs", "use std::fmt;\n"),
            ("crates/press/src/page.rs", "//! Pages.\n"),
            ("crates/press/src/page/tests.rs", "use super::*;\n"),
            ("crates/press/tests/pages.rs", "fn main() {}\n"),
        ];
        assert_eq!(
            said(super::flaws, &files),
            ["crates/press/src/feed.rs:1: error: a module without a head is banned, use `//! What it is for.`"]
        );
    }
}
