//! A text with its outlook and its sources.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::markup::{self, Notes};
use crate::shown::Shown;
use crate::{Lang, Press};

/// A text, sanitised, with its outlook and its sources.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "components/prose.html")]
pub struct Prose {
    /// The language it is in.
    pub lang: Lang,
    /// Our own words among it, as attributes; none where the text is in their language.
    pub voice: String,
    /// The text as HTML; empty when headline and lead are all.
    pub body: String,
    /// "Outlook".
    pub outlook_title: String,
    /// What is likely next as HTML; may be empty.
    pub outlook: String,
    /// "Sources".
    pub sources_title: String,
    /// Its notes, each a whole `<li>`.
    pub sources: Vec<String>,
}

impl HtmlSafe for Prose {}

/// A text as a page shows it; notes of the outlook are counted on from the body's.
pub fn prose<P>(press: &Press<'_>, text: &newsroom::Prose, shown: &Shown<'_, P>) -> Prose {
    let (back, source) = (press.say("back"), press.say("source"));
    let notes = |first| Notes { prefix: "", first, back_label: &back, source_label: &source };
    let body = markup::html(&text.body, shown.language, &notes(1));
    let outlook = markup::html(&text.outlook, shown.language, &notes(body.notes.len() + 1));
    Prose {
        lang: shown.lang.clone(),
        voice: voice(press, shown),
        outlook_title: press.say("outlook"),
        sources_title: press.say("sources"),
        sources: body.notes.into_iter().chain(outlook.notes).collect(),
        body: body.body,
        outlook: outlook.body,
    }
}

/// An element inside the text inherits its language and direction, so our own words name theirs.
fn voice<P>(press: &Press<'_>, shown: &Shown<'_, P>) -> String {
    if shown.lang.is_own() {
        return String::new();
    }
    let (own, text) = (press.direction(press.voice()), press.direction(shown.language));
    let dir = if own == text { String::new() } else { format!(" dir=\"{}\"", own.as_str()) };
    format!(" lang=\"{}\"{dir}", press.voice())
}

impl Prose {
    /// Whether there is nothing below headline and lead.
    pub fn is_empty(&self) -> bool {
        self.body.is_empty() && self.outlook.is_empty()
    }
}
