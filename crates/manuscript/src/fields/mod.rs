//! A TOML file read key by key: each value has its line, and a key that nobody asks for is reported as unknown.
//!
//! Also the program's own configuration is read with it, so nothing here knows of editions.

mod spoken;
mod tree;
mod values;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use newsroom::{Flaw, Hint, Place};

pub use spoken::spoken;

use tree::{Node, Tree};

/// One table of a file. Ask for every key the table may have, then let go of it: when it is dropped, the keys that
/// nobody asked for are reported. All flaws of a file come from [`Fields::finish`] of its first table.
pub struct Fields {
    sheet: Rc<Sheet>,
    path: String,
    line: u32,
    lines: BTreeMap<String, u32>,
    /// What nobody has asked for yet.
    table: BTreeMap<String, Node>,
    known: BTreeSet<String>,
}

/// What all tables of a file share.
struct Sheet {
    file: String,
    flaws: RefCell<Vec<Flaw>>,
}

impl Fields {
    /// Reads a whole file; `file` is its name in flaws.
    pub fn parse(file: &str, text: &str) -> Result<Self, Flaw> {
        Self::parse_after(file, text, 0)
    }

    /// Reads a part of a file before which there are `lines_before` lines.
    pub fn parse_after(file: &str, text: &str, lines_before: u32) -> Result<Self, Flaw> {
        let sheet = Sheet { file: file.to_owned(), flaws: RefCell::default() };
        match tree::parse(text, lines_before) {
            Ok(tree) => Ok(Self::of(Rc::new(sheet), String::new(), lines_before, tree)),
            Err((line, error)) => {
                let place = Place { file: sheet.file, line, field: String::new() };
                Err(Flaw::new(place, format!("this is not TOML: {}", error.message())))
            }
        }
    }

    fn of(sheet: Rc<Sheet>, path: String, line: u32, tree: Tree) -> Self {
        let lines = tree.iter().map(|(key, (line, _))| (key.clone(), *line)).collect();
        let table = tree.into_iter().map(|(key, (_, node))| (key, node)).collect();
        Self { sheet, path, line, lines, table, known: BTreeSet::new() }
    }

    /// Whether the table has the key, asked for or not.
    pub fn has(&self, key: &str) -> bool {
        self.lines.contains_key(key)
    }

    /// The keys that nobody has asked for yet.
    pub fn keys(&self) -> Vec<String> {
        self.table.keys().cloned().collect()
    }

    /// Where a key stands; where its table begins, if it is not there.
    pub fn place(&self, key: &str) -> Place {
        let line = self.lines.get(key).copied().unwrap_or(self.line);
        Place { file: self.sheet.file.clone(), line, field: self.path_to(key) }
    }

    /// Where the table begins.
    pub fn begin(&self) -> Place {
        Place { file: self.sheet.file.clone(), line: self.line, field: self.path.clone() }
    }

    /// Adds a flaw.
    pub fn add(&self, flaw: Flaw) {
        self.sheet.flaws.borrow_mut().push(flaw);
    }

    /// Adds a flaw at a key.
    pub fn flaw(&self, key: &str, problem: impl Into<String>) {
        self.add(Flaw::new(self.place(key), problem));
    }

    /// Reports the key if it is missing.
    pub fn require(&mut self, key: &str) {
        self.known.insert(key.to_owned());
        if !self.has(key) {
            self.flaw(key, "this key is missing");
        }
    }

    /// Passes over a key.
    pub fn skip(&mut self, key: &str) {
        self.known.insert(key.to_owned());
        self.table.remove(key);
    }

    /// All flaws of the file, sorted by place.
    pub fn finish(self) -> Vec<Flaw> {
        let sheet = Rc::clone(&self.sheet);
        drop(self);
        let mut flaws = sheet.flaws.take();
        flaws.sort();
        flaws.dedup();
        flaws
    }

    /// Whether the file has such a flaw so far; what follows from one flaw alone is none besides.
    pub(crate) fn has_flaw(&self, is_it: impl FnMut(&Flaw) -> bool) -> bool {
        self.sheet.flaws.borrow().iter().any(is_it)
    }

    fn flaw_count(&self) -> usize {
        self.sheet.flaws.borrow().len()
    }

    fn path_to(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    fn unknown(&self, key: &str) -> Flaw {
        let known = || self.known.iter().map(String::as_str);
        let mut flaw = Flaw::new(self.place(key), "this key is not known here").near(key, known());
        if flaw.hint.is_none() && !self.known.is_empty() {
            flaw.hint = Some(Hint::Try(format!("known here: {}", one_of(known()))));
        }
        flaw
    }
}

impl Drop for Fields {
    fn drop(&mut self) {
        for key in self.keys() {
            self.add(self.unknown(&key));
        }
    }
}

/// Words as a sentence lists them, those of several words in quotes: `a, b or "c d"`.
pub fn one_of<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let quote = |word: &str| if word.contains(' ') { format!("\"{word}\"") } else { word.to_owned() };
    let mut words: Vec<String> = words.into_iter().map(quote).collect();
    let last = words.pop().unwrap_or_default();
    if words.is_empty() { last } else { format!("{} or {last}", words.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_nobody_asks_for_is_reported_with_the_nearest_known_one() {
        let mut fields = Fields::parse("barograph.toml", "listen = 1\n\n[mail]\nhst = \"x\"\nport = 25\n").unwrap();
        assert_eq!(fields.string("listen"), None);
        let mut mail = fields.table("mail").unwrap();
        assert_eq!((mail.string("host"), mail.integer("port")), (None, Some(25)));
        drop(mail);
        let flaws: Vec<String> = fields.finish().iter().map(Flaw::to_string).collect();
        let expected = [
            "barograph.toml:1: listen: expected words in quotes, found `1`",
            "barograph.toml:4: mail.hst: this key is not known here\n  hint: did you mean `host`?",
        ];
        assert_eq!(flaws, expected);
    }

    #[test]
    fn a_file_that_is_no_toml_says_where() {
        let flaw = Fields::parse_after("a.md", "fine = 1\nnot fine\n", 1).err().unwrap();
        assert_eq!((flaw.place.line, flaw.place.file.as_str()), (3, "a.md"));
    }
}
