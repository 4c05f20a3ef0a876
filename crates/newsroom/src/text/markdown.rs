//! The one Markdown dialect: CommonMark with tables, footnotes, strikethrough and punctuation set as the language sets it.
//!
//! Manuscript, press and desk all see the same blocks. HTML is kept apart, marked as such, for press to sanitise.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::Language;

/// A text, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// Its footnotes, in the order in which they are first referred to; number 1 is first.
    pub notes: Vec<Vec<Block>>,
}

/// A block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// Text of a tight list's item, without a paragraph of its own.
    Plain(Vec<Inline>),
    /// A heading of level 1 to 6, as written.
    Heading(u8, Vec<Inline>),
    /// A list; numbered from a number, or not.
    List(Option<u64>, Vec<Vec<Block>>),
    /// A quotation.
    Quote(Vec<Block>),
    /// Code, as it is.
    Code(String),
    /// A table.
    Table(Table),
    /// A break between two themes.
    Rule,
    /// HTML, not yet sanitised.
    Html(String),
}

/// A table with one row of headings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Per column.
    pub columns: Vec<Align>,
    /// The headings' cells.
    pub head: Vec<Vec<Inline>>,
    /// Rows of cells.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// How a column is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// As text runs.
    Start,
    /// Centred.
    Center,
    /// At the end, as figures are.
    End,
}

/// Something in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Struck out.
    Struck(Vec<Inline>),
    /// Code, as it is.
    Code(String),
    /// A link and its words.
    Link(String, Vec<Inline>),
    /// A reference to a footnote by its number.
    Note(usize),
    /// A new line within a paragraph.
    Break,
    /// HTML, not yet sanitised.
    Html(String),
}

/// Something in Markdown that cannot be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// `[^x]` without `[^x]: …`.
    NoteWithoutText(String),
    /// `[^x]: …` that nothing refers to.
    NoteWithoutReference(String),
    /// A picture; pictures are named in `edition.toml`.
    Picture(String),
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_SMART_PUNCTUATION
}

/// Reads a text written in this language.
pub fn parse(markdown: &str, language: &Language) -> Document {
    let events = Parser::new_ext(markdown, options()).into_offset_iter().collect();
    let mut reader = Reader { markdown, guillemets: has_guillemets(language), events, at: 0, ..Reader::default() };
    let blocks = reader.blocks();
    let mut defined = std::mem::take(&mut reader.defined);
    let notes = reader.order.iter().map(|label| defined.remove(label).unwrap_or_default()).collect();
    Document { blocks, notes }
}

/// What is wrong in a text, with its line counted from 1.
pub fn faults(markdown: &str) -> Vec<(u32, Fault)> {
    let mut found = Vec::new();
    let mut referred = Vec::new();
    let mut defined = Vec::new();
    let mut code_depth = 0;
    for (event, range) in Parser::new_ext(markdown, options()).into_offset_iter() {
        let line = line_of(markdown, range.start);
        match event {
            Event::Start(Tag::CodeBlock(_)) => code_depth += 1,
            Event::End(TagEnd::CodeBlock) => code_depth -= 1,
            Event::FootnoteReference(label) => referred.push(label.to_string()),
            Event::Start(Tag::FootnoteDefinition(label)) => defined.push((line, label.to_string())),
            Event::Start(Tag::Image { dest_url, .. }) => found.push((line, Fault::Picture(dest_url.to_string()))),
            Event::Start(Tag::Paragraph | Tag::Item | Tag::TableCell | Tag::Heading { .. }) if code_depth == 0 => {
                found.extend(unresolved(markdown, range));
            }
            _ => {}
        }
    }
    let unused = defined.into_iter().filter(|(_, label)| !referred.contains(label));
    found.extend(unused.map(|(line, label)| (line, Fault::NoteWithoutReference(label))));
    found.sort_by_key(|(line, _)| *line);
    found.dedup();
    found
}

