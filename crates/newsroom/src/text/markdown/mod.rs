//! The one Markdown dialect: CommonMark with tables, footnotes, strikethrough and punctuation set as the language sets it.
//!
//! Manuscript, press and desk all see the same blocks. HTML is kept apart, marked as such, for press to sanitise.

mod faults;
mod reader;

use pulldown_cmark::Options;

pub use faults::{Fault, faults};
pub use reader::parse;

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

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_SMART_PUNCTUATION
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
    use crate::Language;

    fn read(markdown: &str, tag: &str) -> Document {
        parse(markdown, &Language::parse(tag).unwrap())
    }

    #[test]
    fn quotes_are_set_as_the_language_sets_them() {
        assert_eq!(plain(&read("Сказаў \"не\" -- і пайшоў", "be")), "Сказаў «не» – і пайшоў");
        assert_eq!(plain(&read("Said \"no\" and left", "en")), "Said “no” and left");
        assert_eq!(plain(&read("Er sagte \"nein\"", "de")), "Er sagte „nein“");
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
