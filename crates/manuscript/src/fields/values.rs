//! What a key may hold: each method takes one key, and reports a value of another type.

use std::fmt::Display;
use std::rc::Rc;

use jiff::{Timestamp, civil::Date};
use newsroom::{Flaw, Place};

use super::tree::{Node, Tree, Value};
use super::{Fields, one_of};

const DAY: &str = "a day without quotes, as 2020-06-22";
const INSTANT: &str = "an instant with its offset and without quotes, as 2020-06-29T08:00:00+03:00";

impl Fields {
    /// Words.
    pub fn string(&mut self, key: &str) -> Option<String> {
        self.take(key, "words in quotes", words)
    }

    /// `true` or `false`.
    pub fn bool(&mut self, key: &str) -> Option<bool> {
        self.take(key, "true or false", |node| if let Value::Truth(truth) = node.value { Some(truth) } else { None })
    }

    /// A whole number.
    pub fn integer(&mut self, key: &str) -> Option<i64> {
        self.take(key, "a whole number", number)
    }

    /// A number counted from 1.
    pub fn count(&mut self, key: &str) -> Option<u32> {
        let fits = |number: i64| u32::try_from(number).ok().filter(|number| *number > 0);
        self.take(key, "a whole number from 1 on", |node| number(node).and_then(fits))
    }

    /// A day.
    pub fn date(&mut self, key: &str) -> Option<Date> {
        self.take(key, DAY, day)
    }

    /// An instant, which is kept to the microsecond.
    pub fn instant(&mut self, key: &str) -> Option<Timestamp> {
        self.take(key, INSTANT, instant)
    }

    /// Words that `parse` makes something of; its error says why it cannot.
    pub fn parsed<T, E: Display>(&mut self, key: &str, parse: impl FnOnce(&str) -> Result<T, E>) -> Option<T> {
        let word = self.string(key)?;
        parse(&word).map_err(|error| self.flaw(key, format!("`{word}`: {error}"))).ok()
    }

    /// One of a few words. `what` is what they are, with its article: `a verdict`.
    pub fn choice<T: Copy>(
        &mut self,
        key: &str,
        what: &str,
        all: &[T],
        as_str: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        let word = self.string(key)?;
        let found = all.iter().copied().find(|one| as_str(*one) == word);
        if found.is_none() {
            let right = || all.iter().map(|one| as_str(*one));
            let problem = format!("`{word}` is not {what}; expected {}", one_of(right()));
            self.add(Flaw::new(self.place(key), problem).near(&word, right()));
        }
        found
    }

    /// A list of words.
    pub fn strings(&mut self, key: &str) -> Option<Vec<String>> {
        self.items(key).map(|items| items.into_iter().map(|(_, word)| word).collect())
    }

    /// A list of words, each with its own place.
    pub fn items(&mut self, key: &str) -> Option<Vec<(Place, String)>> {
        let place = self.place(key);
        let item = |node: &Node| Some((Place { line: node.line, ..place.clone() }, words(node)?));
        self.take(key, "a list of words in quotes", |node| list(node)?.iter().map(item).collect())
    }

    /// A table.
    pub fn table(&mut self, key: &str) -> Option<Self> {
        let tree = self.take(key, "a table", |node| tree(node).cloned())?;
        Some(Self::of(Rc::clone(&self.sheet), self.path_to(key), self.place(key).line, tree))
    }

    /// A list of tables, as `[[key]]` begins each.
    pub fn tables(&mut self, key: &str) -> Option<Vec<Self>> {
        let path = self.path_to(key);
        let item = |node: &Node| Some((node.line, tree(node)?.clone()));
        let expected = format!("tables, each begun by [[{path}]]");
        let trees: Vec<_> = self.take(key, &expected, |node| list(node)?.iter().map(item).collect())?;
        let table = |(line, tree)| Self::of(Rc::clone(&self.sheet), path.clone(), line, tree);
        Some(trees.into_iter().map(table).collect())
    }

    fn take<T>(&mut self, key: &str, expected: &str, read: impl FnOnce(&Node) -> Option<T>) -> Option<T> {
        self.known.insert(key.to_owned());
        let node = self.table.remove(key)?;
        let taken = read(&node);
        if taken.is_none() {
            self.flaw(key, format!("expected {expected}, found {}", node.value.found()));
        }
        taken
    }
}

fn words(node: &Node) -> Option<String> {
    if let Value::Words(words) = &node.value { Some(words.clone()) } else { None }
}

fn number(node: &Node) -> Option<i64> {
    if let Value::Number(number) = node.value { number } else { None }
}

fn list(node: &Node) -> Option<&Vec<Node>> {
    if let Value::List(items) = &node.value { Some(items) } else { None }
}

fn tree(node: &Node) -> Option<&Tree> {
    if let Value::Table(tree) = &node.value { Some(tree) } else { None }
}

fn day(node: &Node) -> Option<Date> {
    let Value::Date(datetime) = &node.value else { return None };
    datetime.to_string().parse().ok().filter(|_| datetime.time.is_none())
}

fn instant(node: &Node) -> Option<Timestamp> {
    let Value::Date(datetime) = &node.value else { return None };
    let instant: Timestamp = datetime.to_string().parse().ok()?;
    // What is finer than the store keeps would look like a change at each import.
    Timestamp::from_microsecond(instant.as_microsecond()).ok()
}
