//! A text's blocks as lines that a person likes to read: no marks of Markdown, links behind their words.

use newsroom::Language;
use newsroom::text::markdown::{Block, Inline, Table};

use super::prose::{Place, absolute};
use super::sheet::{hanging, marked, wrapped_to};
use crate::Origin;
use crate::markup::typeset;

/// Writes one text.
#[derive(Clone, Copy)]
pub struct Writer<'a> {
    /// The text's language.
    pub language: &'a Language,
    /// Where absolute links lead.
    pub origin: &'a Origin,
    /// The text's own page.
    pub page: &'a str,
    /// The number of its first note.
    pub first: usize,
    /// Letters on a line.
    pub width: usize,
}

impl Writer<'_> {
    /// Blocks with a blank line between them, wrapped.
    pub fn blocks(&self, blocks: &[Block]) -> String {
        let written: Vec<String> =
            blocks.iter().map(|block| self.block(block)).filter(|lines| !lines.is_empty()).collect();
        written.join("\n\n")
    }

    /// Blocks behind marks, as narrow as these leave them.
    pub fn within(&self, blocks: &[Block], first: &str, rest: &str) -> String {
        let narrow = Self { width: self.width.saturating_sub(rest.chars().count()), ..*self };
        marked(&narrow.blocks(blocks), first, rest)
    }

    fn block(&self, block: &Block) -> String {
        match block {
            Block::Paragraph(inlines) | Block::Plain(inlines) => wrapped_to(&self.line(inlines), self.width),
            Block::Heading(_, inlines) => {
                let words = self.line(inlines);
                format!("{}\n{}", wrapped_to(&words, self.width), "-".repeat(words.chars().count().min(self.width)))
            }
            Block::List(start, items) => self.list(*start, items),
            Block::Quote(blocks) => self.within(blocks, "> ", "> "),
            Block::Code(code) => marked(code.trim_end(), "    ", "    "),
            Block::Table(table) => self.table(table),
            Block::Rule => "* * *".to_owned(),
            Block::Html(html) => wrapped_to(&without_tags(html), self.width),
        }
    }

    fn list(&self, start: Option<u64>, items: &[Vec<Block>]) -> String {
        let item = |(number, item): (u64, &Vec<Block>)| {
            let mark = start.map_or_else(|| "- ".to_owned(), |_| format!("{number}. "));
            self.within(item, &mark, &" ".repeat(mark.chars().count()))
        };
        let items: Vec<String> = (start.unwrap_or_default()..).zip(items).map(item).collect();
        items.join("\n")
    }

    /// A table as pairs: columns would not keep their places in every typeface.
    fn table(&self, table: &Table) -> String {
        let heads: Vec<String> = table.head.iter().map(|cell| self.line(cell)).collect();
        let row = |row: &Vec<Vec<Inline>>| {
            let cells = row.iter().zip(&heads).map(|(cell, head)| match (head.as_str(), self.line(cell)) {
                ("", cell) => cell,
                (head, cell) => format!("{head}: {cell}"),
            });
            hanging(&cells.collect::<Vec<_>>().join("; "), "- ", "  ")
        };
        table.rows.iter().map(row).collect::<Vec<_>>().join("\n")
    }

    fn line(&self, inlines: &[Inline]) -> String {
        inlines.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&self, inline: &Inline) -> String {
        match inline {
            Inline::Text(words) => typeset(words, self.language),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) => self.line(inner),
            Inline::Code(code) => code.clone(),
            Inline::Link(to, inner) => self.link(to, &self.line(inner)),
            Inline::Note(number) => format!("\u{a0}[{}]", number + self.first - 1),
            Inline::Break => "\n".to_owned(),
            Inline::Html(_) => String::new(),
        }
    }

    fn link(&self, to: &str, words: &str) -> String {
        let to = absolute(to, &Place { origin: self.origin, page: self.page, right_to_left: false });
        let shown = to.trim_start_matches("mailto:");
        if shown == words || to.starts_with("javascript:") { words.to_owned() } else { format!("{words} <{shown}>") }
    }
}

fn without_tags(html: &str) -> String {
    let clean = crate::markup::without_tags(html);
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}
