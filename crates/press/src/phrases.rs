//! Phrases: the interface's own words in each language, in Fluent, with the plural forms the language has.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use include_dir::{Dir, include_dir};
use newsroom::{Language, Languages};
use unic_langid::LanguageIdentifier;

use crate::markup::typeset;

/// The language that every phrase exists in, for publications whose languages we have no phrases in.
const LAST_RESORT: &str = "en";

/// Languages whose plural rules Fluent's own crate has wrong, and a language whose rules for whole numbers are the same.
/// `intl_pluralrules` 7.0 takes 22 and 26 in Belarusian for neither few nor many; a test compares all of ours with ICU.
const PLURALS_AS: [(&str, &str); 1] = [("be", "ru")];

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/phrases");

static ALL: LazyLock<Vec<Phrases>> = LazyLock::new(|| FILES.dirs().filter_map(Phrases::read).collect());

/// The phrases in one language.
pub struct Phrases {
    tag: String,
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Phrases {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Phrases({})", self.tag)
    }
}

impl Phrases {
    /// The phrases in a language: of its very tag, or of its primary language.
    pub fn of(language: &Language) -> Option<&'static Self> {
        let tagged = |tag: &str| ALL.iter().find(|phrases| phrases.tag == tag);
        tagged(language.as_str()).or_else(|| tagged(language.primary()))
    }

    /// A phrase without gaps.
    pub fn get(&self, id: &str) -> String {
        self.with(id, &[])
    }

    /// A phrase with its gaps filled and its no-break spaces set. A number selects the plural form; one that is to be read with digits in groups
    /// is given twice, the second time as words.
    pub fn with(&self, id: &str, gaps: &[(&str, FluentValue<'_>)]) -> String {
        let pattern = self.bundle.get_message(id).and_then(|message| message.value());
        let Some(pattern) = pattern else {
            debug_assert!(false, "no phrase `{id}` in {}", self.tag);
            return id.to_owned();
        };
        let gaps: FluentArgs<'_> = gaps.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut errors = Vec::new();
        let words = self.bundle.format_pattern(pattern, Some(&gaps), &mut errors).into_owned();
        debug_assert!(errors.is_empty(), "phrase `{id}` in {}: {errors:?}", self.tag);
        typeset(&words, &self.language)
    }

    fn read(folder: &'static Dir<'static>) -> Option<Self> {
        let tag = folder.path().to_str()?;
        let plurals = PLURALS_AS.iter().find(|(wrong, _)| *wrong == tag).map_or(tag, |(_, right)| right);
        let language: LanguageIdentifier = plurals.parse().ok()?;
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // Isolation marks would show as boxes in old browsers; gaps here never mix directions.
        bundle.set_use_isolating(false);
        for file in folder.files() {
            let resource = FluentResource::try_new(file.contents_utf8()?.to_owned());
            // A half-read file still gives its other phrases; the tests fail on any error.
            let resource = resource.unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        Some(Self { tag: tag.to_owned(), language: Language::parse(tag).ok()?, bundle })
    }
}

/// The language in which the interface speaks to readers of a language, and its phrases: along the publication's chain,
/// or else English.
pub fn along(languages: &Languages, language: &Language) -> (Language, &'static Phrases) {
    let found = languages.chain(language).find_map(|tag| Phrases::of(tag).map(|phrases| (tag.clone(), phrases)));
    found.unwrap_or_else(|| {
        let english = Language::parse(LAST_RESORT).unwrap_or_else(|_| language.clone());
        let phrases = Phrases::of(&english).unwrap_or(&ALL[0]);
        (english, phrases)
    })
}

#[cfg(test)]
#[path = "phrases_tests.rs"]
mod tests;
