//! Keys and values that are languages.

use std::collections::BTreeMap;

use newsroom::{Flaw, Labels, Language, Place};

use super::{Fields, one_of};

/// The language of this tag, if it is among those spoken; otherwise the flaw to report.
pub fn spoken(tag: &str, languages: &[Language], place: Place) -> Result<Language, Flaw> {
    let known = Language::parse(tag).ok().filter(|language| languages.contains(language));
    known.ok_or_else(|| {
        let right = || languages.iter().map(Language::as_str);
        let problem = format!("`{tag}` is not a language of the publication; expected {}", one_of(right()));
        Flaw::new(place, problem).near(tag, right())
    })
}

impl Fields {
    /// The table's keys that are languages, each with its key as written; others are reported and passed over.
    pub fn languages(&mut self, languages: &[Language]) -> Vec<(Language, String)> {
        let mut found: BTreeMap<Language, String> = BTreeMap::new();
        for key in self.keys() {
            match spoken(&key, languages, self.place(&key)) {
                Ok(language) if found.contains_key(&language) => {
                    self.flaw(&key, format!("the language {language} is there twice"));
                    self.skip(&key);
                }
                Ok(language) => {
                    found.insert(language, key);
                }
                Err(flaw) => {
                    self.add(flaw);
                    self.skip(&key);
                }
            }
        }
        found.into_iter().collect()
    }

    /// Words by language, without white space round them.
    pub fn labels(&mut self, key: &str, languages: &[Language]) -> Labels {
        let Some(mut table) = self.table(key) else {
            return Labels::default();
        };
        let tags = table.languages(languages);
        let words = tags.into_iter().filter_map(|(language, tag)| Some((language, table.string(&tag)?)));
        Labels(words.map(|(language, words)| (language, words.trim().to_owned())).collect())
    }

    /// The same where the words stand in one line, as a mail's subject does.
    pub fn line_labels(&mut self, key: &str, languages: &[Language]) -> Labels {
        let labels = self.labels(key, languages);
        if labels.0.values().any(|words| words.contains(['\n', '\r'])) {
            self.flaw(key, "this is shown in one line; write it without a line's end");
        }
        labels
    }

    /// The same without those that are empty, where they stand for the whole and take nothing away.
    pub fn full_labels(&mut self, key: &str, languages: &[Language]) -> Labels {
        let mut labels = self.labels(key, languages);
        labels.0.retain(|_, words| !words.is_empty());
        labels
    }

    /// The same where there must be words in one language at least.
    pub fn required_labels(&mut self, key: &str, languages: &[Language]) -> Labels {
        let flawed = self.flaw_count();
        let labels = self.full_labels(key, languages);
        if labels.is_empty() && self.flaw_count() == flawed {
            self.flaw(key, "words are missing here, in one language at least");
        }
        labels
    }

    /// A language among those spoken.
    pub fn language(&mut self, key: &str, languages: &[Language]) -> Option<Language> {
        let tag = self.string(key)?;
        spoken(&tag, languages, self.place(key)).map_err(|flaw| self.add(flaw)).ok()
    }
}
