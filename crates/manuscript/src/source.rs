//! The files of a manuscript, wherever they come from: a folder on disk, or files embedded in the program.

mod disk;

use std::collections::BTreeMap;

pub use disk::{EDITION_FILES_MAX, FILE_BYTES_MAX, FOLDER_DEPTH_MAX};

/// A folder's files by their path within it, parts joined by `/`. Files whose name begins with a dot or ends with `~` are
/// no part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files(BTreeMap<String, Vec<u8>>);

impl Files {
    /// The files of an embedded folder, as (path, bytes).
    pub fn from_pairs<P: Into<String>, B: Into<Vec<u8>>>(pairs: impl IntoIterator<Item = (P, B)>) -> Self {
        let pairs = pairs.into_iter().map(|(path, bytes)| (path.into(), bytes.into()));
        Self(pairs.filter(|(path, _)| !path.split('/').any(is_left_alone)).collect())
    }

    /// A file's bytes.
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.0.get(path).map(Vec::as_slice)
    }

    /// All files by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// Adds a file, or replaces it.
    pub fn insert(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.0.insert(path.into(), bytes.into());
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The files of a folder within, by their path there.
    pub fn folder(&self, name: &str) -> Self {
        let within = |path: &str| path.strip_prefix(name)?.strip_prefix('/').map(str::to_owned);
        Self(self.0.iter().filter_map(|(path, bytes)| Some((within(path)?, bytes.clone()))).collect())
    }

    /// The names of the folders within, in order.
    pub fn folders(&self) -> Vec<String> {
        let mut names: Vec<_> = self.0.keys().filter_map(|path| Some(path.split_once('/')?.0.to_owned())).collect();
        names.dedup();
        names
    }
}

/// Hidden files are the system's, those with `~` an editor's.
fn is_left_alone(name: &str) -> bool {
    name.starts_with('.') || name.ends_with('~')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_editors_leave_behind_is_left_alone() {
        let paths = ["a.md", ".git/config", "a.md~", "b/c.md", "b/.d", "b/e~/f"];
        let files = Files::from_pairs(paths.map(|path| (path, "x")));
        assert_eq!(files.iter().map(|(path, _)| path).collect::<Vec<_>>(), ["a.md", "b/c.md"]);
        assert_eq!(files.folders(), ["b"]);
        assert_eq!(files.folder("b"), Files::from_pairs([("c.md", "x")]));
    }
}
