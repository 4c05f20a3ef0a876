//! What every page is made from, with the few questions that all of them ask.

use fluent_bundle::FluentValue;
use mailroom::Newsletter;
use newsroom::{
    Archive, Direction, Edition, EditionSlug, Labels, Language, Languages, PeriodKind, Permalink, Publication, Texts,
};

use crate::phrases::{self, Phrases};
use crate::shown::Shown;
use crate::{Lang, Words, markup};

/// Where the site is found: scheme and host, from the configuration and never from a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Without a slash at its end: `https://vesnia.example`.
    pub base: String,
}

impl Origin {
    /// An absolute link to a place.
    pub fn link(&self, place: &Permalink, language: &Language) -> String {
        self.absolute(&place.path(language))
    }

    /// An absolute link from a path that begins with a slash.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }
}

/// Everything a page is made from.
#[derive(Clone, Debug)]
pub struct Press<'a> {
    /// Everything ever published, in short.
    pub archive: &'a Archive,
    /// The editions that the page needs in full.
    pub editions: &'a [Edition],
    /// The reader's language: the first segment of the page's path.
    pub language: &'a Language,
    /// Where absolute links lead.
    pub origin: &'a Origin,
    languages: &'a Languages,
    newsletters: &'a [Newsletter],
    voice: Language,
    phrases: &'static Phrases,
}

impl<'a> Press<'a> {
    /// Sets up for pages in one language.
    pub fn new(archive: &'a Archive, editions: &'a [Edition], language: &'a Language, origin: &'a Origin) -> Self {
        let languages = &archive.publication.languages;
        let (voice, phrases) = phrases::along(languages, language);
        Self { archive, editions, language, origin, languages, newsletters: &[], voice, phrases }
    }

    /// Readers can subscribe to these, on every page.
    pub fn with_newsletters(self, newsletters: &'a [Newsletter]) -> Self {
        Self { newsletters, ..self }
    }

    /// Looks for missing texts along other chains than the publication's: a newsletter has its own order of languages.
    pub fn along(self, languages: &'a Languages) -> Self {
        let (voice, phrases) = phrases::along(languages, self.language);
        Self { languages, voice, phrases, ..self }
    }

    /// The publication.
    pub fn publication(&self) -> &'a Publication {
        &self.archive.publication
    }

    /// Its languages.
    pub fn languages(&self) -> &'a Languages {
        self.languages
    }

    /// The newsletters that readers can subscribe to.
    pub fn newsletters(&self) -> &'a [Newsletter] {
        self.newsletters
    }

    /// What being on a list can mean, in the publication's own words, as Markdown per language; stands before the
    /// newsletters' form.
    pub fn risk(&self) -> Option<&'a Labels> {
        Some(&self.archive.publication.risk).filter(|risk| !risk.is_empty())
    }

    /// The language of phrases and dates, which the page's `lang` names: the reader's, or where we have no phrases in
    /// it, the next along the publication's chain, or English.
    pub fn voice(&self) -> &Language {
        &self.voice
    }

    /// The phrases in that language.
    pub fn phrases(&self) -> &'static Phrases {
        self.phrases
    }

    /// A phrase.
    pub fn say(&self, id: &str) -> String {
        self.phrases.get(id)
    }

    /// A phrase with its gaps filled: `press.say_with("run", &[("n", run.into())])`.
    pub fn say_with(&self, id: &str, gaps: &[(&str, FluentValue<'_>)]) -> String {
        self.phrases.with(id, gaps)
    }

    /// Whether one edition covers a week, so that phrases may speak of weeks.
    pub fn is_weekly(&self) -> bool {
        self.publication().period == PeriodKind::Week
    }

    /// The path of a place in the reader's language.
    pub fn link(&self, place: &Permalink) -> String {
        place.path(self.language)
    }

    /// An edition in full, if it was given.
    pub fn edition(&self, slug: &EditionSlug) -> Option<&'a Edition> {
        self.editions.iter().find(|edition| edition.slug == *slug)
    }

    /// The direction of a language.
    pub fn direction(&self, language: &Language) -> Direction {
        self.languages().get(language).map_or_else(|| language.direction(), |spoken| spoken.direction)
    }

    /// A language's own name for itself.
    pub fn name_of(&self, language: &Language) -> String {
        self.languages().get(language).map_or_else(|| language.to_string(), |spoken| spoken.name.clone())
    }

    /// The attributes that an element in this language needs.
    pub fn lang(&self, language: &Language) -> Lang {
        Lang::of(language, self.direction(language), &self.voice, self.direction(&self.voice))
    }

    /// A label in the reader's language, or the next there is; empty when there is none at all.
    pub fn label(&self, labels: &Labels) -> Words {
        let found = labels.along(self.languages(), self.language);
        found
            .map_or_else(Words::default, |(tag, text)| Words { text: markup::typeset(text, tag), lang: self.lang(tag) })
    }

    /// A text in the reader's language, or the next along the chain.
    pub fn text<'t, P>(&self, texts: &'t Texts<P>) -> Option<Shown<'t, P>>
    where
        'a: 't,
    {
        let (language, text) = texts.along(self.languages(), self.language)?;
        Some(Shown { language, text, own: language == self.language, lang: self.lang(language) })
    }
}
