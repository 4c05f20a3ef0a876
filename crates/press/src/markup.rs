//! Markdown becomes HTML: from the newsroom's blocks, sanitised, with the language's own no-break spaces.

mod clean;
mod spaces;
mod write;

use newsroom::Language;
use newsroom::text::markdown;

pub use spaces::typeset;

/// How footnotes are numbered and named.
#[derive(Clone, Copy, Debug)]
pub struct Notes<'a> {
    /// Before each id, where several texts stand on one page; else empty.
    pub prefix: &'a str,
    /// The number of the first note: 1, or one more than the notes of the text before.
    pub first: usize,
    /// The words of the way back: "Back to the text".
    pub back_label: &'a str,
    /// What a note is: "Source".
    pub source_label: &'a str,
}

/// A text as HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html {
    /// Its blocks; headings begin at `h2`.
    pub body: String,
    /// Its notes, each a whole `<li id="s1">…</li>`.
    pub notes: Vec<String>,
}

/// A text as HTML, safe to be put into a page as it is.
pub fn html(text: &str, language: &Language, notes: &Notes<'_>) -> Html {
    let document = markdown::parse(text, language);
    let mut writer = write::Writer::new(language, notes);
    let body = clean::page(&writer.blocks(&document.blocks));
    let numbered = document.notes.iter().zip(notes.first..);
    Html { body, notes: numbered.map(|(blocks, number)| clean::page(&writer.note(number, blocks))).collect() }
}

/// The words alone, a blank line between blocks, without notes.
pub fn plain(text: &str, language: &Language) -> String {
    markdown::plain(&markdown::parse(text, language))
}

/// The words of a piece of HTML among Markdown.
pub(crate) fn without_tags(html: &str) -> String {
    let escaped = clean::words(html);
    escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", "\u{a0}").replace("&amp;", "&")
}

#[cfg(test)]
mod tests;
