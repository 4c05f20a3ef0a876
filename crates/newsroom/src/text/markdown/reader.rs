//! From the parser's events to blocks.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

use super::{Align, Block, Document, Inline, Table, options};
use crate::Language;

/// Reads a text written in this language.
pub fn parse(markdown: &str, language: &Language) -> Document {
    let events = Parser::new_ext(markdown, options()).into_offset_iter().collect();
    let mut reader = Reader { markdown, quotes: quotes(language), events, at: 0, ..Reader::default() };
    let blocks = reader.blocks();
    let mut defined = std::mem::take(&mut reader.defined);
    let notes = reader.order.iter().map(|label| defined.remove(label).unwrap_or_default()).collect();
    Document { blocks, notes }
}

/// The marks in which a language quotes (CLDR's delimiters); what the parser sets is English.
fn quotes(language: &Language) -> (&'static str, &'static str) {
    match language.primary() {
        "be" | "ru" | "uk" | "es" | "it" | "el" => ("«", "»"),
        "fr" => ("«\u{a0}", "\u{a0}»"),
        "de" | "cs" | "sk" | "bg" | "lt" | "et" | "ka" => ("„", "“"),
        "pl" | "ro" | "hu" => ("„", "”"),
        "fi" | "sv" => ("”", "”"),
        _ => ("“", "”"),
    }
}

#[derive(Default)]
struct Reader<'a> {
    markdown: &'a str,
    quotes: (&'static str, &'static str),
    events: Vec<(Event<'a>, Range<usize>)>,
    at: usize,
    order: Vec<String>,
    defined: BTreeMap<String, Vec<Block>>,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        let event = self.events.get(self.at).cloned();
        self.at += 1;
        event
    }

    /// Blocks up to the end of what holds them.
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some((event, _)) = self.events.get(self.at).cloned() {
            match event {
                Event::End(_) => {
                    self.at += 1;
                    break;
                }
                Event::Start(tag) if is_block(&tag) => {
                    self.at += 1;
                    blocks.extend(self.block(tag));
                }
                Event::Rule => {
                    self.at += 1;
                    blocks.push(Block::Rule);
                }
                _ => blocks.push(Block::Plain(self.run())),
            }
        }
        blocks
    }

    fn block(&mut self, tag: Tag<'a>) -> Option<Block> {
        Some(match tag {
            Tag::Paragraph => Block::Paragraph(self.inlines()),
            Tag::Heading { level, .. } => Block::Heading(level as u8, self.inlines()),
            Tag::BlockQuote(_) => Block::Quote(self.blocks()),
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => Block::Code(self.verbatim()),
            Tag::HtmlBlock => Block::Html(self.verbatim()),
            Tag::List(start) => Block::List(start, self.items()),
            Tag::Table(columns) => Block::Table(self.table(&columns)),
            Tag::FootnoteDefinition(label) => {
                let blocks = self.blocks();
                self.defined.insert(label.to_string(), blocks);
                return None;
            }
            _ => Block::Plain(self.inlines()),
        })
    }

    fn items(&mut self) -> Vec<Vec<Block>> {
        let mut items = Vec::new();
        while let Some((Event::Start(Tag::Item), _)) = self.next() {
            items.push(self.blocks());
        }
        items
    }

    fn table(&mut self, columns: &[pulldown_cmark::Alignment]) -> Table {
        let mut table = Table { columns: columns.iter().map(|column| align(*column)).collect(), ..Table::default() };
        loop {
            match self.next() {
                Some((Event::Start(Tag::TableHead), _)) => table.head = self.cells(),
                Some((Event::Start(Tag::TableRow), _)) => {
                    let cells = self.cells();
                    table.rows.push(cells);
                }
                _ => return table,
            }
        }
    }

    fn cells(&mut self) -> Vec<Vec<Inline>> {
        let mut cells = Vec::new();
        while let Some((Event::Start(Tag::TableCell), _)) = self.next() {
            cells.push(self.inlines());
        }
        cells
    }

    fn verbatim(&mut self) -> String {
        let mut text = String::new();
        while let Some((event, _)) = self.next() {
            match event {
                Event::Text(words) | Event::Html(words) => text.push_str(&words),
                Event::End(_) => break,
                _ => {}
            }
        }
        text
    }

    /// Inlines up to the end of what holds them.
    fn inlines(&mut self) -> Vec<Inline> {
        let mut inlines = Vec::new();
        while let Some((event, range)) = self.next() {
            if matches!(event, Event::End(_)) {
                break;
            }
            let inline = self.inline(event, &range);
            push(&mut inlines, inline);
        }
        inlines
    }

    /// Inlines that stand directly in a tight list's item, up to its end or the next block.
    fn run(&mut self) -> Vec<Inline> {
        let mut inlines = Vec::new();
        while let Some((event, range)) = self.events.get(self.at).cloned() {
            let ends =
                matches!(&event, Event::End(_) | Event::Rule) || matches!(&event, Event::Start(tag) if is_block(tag));
            if ends {
                break;
            }
            self.at += 1;
            let inline = self.inline(event, &range);
            push(&mut inlines, inline);
        }
        inlines
    }

    fn inline(&mut self, event: Event<'a>, range: &Range<usize>) -> Inline {
        match event {
            Event::Text(words) => Inline::Text(self.quoted(&words, range)),
            Event::Code(code) => Inline::Code(code.to_string()),
            Event::Start(Tag::Emphasis) => Inline::Emphasis(self.inlines()),
            Event::Start(Tag::Strong) => Inline::Strong(self.inlines()),
            Event::Start(Tag::Strikethrough) => Inline::Struck(self.inlines()),
            Event::Start(Tag::Link { dest_url, .. }) => Inline::Link(dest_url.to_string(), self.inlines()),
            Event::Start(_) => Inline::Emphasis(self.inlines()),
            Event::FootnoteReference(label) => Inline::Note(self.number(&label)),
            Event::SoftBreak => Inline::Text("\n".to_owned()),
            Event::HardBreak => Inline::Break,
            Event::Html(html) | Event::InlineHtml(html) => Inline::Html(html.to_string()),
            _ => Inline::Text(String::new()),
        }
    }

    /// The parser sets straight quotes as English does; those it set are changed to the language's, typed ones kept.
    fn quoted(&self, words: &str, range: &Range<usize>) -> String {
        let set_by_parser = self.markdown.get(range.clone()) == Some("\"");
        match words {
            "“" if set_by_parser => self.quotes.0.to_owned(),
            "”" if set_by_parser => self.quotes.1.to_owned(),
            _ => words.to_owned(),
        }
    }

    fn number(&mut self, label: &str) -> usize {
        if let Some(place) = self.order.iter().position(|known| known == label) {
            return place + 1;
        }
        self.order.push(label.to_owned());
        self.order.len()
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

fn push(inlines: &mut Vec<Inline>, inline: Inline) {
    match (inlines.last_mut(), inline) {
        (Some(Inline::Text(before)), Inline::Text(words)) => before.push_str(&words),
        (_, inline) => inlines.push(inline),
    }
}

fn align(column: pulldown_cmark::Alignment) -> Align {
    match column {
        pulldown_cmark::Alignment::Center => Align::Center,
        pulldown_cmark::Alignment::Right => Align::End,
        _ => Align::Start,
    }
}
