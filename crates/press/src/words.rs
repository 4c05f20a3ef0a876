//! Words and the language they are in: where it is not the page's own, the element that holds them says so.

use std::fmt;

use askama::filters::HtmlSafe;
use newsroom::{Direction, Language};

/// The attributes `lang` and `dir` of an element, each only where it differs from the page's own. Written in a template
/// right behind the element's name: `<h3{{ headline.lang }}>`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lang {
    tag: Option<Language>,
    direction: Option<Direction>,
}

/// Words ready to be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The words.
    pub text: String,
    /// Their language, as attributes.
    pub lang: Lang,
}

impl Lang {
    /// The page's own language.
    pub fn own() -> Self {
        Self::default()
    }

    /// Attributes for words in `tag` on a page in `page`'s language; `direction` and `page_direction` likewise.
    pub fn of(tag: &Language, direction: Direction, page: &Language, page_direction: Direction) -> Self {
        Self { tag: (tag != page).then(|| tag.clone()), direction: (direction != page_direction).then_some(direction) }
    }

    /// Whether the words are in the page's own language.
    pub fn is_own(&self) -> bool {
        self.tag.is_none()
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(tag) = &self.tag {
            write!(f, " lang=\"{tag}\"")?;
        }
        if let Some(direction) = self.direction {
            write!(f, " dir=\"{}\"", direction.as_str())?;
        }
        Ok(())
    }
}

// A tag has letters, digits and hyphens only, so nothing in the attributes needs escaping.
impl HtmlSafe for Lang {}

impl Words {
    /// Words in the page's own language.
    pub fn own(text: impl Into<String>) -> Self {
        Self { text: text.into(), lang: Lang::own() }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}
