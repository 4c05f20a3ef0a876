//! Texts: what is written in one language for one owner, its revisions, and what a revision is known by.
//!
//! [`markdown`] holds the one Markdown dialect; it alone names the parser.

pub mod markdown;

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{Language, Languages};

/// A commentary's or standing page's text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prose {
    /// Its headline.
    pub headline: String,
    /// One paragraph that says it in short; empty when there is none.
    #[serde(default)]
    pub lead: String,
    /// Markdown; empty when headline and lead are all.
    #[serde(default)]
    pub body: String,
    /// What is likely next, Markdown; empty when nothing is said.
    #[serde(default)]
    pub outlook: String,
}

/// A commentary in short, as the archive keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Headline {
    /// Its headline.
    pub headline: String,
    /// Its lead; empty when there is none.
    #[serde(default)]
    pub lead: String,
}

impl From<&Prose> for Headline {
    fn from(prose: &Prose) -> Self {
        Self { headline: prose.headline.clone(), lead: prose.lead.clone() }
    }
}

/// What stands above an edition's verdicts.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Front {
    /// The week in a few sentences; empty when there is none.
    #[serde(default)]
    pub overview: String,
    /// What to take away, one line each.
    #[serde(default)]
    pub takeaways: Vec<String>,
}

/// Whether a text was written or translated.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Written {
    /// Written in its language.
    Original,
    /// Translated from the owner's text in this language.
    TranslatedFrom(Language),
}

/// One text: its newest revision (or, in what readers see, its public one) and the public ones before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text<P> {
    /// Original or translation.
    pub written: Written,
    /// What it says.
    pub content: P,
    /// Since when this revision is public; `None` in a draft.
    pub since: Option<Timestamp>,
    /// Since when the text has been public in any revision.
    pub first_public: Option<Timestamp>,
    /// Earlier public revisions that corrections replaced, oldest first.
    pub earlier: Vec<Earlier<P>>,
}

/// A public revision that a correction replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier<P> {
    /// Counted from 1 among the text's public revisions that corrections replaced.
    pub number: u32,
    /// What it said.
    pub content: P,
    /// When it was replaced.
    pub until: Timestamp,
}

impl<P> Text<P> {
    /// A text nobody has seen yet.
    pub fn draft(written: Written, content: P) -> Self {
        Self { written, content, since: None, first_public: None, earlier: Vec::new() }
    }

    /// The same text with its contents changed by `f`, as the archive shortens it.
    pub fn map<Q>(&self, f: impl Fn(&P) -> Q) -> Text<Q> {
        let earlier = |e: &Earlier<P>| Earlier { number: e.number, content: f(&e.content), until: e.until };
        Text {
            written: self.written.clone(),
            content: f(&self.content),
            since: self.since,
            first_public: self.first_public,
            earlier: self.earlier.iter().map(earlier).collect(),
        }
    }
}

/// An owner's texts by language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Texts<P>(pub BTreeMap<Language, Text<P>>);

impl<P> Default for Texts<P> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<P> Texts<P> {
    /// The text in this very language.
    pub fn get(&self, language: &Language) -> Option<&Text<P>> {
        self.0.get(language)
    }

    /// The text in the first language of the chain that has one. What exists in no language of it is not there.
    pub fn along<'a>(
        &'a self,
        languages: &'a Languages,
        language: &'a Language,
    ) -> Option<(&'a Language, &'a Text<P>)> {
        languages.chain(language).find_map(|tag| self.0.get_key_value(tag))
    }

    /// Those that nobody has seen are public since an instant.
    pub fn make_public(&mut self, at: Timestamp) {
        for text in self.0.values_mut().filter(|text| text.since.is_none()) {
            text.since = Some(at);
            text.first_public = text.first_public.or(Some(at));
        }
    }

    /// Whether there is none in any language.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The same texts with their contents changed by `f`.
    pub fn map<Q>(&self, f: impl Fn(&P) -> Q) -> Texts<Q> {
        Texts(self.0.iter().map(|(tag, text)| (tag.clone(), text.map(&f))).collect())
    }
}

/// What a revision is known by: the first 16 hexadecimal digits of the SHA-256 of its own bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Base(String);

impl Base {
    /// The base of a revision's bytes.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(hex(&Sha256::digest(bytes)[..8]))
    }

    /// The base of a revision that says this.
    pub fn of<P: Serialize>(content: &P) -> Self {
        Self::of_bytes(bytes(content).as_bytes())
    }

    /// Reads 16 hexadecimal digits.
    pub fn parse(digits: &str) -> Option<Self> {
        let fine =
            digits.len() == 16 && digits.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
        fine.then(|| Self(digits.to_owned()))
    }
}

impl fmt::Display for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A revision's own bytes, as the store keeps them: JSON with the fields in their order.
pub fn bytes<P: Serialize>(content: &P) -> String {
    serde_json::to_string(content).unwrap_or_default()
}

/// Reads a revision's own bytes.
pub fn from_bytes<P: for<'a> Deserialize<'a>>(bytes: &str) -> Result<P, serde_json::Error> {
    serde_json::from_str(bytes)
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
