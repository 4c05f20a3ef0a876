//! No file is longer than one can hold in mind. (Functions and their arguments are clippy's.)

use super::{Flaw, Tree};
use crate::sizes;
use crate::source::Source;

/// Lines of a source without what is for tests.
const LINES_MAX: usize = 400;

pub fn flaws(tree: &Tree) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    for file in tree.sources().filter(|file| !sizes::is_test(&file.path)) {
        let tests: usize = Source::of(&file.text).tests().into_iter().map(Iterator::count).sum();
        let lines = file.text.lines().count() - tests;
        if lines > LINES_MAX {
            flaws.push(
                file.flaw(
                    LINES_MAX + 1,
                    format!("a file of {lines} lines is banned, use several of at most {LINES_MAX}"),
                ),
            );
        }
    }
    flaws
}

#[cfg(test)]
mod tests {
    use super::super::said;
    use super::LINES_MAX;

    #[test]
    fn tests_do_not_count() {
        let tests = format!("#[cfg(test)]\nmod tests {{\n{}}}\n", "\n".repeat(90));
        let (full, over) = ("// a line\n".repeat(LINES_MAX) + &tests, "// a line\n".repeat(LINES_MAX + 1) + &tests);
        let files = [("crates/press/src/full.rs", full.as_str()), ("crates/press/src/over.rs", over.as_str())];
        assert_eq!(
            said(super::flaws, &files),
            ["crates/press/src/over.rs:401: error: a file of 401 lines is banned, use several of at most 400"]
        );
    }
}
