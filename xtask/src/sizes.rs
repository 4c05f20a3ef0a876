//! `cargo xtask sizes`: lines of code and lengths of functions, crate by crate, to be held against what we aim for.

use std::collections::BTreeMap;

use anyhow::Result;

use crate::source::Source;
use crate::tidy::{File, Tree};

/// What is counted of one crate. A line counts if code stands on it.
#[derive(Default)]
struct Size {
    code: usize,
    tests: usize,
    files: Vec<usize>,
    functions: Vec<usize>,
    longest: (usize, String),
}

/// Prints the table.
pub fn run() -> Result<()> {
    println!("{}", table(&Tree::read()?));
    Ok(())
}

fn table(tree: &Tree) -> String {
    let mut sizes: BTreeMap<&str, Size> = BTreeMap::new();
    for (name, file) in tree.rust().filter_map(|file| Some((crate_of(&file.path)?, file))) {
        for name in [name, "together"] {
            sizes.entry(name).or_default().add(file);
        }
    }
    let mut rows = vec![format!(
        "{:<12}{:>7}{:>7}{:>7}{:>8}{:>6}{:>11}{:>8}{:>6}{:>6}  longest",
        "crate", "code", "tests", "files", "median", "max", "functions", "median", "p95", "max"
    )];
    let together = sizes.remove("together");
    rows.extend(sizes.into_iter().map(|(name, size)| size.row(name)));
    rows.extend(together.map(|size| size.row("together")));
    rows.join("\n")
}

/// `crates/press/src/feed.rs` → `press`.
fn crate_of(path: &str) -> Option<&str> {
    path.strip_prefix("crates/").unwrap_or(path).split_once('/').map(|(name, _)| name)
}

impl Size {
    fn add(&mut self, file: &File) {
        let source = Source::of(&file.text);
        let all = source.code_lines(|_| true);
        if is_test(&file.path) {
            self.tests += all;
            return;
        }
        let tests = source.tests();
        let code = source.code_lines(|line| !tests.iter().any(|lines| lines.contains(&line)));
        self.code += code;
        self.tests += all - code;
        self.files.push(code);
        for function in source.functions().into_iter().filter(|f| !tests.iter().any(|lines| lines.contains(&f.line))) {
            self.functions.push(function.length);
            if function.length > self.longest.0 {
                self.longest = (function.length, format!("{}:{} {}", file.path, function.line, function.name));
            }
        }
    }

    fn row(mut self, name: &str) -> String {
        self.files.sort_unstable();
        self.functions.sort_unstable();
        let (files, functions) = (&self.files, &self.functions);
        format!(
            "{name:<12}{:>7}{:>7}{:>7}{:>8}{:>6}{:>11}{:>8}{:>6}{:>6}  {}",
            self.code,
            self.tests,
            files.len(),
            at(files, 50),
            at(files, 100),
            functions.len(),
            at(functions, 50),
            at(functions, 95),
            at(functions, 100),
            self.longest.1
        )
    }
}

/// A file that is nothing but tests.
pub fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("/tests.rs")
}

/// The value below or at which so many percent of the sorted values lie.
fn at(sorted: &[usize], percent: usize) -> usize {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_one_of_the_values() {
        let values: Vec<usize> = (1..=20).collect();
        assert_eq!([at(&values, 50), at(&values, 95), at(&values, 100), at(&[], 50)], [10, 19, 20, 0]);
    }

    #[test]
    fn code_and_tests_are_counted_apart() {
        let tree = Tree::of(&[
            ("crates/press/src/lib.rs", "//! Head.\n\nfn f() {\n    g()\n}\n#[cfg(test)]\nmod tests {\n}\n"),
            ("crates/press/tests/feeds.rs", "fn t() {}\n"),
        ]);
        let table = table(&tree);
        let row: Vec<&str> = table.lines().find(|line| line.starts_with("press")).unwrap().split_whitespace().collect();
        assert_eq!(row, ["press", "3", "4", "1", "3", "3", "1", "1", "1", "1", "crates/press/src/lib.rs:3", "f"]);
    }
}
