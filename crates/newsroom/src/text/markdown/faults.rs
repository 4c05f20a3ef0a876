//! What in Markdown cannot be meant, with its line.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::options;

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
