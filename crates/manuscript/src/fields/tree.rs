//! A TOML document with the line of every key and value.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};
use toml::value::Datetime;

/// A table: each key with its own line and its value.
pub(super) type Tree = BTreeMap<String, (u32, Node)>;

/// A value and the line where it begins.
#[derive(Clone)]
pub(super) struct Node {
    pub line: u32,
    pub value: Value,
}

#[derive(Clone)]
pub(super) enum Value {
    Words(String),
    /// `None` if it is no whole number, or too large.
    Number(Option<i64>),
    Truth(bool),
    Date(Datetime),
    List(Vec<Node>),
    Table(Tree),
}

/// Reads a document before which its file has `lines_before` lines. An error comes with its line.
pub(super) fn parse(text: &str, lines_before: u32) -> Result<Tree, (u32, Error)> {
    let lines = Lines::of(text, lines_before);
    let document = DeTable::parse(text);
    let line_of = |span: Option<Range<usize>>| span.map_or(lines_before, |span| lines.at(span.start));
    document.map(|table| lines.table(table.get_ref())).map_err(|error| (line_of(error.span()), error))
}

/// Which line an offset lies in.
struct Lines {
    starts: Vec<usize>,
    before: u32,
}

impl Lines {
    fn of(text: &str, before: u32) -> Self {
        let ends = text.match_indices('\n').map(|(at, _)| at + 1);
        Self { starts: std::iter::once(0).chain(ends).collect(), before }
    }

    fn at(&self, offset: usize) -> u32 {
        let line = self.starts.partition_point(|start| *start <= offset);
        u32::try_from(line).unwrap_or(u32::MAX).saturating_add(self.before)
    }

    fn table(&self, table: &DeTable<'_>) -> Tree {
        let entry = |(key, value): (&Spanned<_>, _)| {
            let name: &std::borrow::Cow<'_, str> = key.get_ref();
            (name.to_string(), (self.at(key.span().start), self.node(value)))
        };
        table.iter().map(entry).collect()
    }

    fn node(&self, value: &Spanned<DeValue<'_>>) -> Node {
        let line = self.at(value.span().start);
        let value = match value.get_ref() {
            DeValue::String(words) => Value::Words(words.to_string()),
            DeValue::Integer(number) => Value::Number(i64::from_str_radix(number.as_str(), number.radix()).ok()),
            DeValue::Float(_) => Value::Number(None),
            DeValue::Boolean(truth) => Value::Truth(*truth),
            DeValue::Datetime(datetime) => Value::Date(*datetime),
            DeValue::Array(items) => Value::List(items.iter().map(|item| self.node(item)).collect()),
            DeValue::Table(table) => Value::Table(self.table(table)),
        };
        Node { line, value }
    }
}

impl Value {
    /// What stands there, for a sentence: short values themselves, of others what they are.
    pub(super) fn found(&self) -> String {
        match self {
            Self::Words(words) if words.len() <= 40 => format!("\"{words}\""),
            Self::Words(_) => "words in quotes".to_owned(),
            Self::Number(Some(number)) => format!("`{number}`"),
            Self::Number(None) => "another number".to_owned(),
            Self::Truth(truth) => format!("`{truth}`"),
            Self::Date(datetime) => format!("`{datetime}`"),
            Self::List(_) => "a list of something else".to_owned(),
            Self::Table(_) => "a table".to_owned(),
        }
    }
}