/// The number of words, for reading times and lengths.
pub fn words(document: &Document) -> usize {
    plain(document).split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// The words alone, a blank line between blocks, footnotes left out.
pub fn plain(document: &Document) -> String {
    let mut text = String::new();
    document.blocks.iter().for_each(|block| plain_block(block, &mut text));
    text.trim_end().to_owned()
}

/// Belarusian, Russian and Ukrainian quote with « »; others with what the parser makes, “ ”.
fn has_guillemets(language: &Language) -> bool {
    matches!(language.primary(), "be" | "ru" | "uk")
}

fn line_of(markdown: &str, offset: usize) -> u32 {
    let newlines = markdown.bytes().take(offset).filter(|byte| *byte == b'\n').count();
    u32::try_from(newlines + 1).unwrap_or(u32::MAX)
}

/// `[^label]` left in the text is a reference the parser found no definition for.
fn unresolved(markdown: &str, range: Range<usize>) -> Vec<(u32, Fault)> {
    let source = &markdown[range.clone()];
    let mut found = Vec::new();
    for (offset, _) in source.match_indices("[^") {
        let Some(length) = source[offset..].find(']') else {
            continue;
        };
        let label = &source[offset + 2..offset + length];
        let code = source[..offset].matches('`').count() % 2 == 1;
        let escaped = source[..offset].ends_with('\\');
        let known = is_defined(markdown, label);
        if !label.is_empty() && !label.contains(char::is_whitespace) && !code && !escaped && !known {
            found.push((line_of(markdown, range.start + offset), Fault::NoteWithoutText(label.to_owned())));
        }
    }
    found
}

fn is_defined(markdown: &str, label: &str) -> bool {
    let definition = format!("[^{label}]:");
    markdown.lines().any(|line| line.trim_start().starts_with(&definition))
}

#[derive(Default)]
struct Reader<'a> {
    markdown: &'a str,
    guillemets: bool,
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

    /// The parser sets straight quotes as English does; where « » are used, those it set are changed, typed ones kept.
    fn quoted(&self, words: &str, range: &Range<usize>) -> String {
        let set_by_parser = self.markdown.get(range.clone()) == Some("\"");
        match words {
            "“" if self.guillemets && set_by_parser => "«".to_owned(),
            "”" if self.guillemets && set_by_parser => "»".to_owned(),
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

fn plain_block(block: &Block, text: &mut String) {
    match block {
        Block::Paragraph(inlines) | Block::Plain(inlines) | Block::Heading(_, inlines) => {
            plain_inlines(inlines, text);
            text.push_str("\n\n");
        }
        Block::List(_, items) => items.iter().flatten().for_each(|block| plain_block(block, text)),
        Block::Quote(blocks) => blocks.iter().for_each(|block| plain_block(block, text)),
        Block::Code(code) => text.push_str(code),
        Block::Table(table) => {
            for row in std::iter::once(&table.head).chain(&table.rows) {
                for cell in row {
                    plain_inlines(cell, text);
                    text.push('\t');
                }
                text.push('\n');
            }
            text.push('\n');
        }
        Block::Rule | Block::Html(_) => {}
    }
}

fn plain_inlines(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(words) | Inline::Code(words) => text.push_str(words),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) | Inline::Link(_, inner) => {
                plain_inlines(inner, text);
            }
            Inline::Break => text.push('\n'),
            Inline::Note(_) | Inline::Html(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(markdown: &str, tag: &str) -> Document {
        parse(markdown, &Language::parse(tag).unwrap())
    }

    #[test]
    fn quotes_are_set_as_the_language_sets_them() {
        assert_eq!(plain(&read("Сказаў \"не\" -- і пайшоў", "be")), "Сказаў «не» – і пайшоў");
        assert_eq!(plain(&read("Said \"no\" and left", "en")), "Said “no” and left");
        assert_eq!(plain(&read("Typed “as is”", "ru")), "Typed “as is”");
    }

    #[test]
    fn notes_are_numbered_as_they_are_met() {
        let document = read("One[^b], two[^a], one again[^b].\n\n[^a]: Second.\n\n[^b]: First.\n", "en");
        assert_eq!(document.notes.len(), 2);
        assert_eq!(document.notes[0], vec![Block::Paragraph(vec![Inline::Text("First.".to_owned())])]);
        let Block::Paragraph(inlines) = &document.blocks[0] else { panic!("no paragraph") };
        let numbers: Vec<_> =
            inlines.iter().filter_map(|i| if let Inline::Note(n) = i { Some(*n) } else { None }).collect();
        assert_eq!(numbers, [1, 2, 1]);
    }

    #[test]
    fn what_cannot_be_meant_is_found_at_its_line() {
        let text = "Fine[^1].\n\nBroken[^2], `[^code]`.\n\n![a map](map.png)\n\n[^1]: Here.\n\n[^3]: Alone.\n";
        let expected = vec![
            (3, Fault::NoteWithoutText("2".to_owned())),
            (5, Fault::Picture("map.png".to_owned())),
            (9, Fault::NoteWithoutReference("3".to_owned())),
        ];
        assert_eq!(faults(text), expected);
    }

    #[test]
    fn tables_lists_and_html_keep_their_shape() {
        let document = read("| a | b |\n|---|--:|\n| 1 | 2 |\n\n- tight\n- *list*\n\n<b>html</b>\n", "en");
        assert!(
            matches!(&document.blocks[0], Block::Table(table) if table.rows.len() == 1 && table.columns[1] == Align::End)
        );
        assert!(matches!(&document.blocks[1], Block::List(None, items) if matches!(items[0][0], Block::Plain(_))));
        assert_eq!(words(&document), 7);
    }
}
