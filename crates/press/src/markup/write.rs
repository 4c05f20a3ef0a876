//! Blocks and lines written as HTML, before they are cleaned.

use std::collections::BTreeMap;

use newsroom::Language;
use newsroom::text::markdown::{self, Align, Block, Inline, Table};

use super::clean::{self, DROPPED};
use super::{Notes, typeset};

/// Writes one text; remembers which levels its headings are on and which notes it referred to.
pub struct Writer<'a> {
    language: &'a Language,
    notes: &'a Notes<'a>,
    levels: Vec<u8>,
    referred: BTreeMap<usize, usize>,
}

impl<'a> Writer<'a> {
    pub fn new(language: &'a Language, notes: &'a Notes<'a>) -> Self {
        Self { language, notes, levels: Vec::new(), referred: BTreeMap::new() }
    }

    pub fn blocks(&mut self, blocks: &[Block]) -> String {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    /// A note as an item of the list of sources, with the way back to where it is first referred to.
    pub fn note(&mut self, number: usize, blocks: &[Block]) -> String {
        let Notes { prefix, back_label, source_label, .. } = self.notes;
        let label = escape(&format!("{back_label}: {source_label} {number}"));
        let back = format!(r##" <a href="#{prefix}r{number}" aria-label="{label}">↑</a>"##);
        let words = match blocks {
            [Block::Paragraph(inlines)] => self.line(inlines) + &back,
            blocks => match blocks.split_last() {
                Some((Block::Paragraph(last), before)) => {
                    format!("{}<p>{}{back}</p>", self.blocks(before), self.line(last))
                }
                _ => self.blocks(blocks) + &back,
            },
        };
        format!(r#"<li id="{prefix}s{number}">{words}</li>"#)
    }

    fn block(&mut self, block: &Block) -> String {
        match block {
            Block::Paragraph(inlines) => format!("<p>{}</p>\n", self.line(inlines)),
            Block::Plain(inlines) => self.line(inlines),
            Block::Heading(level, inlines) => {
                let level = self.heading(*level);
                format!("<h{level}>{}</h{level}>\n", self.line(inlines))
            }
            Block::List(start, items) => self.list(*start, items),
            Block::Quote(blocks) => format!("<blockquote>\n{}</blockquote>\n", self.blocks(blocks)),
            Block::Code(code) => format!("<pre tabindex=\"0\"><code>{}</code></pre>\n", escape(code)),
            Block::Table(table) => self.table(table),
            Block::Rule => "<hr>\n".to_owned(),
            Block::Html(html) => clean::authored(html),
        }
    }

    /// The page's headline is `h1`, so the text's first heading is `h2`, whatever its level as written; and none is more
    /// than one level below the one before.
    fn heading(&mut self, written: u8) -> usize {
        self.levels.retain(|level| *level < written);
        self.levels.push(written);
        (self.levels.len() + 1).min(6)
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>]) -> String {
        let items: String = items.iter().map(|item| format!("<li>{}</li>\n", self.blocks(item).trim_end())).collect();
        match start {
            None => format!("<ul>\n{items}</ul>\n"),
            Some(1) => format!("<ol>\n{items}</ol>\n"),
            Some(start) => format!("<ol start=\"{start}\">\n{items}</ol>\n"),
        }
    }

    /// A table scrolls within itself, by keyboard too: hence a region with a name, which its column headings give.
    fn table(&mut self, table: &Table) -> String {
        let headings = table.head.iter().map(|cell| words_of(cell)).filter(|words| !words.is_empty());
        let label = escape(&headings.collect::<Vec<_>>().join(", "));
        let region = if label.is_empty() { String::new() } else { format!(r#" role="region" aria-label="{label}""#) };
        let head = self.row(&table.head, &table.columns, ("<th scope=\"col\"", "</th>"));
        let rows: String = table.rows.iter().map(|row| self.row(row, &table.columns, ("<td", "</td>"))).collect();
        let body = if rows.is_empty() { rows } else { format!("<tbody>\n{rows}</tbody>\n") };
        format!("<div class=\"table\"{region} tabindex=\"0\"><table>\n<thead>\n{head}</thead>\n{body}</table></div>\n")
    }

    fn row(&mut self, cells: &[Vec<Inline>], columns: &[Align], (open, close): (&str, &str)) -> String {
        let mut row = "<tr>".to_owned();
        for (cell, column) in cells.iter().zip(columns.iter().chain(std::iter::repeat(&Align::Start))) {
            let class = match column {
                Align::Start => "",
                Align::Center => " class=\"center\"",
                Align::End => " class=\"end\"",
            };
            row += &format!("{open}{class}>{}{close}", self.line(cell));
        }
        row + "</tr>\n"
    }

    /// All of a paragraph, heading or cell; tags that a person opened in it end with it.
    fn line(&mut self, inlines: &[Inline]) -> String {
        let html = self.inlines(inlines);
        if has_html(inlines) { clean::page(&html) } else { html }
    }

    fn inlines(&mut self, inlines: &[Inline]) -> String {
        let mut html = String::new();
        let mut rest = inlines;
        while let Some((inline, after)) = rest.split_first() {
            rest = after;
            if let Some(end) = end_of_dropped(inline, after) {
                rest = &after[end..];
            } else {
                html += &self.inline(inline);
            }
        }
        html
    }

    fn inline(&mut self, inline: &Inline) -> String {
        match inline {
            Inline::Text(words) => escape(&typeset(words, self.language)),
            Inline::Emphasis(inner) => format!("<em>{}</em>", self.inlines(inner)),
            Inline::Strong(inner) => format!("<strong>{}</strong>", self.inlines(inner)),
            Inline::Struck(inner) => format!("<del>{}</del>", self.inlines(inner)),
            Inline::Code(code) => format!("<code>{}</code>", escape(code)),
            Inline::Link(to, inner) => link(to, &self.inlines(inner)),
            Inline::Note(number) => self.reference(*number + self.notes.first - 1),
            Inline::Break => "<br>\n".to_owned(),
            Inline::Html(tag) => clean::authored_tag(tag),
        }
    }

    /// The first reference to a note has the id to which the note leads back.
    fn reference(&mut self, number: usize) -> String {
        let Notes { prefix, source_label, .. } = self.notes;
        let times = self.referred.entry(number).or_default();
        *times += 1;
        let again = if *times > 1 { format!("-{times}") } else { String::new() };
        let label = escape(&format!("{source_label} {number}"));
        format!(
            r##"<sup><a href="#{prefix}s{number}" id="{prefix}r{number}{again}" aria-label="{label}">{number}</a></sup>"##
        )
    }
}

fn has_html(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match inline {
        Inline::Html(_) => true,
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) | Inline::Link(_, inner) => {
            has_html(inner)
        }
        Inline::Text(_) | Inline::Code(_) | Inline::Note(_) | Inline::Break => false,
    })
}

/// The words of inlines, without notes.
fn words_of(inlines: &[Inline]) -> String {
    let block = Block::Plain(inlines.to_vec());
    markdown::plain(&markdown::Document { blocks: vec![block], notes: Vec::new() })
}

/// Where a tag opens whose contents must go: how much after it goes too, up to its end. An end that is missing takes
/// nothing with it.
fn end_of_dropped(inline: &Inline, after: &[Inline]) -> Option<usize> {
    let Inline::Html(tag) = inline else { return None };
    let name = clean::tag_name(tag).filter(|name| DROPPED.contains(&name.as_str()) && !tag.starts_with("</"))?;
    let ends = |inline: &Inline| matches!(inline, Inline::Html(tag) if tag.starts_with("</") && clean::tag_name(tag).as_ref() == Some(&name));
    after.iter().position(ends).map(|end| end + 1)
}

/// A link; the words alone where it leads to nothing we let through. Other hosts learn nothing of where the reader was.
fn link(to: &str, words: &str) -> String {
    let scheme = to.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| !scheme.contains(['/', '?', '#']));
    let scheme = scheme.map(str::to_ascii_lowercase);
    let elsewhere = to.starts_with("//") || matches!(scheme.as_deref(), Some("http" | "https"));
    match scheme.as_deref() {
        None | Some("http" | "https" | "mailto") if elsewhere => {
            format!(r#"<a href="{}" rel="noopener noreferrer">{words}</a>"#, escape(to))
        }
        None | Some("mailto") => format!(r#"<a href="{}">{words}</a>"#, escape(to)),
        Some(_) => words.to_owned(),
    }
}

fn escape(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
