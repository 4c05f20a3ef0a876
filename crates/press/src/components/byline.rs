//! The line that says who wrote it.

use askama::Template;
use askama::filters::HtmlSafe;
use newsroom::{BylineSlug, Permalink, Shown};

use crate::{Press, Words};

/// Who is named for a commentary. Empty when all of them stay hidden.
#[derive(Clone, Debug, Default, PartialEq, Eq, Template)]
#[template(path = "components/byline.html")]
pub struct Byline {
    /// "By", where the language has such a word.
    pub by: String,
    /// Those named, in order.
    pub names: Vec<Named>,
}

impl HtmlSafe for Byline {}

/// An author as a byline shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The name.
    pub name: Words,
    /// The author's own page, where the byline may lead there.
    pub href: Option<String>,
    /// Whether a comma goes before.
    pub follows: bool,
}

/// The byline of a commentary; `linked` where it may lead to the authors' pages.
pub fn byline(press: &Press<'_>, slugs: &[BylineSlug], linked: bool) -> Byline {
    let shown = slugs.iter().filter_map(|slug| press.publication().byline(slug));
    let names = shown.filter(|byline| byline.shown != Shown::Hidden).enumerate().map(|(place, byline)| Named {
        name: press.label(&byline.name),
        href: linked.then(|| press.link(&Permalink::Author(byline.slug.clone()))),
        follows: place > 0,
    });
    Byline { by: press.say("by"), names: names.collect() }
}

impl Byline {
    /// Whether nobody is named.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The names alone, with commas between.
    pub fn plain(&self) -> String {
        self.names.iter().map(|named| named.name.text.as_str()).collect::<Vec<_>>().join(", ")
    }
}
