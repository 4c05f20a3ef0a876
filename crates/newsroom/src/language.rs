//! Languages: BCP 47 tags, their direction, and the chain along which a missing text is looked for.

use std::collections::BTreeMap;
use std::fmt;

use icu_locale_core::LanguageIdentifier;
use serde::{Deserialize, Serialize};

/// A BCP 47 language tag in its canonical case: `be`, `be-tarask`, `en-GB`, `ar`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Language(String);

/// The word is no BCP 47 tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a language tag (BCP 47): `en`, `be`, `ru`, `be-tarask`, `en-GB`")]
pub struct NotALanguage;

impl Language {
    /// Takes a well-formed tag and brings it into canonical case.
    pub fn parse(tag: &str) -> Result<Self, NotALanguage> {
        let identifier = LanguageIdentifier::try_from_str(tag).map_err(|_| NotALanguage)?;
        if identifier.language.is_unknown() { Err(NotALanguage) } else { Ok(Self(identifier.to_string())) }
    }

    /// English, for what is said before there is any publication.
    pub fn english() -> Self {
        Self("en".to_owned())
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The tag's language without script and region: `be` of `be-tarask`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// The direction in which the language is usually written (by script, or by the language's usual script in CLDR).
    pub fn direction(&self) -> Direction {
        const RIGHT_TO_LEFT: [&str; 13] =
            ["ar", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"];
        const SCRIPTS: [&str; 5] = ["-Arab", "-Hebr", "-Nkoo", "-Syrc", "-Thaa"];
        let by_script = SCRIPTS.iter().any(|script| self.0.contains(script));
        let latin = self.0.contains("-Latn") || self.0.contains("-Cyrl");
        if by_script || (RIGHT_TO_LEFT.contains(&self.primary()) && !latin) {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Which way a language runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// As Belarusian.
    LeftToRight,
    /// As Arabic.
    RightToLeft,
}

impl Direction {
    /// The value of HTML's `dir`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

/// A language as a publication uses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// Its tag.
    pub language: Language,
    /// Its own name for itself: «Беларуская».
    pub name: String,
    /// Which way it runs.
    pub direction: Direction,
    /// Where a text missing in it is looked for, nearest first.
    pub chain: Vec<Language>,
}

/// A publication's languages, in the order in which readers see them; the first is the default. Never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Languages(Vec<Spoken>);

impl Languages {
    /// Takes at least one language.
    pub fn new(spoken: Vec<Spoken>) -> Option<Self> {
        if spoken.is_empty() { None } else { Some(Self(spoken)) }
    }

    /// A publication in one language.
    pub fn only(spoken: Spoken) -> Self {
        Self(vec![spoken])
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Spoken> {
        self.0.iter()
    }

    /// The first.
    pub fn default(&self) -> &Language {
        &self.0[0].language
    }

    /// The language of this tag, if the publication has it.
    pub fn get(&self, language: &Language) -> Option<&Spoken> {
        self.0.iter().find(|spoken| spoken.language == *language)
    }

    /// Whether the publication has it.
    pub fn has(&self, language: &Language) -> bool {
        self.get(language).is_some()
    }

    /// The language itself, then those it falls back along.
    pub fn chain<'a>(&'a self, language: &'a Language) -> impl Iterator<Item = &'a Language> {
        std::iter::once(language).chain(self.get(language).into_iter().flat_map(|spoken| &spoken.chain))
    }

    /// The language for a reader whose browser sends this `Accept-Language` (RFC 9110, 12.5.4): the best of ours by
    /// quality, an exact tag before the same primary language, the default when none fits.
    pub fn negotiate(&self, accept_language: &str) -> &Language {
        let mut wishes: Vec<(f32, &str)> = accept_language.split(',').filter_map(wish).collect();
        wishes.sort_by(|a, b| b.0.total_cmp(&a.0));
        wishes.iter().find_map(|(_, tag)| self.nearest(tag)).unwrap_or_else(|| self.default())
    }

    fn nearest(&self, tag: &str) -> Option<&Language> {
        let language = Language::parse(tag).ok()?;
        let primary = || self.0.iter().find(|spoken| spoken.language.primary() == language.primary());
        self.get(&language).or_else(primary).map(|spoken| &spoken.language)
    }
}

fn wish(part: &str) -> Option<(f32, &str)> {
    let mut pieces = part.trim().split(';');
    let tag = pieces.next()?.trim();
    let quality = pieces.find_map(|piece| piece.trim().strip_prefix("q=")).map_or(Some(1.0), |q| q.parse().ok())?;
    if quality > 0.0 { Some((quality, tag)) } else { None }
}

/// Words in several languages that are not revisioned: names, captions, alternative texts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Labels(pub BTreeMap<Language, String>);

impl Labels {
    /// The words in the first language of the chain that has any, else in whichever language there is.
    pub fn along<'a>(&'a self, languages: &'a Languages, language: &'a Language) -> Option<(&'a Language, &'a str)> {
        let chained = languages.chain(language).find_map(|tag| self.0.get_key_value(tag));
        chained.or_else(|| self.0.iter().next()).map(|(tag, words)| (tag, words.as_str()))
    }

    /// Whether there are no words at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<const N: usize> From<[(&str, &str); N]> for Labels {
    /// For tests and samples; tags that are none are left out.
    fn from(words: [(&str, &str); N]) -> Self {
        let parse = |(tag, words): (&str, &str)| Some((Language::parse(tag).ok()?, words.to_owned()));
        Self(words.into_iter().filter_map(parse).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn languages() -> Languages {
        let spoken = |tag: &str| {
            let language = Language::parse(tag).unwrap();
            Spoken { direction: language.direction(), name: tag.to_owned(), language, chain: Vec::new() }
        };
        Languages::new(["en", "be", "ru"].map(spoken).into()).unwrap()
    }

    #[test]
    fn the_reader_gets_the_best_of_our_languages() {
        let cases = [
            ("be", "be"),
            ("ru-RU,ru;q=0.9,en;q=0.8", "ru"),
            ("de,fr;q=0.9", "en"),
            ("en;q=0.2, be-tarask;q=0.7", "be"),
            ("ru;q=0,be;q=0.1", "be"),
            ("", "en"),
            ("*", "en"),
            (";;;q=,", "en"),
        ];
        for (header, expected) in cases {
            assert_eq!(languages().negotiate(header).as_str(), expected, "{header}");
        }
    }

    #[test]
    fn direction_follows_script_before_language() {
        for (tag, direction) in [("ar", "rtl"), ("be", "ltr"), ("uz-Arab", "rtl"), ("ku-Latn", "ltr"), ("he-IL", "rtl")]
        {
            assert_eq!(Language::parse(tag).unwrap().direction().as_str(), direction, "{tag}");
        }
        assert!(Language::parse("Беларуская").is_err());
    }
}
