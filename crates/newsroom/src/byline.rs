//! Bylines: authors as readers see them.

use crate::{BylineSlug, Labels};

/// An author as shown to readers; who it is, the database does not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Byline {
    /// Its permalink.
    pub slug: BylineSlug,
    /// How it is shown.
    pub shown: Shown,
    /// Its name per language.
    pub name: Labels,
    /// One line about the author.
    pub about: Labels,
}

/// How a byline is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A person's own name.
    Name,
    /// A name chosen for writing; said to be one on the author's page.
    PenName,
    /// The group as a whole.
    Group,
    /// Not at all: no name, no page.
    Hidden,
}

impl Shown {
    /// Every way.
    pub const ALL: [Self; 4] = [Self::Name, Self::PenName, Self::Group, Self::Hidden];

    /// The word manuscripts and tables write.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::PenName => "pen name",
            Self::Group => "group",
            Self::Hidden => "hidden",
        }
    }

    /// Reads the word that [`Shown::as_str`] writes.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shown| shown.as_str() == word)
    }
}
